"""Reads what time pay is for, "/hr", "brutto/Jahr", "hourly", and makes a year of it where hours are said."""

import re
from typing import Literal, get_args

Period = Literal["hour", "day", "week", "month", "year"]

_NOUNS: dict[Period, str] = {
    "hour": "hours? hrs? h std stunde heure hora ora uur timme godz godzinę",
    "day": "days? d diem tag jour día dia giorno dag dzień",
    "week": "weeks? wks? w woche semaine semana settimana vecka tydzień",
    "month": "months? mos? mths? mon monat mois mes mês mese maand månad månaden mån mies miesiąc",
    "year": "years? yrs? y annum jahr an année año ano anno jaar år året rok a",
}
_ADVERBS: dict[Period, str] = {
    "hour": "hourly stündlich p/h",
    "day": "daily täglich p/d",
    "week": "weekly wöchentlich p/w pw",
    "month": "monthly monatlich mtl mensuels? mensual(?:es)? mensal mensili miesięcznie pcm p/m",
    "year": "annual(?:ly)? yearly annuels? anual(?:es)? annui jährlich jährl rocznie pa ctc p/a",
}


def _named(words: dict[Period, str], suffix: str = "") -> str:
    return "|".join(f"(?P<{period}{suffix}>{'|'.join(each.split())})" for period, each in words.items())


_BEFORE_NOUN = r"(?:[/⁄]|\b(?:per|an?|each|every|pro|im|par|por|al|la|all['’]|de l['’]|i|om|x)\b)[\s-]?"
_FILLED = (
    r"(?:[\s,(/*_]*\b(?:gross|net|brutto|netto|bruts?|bruto|lordi|base|basic|fixed|flat|salary|pay)\b){0,3}"
)
_BEHIND = re.compile(
    rf"\+?{_FILLED}[\s,(*_/–-]{{0,3}}(?:{_BEFORE_NOUN}(?:{_named(_NOUNS)})\b\.?|"
    rf"(?:{_named(_ADVERBS, '2')})\b|(?P<month3>p\. ?m\.|pm\b(?=\W*$))|(?P<year3>p\. ?a\.?(?!\w))|"
    r"(?P<hour3>ph\b)|(?P<day3>pd\b))",
    re.IGNORECASE,
)
_OF_PAY = r"(?:rates?|pay|paid|salar\w+|wages?|compensation|comp|range|earnings|income|base|gross|budget)"
_AHEAD = re.compile(
    r"\b(?:(?P<hour>hourly|per[- ]hour|stundensatz|hour)|(?P<day>daily|day|per[- ]day|tagessatz|tjm)|"
    r"(?P<week>weekly|per[- ]week)|(?P<month>monthly|per[- ]month|monats\w+|mensuel|mensual)|"
    r"(?P<year>annual|annuali[sz]ed|yearly|per[- ]year|jahres\w+|annuel|anual))\b",
    re.IGNORECASE,
)
_RATE = re.compile(rf"[\s-]*{_OF_PAY}\b", re.IGNORECASE)
_OF_A_RATE = re.compile(rf"[\s-]*(?:[\w-]+\s+){{0,2}}?{_OF_PAY}\b|[\W_]*(?:of|is|at)?[\W_]*$", re.IGNORECASE)
_ALONE = ("day", "hour")  # these are of pay only right before "rate"

_ANYWHERE = re.compile(
    r"\b(?P<hour>hourly|per hour|an hour|p/h|hour)\b|(?P<hour2>/\s?h(?:r|our)?\b)|"
    r"\b(?P<day>day rates?|daily rate|per day|a day|tjm|daily)\b|(?P<day2>/\s?d(?:ay)?\b)|"
    r"\b(?P<week>weekly|per week|a week)\b|"
    r"\b(?P<month>monthly|per month|a month|pm|p\.m\.|mensual|mensuel|x mes|por mês|al mes|"
    r"i månaden|per mes)\b|(?P<month2>/\s?(?:mo|mth|month|mån)\b|b2b)|"
    r"\b(?P<year>per year|a year|per annum|p\.a|pa|lpa|annually|annual|yearly|ctc|a yr)\b|"
    r"(?P<year2>/\s?(?:yr|year)\b)",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\b(\d{1,2})\s?(?:-\s?)?(?:hours?|hrs?|h)\b\.?(?=\s?(?:/|a\b|per\b|each\b|weekly|week))", re.IGNORECASE
)
_DAYS = re.compile(r"\b([1-7])\s?(?:-\s?)?days?\b(?=\s?(?:/|a\b|per\b|each\b)\s?week)", re.IGNORECASE)
WEEKS = 52
"""The weeks of a year that a yearly equivalent is worked out with."""


def period_behind(text: str, end: int) -> tuple[Period | None, int]:
    """The period said right behind an amount that ends at `end`, and where the words for it end."""
    found = _BEHIND.match(text, end, end + 48)
    return (_period(found), found.end()) if found else (None, end)


def period_ahead(before: str) -> Period | None:
    """The period that the words before an amount say, as "hourly rate:" does."""
    found = None
    for each in _AHEAD.finditer(before):
        of_a_rate = _RATE if each[0].casefold() in _ALONE else _OF_A_RATE
        if of_a_rate.match(before, each.end()) or each[0].casefold() == "tjm":
            found = _period(each)
    return found


def read_period(text: str) -> Period | None:
    """The first period that a line names anywhere, also where no amount stands beside it."""
    found = _ANYWHERE.search(text)
    return _period(found) if found else None


def _period(found: re.Match[str]) -> Period | None:
    name = (found.lastgroup or "").rstrip("23")
    return next((each for each in get_args(Period) if each == name), None)


def a_year_of(amount: float, period: Period, text: str) -> tuple[float, str] | None:
    """The yearly equivalent of pay by the hour, day, week or month, and in words what was said for it.

    None where the text does not say how many hours (or days) a week; nothing is assumed.
    """
    hours, days = _HOURS.search(text), _DAYS.search(text)
    if period == "hour" and hours:
        return amount * int(hours[1]) * WEEKS, f"{hours[1]} hours in {WEEKS} weeks"
    if period == "day" and days:
        return amount * int(days[1]) * WEEKS, f"{days[1]} days in {WEEKS} weeks"
    if period == "week" and (hours or days):
        return amount * WEEKS, f"{WEEKS} weeks"
    if period == "month" and (hours or days):
        return amount * 12, "12 months"
    return None
