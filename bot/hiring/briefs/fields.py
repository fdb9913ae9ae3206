"""Writes a brief into the fields of a form, one thing a line; reads them back or says what is wrong. Pure."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from bot.errors import RolecallError
from bot.hiring.briefs.brief import (
    LONGEST,
    MOST,
    Brief,
    ExpectedOutcome,
    MustHave,
    Posting,
    Range,
    RejectedTitle,
)
from bot.hiring.company_bands import place_in
from bot.hiring.laws import places_in
from bot.hiring.references import HOME
from bot.hiring.text.currencies import read_currency
from bot.hiring.text.dates import read_day
from bot.hiring.text.day_meanings import UnclearDay
from bot.hiring.text.money import Budget, UnreadablePayError, read_budget, write_budget
from content import Content

FIELD = 3000  # characters in one field of a form
_UNPARTED = re.compile(r"(?P<place>[^\W\d][^\d$€£:]*?)[\s,–-]+(?P<pay>[^\w\s]?\d.*)")
_RANGE = re.compile(r"[\w$€£.,–-]*\d[\w.,–-]*")
_AMOUNT_IN = re.compile(r"\d{2,3} ?k\b|\d{2,3}[.,]?\d{3}", re.IGNORECASE)
_AMOUNT = re.compile(r"^[^\d]+")
_FEWEST_OUTCOMES = 3
_MOST_LINES = 10
_ANY_DOLLAR = re.compile(r"(?<![A-Za-z])\$(?!.*\b[A-Z]{3}\b)")  # in Toronto it may be either
_T = TypeVar("_T")


class WrongLine(RolecallError):  # noqa: N818 - what to type instead
    """A line that cannot be read; the message says what to type instead."""


def write_fields(brief: Brief) -> dict[str, str]:
    """The text of each field of the form, by the names of the fields of Brief."""
    return {
        "title": brief.title,
        "rejected": "\n".join(map(_write_rejected, brief.rejected)),
        "mission": brief.mission,
        "outcomes": "\n".join(f"{each.by.isoformat()}: {each.what}" for each in brief.outcomes),
        "must_haves": "\n".join(f"{each.what} | {each.tests}" for each in brief.must_haves),
        "learnable": "\n".join(brief.learnable),
        "not_this": "\n".join(brief.not_this),
        "pools": "\n".join(brief.pools),
        "company": write_range(brief.company) if brief.company else "",
        "posting": "\n".join(map(_write_posting, brief.posting)),
        "open": "\n".join(brief.open),
    }


def read_fields(
    content: Content, typed: Mapping[str, str], before: Brief, today: date
) -> tuple[dict[str, Any], dict[str, str]]:
    """Read the typed fields of a brief; for each that is wrong, say what to type instead.

    A field that is not in `typed` stays as it was.
    """
    asked = {each.tests: each.shows for each in before.must_haves}
    rejected = {_write_rejected(each): each for each in before.rejected}
    posted = {_write_posting(each): each for each in before.posting}
    readers: dict[str, Callable[[str], Any]] = {
        "title": _one_line,
        "rejected": lambda text: _lines(
            text, _MOST_LINES, lambda line: rejected.get(line) or _rejected(line)
        ),
        "mission": _one_line,
        "outcomes": lambda text: _outcomes(text, today),
        "must_haves": lambda text: _must_haves(text, asked),
        "learnable": lambda text: _lines(text, _MOST_LINES, _item),
        "not_this": lambda text: _lines(text, _MOST_LINES, _item),
        "pools": lambda text: _lines(text, _MOST_LINES, _item),
        "company": lambda text: _range(text) if text.strip() else None,
        "posting": lambda text: _postings(
            _lines(
                text.replace(";", "\n"),
                _MOST_LINES,
                lambda line: posted.get(line) or read_posting(content, line),
            )
        ),
        "open": lambda text: _lines(text, _MOST_LINES, _item),
    }
    read: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, text in typed.items():
        try:
            read[name] = readers[name](text)
        except WrongLine as error:
            wrong[name] = str(error)
    if not wrong:
        written = write_fields(before.model_copy(update=read))
        wrong = {
            name: f"That is more than {FIELD} characters. Say it in fewer words."
            for name in typed
            if len(written[name]) > FIELD
        }
    return read, wrong


def write_range(pay: Range) -> str:
    """Write a range the short way: "$240k–$260k"."""
    return write_budget(Budget(pay.low, pay.high, pay.currency, ""))


def _lines(text: str, most: int, read: Callable[[str], _T]) -> tuple[_T, ...]:
    lines = [line.strip().removeprefix("•").strip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    if len(lines) > most:
        raise WrongLine(f"At most {most} lines: these are {len(lines)}. Keep what matters most.")
    return tuple(map(read, lines))


def _item(line: str) -> str:
    if len(line) > LONGEST:
        raise WrongLine(f"“{line[:40]}…” is longer than {LONGEST} characters. Say it in fewer words.")
    return line


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    if not line:
        raise WrongLine("Write one sentence.")
    return _item(line)


def _write_rejected(rejected: RejectedTitle) -> str:
    return f"{rejected.title}: {rejected.why}"


def _rejected(line: str) -> RejectedTitle:
    title, _, why = (part.strip() for part in line.partition(":"))
    if not title or not why:
        raise WrongLine(f"Write behind “{line[:40]}” a colon, and why not: AI engineer: says too little.")
    return RejectedTitle(title=_item(title), why=_item(why))


def _outcomes(text: str, today: date) -> tuple[ExpectedOutcome, ...]:
    def outcome(line: str) -> ExpectedOutcome:
        written, _, what = line.partition(":")
        try:
            by = read_day(written, today)
        except UnclearDay as unclear:
            raise WrongLine(str(unclear)) from unclear
        if by is None or not what.strip():
            raise WrongLine(f"Begin “{line[:40]}” with a day and a colon, like 2027-02-22: what is so then.")
        return ExpectedOutcome(by=by, what=_item(what.strip()))

    found = _lines(text, MOST, outcome)
    if len(found) < _FEWEST_OUTCOMES:
        raise WrongLine("Write three to five outcomes, one a line: fewer say too little of the work.")
    return tuple(sorted(found, key=lambda each: each.by))


def _must_haves(text: str, asked: Mapping[str, str | None]) -> tuple[MustHave, ...]:
    def must_have(line: str) -> MustHave:
        what, _, tests = (part.strip() for part in line.partition("|"))
        if not what or not tests:
            raise WrongLine(f"Write behind “{line[:40]}” a | and the interview question that tests it.")
        return MustHave(what=_item(what), tests=_item(tests), shows=asked.get(tests))

    found = _lines(text, MOST, must_have)
    if not found:
        raise WrongLine("Write at least one must-have, or nobody can be turned down for a reason.")
    return found


def _write_posting(posting: Posting) -> str:
    return f"{posting.place}: {write_range(posting)}"


def _postings(found: tuple[Posting, ...]) -> tuple[Posting, ...]:
    places = [each.place.casefold() for each in found]
    if twice := next((each for each in found if places.count(each.place.casefold()) > 1), None):
        raise WrongLine(f"“{twice.place[:40]}” stands there twice. Give each place one range.")
    return found


def read_posting(content: Content, line: str) -> Posting:
    """Read a range to post: its place, and both ends in a currency, said outside of the US. WrongLine."""
    place, typed = _place_and_pay(line)
    if not place:
        said = line.strip()[:40]
        if place_in(content, said):
            raise WrongLine(f"Write both ends of the pay behind the place, like {said}: EUR 90k-110k.")
        like = said if _RANGE.fullmatch(said) else "$240k-280k"
        raise WrongLine(f"Begin “{said}” with the place, like New York: {like}.")
    country = content.country_of.get(place_in(content, place), "")
    if not country and not places_in(content, place):
        raise WrongLine(f"I don't know “{place[:40]}” as a place. Type a large city, a state or a country.")
    if _AMOUNT_IN.search(place):
        raise WrongLine(f"Put each place on a line of its own: “{line[:40]}” has two amounts.")
    pay = _range(typed)
    if pay.low == pay.high:
        raise WrongLine(
            f"“{typed[:40]}” is one amount. Type the least and the most, like {place[:40]}: $240k-280k."
        )
    if country not in ("", HOME) and (read_currency(typed) is None or _ANY_DOLLAR.search(typed)):
        raise WrongLine(
            f"Say the currency by its code, like {place[:40]}: EUR {_AMOUNT.sub('', typed)[:40]}."
        )
    return Posting(place=_item(place), **pay.model_dump())


def _place_and_pay(line: str) -> tuple[str, str]:
    """The place that a line begins with and the pay behind it; the colon between them may be missing."""
    place, colon, typed = (part.strip() for part in line.rpartition(":"))
    if colon or (found := _UNPARTED.fullmatch(line.strip())) is None:
        return place, typed
    place, typed = found["place"].strip(" ,–-"), found["pay"]
    *names, last = place.split()
    if read_currency(last) is not None:  # “Oslo NOK 900k-1.1M”
        return " ".join(names), f"{last} {typed}"
    return place, typed


def _range(text: str) -> Range:
    try:
        budget = read_budget(text.strip())
    except UnreadablePayError as error:
        raise WrongLine(str(error)) from error
    if budget is None:
        raise WrongLine(
            f"I cannot read “{text.strip()[:40]}” as a year's pay. Type it like $240-280k or €90,000."
        )
    return Range(low=budget.low, high=budget.high, currency=budget.currency)
