"""Market bands: what a role pays, where a budget stands in its band, how two bands relate."""

from dataclasses import dataclass
from typing import Literal

from bot.hiring.text.money import Budget
from content import Content
from content.schema.bands import Figure
from content.schema.roles import Role
from content.schema.sources import Source


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a yearly budget stands in a band of the same currency. Gaps are whole units of that currency.

    `under` is the gap from the budget's low end up to the band's low end, `over` the gap from the band's
    high end up to the budget's; both are 0 without a gap. `within`: budget and band overlap. The middle of
    the budget is `from_middle` away from the middle of the band (negative: below), and `share` of the way
    from its low end to its high end.
    """

    within: bool
    under: int
    over: int
    from_middle: int
    share: float


@dataclass(frozen=True, slots=True)
class Pay:
    """What the content says about one role: a band, reported totals without a cap, or a stated gap."""

    role: Role
    figure: Figure | None
    capped: bool
    gap: str | None
    source: Source


def find_pay(content: Content, role_id: str) -> Pay:
    """Find the role's pay in the content; every role has a figure or a stated gap."""
    role, bands = content.roles[role_id], content.bands
    for capped, figures in ((True, bands.band), (False, bands.uncapped)):
        for figure in figures:
            if figure.role == role_id:
                return Pay(role, figure, capped, None, content.sources[figure.source])
    gap = next(gap for gap in bands.gap if gap.role == role_id)
    return Pay(role, None, False, gap.reason, content.sources[gap.source])


def stand(budget: Budget | None, figure: Figure | None) -> Standing | None:
    """Compare a budget with a band; None when one of them is missing or the currencies differ."""
    return stand_in(budget, figure.low, figure.high, figure.currency) if figure else None


def stand_in(budget: Budget | None, low: int, high: int, currency: str) -> Standing | None:
    """Compare a budget with a range; None when there is none or the currencies differ."""
    if budget is None or budget.currency != currency:
        return None
    middle = (budget.low + budget.high) / 2
    return Standing(
        within=budget.low <= high and budget.high >= low,
        under=max(0, low - budget.low),
        over=max(0, budget.high - high),
        from_middle=round(middle - (low + high) / 2),
        share=(middle - low) / (high - low),
    )


@dataclass(frozen=True, slots=True)
class PayRelation:
    """How the pay of two roles relates: bands that overlap, bands with a gap between, or no comparison."""

    kind: Literal["overlap", "apart", "unknown"]
    low: int = 0
    high: int = 0
    currency: str = "USD"


def relate(one: Figure | None, other: Figure | None) -> PayRelation:
    """Relate two bands; only bands of the same level, basis and currency can be compared."""
    if one is None or other is None:
        return PayRelation("unknown")
    if (one.level, one.basis, one.currency) != (other.level, other.basis, other.currency):
        return PayRelation("unknown")
    low, high = max(one.low, other.low), min(one.high, other.high)
    if low <= high:
        return PayRelation("overlap", low, high, one.currency)
    return PayRelation("apart", high, low, one.currency)
