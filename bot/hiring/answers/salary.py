"""Answers what a role pays: one role, or every role that the line may mean. No figure is made up."""

from dataclasses import dataclass

from bot.hiring.bands import Pay, Standing, find_pay, stand
from bot.hiring.text.money import Budget
from bot.hiring.text.vocabulary import Request
from content import Content
from content.schema.bands import MarketPlace
from content.schema.roles import UMBRELLA
from content.schema.sources import Source


@dataclass(frozen=True, slots=True)
class SalaryAnswer:
    """The answer for one role. `missing_level` is a level that was asked for and has no figure."""

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


def look_up(content: Content, request: Request) -> SalaryAnswer | SalaryOverview:
    """Answer a request about pay: for the role that it names, or for every role that it may mean."""
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
