"""The shape of reviews.toml: what is asked when people look back at a role that was filled."""

from datetime import date
from typing import Annotated, Self

from dateutil.relativedelta import relativedelta
from pydantic import Field, model_validator

from content.schema.base import Strict, Text

HELD = ("yes", "partly", "no")
"""Ids of the answers to whether the work was as scoped."""
SOMETHING_ELSE = "else"
"""Stands beside the ids of the roles for whatever else took most of the time."""

_Short = Annotated[str, Field(min_length=1, max_length=20)]


class Review(Strict):
    """One look back, `days` or `months` after the day on which the requisition was filled."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,16}$")]
    name: _Short
    days: int = Field(default=0, ge=0, le=2000)
    months: int = Field(default=0, ge=0, le=60)

    @model_validator(mode="after")
    def _has_a_distance(self) -> Self:
        if bool(self.days) == bool(self.months):
            raise ValueError(f"{self.id} needs either days or months")
        return self

    def day(self, filled_on: date) -> date:
        """The day of the look back; the month's last day, when the month has no such day."""
        day: date = filled_on + relativedelta(months=self.months, days=self.days)
        return day


class HeldAnswer(Strict):
    """An answer to "was the work as scoped?": its words on a button, and its words in a sentence."""

    id: str
    label: Annotated[str, Field(min_length=1, max_length=40)]
    short: _Short


class ReviewsFile(Strict):
    """reviews.toml."""

    fewest: int = Field(ge=3)
    soon: int = Field(ge=1, le=30)
    intro: Text
    held: Text
    most: Text
    something_else: _Short
    now: Text
    now_hint: Annotated[str, Field(min_length=1, max_length=150)]
    review: tuple[Review, ...] = Field(min_length=1)
    answer: tuple[HeldAnswer, ...]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if tuple(answer.id for answer in self.answer) != HELD:
            raise ValueError(f"the answers are {', '.join(HELD)}, in this order")
        days = [review.day(date(2026, 1, 1)) for review in self.review]
        if days != sorted(set(days)):
            raise ValueError("the reviews are not in the order in which they come")
        if len({review.id for review in self.review}) < len(self.review):
            raise ValueError("two reviews have the same id")
        return self

    def named(self, id_: str) -> Review | None:
        """Return the look back of that id, or None when it is gone."""
        return next((review for review in self.review if review.id == id_), None)
