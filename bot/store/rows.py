"""From a requisition's row to what people speak of, and to the message that brings its card up to date."""

from datetime import UTC, datetime, tzinfo

from bot.hiring.requisitions import FIELDS, Requisition
from bot.store.models import RequisitionRow
from bot.store.outbox import OutgoingMessage
from bot.store.payloads import Card


def read_row(row: RequisitionRow, zone: tzinfo = UTC) -> Requisition:
    """The requisition in a row, with its moments in that time zone: their days are those of its reader."""
    values = {name: getattr(row, name) for name in FIELDS}
    moments = {name: value for name, value in values.items() if isinstance(value, datetime)}
    return Requisition(**values | {name: value.astimezone(zone) for name, value in moments.items()})


def card_edit(row: RequisitionRow) -> OutgoingMessage | None:
    """An edit of the card in the channel, to be worded anew when it is sent; None when there is no card."""
    if not (row.card_channel and row.card_ts):
        return None
    card = Card(requisitions=(row.id,))
    return OutgoingMessage(row.card_channel, "", update_ts=row.card_ts, payload=card)
