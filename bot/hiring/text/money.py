"""Budgets, a year's pay in one currency: of what people typed, and as we write them. None is converted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.hiring.text.amounts import Amount, find_amounts
from bot.hiring.text.currencies import IN_MILLIONS, name_of, read_currency, sign_of
from bot.hiring.text.periods import a_year_of
from bot.hiring.text.purposes import PAY

_LEAST, _LARGEST, _LARGEST_IN_MILLIONS = 1_000, 100_000_000, 2_000_000_000
_TWO = 2
_BESIDE = re.compile(  # what may stand on either side of an amount and says no more than it does
    r"[\s:]*(?:between|base|basic|base (?:pay|salary)|basic salary|salary|pay|gross)?[\s:]*", re.IGNORECASE
)
_A_YEARS_DIGITS = (5, 6)
_LINE = 300  # characters; in a longer text a currency may be of something else
_NEAR = 40  # characters beside an amount
_TOTAL_AHEAD = re.compile(
    r"\b(?:total|package|ctc|cost to company)\s*(?:of|is|at|about|around|up to)?[\s:=]*$", re.IGNORECASE
)
_TOTAL_BEHIND = re.compile(
    r"[\s,(]*(?:(?:in |as )?(?:an? )?(?:total|package|ctc)\b(?! (?:headcount|years?|hires?)\b)|"
    r"inc(?:l|luding|lusive of|ludes?)?\b\.?\s+(?:\w+\s+){0,2}?"
    r"(?:bonus\w*|equity|stock|options|rsus?|esops?|variable|benefits|everything)\b)",
    re.IGNORECASE,
)
_CTC = re.compile(r"\bctc\b", re.IGNORECASE)


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


def to_budget(amount: Amount, text: str, currency: str = "USD") -> Budget:
    """Make a budget of an amount in a text. Raises UnreadablePayError when it is no yearly pay.

    `currency` is the one to take when the amount names none.
    """
    written = text[amount.start : amount.end].strip()
    _check_currency(amount, written)
    code = amount.currency or currency
    if not amount.is_whole:
        raise UnreadablePayError(_half_read(written, code))
    if amount.period not in (None, "year"):
        raise UnreadablePayError(_not_yearly(amount, written, text, code))
    if not amount.is_pay:
        raise UnreadablePayError(
            f"“{written}” is no base pay. Type the yearly base pay, like 240k, $240,000 or 220-260k."
        )
    low, high = round(amount.low), round(amount.high)
    largest = _LARGEST_IN_MILLIONS if code in IN_MILLIONS else _LARGEST
    if low < _LEAST or high > largest:
        raise UnreadablePayError(
            f"I cannot read “{written}” as a year's pay. Type it like 240k, $240,000 or 220-260k."
        )
    return Budget(low, high, code, written, amount.in_thousands)


def read_budget(text: str) -> Budget | None:
    """Read a text that is one amount or one range; None for any other. Raises UnreadablePayError."""
    found = find_amounts(text)
    if len(found) != 1 or found[0].kind == "total":
        return None
    beside = text[: found[0].start], text[found[0].end :]
    return to_budget(found[0], text) if all(map(_BESIDE.fullmatch, beside)) else None


@dataclass(frozen=True, slots=True)
class SaidPay:
    """What a line says of pay: its budget, or why it has none, and which amounts are no part of it.

    `of_total`: the budget is total pay, not base pay. `left_out` says them in words, `taken` are
    the places of all amounts.
    """

    budget: Budget | None = None
    problem: str | None = None
    of_total: bool = False
    left_out: tuple[str, ...] = ()
    taken: tuple[tuple[int, int], ...] = ()


def read_said_pay(text: str) -> SaidPay:
    """Read the one budget of a line. Numbers beside a clear amount, and bonuses or equity, do not stop it."""
    amounts = (_with_total(each, text) for each in find_amounts(text))
    found = [each for each in amounts if each.is_sure or not each.is_pay or len(text) <= _LINE]
    pays, extras = _told_apart(found)
    left_out = tuple(_called(each, text) for each in extras)
    taken = tuple((each.start, each.end) for each in (*pays, *extras))
    if not pays:
        return SaidPay(left_out=left_out, taken=taken)
    try:
        named = _named_in(text) or "USD"
        budgets = [to_budget(each, text, named) for each in pays]
    except UnreadablePayError as error:
        return SaidPay(problem=str(error), left_out=left_out, taken=taken)
    if len({(each.low, each.high, each.currency) for each in budgets}) > 1:
        one, other = budgets[0].as_written, budgets[1].as_written
        problem = f"I see two budgets, “{one}” and “{other}”. Type one, or a range like 220-260k."
        return SaidPay(problem=problem, left_out=left_out, taken=taken)
    return SaidPay(budgets[0], None, pays[0].kind == "total", left_out, taken)


def _told_apart(found: Sequence[Amount]) -> tuple[list[Amount], list[Amount]]:
    """The amounts that may be the budget, the surest ones, and those that are beside it."""
    pays = [each for each in found if each.is_pay]
    pays = [each for each in pays if each.is_sure] or pays
    pays = [each for each in pays if each.is_whole or each.is_sure] or pays
    extras = [each for each in found if not each.is_pay]
    for wanted in (_is_yearly, _is_not_total, _is_base):
        if any(wanted(each) for each in pays):
            extras += [each for each in pays if not wanted(each)]
            pays = [each for each in pays if wanted(each)]
    return pays, sorted(extras, key=lambda each: each.start)


def _with_total(amount: Amount, text: str) -> Amount:
    """The amount, as total pay where the words beside it say so: in a long text they may be of anything."""
    if amount.kind not in ("pay", "unsaid") or len(text) > _LINE:
        return amount
    ahead, behind = text[max(0, amount.start - _NEAR) : amount.start], text[amount.end : amount.end + _NEAR]
    within = _CTC.search(text, amount.start, amount.end)
    is_total = within or _TOTAL_AHEAD.search(ahead) or _TOTAL_BEHIND.match(behind)
    return replace(amount, kind="total") if is_total else amount


def _called(amount: Amount, text: str) -> str:
    """An amount as written, with what it is for where its own words don't say so: “300k” (total)."""
    written = text[amount.start : amount.end].strip()
    if amount.kind == "benefit" and not amount.low and "%" not in written:
        return f"“{written}” (a pension plan; for that much pay type ${re.sub(r'[^0-9]', '', written)},000)"
    told = "" if amount.kind in written.casefold() or amount.kind in PAY - {"total"} else f" ({amount.kind})"
    return f"“{written}”{told}"


def _is_yearly(amount: Amount) -> bool:
    return amount.period in (None, "year")


def _is_not_total(amount: Amount) -> bool:
    return amount.kind != "total"


def _is_base(amount: Amount) -> bool:
    return amount.kind == "base"


def _named_in(text: str) -> str | None:
    return read_currency(text) if len(text) <= _LINE else None


def _check_currency(amount: Amount, written: str) -> None:
    if len(amount.currencies) > 1 and not amount.is_whole:
        raise UnreadablePayError(f"“{written}” names two currencies. Type one, like $220-260k.")
    if len(amount.currencies) > 1:
        names = [name_of(code) for code in amount.currencies]
        last = f"{', '.join(names[:-1])} or {names[-1]}"
        raise UnreadablePayError(
            f"“{written}” may be in {last}. Type the code, like {amount.currencies[0]} {_short(amount.low)}."
        )


def _half_read(written: str, code: str) -> str:
    digits, first = re.sub(r"\D", "", written), re.search(r"\d{2,3}(?!\d)", written)
    like = "240k"
    if len(digits) in _A_YEARS_DIGITS and int(digits) >= _LEAST:
        like = write(int(digits), code)
    elif first:
        like = write(int(first[0]) * 1_000, code)
    return f"I cannot read “{written}” for certain. Type it like {like} or $220-260k."


def _not_yearly(amount: Amount, written: str, text: str, code: str) -> str:
    told = f"I compare yearly pay, and “{written}” is not per year."
    years = [a_year_of(each, amount.period, text) for each in (amount.low, amount.high) if amount.period]
    known = [each for each in years if each is not None]
    if len(known) < _TWO:
        return f"{told} Type the yearly amount, like 240k."
    budget = Budget(round(known[0][0]), round(known[1][0]), code, "")
    return f"{told} At {known[0][1]} it makes {write_budget(budget)} a year: type that to compare it."


def _short(amount: float) -> str:
    return f"{amount / 1_000:g}k" if amount % 1_000 == 0 else f"{amount:,.0f}"


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
