"""The shape of phrases.toml and weights.toml: what words in a text say about the role it is about."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from content.schema.base import Strict, Text

Pattern = Annotated[str, Field(pattern=r"^[a-z0-9+#]+\*?( (~|[a-z0-9+#]+\*?))*$")]
"""Words in lower case. `tun*` is any word that begins so, ` ~ ` up to four words that may stand between."""

DUTIES_TOGETHER = ("posting", "few", "models", "others")
"""What the duties of a job description say together: that there are some, that hardly any speaks of language
models, how many do, and how many speak of other work only."""

PARTS_NEEDED = frozenset(("title", "opening", "flat", "duties", "role"))
"""Parts of a job description that reading tells apart; the others are only known by their headings."""

Id = Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")]
Weights = Mapping[str, Annotated[float, Field(ge=-4, le=4)]]
"""By reading, natural logarithms: 0.7 makes a reading twice as likely, -0.7 half as likely."""


class Part(Strict):
    """A part of a job description, known by its headings; `counts` is its weight, where a duty weighs 1."""

    id: Id
    counts: float = Field(ge=0, le=2)
    headings: tuple[Pattern, ...] = ()


class Cue(Strict):
    """Words with one meaning to a recruiter, and the readings they speak for and against as a duty.

    A duty with these words commits the hire to `specialty`.
    """

    id: Id
    name: Text
    specialty: str | None = None
    leans: Weights
    words: tuple[Pattern, ...] = Field(min_length=1)


class PhrasesFile(Strict):
    """phrases.toml.

    `start` is the belief before anything is read. A text of fewer than `short` words is an ask, and each of
    its words counts `emphasis` times as much. A reading is an answer, not a question, from the share
    `ask_settled` on for an ask, and from `posting_settled` on for a longer text. `model_cues` show that a
    text is about language models, `other_cues` that it is about other work.
    """

    start: Weights
    ask_settled: float = Field(gt=0.3, lt=1)
    posting_settled: float = Field(gt=0.3, lt=1)
    short: int = Field(ge=1)
    emphasis: float = Field(ge=1, le=4)
    model_cues: tuple[str, ...]
    other_cues: tuple[str, ...]
    part: tuple[Part, ...]
    cue: tuple[Cue, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_what_is_there(self) -> Self:
        ids = [each.id for each in self.cue]
        twice = {id_ for id_ in ids if ids.count(id_) > 1}
        if twice:
            raise ValueError(f"more than one cue is named {', '.join(sorted(twice))}")
        lacking = PARTS_NEEDED - {part.id for part in self.part}
        if lacking:
            raise ValueError(f"there is no part {', '.join(sorted(lacking))}")
        unknown = {*self.model_cues, *self.other_cues} - set(ids)
        if unknown:
            raise ValueError(f"there is no cue {', '.join(sorted(unknown))}")
        return self


class Commitment(Strict):
    """When duties commit a hire to a specialty: the sum of these terms, as a logarithm of odds.

    `said` multiplies the logarithm of the weight that its words have in the duties. `likely` multiplies the
    logarithm of its reading's share. `beside` multiplies the same for its share against *not an LLM role*
    alone, so that a stronger specialty does not hide it. `others` multiplies the number of other specialties
    that the duties name outright.
    """

    start: float
    said: float
    likely: float
    beside: float
    others: float

    @property
    def in_order(self) -> tuple[float, float, float, float, float]:
        """The five, in the order in which they are named here."""
        return self.start, self.said, self.likely, self.beside, self.others


class WeightsFile(Strict):
    """weights.toml: what labelled texts added to the start and the leanings of phrases.toml.

    `learned` is by cue, or by what the duties say together. A specialty is asked for from the probability
    `commits_at` on.
    """

    start: Weights
    learned: Mapping[str, Weights]
    commitment: Mapping[str, Commitment]
    commits_at: float = Field(gt=0, lt=1)
