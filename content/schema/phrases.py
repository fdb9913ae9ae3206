"""The shape of phrases.toml: the parts of a job description, and the words that mean the same in it."""

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


class Part(Strict):
    """A part of a job description, known by its headings; `counts` is its weight, where a duty weighs 1."""

    id: Id
    counts: float = Field(ge=0, le=2)
    headings: tuple[Pattern, ...] = ()


class Cue(Strict):
    """Words that mean the same to a recruiter. What they speak for is learned: reading.json."""

    id: Id
    name: Text
    words: tuple[Pattern, ...] = Field(min_length=1)


class PhrasesFile(Strict):
    """phrases.toml.

    A text of fewer than `short` different words is an ask. `model_cues` speak of language models at all,
    `other_cues` of other work.
    """

    short: int = Field(ge=1)
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
