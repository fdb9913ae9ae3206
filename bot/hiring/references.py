"""Market references: figures for what was asked, best evidence first, or the nearest and how they differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from bot.hiring.bands import Standing, stand_in
from bot.hiring.text.money import Budget
from content import Content
from content.schema.pay import ALL, GENERAL, NOT_SAID, PayFigure, PayPeriod, PaySource

HOME = "US"
"""The country that is meant where none is named: the article's."""

SHOWN = 3
"""References in one answer; the others are behind “All sources”."""

BESIDE = 1
"""References beside the article's band, which takes the room of two."""

ABROAD = 12
"""How far a figure of another country is from what was asked, whatever else differs."""

_EVIDENCE = (
    "official statistics",
    "posted ranges",
    "self-reported",
    "data vendor",
    "salary guide",
    "practitioner article",
    "one posting",
)  # the best first
_LEVELS = (ALL, NOT_SAID, "senior", "mid", "staff", "lead", "principal", "junior")  # where none was asked for
_LADDER = ("junior", "mid", "senior", "staff", "principal")
_SAME_PLACE = 6  # how far a general engineer's figure may differ in all
_WIDER = 4  # how far a statistic beside single adverts may differ
_APART = 1.2  # the middles of two ranges that disagree


@dataclass(frozen=True, slots=True)
class PayQuestion:
    """What pay is asked for. `place` is a city or country as named, "" for the home market."""

    role: str
    level: str | None = None
    place: str = ""
    period: PayPeriod = "year"
    total: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """What one source says. `differs` tells in words how it is not what was asked; `far` is how much."""

    source: PaySource
    figure: PayFigure
    differs: tuple[str, ...] = ()
    far: int = 0
    is_stale: bool = False

    @property
    def is_one(self) -> bool:
        """Whether it is a single employer's advert."""
        return self.source.kind == "one posting"

    def stand(self, budget: Budget | None, period: str = "year") -> Standing | None:
        """Where a budget for `period` stands in its range; None where the two cannot be compared."""
        figure = self.figure
        if figure.low is None or figure.high is None or figure.period != period:
            return None
        return stand_in(budget, figure.low, figure.high, figure.currency)


@dataclass(frozen=True, slots=True)
class Apart:
    """Two references that disagree: by how much at their low and at their high ends."""

    lower: Reference
    higher: Reference
    at_low: int
    at_high: int


@dataclass(frozen=True, slots=True)
class Found:
    """What there is for a question: at most three that fit, and the nearest where none or only adverts do."""

    fits: tuple[Reference, ...]
    near: tuple[Reference, ...]
    apart: Apart | None


@lru_cache(maxsize=512)
def find_references(content: Content, question: PayQuestion, today: date | None, shown: str = "") -> Found:
    """Find what sources say on a question; `shown` is the source that the answer has already.

    Most questions differ by their budget alone, so what was found is remembered.
    """
    compared = list(_compared(content, question, (question.role,), today))
    fitting = sorted((each for each in compared if not each.far), key=_rank)
    already = [each for each in fitting if each.source.id == shown]
    fits = _pick((each for each in fitting if each.source.id != shown), BESIDE if shown else SHOWN)
    near: tuple[Reference, ...] = ()
    if not shown and not fits:
        near = _nearest(compared, list(_compared(content, question, GENERAL, today)))
    elif not shown and all(each.is_one for each in fits):
        wider = [each for each in compared if 0 < each.far <= _WIDER and not each.is_one]
        near = tuple(sorted(wider, key=_by_distance)[:1])
        fits = fits[: SHOWN - len(near)]
    return Found(fits, near, _apart((*already, *fits)))


def all_references(content: Content, question: PayQuestion, today: date | None) -> tuple[Reference, ...]:
    """Every figure for the role, and those for engineers in general that come near; the nearest first."""
    compared = _compared(content, question, (question.role, *GENERAL), today)
    kept = [each for each in compared if each.figure.role == question.role or each.far <= _SAME_PLACE]
    return tuple(sorted(kept, key=_by_distance))


def country_of(content: Content, place: str) -> str:
    """The code of a place's country, the home market's for no place; "" for a place nobody knows."""
    return content.country_of.get(place.casefold(), "") if place else HOME


def name_of_country(content: Content, code: str) -> str:
    """The name of a country, as it stands in a line."""
    name = content.places.country[code][0]
    return f"the {name}" if name in ("US", "UK", "EU", "Netherlands", "UAE") else name


def _compared(
    content: Content, question: PayQuestion, roles: Iterable[str], today: date | None
) -> Iterator[Reference]:
    """Every figure for these roles, with how it differs from the question."""
    place = _Place.of(content, question.place)
    for role in roles:
        for source, figure in content.pay_of.get(role, ()):
            differs = [
                *_of_role(figure, question),
                *_of_level(figure, question.level),
                *place.differs(content, figure),
                *_of_pay(figure, question),
            ]
            stale = today is not None and source.is_stale(today)
            phrases = tuple(phrase for _, phrase in differs)
            yield Reference(source, figure, phrases, sum(far for far, _ in differs), stale)


def _of_role(figure: PayFigure, question: PayQuestion) -> list[tuple[int, str]]:
    if figure.role == question.role:
        return []
    what = "AI" if figure.role == GENERAL[0] else "machine learning"
    return [(4, f"{what} engineers in general")]


def _of_level(figure: PayFigure, asked: str | None) -> list[tuple[int, str]]:
    if asked in (None, figure.level):
        return []
    if figure.level == ALL:
        return [(1, "all levels together")]
    if figure.level == NOT_SAID:
        return [(1, "level not said")]
    one, other = (_LADDER.index(each) if each in _LADDER else 3 for each in (asked or "", figure.level))
    return [(2 + abs(one - other), f"{figure.level}, not {asked}")]


@dataclass(frozen=True, slots=True)
class _Place:
    """A place that pay is asked for: its country, and the market it is paid as, "" for the whole country."""

    asked: str
    country: str
    market: str
    regions: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, content: Content, asked: str) -> "_Place":
        code, regions = country_of(content, asked), content.places.region
        is_whole = not asked or code in regions or asked == content.places.country.get(code, ("",))[0]
        return cls(asked, code, "" if is_whole else content.market_of.get(asked.casefold(), asked), regions)

    def differs(self, content: Content, figure: PayFigure) -> list[tuple[int, str]]:
        if figure.country == self.country:
            markets = (content.market_of.get(place.casefold(), place) for place in figure.places)
            if not self.market or self.market in markets:
                return []
            if figure.places:
                return [(4, f"{', '.join(figure.places)}, not {self.asked}")]
            return [(1, f"all of {name_of_country(content, figure.country)}")]
        country = name_of_country(content, figure.country)
        if self.country in self.regions.get(figure.country, ()):
            return [(3, f"{country} as a whole")]
        told = ", ".join(figure.places) or country
        if figure.country in self.regions.get(self.country, ()):
            return [(2, f"{told} only")]
        return [(ABROAD, told if not figure.places else f"{told} ({country})")]


def _of_pay(figure: PayFigure, question: PayQuestion) -> list[tuple[int, str]]:
    differs = []
    if figure.period != question.period:
        differs.append((6, f"by the {figure.period}"))
    if question.total and figure.basis != "total":
        differs.append((3, "base pay" if figure.basis == "base" else "base or total not said"))
    elif not question.total and figure.basis == "total":
        differs.append((2, "total pay"))
    return differs


def _rank(each: Reference) -> tuple[int, ...]:
    """How good the evidence is, the best first: fresh before stale, first-hand before told by others."""
    source, figure = each.source, each.figure
    newest = -int(source.as_of.replace("-", "").ljust(6, "0")[:6])
    return (
        _EVIDENCE.index(source.kind) + source.second_hand + 2 * each.is_stale,
        _LEVELS.index(figure.level),
        len(figure.places) > 0,
        newest,
        -(figure.n or 0),
    )


def _pick(references: Iterable[Reference], most: int) -> tuple[Reference, ...]:
    """The first of each source; what repeats another, or comes from the same publisher, is one with it."""
    picked: list[Reference] = []
    seen: set[str] = set()
    for each in references:
        names = {each.source.root, each.source.publisher.partition(",")[0]}
        if not names & seen and len(picked) < most:
            picked.append(each)
            seen |= names
    return tuple(picked)


def _by_distance(each: Reference) -> tuple[int, ...]:
    return each.far, *_rank(each)


def _nearest(same: Sequence[Reference], general: Sequence[Reference]) -> tuple[Reference, ...]:
    """The same role at another level or place, and the same place for an engineer in general."""
    ranked = sorted(same, key=_by_distance)
    close = [each for each in ranked if each.far < ABROAD]
    there = sorted((each for each in general if each.far <= _SAME_PLACE), key=_by_distance)
    return (*_pick(close or ranked, 2 if close else 1), *_pick(there, 1))


def _apart(references: Sequence[Reference]) -> Apart | None:
    """The two of them that disagree most, if any do: same currency and period, middles far apart."""
    most: Apart | None = None
    widest = _APART
    for one, other in combinations(references, 2):
        lower, higher = sorted((one, other), key=_middle)
        a, b = lower.figure, higher.figure
        if (a.currency, a.period) != (b.currency, b.period) or not _middle(lower):
            continue
        if a.low is None or a.high is None or b.low is None or b.high is None:
            continue
        if _middle(higher) / _middle(lower) > widest:
            widest = _middle(higher) / _middle(lower)
            most = Apart(lower, higher, b.low - a.low, b.high - a.high)
    return most


def _middle(reference: Reference) -> float:
    return ((reference.figure.low or 0) + (reference.figure.high or 0)) / 2
