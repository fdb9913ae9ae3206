"""A turn of a scoping conversation as a message: for the outbox, and what is left of it once answered."""

from bot.slack.blocks import Block, Message, context
from bot.store.models import OutboxRow, ScopingRow
from bot.store.outbox import OutgoingMessage
from bot.store.payloads import Turn
from bot.views.scoping.turn import NOW


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


def without_buttons(blocks: list[Block]) -> list[Block]:
    """A message's blocks without anything that could be pressed."""
    return [
        {name: value for name, value in block.items() if name != "accessory"}
        for block in blocks
        if block["type"] != "actions"
    ]
