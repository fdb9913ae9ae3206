"""Finds the pay in a job advert: ranges, and amounts with only one end. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from bot.hiring.text.amounts import Amount, find_amounts
from bot.hiring.text.money import Budget, UnreadablePayError, to_budget
from bot.hiring.text.periods import Period
from bot.hiring.text.purposes import is_label_of_pay, is_of_other_money

Ends = Literal["both", "no minimum", "no maximum"]

_NO_MINIMUM = re.compile(
    r"\b(?:up to|to a maximum of|max(?:imum)?(?: of)?\.?:?|capped at|bis zu|jusqu['’]à|hasta|fino a)\W{0,3}$",
    re.IGNORECASE,
)
_NO_MAXIMUM = re.compile(
    r"\b(?:from|start(?:s|ing)? (?:at|from)|at least|min(?:imum)?(?: of)?\.?:?|ab|"
    r"à partir de|desde|vanaf)\W{0,3}$",
    re.IGNORECASE,
)
_OPEN_TOP = re.compile(r"\+|\s?(?:and (?:up|above|more)|or more|upwards)\b", re.IGNORECASE)
_AND_MORE = re.compile(
    r"[\])]?\s?(?:\+|&|plus|and)\s?(?:\w+ )?(?:equity|bonus|benefits|stock|options|shares|super|pension)\b",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\n|[.!?](?=\s|$)\s?| [|·•] ")
_ASIDES = re.compile(  # what stands behind an amount on a line of its own
    r"[\s,;(–—-]{0,3}(?:depend(?:ing|ent|s) (?:up)?on|doe\b|d\.o\.e|based on|commensurate|negotiable|"
    r"according to|for the right|pro rata|base\b|gross\b|basic\b|plus\b|(?:in|out)side ir35|excl\w*|incl\w*)",
    re.IGNORECASE,
)
_BUDGET = re.compile(r"(?:our |the )?budget\W*", re.IGNORECASE)
_FACTS = re.compile(r",\s|\s[/–—-]\s|[()]")
_SAYS = re.compile(  # a number is a fact where it is of hours or percent
    r"\d(?!\d?\d?\s?(?:%|h\b|hours?\b|days?\b|months?\b))|\b(?:we|you|our|is|are|was|of|to|with)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 3
_US = re.compile(r"\bUSD?\b|\bU\.S\.|\bUSA\b|\b(?:United States|New York|California|San Francisco|America)\b")
_COUNTRIES = {
    "CAD": re.compile(r"\b(?:Canada|Canadian|Ontario|Toronto|Vancouver|Montr[eé]al)\b"),
    "AUD": re.compile(r"\b(?:Australian?|Sydney|Melbourne)\b"),
    "SGD": re.compile(r"\bSingapore\b"),
    "NZD": re.compile(r"\b(?:New Zealand|Auckland)\b"),
}
_A_MONTHS = 1_500  # less a week or a month, with no word beside it, is a benefit
_LEAST, _MOST, _MOST_ELSEWHERE = 15_000, 2_000_000, 1_000_000_000  # a year's pay in whole units
_AT_HOME = ("USD", "EUR", "GBP", "CAD", "AUD", "CHF")  # where more than _MOST a year is something else
_BESIDE = 40  # characters beside an amount that say what it is


@dataclass(frozen=True, slots=True)
class PostedPay:
    """An amount or a range in an advert: its place, and which of its ends are there.

    `yearly` is None for pay by the hour, day, week or month, which is not converted; `period` says which.
    `is_base` is false for total pay, which is no match for a band of base pay. Where no currency `is_named`,
    `yearly` is in US dollars all the same, as a budget that somebody types is.
    """

    start: int
    end: int
    ends: Ends
    yearly: Budget | None
    period: Period = "year"
    is_base: bool = True
    is_named: bool = True


def find_posted_pay(text: str) -> tuple[PostedPay, ...]:
    """Find the pay in a text, in its order; money for other things (funding, stipends) is left out."""
    return tuple(_posted(text))


def _posted(text: str) -> Iterator[PostedPay]:
    found = [each for each in find_amounts(text) if each.is_pay and each.is_whole and _is_stated(text, each)]
    dollars = _dollars_of(text) if any(each.currency == "USD" for each in found) else "USD"
    for amount in found:
        is_bare_dollar = amount.currency == "USD" and not _US.search(text, amount.start, amount.end)
        pay = _read(text, replace(amount, currencies=(dollars,)) if is_bare_dollar else amount)
        if pay is not None:
            yield pay


def _dollars_of(text: str) -> str:
    """The code that "$" means in an advert: of the one such country it names, if that's not the US."""
    named = [code for code, country in _COUNTRIES.items() if country.search(text)]
    return named[0] if len(named) == 1 and not _US.search(text) else "USD"


def _is_stated(text: str, amount: Amount) -> bool:
    """Whether an amount stands there as pay: a range of money, or beside a word of pay."""
    is_range = amount.low != amount.high
    labelled = amount.kind != "unsaid" or is_label_of_pay(text, amount.start)
    written = text[amount.start : amount.end].casefold()
    if labelled or ((amount.currencies or written.endswith("k")) and _is_alone(text, amount)):
        return bool(amount.currencies) or (amount.is_sure and not amount.in_thousands)
    if not amount.currencies:
        return (
            is_range
            and amount.is_sure
            and (amount.period is not None or _AND_MORE.match(text, amount.end) is not None)
        )
    return (
        is_range
        or written.endswith("lpa")
        or amount.period in ("hour", "day", "year")
        or (amount.period is not None and amount.low >= _A_MONTHS)
    )


def _is_alone(text: str, amount: Amount) -> bool:
    """Whether a line or sentence is an amount and nothing else but "from", "and equity" or a few facts."""
    line = _PARTED.split(text[max(0, amount.start - _BESIDE) : amount.start])[-1]
    rest = _PARTED.split(text[amount.end : amount.end + _BESIDE], maxsplit=1)[0]
    facts = _FACTS.split(line)[:-1], _FACTS.split(rest)[1:]
    if any(facts) and all(_is_fact(each) for each in (*facts[0], *facts[1])):
        line, rest = _FACTS.split(line)[-1], _FACTS.split(rest)[0]
    ahead = line.strip(" \t-*•")
    is_first = not ahead or any(each.fullmatch(ahead) for each in (_NO_MINIMUM, _NO_MAXIMUM, _BUDGET))
    said_more = _AND_MORE.match(rest) or _ASIDES.match(rest)
    return is_first and (not rest.strip(" .*+") or said_more is not None)


def _is_fact(part: str) -> bool:
    """Whether a part of a line is as short as a place or a kind of contract: "in Köln", "full-time"."""
    return len(part.split()) <= _MOST_WORDS and not _SAYS.search(part) and not is_of_other_money(part)


def _read(text: str, amount: Amount) -> PostedPay | None:
    yearly = None
    if amount.period in (None, "year"):
        try:
            yearly = to_budget(amount, text)
        except UnreadablePayError:
            if len(amount.currencies) < 2:  # "kr" is pay, in one of three currencies
                return None
        most = _MOST if amount.currency in _AT_HOME else _MOST_ELSEWHERE
        if amount.in_thousands or not _LEAST <= amount.low <= amount.high <= most:
            return None
    before, is_range = text[max(0, amount.start - _BESIDE) : amount.start], amount.low != amount.high
    ends: Ends = "both"
    if not is_range and _NO_MINIMUM.search(before):
        ends = "no minimum"
    elif (
        _OPEN_TOP.match(text, amount.end)
        or "+" in text[amount.start : amount.end]
        or (not is_range and _NO_MAXIMUM.search(before))
    ):
        ends = "no maximum"
    return PostedPay(
        amount.start,
        amount.end,
        ends,
        yearly,
        amount.period or "year",
        is_base=amount.kind != "total",
        is_named=bool(amount.currencies),
    )
