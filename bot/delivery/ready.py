"""What a kind of message is asked on its way out, and the answers: ready to send, or later and why."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from bot.hiring.reminders.calendar import Calendar
from bot.slack.blocks import Message
from bot.slack.posting import Address
from bot.store import Session, preferences, reminders
from bot.store.models import OutboxRow, tenant_of
from bot.store.payloads import Reminder, ReviewQuestions

_ASKED_SOON = timedelta(minutes=1)  # the worker asks about people that often
_PayloadT_contra = TypeVar("_PayloadT_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Ready:
    """What to send now. `card` is the requisition (id and version) whose card the message becomes."""

    message: Message
    to: Address
    card: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: ask again at `when`."""

    when: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Posted:
    """What was sent, and where it is now: Slack's channel and ts."""

    ready: Ready
    channel: str
    ts: str


class Kind(Protocol[_PayloadT_contra]):
    """Words one kind of message, and says what follows from how sending it went."""

    def prepare(
        self, session: Session, row: OutboxRow, payload: _PayloadT_contra, now: datetime, /
    ) -> Ready | Later | None:
        """What to send for a row that was taken; None when nothing is left to say."""

    def sent(
        self, session: Session, row: OutboxRow, payload: _PayloadT_contra, posted: Posted, now: datetime, /
    ) -> int | None:
        """Remember where the message is; the id of an edit if it is not up to date any more."""

    def refused(
        self, session: Session, row: OutboxRow, payload: _PayloadT_contra, code: str, now: datetime, /
    ) -> timedelta | None:
        """Do what follows from Slack's refusal; when to try again, or None for never."""


def held_back(
    session: Session,
    row: OutboxRow,
    payload: Reminder | ReviewQuestions,
    audience: str,
    *,
    calendar: Calendar,
    now: datetime,
) -> Later | None:
    """Why a message cannot go now and when it can; None claims its day and its second."""
    tenant, today = tenant_of(row), calendar.day(now)
    if preferences.is_to_be_asked_about(session, tenant, audience):
        return Later(now + _ASKED_SOON, "time zone not known yet")
    moment = calendar.next_good_moment(now)
    if moment > now:
        return Later(moment, "quiet hours")
    if payload.day != today:
        if not reminders.claim_day(session, tenant, audience, today):
            return Later(calendar.morning(calendar.nth_working_day(today, 1)), "one message a day")
        row.payload = payload.model_copy(update={"day": today})
    turn = reminders.claim_turn(session, tenant, row.channel, now)
    return Later(turn, "one message a second") if turn is not None else None
