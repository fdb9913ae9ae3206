"""Answers what a role pays: one role, or every role that the line may mean. No figure is made up."""

from dataclasses import dataclass, replace

from bot.hiring.bands import Pay, Standing, find_pay, stand
from bot.hiring.references import (
    Found,
    PayQuestion,
    Reference,
    all_references,
    country_of,
    find_references,
    name_of_country,
)
from bot.hiring.text.money import Budget
from bot.hiring.text.vocabulary import Request
from content import Content
from content.schema.bands import MarketPlace
from content.schema.pay import GENERAL
from content.schema.roles import UMBRELLA, Role
from content.schema.sources import Source


@dataclass(frozen=True, slots=True)
class SalaryAnswer:
    """The answer for one role. `missing_level` was asked for, and the article has no figure for it.

    `shows_band`: the article's figure is what was asked for. `found` are the other sources' figures, and
    `asked` says in words what was asked for beside the role: “staff”, “in Munich”, “by the hour”.
    """

    pay: Pay
    level: str | None
    missing_level: str | None
    place: MarketPlace
    budget: Budget | None
    standing: Standing | None
    year: int | None
    warning: str | None
    request: Request
    found: Found
    asked: tuple[str, ...]
    shows_band: bool


@dataclass(frozen=True, slots=True)
class SalaryLine:
    """The best figure for one row of an overview: a role, a level or a place.

    `best` is None where nothing fits, and `near` then what comes nearest. `line` asks for the row alone.
    """

    name: str
    best: Reference | None
    near: Reference | None
    line: str


@dataclass(frozen=True, slots=True)
class SalaryOverview:
    """Several roles at once: all of them, or the five that "LLM engineer" may mean.

    `of_bands`: the article's bands answer it, and `lines` has the roles it has no figure for. Else `lines`
    has what there is for each role, and for engineers in general.
    """

    pays: tuple[Pay, ...]
    standings: tuple[Standing | None, ...]
    umbrella: str | None
    source: Source
    warning: str | None
    request: Request
    lines: tuple[SalaryLine, ...]
    asked: tuple[str, ...]
    of_bands: bool


@dataclass(frozen=True, slots=True)
class SalarySteps:
    """One role at several levels or places, side by side."""

    role: Role
    lines: tuple[SalaryLine, ...]
    asked: tuple[str, ...]
    request: Request


@dataclass(frozen=True, slots=True)
class SourcesAnswer:
    """Every reference for one role, those that were asked for first.

    `of_bands`: what was asked for is what the article's bands are about.
    """

    role: Role
    references: tuple[Reference, ...]
    asked: tuple[str, ...]
    request: Request
    of_bands: bool


PayAnswer = SalaryAnswer | SalaryOverview | SalarySteps | SourcesAnswer


def look_up(content: Content, request: Request) -> PayAnswer:
    """Answer a request about pay: for the role that it names, or for every role that it may mean."""
    old, asked = content.bands.old_budget, request.asked
    warning = old.warning if request.year and request.year <= old.year else None
    if request.role is None or request.role == UMBRELLA:
        return _overview(content, request, warning)
    role = content.roles[request.role]
    if len(asked.places) > 1 or len(asked.levels) > 1:
        return _steps(content, role, _without_budget(request))
    if asked.all_sources:
        references = all_references(content, question_of(request, role.id), request.today)
        in_words = _in_words(content, request)
        return SourcesAnswer(role, references, in_words, request, in_words in _BANDS)
    return _answer(content, request, warning)


def question_of(request: Request, role: str, level: str | None = None, place: str = "") -> PayQuestion:
    """The question that a request puts to the references, of one role, level and place."""
    asked = request.asked
    return PayQuestion(
        role,
        level or request.level,
        place or (asked.places[0] if asked.places else ""),
        asked.period,
        total=asked.beyond == "total pay",
    )


def _answer(content: Content, request: Request, warning: str | None) -> SalaryAnswer:
    role = str(request.role)
    pay = find_pay(content, role)
    figure = pay.figure
    missing_level = request.level if figure and request.level and request.level != figure.level else None
    fits = figure if missing_level is None else None
    plain = not request.asked.places and request.asked.period == "year"
    shows_band = fits is not None and plain
    question = question_of(request, role, fits.level if fits and shows_band else None)
    return SalaryAnswer(
        pay=pay,
        level=fits.level if fits and plain else request.level,
        missing_level=missing_level,
        place=content.bands.place,
        budget=request.budget,
        standing=stand(request.budget, fits) if pay.capped and shows_band else None,
        year=request.year,
        warning=warning,
        request=request,
        found=find_references(content, question, request.today, pay.source.id if shows_band else ""),
        asked=_in_words(content, request),
        shows_band=shows_band,
    )


def _overview(content: Content, request: Request, warning: str | None) -> SalaryOverview:
    if request.role == UMBRELLA:
        named: tuple[str, ...] = content.specialties
    else:
        named = tuple(role for role in request.roles if role != UMBRELLA) or tuple(content.roles)
    pays = tuple(find_pay(content, role) for role in named)
    asked = _in_words(content, request)
    levels = request.asked.levels
    if of_bands := asked in _BANDS and not levels:
        lines = [_best(content, request, pay.role.id, name=pay.role.name) for pay in pays if not pay.figure]
    else:
        general = zip(GENERAL, _IN_GENERAL, strict=True)
        there = [_best(content, request, role, name=name) for role, name in general]
        lines = [each for each in there if each.best]
        lines += [
            _best(content, request, pay.role.id, name=_called(pay.role.name, level), level=level)
            for pay in pays
            for level in levels or (None,)
        ]
    return SalaryOverview(
        pays=pays,
        standings=tuple(stand(request.budget, pay.figure) if pay.capped else None for pay in pays),
        umbrella=content.roles_file.umbrella.name if request.role == UMBRELLA else None,
        source=pays[0].source,
        warning=warning,
        request=request,
        lines=tuple(lines),
        asked=asked,
        of_bands=of_bands,
    )


_BANDS = ((), ("senior",))
"""What the article's bands answer, asked for beside the roles."""

_IN_GENERAL = ("AI engineers in general", "Machine learning engineers in general")


def _without_budget(request: Request) -> Request:
    """A request for several levels, which says that its budget is compared with none of them."""
    if request.budget is None or len(request.asked.levels) < 2:
        return request
    told = f"You named several levels, so I compare {request.budget.as_written} with none of them."
    return replace(request, budget=None, lacks=f"{request.lacks} {told}".strip())


def _called(name: str, level: str | None) -> str:
    return f"{name} ({level})" if level else name


def _steps(content: Content, role: Role, request: Request) -> SalarySteps:
    asked = request.asked
    levels, places = asked.levels or (request.level,), asked.places or ("",)
    rows = [(level, place) for place in places for level in levels]
    lines = []
    for level, place in rows:
        name = ", ".join(
            each for each, named in ((level or "", levels), (place, places)) if each and len(named) > 1
        )
        lines.append(_best(content, request, role.id, name=name, level=level, place=place))
    return SalarySteps(role, tuple(lines), _in_words(content, request), request)


def _best(
    content: Content, request: Request, role: str, *, name: str, level: str | None = None, place: str = ""
) -> SalaryLine:
    """The best figure that fits one row."""
    found = find_references(content, question_of(request, role, level, place), request.today)
    word = content.roles[role].words[0] if role in content.roles else ""
    line = " ".join(each for each in ("salary", word, level or request.level or "", place) if each)
    best, near = (each[0] if each else None for each in (found.fits, found.near))
    return SalaryLine(name, best, near, line)


def _in_words(content: Content, request: Request) -> tuple[str, ...]:
    """What was asked for beside the role, in words."""
    asked = request.asked
    words = [request.level] if request.level and not asked.levels else []
    for place in asked.places if len(asked.places) == 1 else ():
        code = country_of(content, place)
        is_country = code and place == content.places.country[code][0]
        words.append(f"in {name_of_country(content, code) if is_country else place}")
    words += [] if asked.period == "year" else [f"by the {asked.period}"]
    return (*words, *([f"as {asked.beyond}"] if asked.beyond == "total pay" else []))
