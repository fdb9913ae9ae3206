"""The shape of laws.toml: which law asks for pay in a posting, where, and how a text names the place."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from content.schema.base import Strict, Text, Wording, last_day
from content.schema.sources import Law, Source

_FRESH_FOR = 90  # days

Words = Annotated[tuple[Wording, ...], Field(min_length=1)]


class Place(Strict):
    """A place whose law is quoted where a text names it: by its `words`, or by a country in it."""

    name: Text
    words: Words
    countries: tuple[str, ...] = ()


class Widest(Strict):
    """How far apart the two ends of a range may be: whole units of `currency` a year.

    The law spares ranges whose upper end is above `up_to`.
    """

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    width: int = Field(gt=0)
    up_to: int = Field(gt=0)
    says: Text

    def forbids(self, low: int, high: int, currency: str) -> bool:
        """Whether a range a year is too wide. One in another currency is not compared."""
        return currency == self.currency and high - low > self.width and high <= self.up_to


class PayLaw(Law):
    """A law on pay in postings: where it `asks` for a range, and what a posting says `beside` it.

    `upon_hire`: the range is what somebody is paid who starts in the role now.
    """

    asks: Literal["in the posting", "before the interview", "nowhere"]
    upon_hire: bool = False
    beside: Text | None = None
    widest: Widest | None = None


class LawsFile(Strict):
    """laws.toml. `unknown` is said of a place that no law here is of."""

    not_advice: Text
    stale: Text
    unknown: Text
    place: tuple[Place, ...] = Field(min_length=1)
    pay: tuple[PayLaw, ...] = Field(min_length=1)


def is_stale_law(source: Source, today: date) -> bool:
    """Whether a summary of a law was read so long ago that it is to be looked up again."""
    return today.toordinal() - last_day(source.as_of).toordinal() > _FRESH_FOR
