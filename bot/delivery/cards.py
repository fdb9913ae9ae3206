"""Cards of requisitions on their way out: worded from what is true then, and forgotten once they are gone."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.delivery.ready import Posted, Ready
from bot.hiring.reminders.wishes import Known
from bot.hiring.requisitions import Requisition
from bot.services.reminders import calendar_of
from bot.slack.blocks import Message
from bot.slack.posting import Address
from bot.store import Session, briefs, outbox, preferences, reminders, requisitions
from bot.store.models import OutboxRow, tenant_of
from bot.store.payloads import Card, Reminder
from bot.store.requisitions import card_edit
from bot.views.requisitions.card import build_card, build_moved
from content import Content

_GONE = frozenset({"message_not_found", "cant_update_message"})


class Cards:
    """The card of a requisition that was just opened, and edits of cards."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def prepare(self, session: Session, row: OutboxRow, payload: Card, now: datetime) -> Ready | None:
        """The card as it has to be now; None when this message is not the card any more, or there is one."""
        (requisition,) = reminders.lock(session, payload.requisitions)
        if row.update_ts is not None:
            return self.edit(session, row, requisition, now)
        if requisition.card_ts is not None or requisition.channel != row.channel:
            return None
        card = (requisition.id, requisition.version)
        return Ready(self.word(session, requisition, now), Address(row.channel), card)

    def edit(self, session: Session, row: OutboxRow, requisition: Requisition, now: datetime) -> Ready | None:
        """The edit of a card; None when the message to edit is not the requisition's card any more."""
        if requisition.card_ts != row.update_ts:
            return None
        if requisition.channel != row.channel:  # those who read this one may not know of it any more
            requisitions.put_card(session, requisition, None, None)
            return Ready(build_moved(), Address(row.channel, update_ts=row.update_ts))
        return Ready(self.word(session, requisition, now), Address(row.channel, update_ts=row.update_ts))

    def word(self, session: Session, requisition: Requisition, now: datetime) -> Message:
        """The card of a requisition, for the calendar of its channel."""
        tenant, owner = requisition.tenant, requisition.owner
        known = preferences.known_people(session, tenant, [owner]).get(owner, Known())
        zone = calendar_of(session, tenant, requisition.channel, owner).zone
        draft = waiting_draft(session, requisition)
        return build_card(requisition.in_zone(zone), self._content, now.astimezone(zone), known.name, draft)

    def sent(
        self, session: Session, row: OutboxRow, _payload: Card | Reminder, posted: Posted, now: datetime
    ) -> int | None:
        """Remember where a new card is; the id of an edit if it is not up to date any more."""
        if posted.ready.card is None:
            return None
        id_, version = posted.ready.card
        (requisition,) = reminders.lock(session, [id_])
        requisitions.put_card(session, requisition, row.channel, posted.ts)
        if requisition.version == version:
            return None
        edit = card_edit(replace(requisition, card_channel=row.channel, card_ts=posted.ts))
        return outbox.add(session, tenant_of(row), edit, now) if edit else None

    def refused(
        self, session: Session, row: OutboxRow, payload: Card, code: str, _now: datetime
    ) -> timedelta | None:
        """Forget a card that is gone. Its turn on the ladder posts one, or tells what stands in the way."""
        (requisition,) = reminders.lock(session, payload.requisitions)
        forget_gone(session, row, requisition, code)
        return None


def waiting_draft(session: Session, requisition: Requisition) -> str:
    """The title of a requisition's brief that waits for a signature, "" when none does."""
    newest = briefs.newest(session, requisition.tenant, requisition_id=requisition.id)
    return newest.brief.title if newest and newest.signed_at is None else ""


def forget_gone(session: Session, row: OutboxRow, requisition: Requisition, code: str) -> bool:
    """Forget where a requisition's card was, if Slack refused its edit because it is gone; whether it is."""
    if code not in _GONE or requisition.card_ts not in (row.update_ts, None):
        return False
    requisitions.put_card(session, requisition, None, None)
    return True
