"""What a picture of pay shows: bands on one axis, and a budget as a line across them."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from bot.hiring.text.money import Budget, write

_MOST_TICKS = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """One band, which `note` says more of; one without a top (`has_top`) is told in words beside the axis."""

    name: str
    low: int
    high: int
    note: str = ""
    has_top: bool = True
    is_asked: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """Bands in one currency, at least one of them with a top, and a budget in the same currency."""

    bars: tuple[Bar, ...]
    currency: str
    budget: Budget | None = None

    @property
    def key(self) -> str:
        """Another one for every picture that would look different."""
        return sha256(repr(self).encode()).hexdigest()

    @property
    def ends(self) -> tuple[int, int]:
        """The two ends of the axis: the bands', widened by their width at most to show the budget."""
        drawn = [bar for bar in self.bars if bar.has_top]
        low, high = min(bar.low for bar in drawn), max(bar.high for bar in drawn)
        width = high - low
        if self.budget:
            low, high = (
                max(min(low, self.budget.low), low - width),
                min(max(high, self.budget.high), high + width),
            )
        return low, high

    @property
    def ticks(self) -> list[int]:
        """Round amounts along the axis."""
        low, high = self.ends
        power = 10 ** (len(str(high - low)) - 2)
        step = next(each * power for each in (1, 2, 5, 10, 20) if (high - low) / (each * power) < _MOST_TICKS)
        return list(range(-(-low // step) * step, high + 1, step))

    def along(self, cells: int) -> Callable[[int], int]:
        """What places an amount on an axis of so many cells, those beyond it at its ends."""
        low, high = self.ends
        return lambda amount: round((min(max(amount, low), high) - low) / (high - low) * cells)

    @property
    def words(self) -> str:
        """The picture in words: what a screen reader says."""
        told = "; ".join(
            f"{bar.name} {amounts(bar, self.currency)}{f', {bar.note}' if bar.note else ''}"
            for bar in self.bars
        )
        return f"{told}. {budget_words(self)}." if self.budget else f"{told}."


def amounts(bar: Bar, currency: str) -> str:
    """The two ends of a band, in letters that every font has."""
    return f"{write(bar.low, currency)} to {write(bar.high, currency)}"


def budget_words(chart: Chart) -> str:
    """What stands at the budget's line; "" without one."""
    budget = chart.budget
    if budget is None:
        return ""
    low, high = write(budget.low, budget.currency), write(budget.high, budget.currency)
    return f"Your budget {low}" if low == high else f"Your budget {low} to {high}"
