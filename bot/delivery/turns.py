"""Turns of a scoping conversation on their way out: where its thread is, and which turn has the buttons."""

from datetime import datetime, timedelta

from bot.delivery.reminders import Ready
from bot.services.turns import TURN, close_turn, without_buttons
from bot.slack.blocks import Message, section
from bot.slack.text import kind_of_id
from bot.store import Session, outbox, scopings
from bot.store.models import OutboxRow, ScopingRow, tenant_of

_CANNOT_POST = frozenset(
    {
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "restricted_action",
        "user_not_found",
        "user_disabled",
    }
)


def is_turn(row: OutboxRow) -> bool:
    """Whether a row of the outbox is a turn of a conversation."""
    return row.reminder is not None and row.reminder["kind"] == TURN


def prepare(session: Session, row: OutboxRow, _now: datetime) -> Ready:
    """What to send now: a turn that was overtaken by another one goes out without its buttons."""
    blocks = row.blocks or []
    if _scoping(session, row).state.get("shown") != row.id:
        blocks = without_buttons(blocks)
    return Ready(Message(row.text, blocks), row.channel, row.thread_ts)


def sent(session: Session, row: OutboxRow, channel: str, ts: str, now: datetime) -> int | None:
    """Remember the thread that a first turn began, in the channel that Slack says.

    Returns the id of an edit when the turn was overtaken while it was being sent.
    """
    scoping = _scoping(session, row)
    row.channel = channel
    if scoping.thread_ts is None and row.thread_ts is None:
        scoping.channel, scoping.thread_ts = channel, ts
    if scoping.state.get("shown") == row.id:
        return None
    return outbox.add(session, tenant_of(row), close_turn(row, ts), now)


def refused(session: Session, row: OutboxRow, code: str) -> timedelta | None:
    """When to try again, None for never: a first turn that cannot go where it should goes to who began it."""
    scoping = _scoping(session, row)
    begins = row.thread_ts is None and scoping.thread_ts is None
    if not begins or code not in _CANNOT_POST or row.channel == scoping.started_by:
        return None
    where = (
        f"write to <@{row.channel}>" if kind_of_id(row.channel) == "person" else f"post in <#{row.channel}>"
    )
    row.blocks = [section(f"I cannot {where}, so let us talk here."), *(row.blocks or [])]
    row.channel = scoping.channel = scoping.started_by
    return timedelta()


def _scoping(session: Session, row: OutboxRow) -> ScopingRow:
    assert row.reminder is not None  # noqa: S101 - only turns come here
    scoping = scopings.load(session, tenant_of(row), row.reminder["scoping"], for_change=True)
    assert scoping is not None  # noqa: S101 - nobody deletes conversations
    return scoping
