"""Decides which reminder of a requisition comes next, for whom and when, from plain facts. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.hiring.reminders.calendar import Calendar
from bot.hiring.reminders.kinds import ASK, CARD, KINDS, TROUBLE, Role, kind_of
from content.schema.ladders import Ladder

SNOOZES_BEFORE_ASKING = 3


@dataclass(frozen=True, slots=True)
class Recipient:
    """A channel (C…) or person (U…) with their calendar."""

    id: str
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Claimed:
    """A reminder that was claimed: its rung, and the recipient's day it was for."""

    rung: str
    day: date


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides the next reminder of an undefined requisition.

    `recipients` are by role; a role that is missing gets no reminder. `claimed` are the reminders since the
    ladder began, oldest first; `snoozes` is the number of snoozes so far.
    """

    ladder: Ladder
    recipients: Mapping[Role, Recipient]
    undefined_since: datetime
    snoozed_until: date | None = None
    snoozes: int = 0
    has_card: bool = False
    claimed: Sequence[Claimed] = ()


@dataclass(frozen=True, slots=True)
class ReminderStep:
    """One reminder to come. `rung` is unique on its ladder ("digest-10"); `due` is UTC."""

    rung: str
    recipient: Recipient
    day: date
    due: datetime

    @property
    def kind(self) -> str:
        """What is sent: one of KINDS."""
        return kind_of(self.rung)


def next_step(situation: Situation, now: datetime) -> ReminderStep | None:
    """The next reminder at `now` or later; None when there will be none."""
    asked = _ask_about_snooze(situation, now)
    if asked is not None:
        return asked
    begun = situation.snoozed_until or date.min
    climbed = [each for each in situation.claimed if each.day >= begun and kind_of(each.rung) != ASK]
    if any(kind_of(each.rung) == TROUBLE for each in climbed):
        return None  # somebody was told what stands in the way; what they do about it starts the ladder again
    reached = max((_number(each.rung) for each in climbed), default=0)
    for number, kind in _rungs(situation):
        if number > reached:
            recipient = situation.recipients[KINDS[kind].role]
            day = _day(situation, recipient.calendar, number, climbed)
            return step_on(f"{kind}-{number}", recipient, day, now)
    return None


def step_on(rung: str, recipient: Recipient, day: date, now: datetime) -> ReminderStep:
    """A step on a day, or at the recipient's next good moment when the day has passed."""
    calendar = recipient.calendar
    due = calendar.next_good_moment(max(now, calendar.morning(day)))
    return ReminderStep(rung, recipient, calendar.day(due), due)


def steps_ahead(situation: Situation, now: datetime, until: datetime) -> Iterator[ReminderStep]:
    """Every reminder until `until`, supposing that nobody does anything."""
    while (step := next_step(situation, now)) is not None and step.due <= until:
        yield step
        situation = replace(situation, claimed=(*situation.claimed, Claimed(step.rung, step.day)))
        now = step.due


def _ask_about_snooze(situation: Situation, now: datetime) -> ReminderStep | None:
    """From the third snooze on, somebody else is asked on the next working day."""
    recipient = situation.recipients.get("asked")
    rung = f"{ASK}-{situation.snoozes}"
    if (
        recipient is None
        or situation.snoozed_until is None
        or situation.snoozes < SNOOZES_BEFORE_ASKING
        or recipient.calendar.day(now) >= situation.snoozed_until
        or any(each.rung == rung for each in situation.claimed)
    ):
        return None
    snoozed_on = recipient.calendar.day(situation.undefined_since)
    return step_on(rung, recipient, recipient.calendar.nth_working_day(snoozed_on, 1), now)


def _rungs(situation: Situation) -> Sequence[tuple[int, str]]:
    """Number and kind of every rung for which there is somebody; what comes once beats what repeats."""
    found: dict[int, str] = {}
    end = situation.ladder.rung[-1].day if situation.ladder.rung else 0
    for rung in sorted(situation.ladder.rung, key=lambda rung: rung.every is None):
        news = not (situation.snoozed_until and situation.has_card and rung.kind == CARD)
        if news and KINDS[rung.kind].role in situation.recipients:
            days = range(rung.day, end, rung.every) if rung.every else (rung.day,)
            found.update(dict.fromkeys(days, rung.kind))
    return sorted(found.items())


def _day(situation: Situation, calendar: Calendar, number: int, climbed: Sequence[Claimed]) -> date:
    """The day of a rung: so many working days after the beginning, or with its first rung on a snooze's day.

    It keeps its distance from the rung before it: when that one was late, nobody has to catch up.
    """
    if situation.snoozed_until is None:
        day = calendar.nth_working_day(calendar.day(situation.undefined_since), number)
    else:
        first = _rungs(situation)[0][0]
        begins = calendar.nth_working_day(situation.snoozed_until - timedelta(days=1), 1)
        day = calendar.nth_working_day(begins, number - first)
    if climbed:
        distance = number - _number(climbed[-1].rung)
        day = max(day, calendar.nth_working_day(climbed[-1].day, distance))
    if situation.claimed:
        day = max(day, calendar.nth_working_day(situation.claimed[-1].day, 1))
    return day


def _number(rung: str) -> int:
    return int(rung.partition("-")[2])
