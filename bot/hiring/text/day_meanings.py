"""Which day is meant by a form of it: seen from today, to come or in the past; UnclearDay for a guess."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.errors import RolecallError
from bot.hiring.text.weekdays import GERMAN_MONTHS, MONTHS, WEEKDAYS, place_of

_NTHS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "last": -1}
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
    which = (groups.get("which") or "").casefold().strip()
    week = (groups.get("week") or (which if which == "this" else "")).casefold()
    if week:
        return _begin("week", today) + timedelta(days=place + {"next": 7, "nxt": 7, "last": -7}.get(week, 0))
    ahead = (place - today.weekday() - 1) % 7 + 1
    if which in ("last", "past"):
        return today + timedelta(days=ahead - 7 or -7)
    return today + timedelta(days=ahead - 7 if past and not which else ahead)


def of_period(found: re.Match[str], today: date, past: bool) -> date | None:
    """Next month is its first working day; its end is its last day, and that of a week the Friday."""
    groups, kind = found.groupdict(default=""), _kind_of(found["period"])
    edge, which = groups.get("edge", "").casefold(), groups.get("which", "").casefold()
    if not past and not edge and which in ("last", "past", "this"):
        return None  # “this quarter” and “last month” say no day to come
    if past or which in ("last", "past"):
        raise _no_one_day(found, past=past)
    is_over = edge in ("start", "beginning") and not which
    ahead = 2 if groups.get("beyond") else which in ("next", "nxt", "coming", "upcoming") or is_over
    return _edge(found, _begin(kind, today) + _STEPS[kind] * int(ahead), edge, kind)


def of_month(found: re.Match[str], today: date, past: bool) -> date | None:
    """January is its first working day, unless the middle or the end of it is said."""
    if past:
        raise _no_one_day(found, past=True)
    years = [_year_of(found)] if _year_of(found) else [today.year - 1, today.year, today.year + 1]
    edge = (found.groupdict().get("edge") or "").casefold()
    begins = [date(year, _month_of(found), 1) for year in years if year]
    return _nearest(found, [_edge(found, each, edge, "month") for each in begins], today, past)


def of_quarter(found: re.Match[str], today: date, past: bool) -> date | None:
    """A quarter is its first working day."""
    if past:
        raise _no_one_day(found, past=True)
    month = int(found["quarter"]) * 3 - 2
    years = [int(found["year"])] if found["year"] else [today.year - 1, today.year, today.year + 1]
    edge = (found.groupdict().get("edge") or "").casefold()
    return _nearest(
        found, [_edge(found, date(year, month, 1), edge, "quarter") for year in years], today, past
    )


def of_week(found: re.Match[str], today: date, past: bool) -> date | None:
    """A week by its number is its Monday."""
    if past:
        raise _no_one_day(found, past=True)
    years, number = (today.year - 1, today.year, today.year + 1), int(found["number"])
    return _nearest(found, [date.fromisocalendar(year, number, 1) for year in years], today, past)


def span(found: re.Match[str], today: date, _past: bool) -> date:
    """Two weeks from today, or ago; in a month without that day its last one. Working days are Mon to Fri."""
    written, unit = (found.groupdict().get("count") or "one").casefold(), found["unit"].casefold()
    number = 2 if "couple" in written else COUNTS.index(written) + 1 if written in COUNTS else 1
    number = int(written) if written.isdigit() else number
    direction = -1 if found.groupdict().get("ago") else 1
    if unit.startswith(("working", "business")):
        day = today
        while number > 0:
            day += timedelta(days=direction)
            number -= not _is_weekend(day)
        return day
    meant: date = today + _STEPS["week" if unit == "next" else _kind_of(unit)] * (direction * number)
    return meant


def beyond_day(found: re.Match[str], today: date, past: bool) -> date | None:
    """A week from Monday, Monday week, three days after 4 May: from the day that is named."""
    if past:
        raise _no_one_day(found, past=True)
    groups = found.groupdict()
    if which := groups.get("near"):
        start: date | None = today + timedelta(days=which.casefold() != "today")
    else:
        start = named(found, today, past) if groups.get("month") else of_weekday(found, today, past)
    return span(found, start, past) if start else None


def same(found: re.Match[str], today: date, past: bool) -> date:
    """A week from today is this time next week."""
    if past:
        raise _no_one_day(found, past=True)
    meant: date = today + _STEPS[_kind_of(found["period"])]
    return meant


def nth(found: re.Match[str], today: date, past: bool) -> date | None:
    """The first Monday of May, the last working day of the month."""
    groups = found.groupdict(default="")
    if groups.get("month"):
        years = [_year_of(found)] if _year_of(found) else [today.year - 1, today.year, today.year + 1]
        begins = [date(year, _month_of(found), 1) for year in years if year]
    else:
        away = {"next": 1, "last": -1}.get(groups["which"].casefold(), 0)
        begins = [_begin("month", today) + _STEPS["month"] * away]
        begins += [] if groups["which"] or past else [begins[0] + _STEPS["month"]]
    days = []
    for begin in begins:
        month = [begin + timedelta(days=at) for at in range((begin + _STEPS["month"] - begin).days)]
        if weekday := groups.get("weekday"):
            month = [day for day in month if day.weekday() == place_of(weekday)]
        elif groups.get("working"):
            month = [day for day in month if not _is_weekend(day)]
        days.append(month[_NTHS[groups["nth"].casefold()]])
    if groups.get("month"):
        return _nearest(found, days, today, past)
    return next((day for day in days if (day <= today if past else day > today)), None)


def half_a_year(_found: re.Match[str], today: date, _past: bool) -> date:
    """Six months from today."""
    meant: date = today + _STEPS["month"] * 6
    return meant


def vague(found: re.Match[str], _today: date, past: bool) -> date:
    """Words that name no one day, such as after Easter."""
    raise _no_one_day(found, past=past)


def _kind_of(unit: str) -> str:
    return next(kind for kind in _STEPS if kind[0] == unit[0].casefold())


def _in_its_year(found: re.Match[str], day: int, month: int, today: date, past: bool) -> date | None:
    groups = found.groupdict()
    if groups.get("week_of") and past:
        raise _no_one_day(found, past=True)
    meant: date | None
    if year := _year_of(found):
        meant = _on_its_weekday(found, date(year, month, day))
    else:
        years = range(today.year - 4, today.year + 9)  # 29 February is rare
        days = [date(year, month, day) for year in years if _exists(day, month, year)]
        meant = _nearest(found, days, today, past)
    return _begin("week", meant) if meant and groups.get("week_of") else meant


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


def _no_one_day(found: re.Match[str], *, past: bool = False) -> UnclearDay:
    like = "3 Nov, 2026-11-03 or last Friday" if past else "10 Dec, 2026-12-10 or Friday"
    return UnclearDay(f"“{found.group()}” is no one day. Type it like {like}.")


def _shown(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def _month_of(found: re.Match[str]) -> int:
    name = found["month"][:3].casefold()
    return MONTHS.index(GERMAN_MONTHS.get(name, name)) + 1


def _year_of(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    short = groups.get("short") or groups.get("tail")
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
