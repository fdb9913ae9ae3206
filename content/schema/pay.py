"""The shape of pay/*.toml: who says what a role pays, where, at which level, and by what kind of evidence."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from content.schema.base import Strict, Text, last_day

GENERAL = ("ai_engineer_general", "ml_engineer_general")
"""Engineers for AI or machine learning of any kind: the nearest where one of our roles has no figure."""

ALL, NOT_SAID = "all", "not said"
"""Levels of figures: all of them together, or a title that names none."""

FEWEST = 5
"""A statistic of fewer is none: its adverts are shown one by one, or not at all."""

_FRESH_FOR = 365  # days

Amount = Annotated[int, Field(gt=0)]
PayPeriod = Literal["hour", "day", "week", "month", "year"]
Quartiles = tuple[Amount, Amount]


class PayFigure(Strict):
    """One figure, in whole units of `currency` for each `period`, as its source has it.

    `places` are cities or markets of the `country`; none is the whole country. `n` counts adverts, offers or
    people behind it; one is a single advert, None is not said. `companies` and the quartiles belong to
    "median ends": the medians of the low and of the high ends of many ranges.
    """

    role: str
    level: str
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    places: tuple[Text, ...] = ()
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    low: Amount | None = None
    middle: Amount | None = None
    high: Amount | None = None
    statistic: Literal[
        "range",
        "median",
        "middle half",
        "median ends",
        "mean and range",
        "mean of midpoints",
        "starting pay",
        "ceiling",
    ]
    basis: Literal["base", "total", "unclear"]
    period: PayPeriod
    n: int | None = Field(default=None, ge=1)
    companies: int | None = Field(default=None, ge=1)
    quartiles_of_low: Quartiles | None = None
    quartiles_of_high: Quartiles | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        amounts = [each for each in (self.low, self.middle, self.high) if each is not None]
        if not amounts or amounts != sorted(set(amounts)):
            raise ValueError("low, middle and high are there, at least one of them, and in this order")
        wanted = {
            "range": (True, False, True),
            "median": (False, True, False),
            "median ends": (True, False, True),
            "mean and range": (True, True, True),
            "mean of midpoints": (False, True, False),
            "ceiling": (False, False, True),
        }.get(self.statistic)
        if wanted and wanted != tuple(each is not None for each in (self.low, self.middle, self.high)):
            raise ValueError(f"low, middle and high do not fit the statistic {self.statistic!r}")
        return self


class PaySource(Strict):
    """Who says so. `second_hand`: told by somebody else; `repeats` names the source that it repeats."""

    id: str
    title: Text
    publisher: Text
    url: Annotated[str, Field(pattern=r"^https?://")]
    as_of: Annotated[str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$")]
    kind: Literal[
        "official statistics",
        "posted ranges",
        "self-reported",
        "data vendor",
        "salary guide",
        "practitioner article",
        "one posting",
    ]
    second_hand: bool = False
    repeats: str | None = None
    caution: Text
    figure: Annotated[tuple[PayFigure, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _enough(self) -> Self:
        few = [each.n for each in self.figure if each.n is not None and 1 < each.n < FEWEST]
        if few:
            raise ValueError(f"a statistic of {few[0]} is none; {FEWEST} are the fewest")
        return self

    @property
    def root(self) -> str:
        """The source behind it, by which two that repeat each other are one."""
        return self.repeats or self.id

    def is_stale(self, today: date) -> bool:
        """Whether its date, at the end of the year or month that it names, is twelve months past."""
        return today.toordinal() - last_day(self.as_of).toordinal() > _FRESH_FOR


class PayFile(Strict):
    """A file in pay/."""

    source: tuple[PaySource, ...]
