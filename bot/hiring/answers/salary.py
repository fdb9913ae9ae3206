"""What a role pays according to the sources, and where a budget stands in the band. No figure is made up."""

from dataclasses import dataclass
from typing import Literal

from bot.hiring.text.money import Budget
from bot.hiring.text.vocabulary import Request
from content import Content
from content.schema.base import UMBRELLA, Figure, MarketPlace, Role, Source


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a yearly budget stands in a band of the same currency. Gaps are whole units of that currency.

    `under` is how far the budget's low end is below the band's low end (0 when it is not), `over` how far its
    high end is above the band's. `within`: some of the budget lies in the band. `from_middle` is signed, and
    `share` is the way from low to high, 0 to 1; both are for the middle of the budget.
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


@dataclass(frozen=True, slots=True)
class SalaryAnswer:
    """The answer for one role. `missing_level` names a level that was asked for and has no figure."""

    pay: Pay
    level: str | None
    missing_level: str | None
    place: MarketPlace
    budget: Budget | None
    standing: Standing | None
    year: int | None
    warning: str | None
    request: Request


@dataclass(frozen=True, slots=True)
class SalaryOverview:
    """Several roles at once: all of them, or the five that "LLM engineer" may mean."""

    pays: tuple[Pay, ...]
    standings: tuple[Standing | None, ...]
    umbrella: str | None
    place: MarketPlace
    source: Source
    warning: str | None
    request: Request


def find_pay(content: Content, role_id: str) -> Pay:
    """What the content says about this role's pay; every role has a figure or a stated gap."""
    role, bands = content.roles[role_id], content.bands
    for capped, figures in ((True, bands.band), (False, bands.uncapped)):
        for figure in figures:
            if figure.role == role_id:
                return Pay(role, figure, capped, None, content.sources[figure.source])
    gap = next(gap for gap in bands.gap if gap.role == role_id)
    return Pay(role, None, False, gap.reason, content.sources[gap.source])


def look_up(content: Content, request: Request) -> SalaryAnswer | SalaryOverview:
    """Answer a request about pay: for one role when it names one, otherwise for all that it may mean."""
    old = content.bands.old_budget
    warning = old.warning if request.year and request.year <= old.year else None
    if request.role is None or request.role == UMBRELLA:
        return _overview(content, request, warning)
    pay = find_pay(content, request.role)
    figure = pay.figure
    missing_level = request.level if figure and request.level and request.level != figure.level else None
    fits = figure if missing_level is None else None
    return SalaryAnswer(
        pay=pay,
        level=fits.level if fits else request.level,
        missing_level=missing_level,
        place=content.bands.place,
        budget=request.budget,
        standing=stand(request.budget, fits) if pay.capped else None,
        year=request.year,
        warning=warning,
        request=request,
    )


def _overview(content: Content, request: Request, warning: str | None) -> SalaryOverview:
    if request.role == UMBRELLA:
        named: tuple[str, ...] = content.specialties
    else:
        named = tuple(role for role in request.roles if role != UMBRELLA) or tuple(content.roles)
    pays = tuple(find_pay(content, role) for role in named)
    return SalaryOverview(
        pays=pays,
        standings=tuple(stand(request.budget, pay.figure) if pay.capped else None for pay in pays),
        umbrella=content.roles_file.umbrella.name if request.role == UMBRELLA else None,
        place=content.bands.place,
        source=pays[0].source,
        warning=warning,
        request=request,
    )


def stand(budget: Budget | None, figure: Figure | None) -> Standing | None:
    """Compare a budget with a band; None when there is nothing to compare or the currencies differ."""
    if budget is None or figure is None or budget.currency != figure.currency:
        return None
    middle = (budget.low + budget.high) / 2
    return Standing(
        within=budget.low <= figure.high and budget.high >= figure.low,
        under=max(0, figure.low - budget.low),
        over=max(0, budget.high - figure.high),
        from_middle=round(middle - (figure.low + figure.high) / 2),
        share=(middle - figure.low) / (figure.high - figure.low),
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
