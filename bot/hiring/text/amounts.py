"""Finds amounts of money as people write them: "€7.500 per month", "65 LPA", "between 190 and 215"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.hiring.text.currencies import in_common, meant_by
from bot.hiring.text.numbers import WrittenNumber, find_numbers
from bot.hiring.text.numerals import EAST_ASIAN, INDIAN, find_spelled, worth_of
from bot.hiring.text.periods import Period, period_ahead
from bot.hiring.text.purposes import PAY, Kind, purpose


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount or a range: its place, what it is for, and what was said of its currency and period.

    `currencies` are the codes it may be in, empty when none was said. `is_sure`: a currency, unit or period
    says that it is money; else it may be any number. `in_thousands`: a bare "240" was taken for 240k.
    `is_whole` is false where digits, or two currencies, can mean nothing together; it must not be used.
    """

    low: float
    high: float
    currencies: tuple[str, ...]
    period: Period | None
    kind: Kind
    start: int
    end: int
    is_sure: bool = True
    in_thousands: bool = False
    is_whole: bool = True

    @property
    def is_pay(self) -> bool:
        """Whether it may be pay, and not a bonus, a budget for GPUs or a number of requests."""
        return self.kind in PAY

    @property
    def currency(self) -> str | None:
        """The code of the one currency that was said."""
        return self.currencies[0] if len(self.currencies) == 1 else None


_TO = re.compile(
    r"[\s*_]{0,6}(?:\\?[-–—‑‐−―‒~〜～]{1,2}|\.\.\.?|…|→|->|/|"
    r"\b(?:to|bis|à|a|until|till|through|upto|up to)\b|, ?max(?:imum)?\b[ :]?)[\s*_]{0,6}(?:(?:up )?to\s)?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s?(?:\band\b|&|\bund\b|\bet\b|\by\b|\be\b)\s?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|ranges?|ranging|from|zwischen|entre|tra|fra|min\w*)\b", re.IGNORECASE)
_WIDEST = 12  # characters between the two ends of a range

_SHARE = re.compile(r"\s?(?:%|percent\b|per cent\b|prozent\b)", re.IGNORECASE)
_COUNTED = re.compile(
    r"[\s-]?\+?\s?(?:years?|yrs?|yoe|ye?ars|mths?|months?\b|weeks?|wks?|min(?:s|utes)?|days?\b|hours?|hrs?|[ap]m\b|"
    r"people|persons?|ppl|pax|heads?|folks|cvs|resumes|candidates|cands|finalists|interviewers|questions?|qns|"
    r"h100s?|a100s?|gpus?|boxes|points|salaries|hires|roles|reqs?|slots?|rounds|ruling|teams|papers|publications|"
    r"of\b|requests|tokens|ms\b|x\b|×|mal\b|:\d\d|b\b|st\b|nd\b|rd\b|th\b|bullets|seats|profiles|transcripts|customers|"
    r"engineers?|employees|offers?|openings?|[a-z]{4,}s\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\b(?:req|requisition|reqs|no|nr|number|num|ref|r|round|grade|top|level|l|ic|fy|q|sde|swe|mts|rows?|next|page|nach|"
    r"of our|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|the|snooze|close|all|our|these|rank|score|by|at|in|x|mal|times|fois|gpt|claude|llama|python|zone|"
    r"tier|step|part|phase|version|section|room|floor|start)|#|\+|×)[.\s#:-]*$|[^\W\d_]-$",
    re.IGNORECASE,
)
_NEAR = 40  # characters ahead of a number that say what it counts
_LABEL = 60  # characters ahead of an amount that say its period
_SMALL = 60  # a bare number below it is no pay
_SURE = 5  # digits of a bare number that is money
_LINE = 1_000  # characters; in a longer text a small bare number is nothing that was typed for an amount
_YEARS = range(1990, 2040)
_MONTHS_PAY = 50_000  # at most, where nobody says that it is a month's
_MONTHS = r"(?P<months>1[2-5](?:[.,]\d{1,2})?)"
_TIMES = r"\s?(?:[x×*]|mal|times|fois)\s?"
_MONTHS_BEHIND = re.compile(
    rf"{_TIMES}{_MONTHS}(?![\d%]|[.,]\d)(?:\s?(?:months|monate?|salaries|mois|pagas)\b)?(?!\s?[^\W\d_])",
    re.IGNORECASE,
)
_MONTHS_AHEAD = re.compile(rf"(?<![\w.,]){_MONTHS}{_TIMES}$", re.IGNORECASE)
_NO_HOURS_PAY = 20_000


@lru_cache(maxsize=8)  # several readers look at one line or advert, one after the other
def find_amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of money in a text, from left to right; numbers of years, people or percent are none.

    Shares and pensions are there with what they are for ("0.5% equity", "401k"), and no amount.
    """
    placed = [*_spelled(text)]
    for each in placed:
        text = f"{text[: each.start]}{chr(0) * (each.end - each.start)}{text[each.end :]}"
    placed += (amount for ends in _ranges(text, [*find_numbers(text)]) if (amount := _amount(text, ends)))
    placed.sort(key=lambda each: each.start)
    return tuple(each for each in _with_purposes(text, placed) if each.low or each.is_sure or not each.is_pay)


def _spelled(text: str) -> Iterator[Amount]:
    found = find_spelled(text)
    if len(found) == 2 and found[1][1] - found[0][2] < _WIDEST:
        (one, start, _), (other, _, end) = found
        yield Amount(min(one, other), max(one, other), (), None, "unsaid", start, end)
        return
    for worth, start, end in found:
        yield Amount(worth, worth, (), None, "unsaid", start, end)


def _ranges(text: str, numbers: Sequence[WrittenNumber]) -> Iterator[tuple[WrittenNumber, ...]]:
    """Every number, alone or with the other end of its range."""
    at = 0
    while at < len(numbers):
        ends = tuple(numbers[at : at + 2])
        if len(ends) < 2 or not _belong_together(text, *ends):
            ends = ends[:1]
        yield ends
        at += len(ends)


def _belong_together(text: str, one: WrittenNumber, other: WrittenNumber) -> bool:
    gap, low, high = text[one.end : other.start], one.value or 0, other.value or 0
    if len(gap) > _WIDEST or one.is_pension or other.is_pension:
        return False
    near = text[max(0, one.start - _NEAR) : one.start]
    if not _TO.fullmatch(gap) and not (_AND.fullmatch(gap) and _BETWEEN.search(near)):
        return False
    if "\n" in gap and not (other.currencies and low < high):
        return False  # a list, with another amount in the next line
    if one.is_bare and not other.is_bare:  # "level 5 - 240k", "2026 - 240k", "2 - 240k"
        return not _NUMBERED.search(near) and low not in _YEARS and (low >= 10 or other.unit != "k")
    return True


def _amount(text: str, ends: Sequence[WrittenNumber]) -> Amount | None:
    """The amount that one number or a range is; None for numbers that are no money."""
    start, end = ends[0].start, ends[-1].end
    written = [each for number in ends for each in number.currencies]
    if ends[0].is_pension:
        return Amount(0, 0, (), None, "benefit", start, end)
    if not written and (share := _SHARE.match(text, end)):
        return Amount(0, 0, (), None, "unsaid", start, share.end(), is_sure=False)
    if _is_no_money(text, ends):
        return None
    is_bare = all(number.is_bare for number in ends)
    values = [number.value for number in ends if number.value is not None]
    has_many = max(sum(map(str.isdecimal, number.digits)) for number in ends) >= _SURE
    currencies = in_common(written)
    if currencies is None or len(values) < len(ends):
        named = tuple(meant_by(each)[0] for each in written) if currencies is None else currencies
        half_read = Amount(1, 1, named, None, "unsaid", start, end, is_whole=False)
        return half_read if has_many or not is_bare else None
    if not currencies and any(number.unit in INDIAN or number.is_indian for number in ends):
        currencies = ("INR",)
    if not currencies and any(number.unit and number.unit in EAST_ASIAN for number in ends):
        currencies = ("JPY", "CNY", "KRW")
    period = ends[-1].period or ends[0].period or _period_ahead(text, start, max(values))
    amounts, in_thousands = _worth(ends, values, is_short=period not in (None, "year"))
    is_monthly = period == "month" or (period is None and max(amounts) <= _MONTHS_PAY)
    if is_monthly and (paid := _paid_again(text, start, end)):
        times, start, end = paid
        amounts, in_thousands, period = [round(each * times, 2) for each in amounts], False, "year"
    low, high = min(amounts), max(amounts)
    is_sure = not is_bare or has_many or (period is not None and low >= 1_000)
    is_small = is_bare and any(value < _SMALL or value in _YEARS for value in values)
    if is_small and not (period and high >= _SMALL):
        small = Amount(low, high, (), period, "unsaid", start, end, is_sure=False, is_whole=False)
        return None if len(ends) > 1 or values[0] in _YEARS else small
    return Amount(low, high, currencies, period, "unsaid", start, end, is_sure, in_thousands)


def _is_no_money(text: str, ends: Sequence[WrittenNumber]) -> bool:
    """Whether a bare number counts or names something, or is the size of a model, as in 7B."""
    start, end = ends[0].start, ends[-1].end
    if any(number.unit in ("b", "bn") and not number.currencies for number in ends):
        return True
    is_bare = all(number.is_bare for number in ends)
    if is_bare and len(text) > _LINE and not ends[-1].period and (ends[0].value or _SMALL) < _SMALL:
        return True
    near = text[max(0, start - _NEAR) : start]
    return is_bare and (_COUNTED.match(text, end) is not None or _NUMBERED.search(near) is not None)


def _paid_again(text: str, start: int, end: int) -> tuple[float, int, int] | None:
    """How many months' pay makes a year, and where that and the amount stand: "7.200 € x 14", "13 × 9k"."""
    if behind := _MONTHS_BEHIND.match(text, end):
        return float(behind["months"].replace(",", ".")), start, behind.end()
    if ahead := _MONTHS_AHEAD.search(text[max(0, start - _WIDEST) : start]):
        return float(ahead["months"].replace(",", ".")), start - len(ahead[0]), end
    return None


def _period_ahead(text: str, start: int, most: float) -> Period | None:
    """The period named ahead in the line, unless it can't be for so much: "salary/hourly rate: $170,000"."""
    before = text[max(0, start - _LABEL) : start].rpartition("\n")[2]
    period = period_ahead(before) if any(map(str.isalpha, before)) else None
    return None if period in ("hour", "day") and most >= _NO_HOURS_PAY else period


def _worth(
    ends: Sequence[WrittenNumber], values: Sequence[float], *, is_short: bool
) -> tuple[list[float], bool]:
    """What the ends of a range are worth, and whether they were taken for thousands."""
    units = [number.unit for number in ends]
    worth = [worth_of(unit, value) for unit, value in zip(units, values, strict=True)]
    if len(values) == 2:
        one, other = values
        if not units[0] and units[1] and one < 1_000:
            worth[0] = worth[1]  # 220-260k
        elif not units[1] and units[0] and other < 1_000:
            worth[1] = worth[0]  # 220k-260
        elif not any(units) and one < 1_000 <= other and not is_short:
            worth[0] = 1e3  # 220-260,000
    amounts = [round(value * factor, 2) for value, factor in zip(values, worth, strict=True)]
    is_plain = not is_short and not any(units) and not any(number.has_cents for number in ends)
    if is_plain and all(10 <= amount < 1_000 for amount in amounts):
        return [amount * 1_000 for amount in amounts], True
    return amounts, False


def _with_purposes(text: str, placed: Sequence[Amount]) -> Iterator[Amount]:
    """The amounts with what each is for; words between two amounts are of one of them."""
    known = [each for each in placed if each.is_sure or not each.low]
    at, earlier = 0, 0
    for each in placed:
        while at < len(known) and known[at].start <= each.start:
            at += 1
        later = (known[at].start, known[at].end) if at < len(known) else (len(text), len(text))
        kind, end = each.kind, each.end
        if kind == "unsaid" and (each.is_whole or each.is_sure):
            counts = not each.currencies
            kind, end = purpose(text, each.start, each.end, earlier=earlier, later=later, counts=counts)
        same = kind == each.kind
        yield each if same else replace(each, kind=kind, end=each.end if kind in PAY else end)
        if each.is_sure or not each.low:
            earlier = each.end
