"""Reads a day as people write it, and writes it without ambiguity."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = (
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<year>\d{{4}}))?"),
    re.compile(rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}))?"),
)
_WEEKDAY = re.compile(
    r"(?:(?:on|next)\s+)?(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:rs?(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_SPAN = re.compile(r"(?:(?:in|for)\s+)?(\d{1,3}|an?|one|two|three|four)\s+(day|week|month)s?")
_AGO = re.compile(r"(\d{1,3}|an?|one|two|three|four)\s+(day|week|month)s?\s+ago")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}


def read_day(written: str, today: date) -> date | None:  # noqa: PLR0911 - one return for each way to write it
    """Read "2026-12-10", "10 Dec", "Friday", "tomorrow", "next month" or "2 weeks"; None for anything else.

    A day without a year is the next such day. 10/12 is not read: half the world takes it for October.
    """
    text = " ".join(written.casefold().replace(",", " ").split())
    if text in ("today", "tomorrow"):
        return today + timedelta(days=text == "tomorrow")
    if text == "next week":
        return today + timedelta(days=7 - today.weekday())
    if text == "next month":
        return date(today.year + today.month // 12, today.month % 12 + 1, 1)
    if found := _ISO.fullmatch(text):
        return _day(*map(int, found.groups()))
    if (named := _named(text, today)) is not None:
        return next((each for each in named if len(named) == 1 or each > today), None)
    if found := _WEEKDAY.fullmatch(text):
        return today + timedelta(days=(_DAYS.index(found[1][:3]) - today.weekday() - 1) % 7 + 1)
    if found := _SPAN.fullmatch(text):
        return _moved(today, found, 1)
    return None


def read_past_day(written: str, today: date) -> date | None:
    """Read a day in the past: as `read_day` does, and "yesterday", "last Friday" or "2 weeks ago".

    A day without a year is the nearest such day, so that "10 Dec" in November is in the future.
    """
    text = " ".join(written.casefold().replace(",", " ").split())
    if text == "yesterday":
        return today - timedelta(days=1)
    if found := _AGO.fullmatch(text):
        return _moved(today, found, -1)
    if (named := _named(text, today)) is not None:
        return min(named, key=lambda each: abs(each - today), default=None)
    text = text.removeprefix("last ")
    is_weekday = _WEEKDAY.fullmatch(text) and not text.startswith("next")
    return read_day(text, today - timedelta(days=7) if is_weekday else today)


def write_day(day: date) -> str:
    """Write a day with its weekday: "Thu 10 Dec 2026"."""
    return f"{_DAYS[day.weekday()].capitalize()} {day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"


def _named(text: str, today: date) -> list[date] | None:
    """The days that "10 Dec 2026" or "10 Dec" may be, in their order; None when it names no month."""
    for pattern in _NAMED:
        if found := pattern.fullmatch(text):
            month, day = _MONTHS.index(found["month"][:3]) + 1, int(found["day"])
            near = range(today.year - 4, today.year + 5)  # 29 February is rare
            years = [int(found["year"])] if found["year"] else near
            return [each for year in years if (each := _day(year, month, day))]
    return None


def _moved(today: date, found: re.Match[str], direction: int) -> date:
    """The day so many days, weeks or months away; in a month without that day, its last one."""
    number = direction * (_NUMBERS.get(found[1]) or int(found[1]))
    day: date = today + relativedelta(**{f"{found[2]}s": number})
    return day


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
