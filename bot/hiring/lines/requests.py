"""Turns what a line asks for into a request to the content, or into the command that asks for the same."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import get_args

from bot.hiring.bands import find_pay
from bot.hiring.lines.fields import as_fields
from bot.hiring.lines.read import Understood
from bot.hiring.lines.requisitions import VERBS, Verb
from bot.hiring.lines.slots import Slot
from bot.hiring.reading.learned import learned_reading
from bot.hiring.text.currencies import read_currency
from bot.hiring.text.money import Budget
from bot.hiring.text.periods import Period
from bot.hiring.text.vocabulary import Guess, Request
from content import Content
from content.schema.roles import UMBRELLA

Slots = Mapping[str, Slot | tuple[str, ...]]

_HOME = "US"
_DOLLARS = "USD"
_LONGEST_PLACE = 4  # words
_PERIODS: tuple[Period, ...] = get_args(Period)
_YEAR: Period = "year"
_BETWEEN = re.compile(r"\b(?:vs|versus|differ\w*|gap|between|or|more|than)\b", re.IGNORECASE)
_HIRING = {
    "insights": "hiring insights",
    "reminders_show": "hiring reminders",
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
    is_pay = intent == "pay"
    between = intent == "compare" or (is_pay and _BETWEEN.search(read.text))
    both = several if between and isinstance(several, list) else []
    roles = tuple(str(each) for each in both) or ((str(role),) if role else read.roles)
    level = slots.get("level")
    known = {each.id for each in content.words.level}
    request = Request(
        text=read.text,
        roles=roles,
        level=level if isinstance(level, str) and level in known else read.level,
        budget=read.budget,
        year=read.year,
        compares=intent == "compare",
        today=read.today,
    )
    if not is_pay:
        return request
    return _narrowed(content, slots, read, request, unknown=_unknown_place(slots, read))


def lacking(content: Content, understood: Understood, read: Request) -> Request:
    """A request from the grammar; words that narrow it move from `unread` to `asked` and `lacks`."""
    slots = understood.slots
    unknown = _unknown_place(slots, read, anywhere=True)
    narrowed = _narrowed(content, slots, read, read, unknown=unknown)
    place = str(slots.get("place", unknown)).casefold()
    kept = tuple(
        guess
        for guess in read.unread
        if not _is_told(guess, place) and not names_places(guess.written, content)
    )
    return replace(narrowed, unread=kept)


def names_places(written: str, content: Content) -> bool:
    """Whether words name places that are known, and nothing else: "sf nyc london"."""
    words = written.casefold().split()
    while words:
        longest = range(min(_LONGEST_PLACE, len(words)), 0, -1)
        taken = next((each for each in longest if " ".join(words[:each]) in content.country_of), None)
        if taken is None:
            return False
        del words[:taken]
    return True


def _narrowed(content: Content, slots: Slots, read: Request, request: Request, *, unknown: str) -> Request:
    """The request with what the line says of place, levels, period and kind of pay."""
    budget, lacks = read.budget, list(_lacks(read))
    if unknown:
        slots = {**slots, "place": unknown}
        compared = f", so I compare {budget.as_written} with nothing" if budget else ""
        lacks.insert(0, f"I don't know “{unknown}” as a place{compared}.")
        budget = None
    if budget is not None and (why := _why_not_compared(content, slots, read, request.roles)):
        lacks.append(f"{why}, so I compare {budget.as_written} with nothing.")
        budget = None
    places, levels, period = slots.get("place"), slots.get("level"), slots.get("period", _YEAR)
    asked = replace(
        read.asked,
        places=_several(places) if _is_elsewhere(slots) else (),
        levels=_several(levels) if isinstance(levels, list) else (),
        period=next((each for each in _PERIODS if each == period), _YEAR),
        beyond=""
        if read.budget and not read.of_total
        else ("total pay" if read.of_total else asks_beyond(read.text)),
    )
    if asked.period != _YEAR and budget is None:
        asked = replace(asked, rate=_rate(slots))
    if read.budget is None and not asked.places and asked.rate is None and _in_other_currency(slots):
        lacks.append(f"My figures for the {_HOME} are in US dollars, and I convert none.")
    return replace(request, budget=budget, problem=read.problem, lacks=" ".join(lacks), asked=asked)


_BEFORE_A_PLACE = re.compile(r"\b(?:in|at|from|near|around|within|for|to)\s*$", re.IGNORECASE)
_NO_PLACE = re.compile(
    r"\b(?:jan\w*|feb\w*|march|april|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|remote\w*|hybrid|"
    r"onsite|startups?|series|seed|budget|total|package|contract\w*|thanks?|hi|hello|hey)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,3}")


def _unknown_place(slots: Slots, read: Request, *, anywhere: bool = False) -> str:
    """A name that stands where a place would and is none that we know, "" for none.

    `anywhere`: in a command every name that is left over may be one.
    """
    if slots.get("place"):
        return ""
    learned = learned_reading()
    for guess in read.unread:
        name = " ".join(takewhile(str.istitle, guess.written.split()))
        at = max(read.text.find(guess.written), 0)
        told = _BEFORE_A_PLACE.search(read.text, 0, at) or (anywhere and at)
        if not told or not _PLACE.fullmatch(name) or _NO_PLACE.search(name) or read_currency(name):
            continue
        # What was learned from job descriptions left out where they are: its words are of work.
        if any(
            word not in learned.asks.weights and word not in learned.postings.weights
            for word in name.casefold().split()
        ):
            return name
    return ""


def _in_other_currency(slots: Slots) -> bool:
    return slots.get("currency", _DOLLARS) != _DOLLARS


def _several(slot: object) -> tuple[str, ...]:
    return tuple(map(str, slot)) if isinstance(slot, list | tuple) else (str(slot),) if slot else ()


def _rate(slots: Slots) -> Budget | None:
    """An amount by the hour, day, week or month, in the currency that was said."""
    said, currency = slots.get("budget"), slots.get("currency")
    ends = [each for each in (said if isinstance(said, list) else [said]) if isinstance(each, int)]
    if not ends or not isinstance(currency, str):
        return None
    return Budget(ends[0], ends[-1], currency, "")


_SOME_DAY = re.compile(
    r"\b(?:last|previous|past|this|early|late)\s+\w+|\b\w+\s+\w+\s+ago\b|\b\d{1,2}(?:st|nd|rd|th)\b.*",
    re.IGNORECASE,
)
_STARTS = re.compile(r"\b(?:start|starting|resume|again|continue|keep|don.?t stop)\b", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:for|called|titled|named)\s+(?:(?:an?|the|our|my|another)\s+)?(?P<title>\S.{2,300})",
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
        rest = titled["title"].strip(" .!?")
    elif verb is Verb.EDIT:
        rest = as_fields(understood, text)
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


def _why_not_compared(content: Content, slots: Slots, read: Request, roles: Sequence[str]) -> str:
    """Why an amount cannot be put against a band of pay a year in the US, "" when it can."""
    bands = [find_pay(content, role).figure for role in roles if role in content.roles]
    if read.of_total and not (bands and all(each and each.basis == "total" for each in bands)):
        return "Total pay is no base pay"
    home = {name.casefold() for name in content.places.country.get(_HOME, ())}
    abroad = _is_elsewhere(slots) and str(slots["place"]).casefold() not in home
    return "You named no currency" if abroad and not _says_currency(slots, read) else ""


def _lacks(read: Request) -> Iterator[str]:
    """What was said and is left out of the comparison, in sentences."""
    if read.budget is not None and not read.of_total and read.left_out:
        yield f"I compare base pay and left out {_listed(read.left_out)}."
    elif read.left_out and not read.of_total:
        yield f"I left out {_listed(read.left_out)}; this is base pay."


def asks_beyond(text: str) -> str:
    """What a line asks for besides base pay, in words; "" for nothing."""
    if _SAID_TOTAL.search(text):
        return "total pay"
    return "equity or bonus" if _EXTRAS.search(text) else ""


_SAID_TOTAL = re.compile(r"\b(?:total (?:comp\w*|pay|package|cash)|tc|all[ -]in|ote)\b", re.IGNORECASE)
_LEFT_OF_IT = re.compile(r"\b(?:total|comp\w*|pay|package|ctc|including|incl?)\b", re.IGNORECASE)
_BY_PERIOD = re.compile(
    r"(?:(?:per|an?|each|by the) (?:hour|day|week|month)|(?:hour|dai|week|month)ly|day rates?)(?: rates?)?",
    re.IGNORECASE,
)
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
    return any(pattern.search(written) for pattern in (_SAID_TOTAL, _EXTRAS, _LEFT_OF_IT, _BY_PERIOD))
