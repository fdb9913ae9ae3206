"""Turns what a line asks for into a request to the content, or into the command that asks for the same."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.hiring.bands import find_pay
from bot.hiring.lines.read import Understood
from bot.hiring.lines.requisitions import VERBS, Verb
from bot.hiring.lines.slots import Slot
from bot.hiring.text.vocabulary import Guess, Request
from content import Content
from content.schema.roles import UMBRELLA

Slots = Mapping[str, Slot | tuple[str, ...]]

_HOME = "US"
_YEAR = "year"
_HIRING = {
    "insights": "hiring insights",
    "reminders_show": "hiring reminders",
    "reminders_change": "hiring reminders",
    "reminders_off": "hiring reminders off",
    "reminders_preview": "hiring reminders preview",
}


def as_request(content: Content, intent: str, understood: Understood, read: Request) -> Request:
    """The request to the content behind a line; `read` is the same line as the grammar read it.

    `lacks` names what the line says and has no figure: a place, a period, a kind of pay.
    """
    slots = understood.slots
    role = slots.get("role")
    several = slots.get("roles")
    both = several if intent == "compare" and isinstance(several, list) else []
    roles = tuple(str(each) for each in both) or ((str(role),) if role else read.roles)
    level = slots.get("level")
    known = {each.id for each in content.words.level}
    basis = _basis(content, roles)
    budget, lacks = read.budget, _lacks(content, slots, read, basis) if intent == "pay" else []
    if budget is not None and intent == "pay" and (why := _why_not_compared(content, slots, read, basis)):
        lacks.append(f"{why}, so I compare {budget.as_written} with nothing.")
        budget = None
    return Request(
        text=read.text,
        roles=roles,
        level=level if isinstance(level, str) and level in known else read.level,
        budget=budget,
        year=read.year,
        compares=intent == "compare",
        lacks=" ".join(lacks),
    )


def lacking(content: Content, understood: Understood, read: Request) -> Request:
    """A request from the grammar; words without a figure move from `unread` to `lacks`."""
    basis = _basis(content, read.roles)
    told = _lacks(content, understood.slots, read, basis)
    budget = read.budget
    if budget is not None and (why := _why_not_compared(content, understood.slots, read, basis)):
        told.append(f"{why}, so I compare {budget.as_written} with nothing.")
        budget = None
    if not told and not (basis == _TOTAL and _SAID_TOTAL.search(read.text)):
        return read
    place = str(understood.slots.get("place", "")).casefold()
    kept = tuple(guess for guess in read.unread if not _is_told(guess, place))
    return replace(read, budget=budget, unread=kept, lacks=" ".join(told))


_SOME_DAY = re.compile(
    r"\b(?:last|previous|past|this|early|late)\s+\w+|\b\w+\s+\w+\s+ago\b|\b\d{1,2}(?:st|nd|rd|th)\b.*",
    re.IGNORECASE,
)
_STARTS = re.compile(r"\b(?:start|starting|resume|again|continue|keep|don.?t stop)\b", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:for|called|titled|named)\s+(?:(?:an?|the|our|my|another)\s+)?(?P<title>[^\d,.;:!?]{3,80})",
    re.IGNORECASE,
)


def as_command(understood: Understood, text: str) -> str | None:
    """The command that asks for the same as a line about requisitions, reminders or insights."""
    if understood.intent in _HIRING:
        return _HIRING[understood.intent]
    verb = VERBS.get(understood.intent or "")
    if verb is None or (verb is Verb.STOP and _STARTS.search(text)):
        return None
    slots = understood.slots
    number = slots.get("number", "") if verb is not Verb.LIST and verb is not Verb.OPEN else ""
    rest = ""
    if verb is Verb.SNOOZE and slots.get("until"):
        until = str(slots["until"])
        rest = until if until.startswith(("for ", "in ", "until ")) else f"until {until}"
    elif verb is Verb.OPEN and (titled := _TITLED.search(text)):
        rest = titled["title"].strip()
    elif verb is Verb.REASSIGN:
        rest = str(slots.get("who", ""))
    elif verb is Verb.DEFINE and slots.get("role", UMBRELLA) != UMBRELLA:
        rest = str(slots["role"]).replace("_", " ")
    elif verb is Verb.FILL and slots.get("day"):
        day = str(slots["day"]).removeprefix("on ")
        rest = day if day.endswith("ago") else f"on {day}"
    elif verb is Verb.FILL and (some_day := _SOME_DAY.search(text)):
        rest = some_day.group()  # a day that nobody could read is asked for, and not taken for today
    _, because, reason = text.partition(" because ")
    return " ".join(f"req {verb} {number} {rest} {because.strip()} {reason}".split())


_TOTAL = "total pay"


def _basis(content: Content, roles: Sequence[str]) -> str:
    """What kind of pay the figures of some roles are, or of all roles when none is named."""
    named = [role for role in roles if role in content.roles] or list(
        content.specialties if roles else content.roles
    )
    pays = [pay for pay in (find_pay(content, role) for role in named) if pay.figure]
    totals = [pay.role.name for pay in pays if pay.figure and pay.figure.basis == "total"]
    if totals and len(totals) == len(pays):
        return _TOTAL
    return f"base pay (total pay for {_listed(totals)})" if totals else "base pay"


def _why_not_compared(content: Content, slots: Slots, read: Request, basis: str) -> str:
    """Why an amount cannot be put against a band of pay a year in the US, "" when it can."""
    if read.of_total and basis != _TOTAL:
        return "Total pay is no base pay"
    home = {name.casefold() for name in content.places.country.get(_HOME, ())}
    abroad = _is_elsewhere(slots) and str(slots["place"]).casefold() not in home
    return "You named no currency" if abroad and not _says_currency(slots, read) else ""


def _lacks(content: Content, slots: Slots, read: Request, basis: str) -> list[str]:
    told: list[str] = []
    if _is_elsewhere(slots):
        place = slots["place"]
        named = " or ".join(map(str, place)) if isinstance(place, list | tuple) else str(place)
        told.append(f"I have no figure for {named}; this is the {_HOME}.")
    if read.problem and slots.get("period", _YEAR) != _YEAR:
        told.append(read.problem)
    elif slots.get("period", _YEAR) != _YEAR:
        told.append(f"I have no figures by the {slots['period']}; this is {basis} a year.")
    if read.budget is not None and not read.of_total and read.left_out:
        told.append(f"I compare base pay and left out {_listed(read.left_out)}.")
    elif read.left_out and not read.of_total:
        told.append(f"I left out {_listed(read.left_out)}; this is {basis}.")
    elif read.of_total or _SAID_TOTAL.search(read.text):
        told += [f"I have no figure for total pay; this is {basis}."] if basis != _TOTAL else []
    elif _EXTRAS.search(read.text):
        told.append(f"I have no figure for equity or bonus; this is {basis}.")
    level = slots.get("level")
    if isinstance(level, str) and level not in {each.id for each in content.words.level}:
        told.append(f"I have no figure for {level}.")
    return told


_SAID_TOTAL = re.compile(r"\b(?:total (?:comp\w*|pay|package|cash)|tc|all[ -]in|ote)\b", re.IGNORECASE)
_LEFT_OF_IT = re.compile(r"\b(?:total|comp\w*|pay|package)\b", re.IGNORECASE)
_EXTRAS = re.compile(r"\b(?:equity|stock|options|bonus\w*|rsus?|sign(?:ing|[ -]on))\b", re.IGNORECASE)


def _listed(phrases: Sequence[str]) -> str:
    return " and ".join((", ".join(phrases[:-1]), phrases[-1])) if len(phrases) > 1 else phrases[0]


def _is_elsewhere(slots: Slots) -> bool:
    place = slots.get("place")
    return bool(place) and place not in (_HOME, "USA", "United States")


def _says_currency(slots: Slots, read: Request) -> bool:
    return "currency" in slots or (read.budget is not None and not read.budget.as_written[:1].isdigit())


def _is_told(guess: Guess, place: str) -> bool:
    written = guess.written.casefold()
    if place and (written in place or place in written):
        return True
    return any(pattern.search(written) for pattern in (_SAID_TOTAL, _EXTRAS, _LEFT_OF_IT))
