"""Yearly pay, as people type it and as we write it. Currencies are never converted."""

import re
from dataclasses import dataclass, replace

from bot.hiring.text.currencies import BY_WRITTEN, MARKS, WRITTEN, sign_of

# The first form is digits in groups of three: 240,000 or 240.000 or 240 000.
_NUMBER = r"\d{1,3}(?:[,.’' \u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?"
_CURRENCY = rf"(?=[^\d\s])(?:{WRITTEN})"  # most of what stands there is neither, and found out at once
_AMOUNT = (
    rf"(?:{_CURRENCY})?\s?(?:{_NUMBER})\s?(?:k|m|thousand|million)?(?![a-z])(?:\s?{_CURRENCY}(?![a-z]))?"
)
_NEAR_A_DIGIT = rf"(?=\D{{0,{max(map(len, BY_WRITTEN)) + 2}}}\d)"  # spares most words all the currencies
YEARLY = ("year", "yr", "annum")
_PERIODS = (*YEARLY, "month", "mo", "week", "wk", "day", "hour", "hr")
_PERIOD = rf"(?:\s?(?:/|\bper\b|\ban?\b)\s?(?P<period>{'|'.join(_PERIODS)})\b)"
BUDGET = re.compile(
    rf"(?<![\w.,{MARKS}]){_NEAR_A_DIGIT}(?P<first>{_AMOUNT})(?:\s?(?:[-–—]|\bto\b)\s?(?P<last>{_AMOUNT}))?(?![\w%]){_PERIOD}?",
    re.IGNORECASE,
)
"""Finds one amount or one range in a text, with the period it is for when that is said."""
_PARTS = re.compile(
    rf"(?P<before>{WRITTEN})?\s?(?P<number>{_NUMBER})\s?(?P<unit>k|m|thousand|million)?\s?(?P<after>{WRITTEN})?",
    re.IGNORECASE,
)
_GROUPING = re.compile(r"[,’' \u00a0\u202f]|\.(?=\d{3}(?:\D|$))")
_UNITS = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
_LARGEST = 100_000_000


class UnreadablePayError(ValueError):
    """Something that looks like pay and is no yearly amount; the message says what to type."""


@dataclass(frozen=True, slots=True)
class Budget:
    """A yearly budget, in whole units of `currency`; low equals high for one amount.

    `in_thousands`: a bare "240" was read as 240k. `as_written` are the person's own words.
    """

    low: int
    high: int
    currency: str
    as_written: str
    in_thousands: bool = False


def read_budget(found: re.Match[str]) -> Budget:
    """Read a match of BUDGET. Raises UnreadablePayError when it is not a yearly amount."""
    written = found.group().strip()
    if (found.group("period") or "year").casefold() not in YEARLY:
        raise UnreadablePayError(
            f"I compare yearly pay, and “{written}” is not per year. Type the yearly amount, like 240k."
        )
    parts = [_PARTS.fullmatch(text.strip()) for text in (found.group("first"), found.group("last")) if text]
    sides = [part for part in parts if part is not None]
    named = {
        BY_WRITTEN[sign.casefold()]
        for side in sides
        for sign in (side.group("before"), side.group("after"))
        if sign
    }
    if len(named) > 1:
        raise UnreadablePayError(f"“{written}” names two currencies. Type one, like $220-260k.")
    units = [_UNITS.get((side.group("unit") or "").casefold(), 1) for side in sides]
    numbers = [_number(side.group("number")) for side in sides]
    if len(sides) == 2:
        numbers, units = _share_unit(numbers, units)
    amounts = [number * unit for number, unit in zip(numbers, units, strict=True)]
    in_thousands = all(10 <= amount < 1_000 for amount in amounts)
    if in_thousands:
        amounts = [amount * 1_000 for amount in amounts]
    if min(amounts) < 1_000 or max(amounts) > _LARGEST:
        raise UnreadablePayError(
            f"I cannot read “{written}” as a year's pay. Type it like 240k, $240,000 or 220-260k."
        )
    low, *_, high = sorted(round(amount) for amount in [*amounts, amounts[-1]])
    return Budget(low, high, named.pop() if named else "USD", written, in_thousands)


def _number(digits: str) -> float:
    """Read the digits of an amount; a separator before exactly three digits groups thousands."""
    return float(_GROUPING.sub("", digits)) if len(digits) > 4 else float(digits)


def _share_unit(numbers: list[float], units: list[int]) -> tuple[list[float], list[int]]:
    """In 220-260k and 220k-260 the one unit is meant for both; in 220-260,000 the thousands are."""
    first, last = units
    if first == 1 and last > 1 and numbers[0] < 1_000:
        return numbers, [last, last]
    if last == 1 and first > 1 and numbers[1] < 1_000:
        return numbers, [first, first]
    if first == last == 1 and numbers[0] < 1_000 <= numbers[1]:
        return [numbers[0] * 1_000, numbers[1]], units
    return numbers, units


def write(amount: int, currency: str = "USD") -> str:
    """Write a yearly amount the short way: $240k, $1.2M, €187,500, CHF 200k."""
    symbol = sign_of(currency)
    if amount >= 1_000_000 and amount % 100_000 == 0:
        return f"{symbol}{amount / 1_000_000:g}M"
    if amount % 1_000 == 0 and amount < 1_000_000:
        return f"{symbol}{amount // 1_000}k"
    return f"{symbol}{amount:,}"


def write_budget(budget: Budget) -> str:
    """Write a budget the short way, as one amount or as a range."""
    if budget.low == budget.high:
        return write(budget.low, budget.currency)
    return f"{write(budget.low, budget.currency)}–{write(budget.high, budget.currency)}"


def join_budget(low: int | None, high: int | None, currency: str | None) -> Budget | None:
    """Build a yearly budget from its parts; None when one of them is missing."""
    if low is None or high is None or currency is None:
        return None
    budget = Budget(low, high, currency, "")
    return replace(budget, as_written=write_budget(budget))
