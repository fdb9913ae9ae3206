"""Finds the pay in a job advert: ranges, and amounts with only one end. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from bot.hiring.text.currencies import CODE, MARKS, WORDS
from bot.hiring.text.money import BUDGET, YEARLY, Budget, UnreadablePayError, read_budget

Ends = Literal["both", "no minimum", "no maximum"]

_CODE = re.compile(rf"\b(?:{CODE})\b", re.IGNORECASE)
_MONEY = re.compile(rf"[{MARKS}]|\b(?:{'|'.join(WORDS)}|{CODE})\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d\s?k\b", re.IGNORECASE)
_OF_PAY = re.compile(
    r"\b(?:salar\w+|pay|paid|base|compensation|remuneration|ote|gross|wage|a year|annual\w*|yearly|hourly|"
    r"range|per (?:year|annum|hour|day|month))\b|/\s?(?:yr|year|hr|hour|day|month)\b",
    re.IGNORECASE,
)
_NOT_PAY = re.compile(
    r"\b(?:raised|funding|funded|revenue|arr|valuation|valued|series [a-f]|seed round|investors?|customers|"
    r"stipend|allowance|reimburse\w*|learning budget|referral|sign[- ]?on|relocation|insurance|wellness|"
    r"home office)\b",
    re.IGNORECASE,
)
_NO_MINIMUM = re.compile(
    r"(?:\bup to|\bto a maximum of|\bmax(?:imum)?(?: of)?\.?:?|\bcapped at)\W{0,3}$", re.IGNORECASE
)
_NO_MAXIMUM = re.compile(
    r"(?:\bfrom|\bstart(?:s|ing)? (?:at|from)|\bat least|\bmin(?:imum)?(?: of)?\.?:?)\W{0,3}$", re.IGNORECASE
)
_OPEN_TOP = re.compile(r"\+|\s?(?:and (?:up|above|more)|or more|upwards)\b", re.IGNORECASE)
_JOINT = re.compile(r"(?:\.\d\d)?\s?(?:[-–—]|to|and)\s?(?:[A-Z]{3}\s?)?")  # "USD $200,000.00 - USD $240,000"
_NOT_YEARLY = re.compile(r"\b(?:hourly|daily|day rate|weekly|monthly)\b", re.IGNORECASE)
_LEAST, _MOST = 15_000, 2_000_000  # a year's pay in whole units; less or more is something else
_MOST_AMOUNTS = 200  # no advert names more
_BESIDE = 60  # characters beside an amount that say what it is for


@dataclass(frozen=True, slots=True)
class PostedPay:
    """An amount or a range in an advert: its place, and which of its ends are there.

    `yearly` is None for pay by the hour, day or month, which is not converted.
    """

    start: int
    end: int
    ends: Ends
    yearly: Budget | None


def find_posted_pay(text: str) -> tuple[PostedPay, ...]:
    """Find the pay in a text, in its order; money for other things (funding, stipends) is left out."""
    found: list[PostedPay] = []
    for first, last in islice(_pairs(text), _MOST_AMOUNTS):
        before = text[max(0, first.start() - _BESIDE) : first.start()].rsplit("\n", 1)[-1]
        after = text[last.end() : last.end() + _BESIDE].split("\n", 1)[0]
        if pay := _read(first, last, before, after):
            found.append(pay)
    return tuple(found)


def _pairs(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Every amount or range, as its first and last match: two amounts that belong together are one range."""
    first: re.Match[str] | None = None
    for match in BUDGET.finditer(text):
        if first is not None and not first["last"] and _JOINT.fullmatch(text[first.end() : match.start()]):
            yield first, match
            first = None
            continue
        if first is not None:
            yield first, first
        first = match
    if first is not None:
        yield first, first


def _read(first: re.Match[str], last: re.Match[str], before: str, after: str) -> PostedPay | None:
    written, beside = f"{first.group()} {last.group()}", f"{before} {after}"
    in_money, in_thousands = _MONEY.search(written), _THOUSANDS.search(written)
    if not in_money and not in_thousands:
        return None
    is_range = first["last"] is not None or first is not last
    of_pay = _OF_PAY.search(f"{beside} {written}") is not None
    if not (in_money or of_pay) or _NOT_PAY.search(beside) or not (is_range or of_pay):
        return None
    yearly = None
    if (last["period"] or "year").casefold() in YEARLY and not _NOT_YEARLY.search(before):
        yearly = _yearly(first, last, before)
        if yearly is None or yearly.in_thousands or not _LEAST <= yearly.low <= yearly.high <= _MOST:
            return None
    ends: Ends = "both"
    if not is_range and _NO_MINIMUM.search(before):
        ends = "no minimum"
    elif _OPEN_TOP.match(after) or (not is_range and _NO_MAXIMUM.search(before)):
        ends = "no maximum"
    return PostedPay(first.start(), last.end(), ends, yearly)


def _yearly(first: re.Match[str], last: re.Match[str], before: str) -> Budget | None:
    """Read an amount or a range as a year's pay; of "$132,000 CAD" and "CAD $150k" the code tells."""
    code = _CODE.search(f"{before[-4:]} {first.group()} {last.group()}")
    budgets = []
    for match in (first, last):
        found = BUDGET.search(match.group().replace("$", "")) if code else match
        try:
            budgets.append(read_budget(found or match))
        except UnreadablePayError:
            return None
    one, other = budgets
    currency = code.group().upper() if code else one.currency
    return replace(one, low=min(one.low, other.low), high=max(one.high, other.high), currency=currency)
