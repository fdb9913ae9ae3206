"""The shape of briefs.toml: what the brief for each role begins with, before people edit it."""

from typing import Annotated

from pydantic import Field

from content.schema.base import Phrase, Strict, Text

Item = Annotated[str, Field(min_length=1, max_length=250)]


class OutcomeTemplate(Strict):
    """A result that is expected `days` after the new hire starts."""

    days: int = Field(ge=1, le=365)
    what: Item


class MustHaveTemplate(Strict):
    """A must-have with the question that tests it; `shows` is one of the four in interview.toml."""

    what: Item
    tests: Item
    shows: str | None = None


class MisleadingTitle(Strict):
    """A title that attracts the wrong people, and why."""

    title: Item
    why: Item


class BriefTemplate(Strict):
    """What the brief for one of the seven roles begins with.

    `mission_hosted` is the mission where the company runs the model itself.
    """

    id: str
    mission: Item
    mission_hosted: Item | None = None
    titles: tuple[Item, ...] = Field(min_length=1)
    rejected: tuple[MisleadingTitle, ...]
    outcomes: tuple[OutcomeTemplate, ...] = Field(min_length=3, max_length=5)
    must_haves: tuple[MustHaveTemplate, ...] = Field(min_length=1, max_length=5)
    learnable: tuple[Item, ...] = Field(min_length=1)
    pools: tuple[Item, ...] = Field(min_length=1)


class ToolName(Strict):
    """Names of tools and models, and the skill behind them."""

    words: tuple[Phrase, ...] = Field(min_length=1)
    instead: Item


class Matter(Strict):
    """What a company may say it works on, and the must-have that follows for some roles."""

    words: tuple[Text, ...] = Field(min_length=1)
    roles: tuple[str, ...] = Field(min_length=1)
    what: Item
    tests: Item


class BriefsFile(Strict):
    """briefs.toml. `decides` says what each level decides.

    `start_days` and `first_review_days` count from the brief: until somebody can start, and until the first
    review.
    """

    wording: str
    umbrella_title: Text
    not_llm: Text
    start_days: int = Field(ge=1, le=365)
    first_review: Item
    first_review_days: int = Field(ge=1, le=365)
    later_reviews: tuple[Item, ...]
    decides: dict[str, Item]
    role: tuple[BriefTemplate, ...] = Field(min_length=1)
    tool: tuple[ToolName, ...]
    matter: tuple[Matter, ...] = ()
