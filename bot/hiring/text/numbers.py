"""Finds numbers with what stands directly around them: a currency on either side, a unit, a period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.hiring.text.currencies import MARKS, meant_by
from bot.hiring.text.numerals import NUMBER, UNIT, read_number
from bot.hiring.text.periods import Period, period_behind


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """One number: an amount, or one end of a range. `value` is None where the digits can mean nothing.

    `unit` is in lower case. `currencies` are what was written for them, on either side. `is_pension`: "401k".
    """

    value: float | None
    digits: str
    unit: str
    currencies: tuple[str, ...]
    period: Period | None
    start: int
    end: int
    is_pension: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether neither a currency nor a unit says that it is money."""
        return not self.currencies and not self.unit

    @property
    def is_indian(self) -> bool:
        """Whether its digits stand in twos, as in "25,00,000"."""
        return _IN_TWOS.search(self.digits) is not None

    @property
    def has_cents(self) -> bool:
        """Whether two digits stand behind a decimal mark, as in "240.00"."""
        return len(self.digits) > len("0.00") - 1 and self.digits[-3] in ".,٫"


_IN_TWOS = re.compile(r"\d,\d\d,\d{3}(?!\d)")
_DIGIT = re.compile(r"\d")
_EMOJI_BEGINS, _EMOJI_ENDS = re.compile(r"(?<![\w:]):[\w+'-]*$"), re.compile(r"[\w+'-]*:(?!\w)")
_DAY_BEHIND = re.compile(r"(?:-\d\d?-\d\d?|/\d{1,2}/\d{1,4})(?!\w)|\ufe0f?\u20e3")  # or a keycap
_DOTTED_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}")
_ADDRESS = re.compile(r"(?:://|<[@#!])\S*$")
_PENSION = re.compile(r"40[13][ -]?\(?[bk]\)?s?(?!\w|[.,]\d|\s?[-–—~]\s?[\d$€£]|\sto\s)", re.IGNORECASE)
_RANGE_AHEAD = re.compile(r"\dk?\s?(?:[-–—~]|to)\s?$", re.IGNORECASE)
_MOST = 100  # numbers of a text; adverts have up to thirty, and one with more is a table of something else
_NEAR = 40  # characters ahead of a number that may belong to its word

_SPACE = r"[ \u00a0\u202f]"
_BEFORE = re.compile(
    rf"(?P<written>[^\W\d_]{{0,4}}[{MARKS}]|(?<![\w{MARKS}])[{MARKS}][^\W\d_]{{2}}|(?<![^\W_])[^\W\d_]{{1,8}}\.?)"
    r"[\s\u00a0\u202f([]{0,2}$"
)
_BEHIND = re.compile(
    rf"\+?{_SPACE}{{0,2}}[(\[]?(?:(?P<sign>[^\W\d_]{{0,3}}[{MARKS}](?:[A-Z]{{2}}\b)?)(?!\s?\d)|"
    r"(?P<words>[^\W\d_]{1,12}(?: [^\W\d_]{3,8}){0,2}))"
)
_FAR = 18  # characters that the longest currency ahead of a number has
_NO_CENTS = re.compile(r"[.,][-–—]{1,2}(?![-–—\s]*\d)")  # 240'000.–
_SPACELESS = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")  # 年収1200万円: nothing parts words here
_DOUBLED = re.compile(r" ?k{2,3}(?![^\W_])", re.IGNORECASE)  # a thousand thousands to some, a slip to others
_FEWEST_OF_RAND = 4  # digits; else R2 is a round


def find_numbers(text: str) -> Iterator[WrittenNumber]:
    """The numbers in a text but those in emoji names, days, addresses and names like H100."""
    at = 0
    for _ in range(_MOST):
        first = _DIGIT.search(text, at)
        if first is None:
            return
        found = NUMBER.match(text, first.start())
        assert found is not None  # noqa: S101 - it begins with a digit
        start, at = found.span()
        pension = _PENSION.match(text, start)
        ahead = text[max(0, start - _NEAR) : start]
        if pension and ahead[-1:] not in (*MARKS,) and not _RANGE_AHEAD.search(ahead):
            at = pension.end()
            yield WrittenNumber(None, "", "", (), None, start, at, is_pension=True)
        elif after := _end_of_no_number(text, start, at):
            at = after
        else:
            number = _read(text, start, at)
            if number is None and " " in found[0]:  # "level 5 190k": two numbers
                at = start + found[0].index(" ")
                number = _read(text, start, at)
            if number is not None:
                yield number
                at = max(at, number.end)


def _end_of_no_number(text: str, start: int, end: int) -> int:
    """The end of something that has digits and is no number, 0 for a number."""
    if day := _DAY_BEHIND.match(text, end):
        return day.end()
    if _DOTTED_DAY.fullmatch(text, start, end):
        return end
    before = text[max(0, start - _NEAR) : start]
    if (":" in before or "<" in before) and not before[-1].isspace():
        word = before.split()[-1]
        if _EMOJI_BEGINS.search(word) and (emoji := _EMOJI_ENDS.match(text, end)):
            return emoji.end()
        if _ADDRESS.search(word):
            return end
    return 0


def _read(text: str, start: int, end: int) -> WrittenNumber | None:
    digits = text[start:end]
    begins, ahead = _currencies_ahead(text, start)
    if not ahead and _goes_on(text, start):
        return None
    if no_cents := _NO_CENTS.match(text, end):
        end = no_cents.end()
    unit = UNIT.match(text, end) or _DOUBLED.match(text, end)
    end = unit.end() if unit else end
    behind, end = _currency_behind(text, end, follows=bool(ahead))
    written = (*ahead, *behind)
    period, end = period_behind(text, end)
    value = None if unit and unit.re is _DOUBLED else read_number(digits)
    if text[end : end + 1].isalnum():
        value = None  # "$240kk"; without a currency it is a name, like 8B-instruct
        while written and text[end : end + 1].isalnum():
            end += 1
    if (" " in digits and (unit or (not written and re.fullmatch(r"\d \d{3}", digits)))) or (
        not written and value is None and text[end : end + 1].isalnum()
    ):
        return None
    if "R" in written and not unit and len(digits) < _FEWEST_OF_RAND:
        return None
    named = unit.group().strip(" -.\u00a0\u202f").casefold() if unit else ""
    return WrittenNumber(value, digits, named, written, period, begins, end)


def _goes_on(text: str, start: int) -> bool:
    """Whether the digits go on with what stands ahead of them: "v1", "#4", "10:30"."""
    previous, before = text[start - 1 : start], text[max(start - 2, 0) : start - 1]
    if previous in (".", ",", ":"):
        return not before.isalpha() and not before.isspace()
    return (previous.isalpha() and not _SPACELESS.match(previous)) or previous in ("#", "_")


def _currencies_ahead(text: str, start: int) -> tuple[int, tuple[str, ...]]:
    """Where an amount begins, and the currencies written ahead of its digits: "USD $"."""
    written: list[str] = []
    for _ in range(2):
        near = text[max(0, start - _FAR) : start]
        if near.rstrip(" ([\u00a0\u202f")[-1:].isdigit():
            break
        found = _BEFORE.search(near)
        if found is None or not meant_by(found["written"]):
            break
        written.append(found["written"])
        start -= len(near) - found.start()
    return start, tuple(written)


def _currency_behind(text: str, end: int, *, follows: bool) -> tuple[tuple[str, ...], int]:
    """The currency behind an amount, and where it ends; `follows`: one stands ahead of the amount, too."""
    found = _BEHIND.match(text, end)
    if found is None:
        return (), end
    if sign := found["sign"]:
        return ((sign,), found.end()) if meant_by(sign) else ((), end)
    words = found["words"].split(" ")
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if meant_by(name):
            ends = found.start("words") + len(name)
            if follows and re.match(r"\s?\d", text[ends : ends + 2]):
                break  # in "$180,000 USD 200,000" it is the second number's
            return (name,), ends + (text[ends : ends + 1] in (")", "]"))
    return (), end
