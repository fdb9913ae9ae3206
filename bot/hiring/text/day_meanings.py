"""Which day is meant by a form of it: seen from today, to come or in the past; UnclearDay for a guess."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from rapidfuzz.distance import OSA

from bot.errors import RolecallError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = ("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun")
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_STEPS = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "fortnight": relativedelta(weeks=2),
    "month": relativedelta(months=1),
    "quarter": relativedelta(months=3),
    "year": relativedelta(years=1),
}
_JUST_PASSED = timedelta(days=92)  # what has passed no longer ago is asked about


class UnclearDay(RolecallError):  # noqa: N818 - a question, not a fault
    """Words that name a day, but not which one. The message asks for it."""


def near(found: re.Match[str], today: date, _past: bool) -> date:
    """Today, tomorrow, yesterday, and the days beside them."""
    words = found.group().casefold().split()
    days = -1 if "yesterday" in words else 0 if words[0] in ("today", "tonight", "this") else 1
    return today + timedelta(days=days * (2 if {"before", "after"} & set(words) else 1))


def full(found: re.Match[str], _today: date, _past: bool) -> date | None:
    """A day with its year in front: 2026-12-10."""
    day = date(_year_of(found) or 0, int(found["number"]), int(found["day"]))
    return _on_its_weekday(found, day)


def named(found: re.Match[str], today: date, past: bool) -> date | None:
    """A day with the name of its month: 10 Dec."""
    return _in_its_year(found, int(found["day"]), _month_of(found), today, past)


def numeric(found: re.Match[str], today: date, past: bool) -> date | None:
    """29.11. has its day first; 10/12 may be either."""
    one, other = int(found["one"]), int(found["other"])
    orders = [each for each in dict.fromkeys([(one, other), (other, one)]) if _exists(*each)]
    if len(orders) > 1 and found["mark"] != ".":
        written = " or ".join(f"{day} {MONTHS[month - 1].capitalize()}" for day, month in orders)
        raise UnclearDay(f"“{found.group()}” may be {written}. Type the month as a word.")
    return _in_its_year(found, *orders[0], today, past) if orders else None


def ordinal(found: re.Match[str], today: date, past: bool) -> date | None:
    """The 10th of the nearest month that has one: still to come, or in the past."""
    number, month = int(found["day"]), _begin("month", today)
    which = (found.groupdict().get("which") or "").casefold()
    if which:
        month += _STEPS["month"] * {"next": 1, "last": -1}.get(which, 0)
        return _on_its_weekday(found, month.replace(day=number))
    months = [month + _STEPS["month"] * (-away if past else away) for away in range(4)]
    days = [each.replace(day=number) for each in months if _exists(number, each.month, each.year)]
    meant = (each for each in days if (each <= today if past else each > today))
    return _on_its_weekday(found, day) if (day := next(meant, None)) else None


def of_weekday(found: re.Match[str], today: date, past: bool) -> date:
    """Friday is the next one, or in the past the last; this Friday is that of this week."""
    place, groups = place_of(found["weekday"]) or 0, found.groupdict()
    which = (groups.get("which") or "").casefold()
    week = (groups.get("week") or (which if which == "this" else "")).casefold()
    if week:
        return _begin("week", today) + timedelta(days=place + {"next": 7, "last": -7}.get(week, 0))
    ahead = (place - today.weekday() - 1) % 7 + 1
    if which in ("last", "past"):
        return today + timedelta(days=ahead - 7 or -7)
    return today + timedelta(days=ahead - 7 if past and not which else ahead)


def of_period(found: re.Match[str], today: date, past: bool) -> date:
    """Next month is its first working day; its end is its last day, and that of a week the Friday."""
    groups, period = found.groupdict(default=""), found["period"].casefold()
    kind = next(kind for kind in ("week", "month", "quarter", "year") if kind[0] == period[0])
    edge, which = groups.get("edge", "").casefold(), groups.get("which", "").casefold()
    if past or which in ("last", "past"):
        raise _no_one_day(found)
    is_over = edge in ("start", "beginning") and not which
    ahead = 2 if groups.get("beyond") else which in ("next", "coming") or is_over
    return _edge(found, _begin(kind, today) + _STEPS[kind] * int(ahead), edge, kind)


def of_month(found: re.Match[str], today: date, past: bool) -> date | None:
    """January is its first working day, unless the middle or the end of it is said."""
    if past:
        raise _no_one_day(found)
    years = [_year_of(found)] if _year_of(found) else [today.year - 1, today.year, today.year + 1]
    edge = (found.groupdict().get("edge") or "").casefold()
    begins = [date(year, _month_of(found), 1) for year in years if year]
    return _nearest(found, [_edge(found, each, edge, "month") for each in begins], today, past)


def of_quarter(found: re.Match[str], today: date, past: bool) -> date | None:
    """A quarter is its first working day."""
    if past:
        raise _no_one_day(found)
    month = int(found["quarter"]) * 3 - 2
    years = [int(found["year"])] if found["year"] else [today.year - 1, today.year, today.year + 1]
    return _nearest(found, [_working(date(year, month, 1)) for year in years], today, past)


def span(found: re.Match[str], today: date, _past: bool) -> date:
    """Two weeks from today, or ago; in a month without that day its last one. Working days are Mon to Fri."""
    written, unit = found["count"].casefold(), found["unit"].casefold()
    number = 2 if "couple" in written else COUNTS.index(written) + 1 if written in COUNTS else 1
    number = int(written) if written.isdigit() else number
    direction = -1 if found.groupdict().get("ago") else 1
    if unit.startswith(("working", "business")):
        day = today
        while number > 0:
            day += timedelta(days=direction)
            number -= not _is_weekend(day)
        return day
    kind = next(kind for kind in _STEPS if kind[0] == unit[0])
    meant: date = today + _STEPS[kind] * (direction * number)
    return meant


def half_a_year(_found: re.Match[str], today: date, _past: bool) -> date:
    """Six months from today."""
    meant: date = today + _STEPS["month"] * 6
    return meant


def vague(found: re.Match[str], _today: date, _past: bool) -> date:
    """Words that name no one day, such as after Easter."""
    raise _no_one_day(found)


def _in_its_year(found: re.Match[str], day: int, month: int, today: date, past: bool) -> date | None:
    groups = found.groupdict()
    if groups.get("year") or groups.get("short"):
        return _on_its_weekday(found, date(_year_of(found) or 0, month, day))
    years = range(today.year - 4, today.year + 9)  # 29 February is rare
    days = [date(year, month, day) for year in years if _exists(day, month, year)]
    return _nearest(found, days, today, past)


def _nearest(found: re.Match[str], days: list[date], today: date, past: bool) -> date | None:
    """The nearest of some days, or the next one to come. UnclearDay when one of them has just passed."""
    if len(days) < 2 or past:
        return _on_its_weekday(found, min(days, key=lambda each: abs(each - today))) if days else None
    passed = max((each for each in days if each <= today), default=date.min)
    coming = next(each for each in days if each > today)
    if today - passed <= _JUST_PASSED:
        how = "is today" if passed == today else "has just passed"
        raise UnclearDay(f"“{found.group()}” {how}. If you mean the next one, type {_shown(coming)}.")
    return _on_its_weekday(found, coming)


def _on_its_weekday(found: re.Match[str], day: date) -> date:
    """The day; UnclearDay when another weekday stands before it."""
    said = found.groupdict().get("weekday")
    place = place_of(said) if said else day.weekday()
    if place is not None and place != day.weekday():
        right, wrong = (WEEKDAYS[each].capitalize() for each in (day.weekday(), place))
        raise UnclearDay(f"{_shown(day)} is a {right}, not a {wrong}. Type the day that you mean.")
    return day


def _edge(found: re.Match[str], begin: date, edge: str, kind: str) -> date:
    if edge in ("end", "eo"):
        return begin + timedelta(days=4) if kind == "week" else begin + _STEPS[kind] - timedelta(days=1)
    if edge in ("early", "late") or (edge.startswith("mid") and kind in ("quarter", "year")):
        raise _no_one_day(found)
    middle = 2 if kind == "week" else 14
    return _working(begin + timedelta(days=middle if edge.startswith("mid") else 0))


def place_of(written: str) -> int | None:
    """Which weekday a word is, Monday being 0. A slip counts that no other word is: "sundae" is none."""
    name = written.casefold()
    for at, short in enumerate(_SHORT):
        if name in short.split():
            return at
    name = name.removesuffix("s")
    for at, weekday in enumerate(WEEKDAYS):
        most = 2 if weekday == "wednesday" else 1
        ends_so = len(weekday) > len("sunday") or name.endswith(("day", "dya", "ady", "dy"))
        if ends_so and name[0] == weekday[0] and OSA.distance(name, weekday) <= most:
            return at
    return None


def _no_one_day(found: re.Match[str]) -> UnclearDay:
    return UnclearDay(f"“{found.group()}” is no one day. Type it like 10 Dec, 2026-12-10 or Friday.")


def _shown(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def _month_of(found: re.Match[str]) -> int:
    return MONTHS.index(found["month"][:3].casefold()) + 1


def _year_of(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    short = groups.get("short")
    return 2000 + int(short) if short else int(groups["year"]) if groups.get("year") else None


def _begin(kind: str, day: date) -> date:
    if kind == "week":
        return day - timedelta(days=day.weekday())
    month = {"month": day.month, "quarter": (day.month - 1) // 3 * 3 + 1, "year": 1}[kind]
    return date(day.year, month, 1)


def _working(day: date) -> date:
    """The day, or on a weekend the Monday after."""
    return day + timedelta(days=(7 - day.weekday()) * _is_weekend(day))


def _is_weekend(day: date) -> bool:
    return day.weekday() > WEEKDAYS.index("friday")


def _exists(day: int, month: int, year: int = 2028) -> bool:
    """Whether there is such a day; without a year, in one with 29 February."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
