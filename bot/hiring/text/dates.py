"""Finds days in a line and reads them, by the one grammar of day_forms.py; writes a day without ambiguity."""

import re
from dataclasses import dataclass
from datetime import date
from re import Match

from bot.hiring.text.day_forms import BEGINS, FORMS, DayForm
from bot.hiring.text.day_meanings import UnclearDay
from bot.hiring.text.weekdays import MONTHS, WEEKDAYS

_BESIDE = re.compile(
    r"(?:(?:until|till|til|to|for|in|on|by|before|since|from|as of)\s+)?"
    r"(?P<day>.*?)(?:\s+(?:please|pls|thanks|thx))?[\s!?;:,.]*",
    re.IGNORECASE | re.DOTALL,
)
_MOST_READ = 1_000  # characters of a text in which days are looked for
_ANY_DAY = date(2026, 1, 1)  # whether words name a day doesn't depend on today


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day in a line: the words that name it, and where they stand."""

    written: str
    start: int
    end: int


def find_days(text: str) -> list[FoundDay]:
    """The days that a line names, from left to right, with those that would have to be asked about.

    Of a longer text, those in its first _MOST_READ characters.
    """
    text = text[:_MOST_READ]
    starts = [begun.start() for begun in BEGINS.finditer(text)]
    found = [
        each
        for form in FORMS
        for start in starts
        if (each := form.pattern.match(text, start)) and _names_a_day(form, each)
    ]
    days: list[FoundDay] = []
    for each in sorted(found, key=lambda match: (match.start(), -match.end())):
        if not days or each.start() >= days[-1].end:
            end = each.start("part") if each["part"] else each.end()
            days.append(FoundDay(text[each.start() : end], each.start(), end))
    return days


def read_day(written: str, today: date) -> date | None:
    """Read a day to come: "Thu 10 Dec", "the 10th", "Friday next week", "end of the month", "3w".

    None for what is no day. A day without a year is the next such day. UnclearDay where that is a guess:
    10/12 is October for half the world, and 12 Nov in late November has just passed.
    """
    return _read(written, today, past=False)


def read_past_day(written: str, today: date) -> date | None:
    """Read a day in the past: as `read_day` does, and "yesterday", "last Friday" or "2 weeks ago".

    A day without a year is the nearest such day, so that "10 Dec" in November is in the future.
    """
    return _read(written, today, past=True)


def write_day(day: date) -> str:
    """Write a day with its weekday: "Thu 10 Dec 2026"."""
    weekday, month = WEEKDAYS[day.weekday()][:3], MONTHS[day.month - 1]
    return f"{weekday.capitalize()} {day.day} {month.capitalize()} {day.year}"


def _read(written: str, today: date, *, past: bool) -> date | None:
    before = "until "  # some forms are days only behind such a word
    beside = _BESIDE.fullmatch(" ".join(written.split()))
    text = before + (beside["day"] if beside else "")
    for form in FORMS:
        if (found := form.pattern.fullmatch(text, len(before))) and (
            day := form.meant(found, today, past=past)
        ):
            return day
    return None


def _names_a_day(form: DayForm, found: Match[str]) -> bool:
    try:
        return form.meant(found, _ANY_DAY, past=False) is not None
    except UnclearDay:
        return True
