"""A brief: what the role is, and how to tell that the hire worked out. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from bot.hiring.requisitions import Requisition
from bot.hiring.text.tools import find_tools, name_the_skill
from content import Content
from content.schema.base import Strict

MOST = 5  # outcomes, and must-haves
LONGEST = 300  # characters of one item

Item = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class Specialty(Strict):
    """A specialty of the work: its id, how sure the reading is (percent), and quotes that speak for it."""

    role: str
    sure: int = Field(ge=0, le=100)
    quotes: tuple[Item, ...] = ()


class RejectedTitle(Strict):
    """A title not to post, and why."""

    title: Item
    why: Item


class ExpectedOutcome(Strict):
    """A result that is expected by a day."""

    by: date
    what: Item


class MustHave(Strict):
    """Something that the hire must bring, and the interview question that tests it; `shows` is its id."""

    what: Item
    tests: Item
    shows: str | None = None


class Market(Strict):
    """What a source reports for the role in one place, a year in whole units of `currency`.

    Not `capped`: the range is open above.
    """

    low: int
    high: int
    currency: str
    level: str
    basis: str
    place: str = "US"  # of which all figures were before it was noted
    capped: bool
    source: str
    as_of: str
    kind: str


class Range(Strict):
    """A year's pay that a person typed, in whole units of `currency`."""

    low: int
    high: int
    currency: str


class Posting(Range):
    """The range to post in one place."""

    place: Item


class Passing(Strict):
    """A must-have that names a tool or model and will age with it, and the skill behind the name."""

    what: Item
    tool: str
    instead: Item


class BriefReview(Strict):
    """When to look back. Without a day, it counts from the new hire's first day."""

    what: Item
    by: date | None = None


class Brief(Strict):
    """Everything that is signed. People edit it; it says nothing about a candidate.

    `budget` is what was said of it in words, and no band of the company; `place` where the work is. A
    `market_gap` beside a `market` says for which other place that figure is.
    """

    title: Item
    rejected: tuple[RejectedTitle, ...]
    mission: Item
    primary: Specialty
    secondary: Specialty | None
    not_this: tuple[Item, ...]
    outcomes: tuple[ExpectedOutcome, ...] = Field(max_length=MOST)
    must_haves: tuple[MustHave, ...] = Field(max_length=MOST)
    learnable: tuple[Item, ...]
    week: str
    level: str | None
    decides: str
    market: Market | None
    market_gap: str
    company: Range | None
    budget: str = ""
    place: str = ""
    posting: tuple[Posting, ...]
    pools: tuple[Item, ...]
    kit: tuple[str, ...]
    passing: tuple[Passing, ...]
    open: tuple[Item, ...]
    unknown: tuple[Item, ...]
    reviews: tuple[BriefReview, ...]


@dataclass(frozen=True, slots=True)
class BriefVersion:
    """A version of a brief, and the requisition or conversation it belongs to.

    `held` is the requisition's signed brief today. `scoping` is the id of the conversation that it
    came from, `channel` where that took place.
    """

    id: int
    version: int
    revision: int
    brief: Brief
    drafted_by: str
    drafted_at: datetime
    signed_by: str | None
    signed_at: datetime | None
    hash: str | None
    scoping: int | None
    channel: str
    requisition: Requisition | None
    held_version: int | None
    held_hash: str | None
    held: Brief | None

    @property
    def holds(self) -> bool:
        """Whether this version is the signed brief of its requisition."""
        return self.signed_at is not None and self.held_version == self.version

    def is_for_all_in(self, channel: str) -> bool:
        """Whether everybody in a channel may read all of it, pay included."""
        return self.requisition is None or self.requisition.channel == channel


# What is compared between two versions, with what it is called.
COMPARED: Mapping[str, str] = {
    "primary": "the specialty",
    "secondary": "the second specialty",
    "level": "the level",
    "title": "the title",
    "rejected": "the titles not to post",
    "mission": "the mission",
    "outcomes": "the outcomes",
    "must_haves": "the must-haves",
    "learnable": "what can be learned",
    "not_this": "what it is not",
    "pools": "where to look",
    "place": "the place",
    "budget": "the budget",
    "company": "the company's band",
    "posting": "the posting range",
    "open": "the open questions",
}


def edited(brief: Brief, wanted: Mapping[str, Any], content: Content) -> Brief:
    """A brief with a person's changes, checked again. ValidationError when something is too long."""
    return checked(Brief.model_validate(brief.model_dump() | dict(wanted)), content)


def checked(brief: Brief, content: Content) -> Brief:
    """A brief with its passing must-haves found anew: those that will age with a tool or model they name."""
    tools = content.briefs.tool
    passing = [
        Passing(
            what=each.what,
            tool=" and ".join(dict.fromkeys(tool.written for tool in found))[:LONGEST],
            instead=name_the_skill(each.what, tools)[:LONGEST],
        )
        for each in brief.must_haves
        if (found := find_tools(each.what, tools))
    ]
    return brief.model_copy(update={"passing": tuple(passing)})


def lasting(brief: Brief) -> tuple[str, ...]:
    """The must-haves that name no tool or model."""
    passing = {each.what for each in brief.passing}
    return tuple(each.what for each in brief.must_haves if each.what not in passing)


def differences(before: Brief, after: Brief) -> tuple[str, ...]:
    """Names of the fields in COMPARED that differ. The percentages of a reading do not count."""

    def compared(brief: Brief, name: str) -> Any:
        value = getattr(brief, name)
        return value.role if isinstance(value, Specialty) else value

    return tuple(name for name in COMPARED if compared(before, name) != compared(after, name))


def words_of(text: str) -> str:
    """The words and numbers of a text in lower case, with single spaces between them."""
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))
