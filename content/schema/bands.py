"""The shape of bands.toml: what roles pay, according to which source."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from content.schema.base import Strict, Text


class Figure(Strict):
    """What a source reports for one role at one level, in whole units of `currency` a year."""

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
    """The place that the bands are for."""

    id: str
    note: Text


class BandsFile(Strict):
    """bands.toml."""

    old_budget: OldBudget
    place: MarketPlace
    band: tuple[Figure, ...]
    uncapped: tuple[Figure, ...]
    gap: tuple[Gap, ...]
