"""A company's own pay bands: read and written as CSV, and the one that holds for a role, level and place."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.errors import RolecallError
from bot.hiring.references import HOME, country_of
from bot.hiring.text.currencies import CURRENCIES
from bot.hiring.text.money import read_budget
from content import Content

COLUMNS = ("role", "level", "place", "currency", "low", "high", "from", "to")
EXAMPLE = "infrastructure,senior,US,USD,210000,260000,2026-01-01,"
LONGEST = 3_000
"""Characters of all bands as CSV: what a form's field has room for."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LONGEST_NAME, _MOST_WORDS = 4, 40
_CODES = frozenset(each.code for each in CURRENCIES)


class UnreadableBandsError(RolecallError):
    """Rows that are no bands; the message names the first of them, and what to type instead."""


@dataclass(frozen=True, slots=True)
class CompanyBand:
    """What a company pays for a role at a level in a place, base a year, from a day on. Last day: `until`."""

    role: str
    level: str
    place: str
    currency: str
    low: int
    high: int
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class CompanyBands:
    """All bands of a company as somebody set them: a version replaces the one before."""

    version: int
    bands: tuple[CompanyBand, ...]
    set_by: str
    set_at: datetime


def read_bands(content: Content, text: str) -> tuple[CompanyBand, ...]:
    """Read rows of CSV, with or without the line of columns. UnreadableBandsError names the first bad one."""
    rows = [row for row in csv.reader(io.StringIO(text.strip())) if any(cell.strip() for cell in row)]
    if rows and rows[0][0].strip().casefold() == COLUMNS[0]:
        rows = rows[1:]
    bands = tuple(_read(content, number, row) for number, row in enumerate(rows, start=1))
    for number, band in enumerate(bands, start=1):
        if any(_overlap(band, other) for other in bands[: number - 1]):
            raise UnreadableBandsError(
                f"Row {number} is for the same role, level, place and days as one above it."
            )
    if len(write_bands(bands)) > LONGEST:
        raise UnreadableBandsError(f"That is {len(bands)} bands, and the form has room for about 40.")
    return bands


def write_bands(bands: Sequence[CompanyBand]) -> str:
    """The bands as CSV, as `read_bands` reads them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in bands:
        until = each.until.isoformat() if each.until else ""
        since = each.since.isoformat()
        writer.writerow((each.role, each.level, each.place, each.currency, each.low, each.high, since, until))
    return out.getvalue().rstrip("\n")


def find_band(
    content: Content, bands: Sequence[CompanyBand], role: str, level: str, *, place: str, day: date
) -> CompanyBand | None:
    """The band that holds on a day: for the place itself, its market, or else its country.

    `place` may be a text that names one, "" is the home market.
    """
    holding = [each for each in bands if (each.role, each.level) == (role, level) and each.holds_on(day)]
    wanted = place_in(content, place) if place else content.places.country[HOME][0].casefold()
    wanted = content.places.same.get(wanted, wanted).casefold()
    market, country = content.market_of.get(wanted), content.country_of.get(wanted)
    for fits in (
        lambda theirs: theirs == wanted,
        lambda theirs: market is not None and content.market_of.get(theirs) == market,
        lambda theirs: _is_country(content, theirs) and content.country_of.get(theirs) == country,
    ):
        for each in holding:
            if fits(each.place.casefold()):
                return each
    return None


def place_in(content: Content, text: str) -> str:
    """The longest name of a place that stands in a text, in lower case: "Berlin" in "Berlin or remote"."""
    words = _WORD.findall(text.casefold())[:_MOST_WORDS]
    for size in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            if (name := " ".join(words[at : at + size])) in content.country_of:
                return name
    return ""


def _is_country(content: Content, place: str) -> bool:
    code = country_of(content, place)
    return bool(code) and content.places.country[code][0].casefold() == place.casefold()


def _overlap(one: CompanyBand, other: CompanyBand) -> bool:
    same = (one.role, one.level, one.place.casefold()) == (other.role, other.level, other.place.casefold())
    return same and one.since <= (other.until or date.max) and other.since <= (one.until or date.max)


def _read(content: Content, number: int, row: Sequence[str]) -> CompanyBand:
    cells = dict(zip(COLUMNS, [*(cell.strip() for cell in row), *[""] * len(COLUMNS)], strict=False))
    for problem in _problems(content, cells, len(row)):
        raise UnreadableBandsError(f"Row {number}: {problem} A row is like {EXAMPLE}")
    return CompanyBand(
        _roles(content)[cells["role"].casefold().replace("_", " ")],
        cells["level"].casefold(),
        content.places.same.get(cells["place"].casefold(), cells["place"]),
        cells["currency"].upper(),
        _amount(cells["low"]) or 0,
        _amount(cells["high"]) or 0,
        date.fromisoformat(cells["from"]),
        date.fromisoformat(cells["to"]) if cells["to"] else None,
    )


def _problems(content: Content, cells: dict[str, str], count: int) -> Iterator[str]:
    levels = [level.id for level in content.words.level]
    low, high = _amount(cells["low"]), _amount(cells["high"])
    if not 7 <= count <= len(COLUMNS):
        yield f"it has {count} cells, and the columns are {', '.join(COLUMNS)}."
    if cells["role"].casefold().replace("_", " ") not in _roles(content):
        yield f"“{cells['role']}” is no role; try one of {', '.join(content.roles)}."
    if cells["level"].casefold() not in levels:
        yield f"“{cells['level']}” is no level; they are {', '.join(levels)}."
    if not country_of(content, cells["place"]) or not cells["place"]:
        yield f"I do not know the place “{cells['place']}”; type a country or a large city."
    if cells["currency"].upper() not in _CODES:
        yield f"“{cells['currency']}” is no currency; type its code, like USD."
    if low is None or high is None or low >= high:
        yield "low and high are a year's base pay in whole units, low below high."
    if not _is_day(cells["from"]) or (cells["to"] and not _is_day(cells["to"])):
        yield "from and to are days like 2026-01-01; to may be empty."
    elif cells["to"] and date.fromisoformat(cells["to"]) < date.fromisoformat(cells["from"]):
        yield "it ends before it begins."


def _roles(content: Content) -> dict[str, str]:
    words = {word: role.id for role in content.roles.values() for word in role.words}
    return words | {role.replace("_", " "): role for role in content.roles}


def _amount(cell: str) -> int | None:
    """Whole units: 210000, “210,000” or 210k."""
    try:
        budget = read_budget(cell)
    except ValueError:
        return None
    return budget.low if budget and budget.low == budget.high else None


def _is_day(cell: str) -> bool:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return len(cell) == len("2026-01-01")
