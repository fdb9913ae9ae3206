"""The shape of the content files. A field that is missing, misspelt or points nowhere stops the start."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

UMBRELLA = "llm_engineer"
"""The id that stands for "LLM engineer" without a specialty."""

Text = Annotated[str, Field(min_length=1, max_length=600)]
Phrase = Annotated[str, Field(pattern=r"^[a-z0-9]+( [a-z0-9]+)*$")]
"""Words as the reader sees them: lower case, digits and single spaces (hyphens become spaces)."""

Wording = Annotated[str, Field(pattern=r"^[a-z0-9#'/&+]+\*?([ -][a-z0-9#'/&+]+\*?)*$")]
"""Words to look for: lower case; "evaluat*" is every word that begins so, "#" a number."""


class Strict(BaseModel):
    """What every part of the content has in common: nothing unknown in it, nothing changed later."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Strict):
    """Who says so: publisher, date, and what kind of evidence it is."""

    id: str
    title: Text
    publisher: Text
    url: str | None = None
    as_of: Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
    kind: Literal[
        "practitioner article",
        "posted ranges",
        "company",
        "editorial",
        "law summary",
        "announcement",
        "paper",
    ]
    data_points: int | None = Field(default=None, ge=1)
    caution: Text


class Confusion(Strict):
    """Another role that this one gets mistaken for, and why."""

    role: str
    because: Text


class RoleText(Strict):
    """What the umbrella title and every role have to say for themselves."""

    name: Text
    short: Annotated[str, Field(min_length=1, max_length=20)]
    words: tuple[Phrase, ...]
    in_short: Text
    does: tuple[Text, ...] = Field(min_length=3)
    output: Text
    on_call: Literal["yes", "sometimes", "no"]
    on_call_note: Text


class Role(RoleText):
    """One of the seven: a specialty of LLM engineering or a neighbour."""

    id: str
    family: Literal["specialty", "neighbour"]
    does_not: tuple[Text, ...] = Field(min_length=3)
    confused_with: tuple[Confusion, ...] = Field(min_length=1)
    interview_lens: Text


class RolesFile(Strict):
    """roles.toml."""

    source: str
    wording: str
    one_hire: Text
    umbrella: RoleText
    role: tuple[Role, ...] = Field(min_length=7, max_length=7)


class Pair(Strict):
    """What it costs to mistake one role for the other."""

    roles: tuple[str, str]
    cost: Text
    source: str


class Figure(Strict):
    """Money that a source reports for one role at one level: whole units of `currency` a year."""

    role: str
    level: str
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    low: int = Field(gt=0)
    high: int = Field(gt=0)
    basis: Literal["base", "total"]
    source: str
    note: Text | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low >= self.high:
            raise ValueError(f"low {self.low} is not below high {self.high}")
        return self


class Gap(Strict):
    """A role that the source has no figure for, and why."""

    role: str
    source: str
    reason: Text


class OldBudget(Strict):
    """The warning for a budget that was set in `year` or earlier."""

    year: int
    source: str
    warning: Text


class MarketPlace(Strict):
    """Where the bands hold."""

    id: str
    note: Text


class BandsFile(Strict):
    """bands.toml."""

    old_budget: OldBudget
    place: MarketPlace
    band: tuple[Figure, ...]
    uncapped: tuple[Figure, ...]
    gap: tuple[Gap, ...]


class Question(Strict):
    """An interview question with what a builder's and a user's answer sound like."""

    id: str
    topic: Text
    question: Text
    builder: Text
    user: Text
    follow_up: Text


class InterviewFile(Strict):
    """interview.toml."""

    source: str
    wording: str
    promise: Text
    question: tuple[Question, ...] = Field(min_length=4, max_length=4)


class Level(Strict):
    """A level of seniority with the words people use for it."""

    id: str
    words: tuple[Phrase, ...] = Field(min_length=1)


class WordsFile(Strict):
    """words.toml."""

    versus: tuple[Phrase, ...]
    skipped: tuple[Phrase, ...]
    level: tuple[Level, ...] = Field(min_length=1)


class Command(Strict):
    """One thing a person can type."""

    name: Annotated[str, Field(pattern=r"^[a-z]+$")]
    description: Annotated[str, Field(min_length=1, max_length=100)]
    usage: Text
    prompt: Text | None = None
    """A question that Slack suggests above an empty conversation; it sends the first example."""
    explains: Text
    examples: tuple[Text, ...] = Field(min_length=1)


class Rung(Strict):
    """One step of a ladder: what is sent so many business days after a requisition became undefined."""

    kind: Literal["card", "owner", "thread", "digest", "sponsor", "last"]
    day: int = Field(ge=1, le=260)
    every: int | None = Field(default=None, ge=5)


class Ladder(Strict):
    """How often, and in which order, people are reminded; no rungs: never."""

    name: Annotated[str, Field(pattern=r"^[a-z]{1,16}$")]
    explains: Text
    rung: tuple[Rung, ...]

    @model_validator(mode="after")
    def _ends_in_silence(self) -> Self:
        days = [rung.day for rung in self.rung]
        if days != sorted(days):
            raise ValueError(f"the rungs of {self.name} are not in the order of their days")
        if self.rung and (self.rung[-1].kind != "last" or self.rung[-1].every):
            raise ValueError(f"{self.name} needs a last note as its last rung: reminders must end")
        if any(rung.kind == "last" for rung in self.rung[:-1]):
            raise ValueError(f"{self.name} has rungs after its last note")
        return self


class LaddersFile(Strict):
    """ladders.toml. `question` is what an owner is asked; its answers are the specialties."""

    default: str
    question: Text
    ladder: tuple[Ladder, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_default_and_off(self) -> Self:
        names = [ladder.name for ladder in self.ladder]
        if self.default not in names:
            raise ValueError(f"there is no ladder {self.default!r}, which is the default")
        if "off" not in names or self.named("off").rung:
            raise ValueError("there must be a ladder named off, without rungs")
        return self

    def named(self, name: str | None) -> Ladder:
        """Return the ladder of that name; the default one for none, or for one that is not there any more."""
        by_name = {ladder.name: ladder for ladder in self.ladder}
        return by_name.get(name or "", by_name[self.default])
