"""Turns of a scoping conversation on their way out: where its thread is, and which turn has the buttons."""

from datetime import datetime, timedelta

from bot.delivery.ready import Posted, Ready
from bot.services.turns import close_turn, without_buttons
from bot.slack.blocks import Message, section
from bot.slack.posting import Address
from bot.slack.text import kind_of_id
from bot.store import Session, outbox
from bot.store.models import OutboxRow, ScopingRow, tenant_of
from bot.store.payloads import Turn

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


class Turns:
    """The messages of conversations: worded already, and sent with buttons or without."""

    def prepare(self, session: Session, row: OutboxRow, payload: Turn, _now: datetime) -> Ready:
        """What to send now: a turn that was overtaken by another one goes out without its buttons."""
        blocks = row.blocks or []
        if _scoping(session, payload).state.get("shown") != row.id:
            blocks = without_buttons(blocks)
        return Ready(Message(row.text, blocks), Address(row.channel, row.thread_ts))

    def sent(
        self, session: Session, row: OutboxRow, payload: Turn, posted: Posted, now: datetime
    ) -> int | None:
        """Remember the thread that a first turn began, in the channel that Slack says.

        Returns the id of an edit when the turn was overtaken while it was being sent.
        """
        scoping = _scoping(session, payload)
        row.channel = posted.channel
        if scoping.thread_ts is None and row.thread_ts is None:
            scoping.channel, scoping.thread_ts = posted.channel, posted.ts
        if scoping.state.get("shown") == row.id:
            return None
        return outbox.add(session, tenant_of(row), close_turn(row, posted.ts), now)

    def refused(
        self, session: Session, row: OutboxRow, payload: Turn, code: str, _now: datetime
    ) -> timedelta | None:
        """A first turn that cannot go where it should goes at once to who began the conversation."""
        scoping = _scoping(session, payload)
        begins = row.thread_ts is None and scoping.thread_ts is None
        if not begins or code not in _CANNOT_POST or row.channel == scoping.started_by:
            return None
        is_person = kind_of_id(row.channel) == "person"
        where = f"write to <@{row.channel}>" if is_person else f"post in <#{row.channel}>"
        row.blocks = [section(f"I cannot {where}, so let us talk here."), *(row.blocks or [])]
        row.channel = scoping.channel = scoping.started_by
        return timedelta()


def _scoping(session: Session, payload: Turn) -> ScopingRow:
    """The conversation of a turn, held until the transaction ends."""
    return session.get_one(ScopingRow, payload.scoping, with_for_update=True)
