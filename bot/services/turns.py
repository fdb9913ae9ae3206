"""Turns of a scoping conversation as messages: the next, what is left of one, what the first one led to."""

from bot.hiring.requisitions import Requisition
from bot.slack.blocks import Block, Message, context
from bot.store import Session, scopings
from bot.store.decisions import NewDecision
from bot.store.models import OutboxRow, ScopingRow
from bot.store.outbox import OutgoingMessage
from bot.store.payloads import Turn
from bot.views.scoping.outcome import build_outcome
from bot.views.scoping.turn import NOW
from content import Content


def turn_message(scoping: ScopingRow, message: Message) -> OutgoingMessage:
    """The next turn of a conversation, for its thread; without one, the message that the thread hangs on."""
    return OutgoingMessage(
        channel=scoping.channel,
        text=message.text,
        blocks=message.blocks,
        thread_ts=scoping.thread_ts,
        payload=Turn(scoping=scoping.id),
    )


def close_turn(row: OutboxRow, ts: str, *notes: str) -> OutgoingMessage:
    """The edit that leaves of a turn that was sent what was heard and asked, and adds `notes` (mrkdwn)."""
    kept = [block for block in row.blocks or [] if not block.get("block_id", "").startswith(NOW)]
    blocks = [*without_buttons(kept), *map(context, notes)]
    return OutgoingMessage(channel=row.channel, text=row.text, blocks=blocks, update_ts=ts)


def outcome_edit(
    session: Session, requisition: Requisition, by: str, decided: NewDecision, content: Content
) -> OutgoingMessage | None:
    """The edit that makes a conversation's first message in the hiring channel say what was decided since.

    None when the decision was about something else, or when there is no such message.
    """
    if not {"brief", "specialty"} & set(decided.changes):
        return None
    talked = scopings.last_about(session, requisition.tenant, requisition.id)
    first = scopings.first_turn(session, talked) if talked else None
    if first is None or first.channel != requisition.channel:
        return None
    message = build_outcome(requisition, by, decided.action, content)
    return OutgoingMessage(first.channel, message.text, message.blocks, update_ts=first.detail)


def without_buttons(blocks: list[Block]) -> list[Block]:
    """A message's blocks without anything that could be pressed."""
    return [
        {name: value for name, value in block.items() if name != "accessory"}
        for block in blocks
        if block["type"] != "actions"
    ]
