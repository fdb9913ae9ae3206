"""Reads digits with the separators of any country, units such as k, lakh and Mio, and spelled-out amounts."""

import re

_GROUP = r"[.,'’٬،\u00a0\u202f\u2009]"  # between groups of thousands; also the decimal marks
_SPACES = r"\d{1,3}(?: \d{3}(?!\d))+(?:[.,]\d{1,2}(?!\d))?"  # "240 000,00": a plain space parts numbers, too
NUMBER = re.compile(rf"{_SPACES}|\d+(?:(?:{_GROUP}|[٫])\d+)*")
"""Finds digits, and whatever separators stand between them."""

_WHOLE = re.compile(r"\d+")
_GROUPED = re.compile(
    r"\d{1,3}(?:(?P<by>[.,'’٬، \u00a0\u202f\u2009])\d{3})(?:(?P=by)\d{3})*(?:[.,٫]\d{1,2})?"
)
_INDIAN = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d{1,2})?")
_DECIMAL = re.compile(r"\d+[.,٫]\d{1,2}")
_CENTS = re.compile(r"[.,٫]\d{1,2}$")

_UNITS = {
    "k": 1e3, "t": 1e3, "tsd": 1e3, "thousand": 1e3, "grand": 1e3, "mille": 1e3, "mil": 1e3, "tys": 1e3,
    "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6, "millones": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9,
    "l": 1e5, "lpa": 1e5, "lac": 1e5, "lacs": 1e5, "lakh": 1e5, "lakhs": 1e5,
    "cr": 1e7, "crore": 1e7, "crores": 1e7,
    "万": 1e4, "萬": 1e4, "만": 1e4, "億": 1e8, "亿": 1e8, "억": 1e8,
}  # fmt: skip
_FEW = 10
INDIAN = frozenset(("l", "lpa", "lac", "lacs", "lakh", "lakhs", "cr", "crore", "crores"))
"""The units of rupees."""
EAST_ASIAN = "万萬만億亿억"
"""The units of yen, yuan and won."""
_LONG = "|".join(sorted((unit for unit in _UNITS if len(unit) > 1), key=len, reverse=True))
_SPACE = r"[ \u00a0\u202f]"
UNIT = re.compile(
    rf"(?:{_SPACE}|-)?(?P<long>{_LONG})\b\.?|"
    rf"{_SPACE}?(?P<glued>[kt])(?=€|(?:eur|usd|gbp|chf|sek|nok|dkk|pln|kr)\b)|"
    rf"{_SPACE}?(?P<east>[{EAST_ASIAN}])|"
    rf"{_SPACE}?(?P<k>k)(?![^\W\d_])|(?P<short>[mlb])(?![^\W\d_])",
    re.IGNORECASE,
)
"""Finds the unit right behind a number."""


def read_number(written: str) -> float | None:
    """The value of digits with separators; None where they can mean nothing, as "240.00.0" can not."""
    if _WHOLE.fullmatch(written):
        return float(written) if len(written) <= 15 else None
    if _GROUPED.fullmatch(written) or _INDIAN.fullmatch(written):
        cents = _CENTS.search(written)
        whole = re.sub(r"\D", "", written[: cents.start()] if cents else written)
        return float(f"{whole}.{cents.group()[1:]}" if cents else whole) if len(whole) <= 15 else None
    if _DECIMAL.fullmatch(written):
        return float(re.sub(r"[,٫]", ".", written))
    return None


def worth_of(unit: str, number: float) -> float:
    """What a number is multiplied with, by its unit in lower case."""
    if unit == "mil" and number < _FEW:
        return 1e6  # "1.2 mil"; but "80 mil euros"
    return _UNITS.get(unit, 1.0)


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
_ROUND = re.compile(r"\b(?:(?P<half>half a million)|quarter(?: of a)? million)\b", re.IGNORECASE)


_LINE = 1_000  # characters; nobody spells pay out in an advert, and looking for it takes its time


def find_spelled(text: str) -> list[tuple[float, int, int]]:
    """Amounts that a line spells out, with their places: "two hundred and ten thousand", "one-ninety"."""
    if len(text) > _LINE:
        return []
    found = [(5e5 if each["half"] else 2.5e5, *each.span()) for each in _ROUND.finditer(text)]
    for match in _HUNDREDS.finditer(text):
        tens = match["tens"] or ""
        if not (match["hundred"] or (tens and match["hundreds"] != "a")):
            continue
        hundreds = _DIGITS.get(match["hundreds"].casefold(), 1)
        found.append(((hundreds * 100 + _TENS.get(tens.casefold(), 0)) * 1e3, *match.span()))
    return sorted(found, key=lambda each: each[1])
