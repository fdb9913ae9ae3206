"""Reads amounts of money as people type them: "€7.500 per month", "65 lpa", "between 190 and 215"."""

import re
from dataclasses import dataclass
from itertools import islice

from bot.hiring.text.currencies import BY_WRITTEN, CODES, MARKS, SIGNS, WORDS, is_in_capitals_only

_UNITS = {
    "k": 1_000, "thousand": 1_000, "grand": 1_000, "ksek": 1_000, "m": 1_000_000, "mil": 1_000_000,
    "million": 1_000_000, "millones": 1_000_000, "l": 100_000, "lpa": 100_000, "lakh": 100_000,
    "lakhs": 100_000, "lac": 100_000, "lacs": 100_000, "cr": 10_000_000, "crore": 10_000_000,
    "crores": 10_000_000, "mio": 1_000_000,
}  # fmt: skip
_INDIAN = frozenset(("l", "lpa", "lakh", "lakhs", "lac", "lacs", "cr", "crore", "crores"))
_BY_LENGTH = sorted(BY_WRITTEN, key=len, reverse=True)
_CURRENCY = "|".join(re.escape(each) + (r"\b" if each[-1].isalpha() else "") for each in _BY_LENGTH)
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_NUMBER = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?![\d])|\d{1,2}(?:,\d\d)+,\d{3}|\d+(?:[.,]\d{1,2})?"
_ONE = (
    rf"(?P<before@>{_CURRENCY}|r(?=\d))?\s?(?P<number@>{_NUMBER})\s?"
    rf"(?P<unit@>(?:{_UNIT})(?![a-zà-ÿ]))?\s?(?P<after@>{_CURRENCY})?\s?(?P<late@>k(?![a-z]))?"
)
_AMOUNT = re.compile(
    rf"(?<![\w.,#{MARKS}])(?:{_ONE.replace('@', '1')})(?:\s?(?:[-–—]|\bto\b|"
    rf"\band\b)\s?(?:{_ONE.replace('@', '2')}))?(?![\w%])",
    re.IGNORECASE,
)
_NOT_MONEY = re.compile(
    r"\s*(?:%|\+?\s?(?:years?|yrs?|yoe|ye?ars|mths?|months?\b(?!ly)|weeks?|wks?|min(?:s|utes)?|people|persons?|ppl|pax|"
    r"heads?|folks|cvs|resumes|candidates|cands|finalists|interviewers|questions?|qns|h100s?|a100s?|gpus?|boxes|days?\b|"
    r"hours?|hrs?|am|pm\b(?!\s*$)|percent|points|salaries|hires|roles|reqs?|slots?|rounds|ruling|bonus|joining|variable|"
    r"equity|esops?|super\b|teams|papers|publications|of\b|requests|tokens|ms\b|x\b|:\d\d|b\b|st\b|nd\b|rd\b|th\b|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|bullets|support|seats|copilot|killer|good|profiles|other|transcripts|customers|product))",
    re.IGNORECASE,
)  # fmt: skip
_NOT_AFTER = re.compile(
    r"(?:\b(?:req|requisition|reqs|no|nr|number|num|ref|r|round|grade|top|level|l|ic|fy|q|rows?|"
    r"next|page|num\.?|nach|of our|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|january|february|march|april|june|july|august|september|"
    r"october|november|december|the|snooze|close|all|our|these|rank|score|by|at|in|x|gpt|claude|llama)|#|\+)[.\s#:-]*$",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?P<hour>hourly|per hour|an hour|/\s?hr?|/\s?hour|p/h|hr rate|hour)\b|(?P<hour2>/h\b)|"
    r"\b(?P<day>day rates?|daily rate|per day|a day|tjm|daily)\b|(?P<day2>/\s?d(?:ay)?\b)|"
    r"\b(?P<month>monthly|per month|a month|pm|p\.m\.|mensual|mensuel|x mes|por mês|al mes|"
    r"i månaden|per mes|month x14)\b|"
    r"(?P<month2>/\s?(?:mo|mth|month|mån)\b|b2b)|"
    r"\b(?P<year>per year|a year|per annum|p\.a|pa|lpa|annually|annual|yearly|ctc|a yr)\b|"
    r"(?P<year2>/\s?(?:yr|year)\b)",
    re.IGNORECASE,
)
_TENS = {
    "ten": 10, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_DIGITS = {
    word: place
    for place, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 1)
}
_HUNDREDS = re.compile(
    rf"\b(?P<hundreds>{'|'.join(_DIGITS)}|a)[ -](?:(?P<hundred>hundred)(?: and)?[ -]?)?"
    rf"(?P<tens>{'|'.join(_TENS)})?"
    r"\b(?P<thousand>[ -](?:thousand|grand|k))?\b",
    re.IGNORECASE,
)
_ROUND = {"quarter million": 250_000, "half a million": 500_000, "quarter of a million": 250_000}
_SMALL = 60  # a bare number below it is no pay
_YEARS = range(1990, 2040)


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount or a range, in whole units, and its place; `currency` and `period` only when stated."""

    low: int
    high: int
    currency: str | None
    period: str | None
    start: int
    end: int


def read_period(text: str) -> str | None:
    """The period of the pay in a text, if stated."""
    found = _PERIOD.search(text)
    return found.lastgroup.rstrip("2") if found and found.lastgroup else None


def read_currency(text: str) -> str | None:
    """The currency that a text names anywhere; codes and words go before signs."""
    lower = text.casefold()
    for word in re.findall(r"[a-z]+", lower):
        if word in WORDS or word in CODES:
            if is_in_capitals_only(word) and word.upper() not in text:
                continue
            return BY_WRITTEN[word]
    if re.search(r"\d\s?(?:lpa|lakhs?|lacs?|cr|crores?|l)\b", lower) or "lakh" in lower:
        return "INR"
    signs = [sign for sign in sorted(SIGNS, key=len, reverse=True) if sign in lower]
    return SIGNS[signs[0]] if signs else None


_MOST = 50  # numbers of a line that are looked at
_NEAR = 40  # characters before a number that say what it counts
_LARGEST = 10**12  # no pay has more digits


def find_amounts(text: str) -> list[Amount]:
    """The amounts of money in a line, from left to right, without numbers of years, people or percent."""
    found = [*_in_words(text)]
    for match in islice(_AMOUNT.finditer(text), _MOST):
        if any(match.start() < each.end and each.start < match.end() for each in found):
            continue
        amount = _read(match, text)
        if amount is not None:
            found.append(amount)
    return sorted(found, key=lambda each: each.start)


def _read(match: re.Match[str], text: str) -> Amount | None:
    sides = ["1", "2"] if match["number2"] else ["1"]
    decorated = any(match[f"{part}{side}"] for side in sides for part in ("before", "unit", "after", "late"))
    before, after = text[max(match.start() - _NEAR, 0) : match.start()], text[match.end() :]
    if (
        match.group().casefold() == "401k"
        or _NOT_MONEY.match(after)
        or (not match["before1"] and not match["unit1"] and _NOT_AFTER.search(before))
    ):
        return None
    units = [(match[f"unit{side}"] or match[f"late{side}"] or "").casefold() for side in sides]
    if len(units) == 2 and not units[0]:
        units[0] = units[1]
    numbers = [_number(match[f"number{side}"]) for side in sides]
    if max(numbers) > _LARGEST:
        return None
    period = read_period(after[:24])
    named = next((match[f"{p}{s}"] for s in sides for p in ("before", "after") if match[f"{p}{s}"]), None)
    if (
        not decorated
        and period is None
        and any(number < _SMALL or int(number) in _YEARS for number in numbers)
    ):
        return None
    amounts = [number * _UNITS.get(unit, 1) for number, unit in zip(numbers, units, strict=True)]
    short = period in ("hour", "day", "month") or read_period(before[-24:]) in ("hour", "day")
    if not short and all(10 <= amount < 1_000 for amount in amounts):
        amounts = [amount * 1_000 for amount in amounts]
    if not short and min(amounts) < 1_000:
        return None
    currency = BY_WRITTEN.get(named.casefold(), "ZAR") if named else None
    if any(unit in _INDIAN for unit in units) and not named:
        currency = "INR"
    low, high = sorted((round(amounts[0]), round(amounts[-1])))
    return Amount(low, high, currency, period, match.start(), match.end())


def _in_words(text: str) -> list[Amount]:
    """Amounts that are written out: "two hundred and ten thousand", "one-ninety", "quarter million"."""
    found = []
    for match in _HUNDREDS.finditer(text):
        tens = match["tens"] or ""
        if not (match["hundred"] or (tens and match["hundreds"] != "a")):
            continue
        hundreds = _DIGITS.get(match["hundreds"].casefold(), 1)
        amount = (hundreds * 100 + _TENS.get(tens.casefold(), 0)) * 1_000
        found.append(Amount(amount, amount, None, None, match.start(), match.end()))
    for words, amount in _ROUND.items():
        if (at := text.casefold().find(words)) >= 0:
            found.append(Amount(amount, amount, None, None, at, at + len(words)))
    found.sort(key=lambda each: each.start)
    if len(found) == 2 and found[1].start - found[0].end < 12:
        one, other = found
        found = [Amount(one.low, other.high, None, None, one.start, other.end)]
    return found


def _number(digits: str) -> float:
    if re.fullmatch(r"\d+[.,]\d{1,2}", digits):
        return float(digits.replace(",", "."))
    return float(re.sub(r"\D", "", digits))
