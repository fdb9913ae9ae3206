"""Reminders on their way out: worded from what is true when they are sent, and what a refusal leads to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.delivery.cards import Cards, forget_gone, waiting_draft
from bot.delivery.ready import Later, Posted, Ready, held_back
from bot.hiring.reminders.kinds import CARD, DIGEST, KINDS, THREAD, TROUBLE, kind_of
from bot.hiring.reminders.wishes import Known
from bot.hiring.requisitions import Requisition, State
from bot.hiring.text.vocabulary import Vocabulary
from bot.logs import tell_operator
from bot.services import review_booking
from bot.services.reminders import calendar_of, channel_failed, person_changed
from bot.slack.posting import Address
from bot.slack.text import kind_of_id
from bot.store import Session, preferences, reminders
from bot.store.models import OutboxRow, tenant_of
from bot.store.payloads import Reminder
from bot.views.reminders.messages import Reminded, build_reminder
from content import Content

_CHANNEL_CLOSED = frozenset({"is_archived", "not_in_channel", "channel_not_found"})
_PERSON_GONE = frozenset({"channel_not_found", "user_not_found", "user_disabled", "account_inactive"})


class Reminders:
    """Reminders to define a requisition: cards, questions to people, lists for channels."""

    def __init__(self, content: Content, cards: Cards) -> None:
        self._content = content
        self._cards = cards
        self._vocabulary = Vocabulary(content)

    def prepare(
        self, session: Session, row: OutboxRow, payload: Reminder, now: datetime
    ) -> Ready | Later | None:
        """What to send for a row that was taken; None when nothing is left to say."""
        found = reminders.lock(session, payload.requisitions)
        if found[0].card_ts is None:
            row.update_ts = None  # an earlier edit found the card deleted: this rung posts it anew
        if row.update_ts is not None:
            return self._cards.edit(session, row, found[0], now)
        rungs = dict(zip(payload.requisitions, payload.rungs, strict=True))
        calendar = calendar_of(session, tenant_of(row), payload.audience, found[0].owner)
        today = calendar.day(now)
        live = [each for each in found if _is_wanted(each, rungs[each.id], payload.audience, row, today)]
        if not live:
            return None
        later = held_back(session, row, payload, payload.audience, calendar=calendar, now=now)
        if later is not None:
            return later
        about = [(each, rungs[each.id]) for each in live]
        return self._worded(
            session, row, about, alone=payload.kind != DIGEST, now=now.astimezone(calendar.zone)
        )

    def _worded(
        self,
        session: Session,
        row: OutboxRow,
        live: Sequence[tuple[Requisition, str]],
        *,
        alone: bool,
        now: datetime,
    ) -> Ready:
        first, rung = live[0]
        thread_ts = None
        if alone and kind_of(rung) == THREAD:
            thread_ts = first.card_ts if first.card_channel == row.channel else None
            is_card = thread_ts is None  # there is none to write below
        else:
            is_card = alone and kind_of(rung) == CARD
        if is_card:
            card = (first.id, first.version)
            return Ready(self._cards.word(session, first, now), Address(row.channel), card)
        owners = {each.owner for each, _ in live} - {row.channel}
        known = preferences.known_people(session, tenant_of(row), owners)
        about = [
            Reminded(
                each.in_zone(now.tzinfo or UTC),
                its_rung,
                waiting_draft(session, each),
                known.get(each.owner, Known()).name or "",
            )
            for each, its_rung in live
        ]
        likely = self._likely(about[0].requisition, now)
        message = build_reminder(about, likely, self._content, now)
        return Ready(message, Address(row.channel, thread_ts))

    def _likely(self, requisition: Requisition, now: datetime) -> Sequence[str]:
        """The specialties that its own words speak of."""
        read = self._vocabulary.read(f"{requisition.title} {requisition.description}", now)
        return [role for role in read.roles if role in self._content.specialties]

    def sent(
        self, session: Session, row: OutboxRow, payload: Reminder, posted: Posted, now: datetime
    ) -> int | None:
        """Remember where a card is; the id of an edit if it is not up to date any more."""
        return self._cards.sent(session, row, payload, posted, now)

    def refused(
        self, session: Session, row: OutboxRow, payload: Reminder, code: str, now: datetime
    ) -> timedelta | None:
        """Do what follows from Slack's refusal: a card that is gone is posted anew, at once."""
        if row.update_ts is None:
            about_trouble = payload.kind == TROUBLE
            recipient_refused(session, row, code, now, self._content, about_trouble=about_trouble)
            return None
        (requisition,) = reminders.lock(session, payload.requisitions)
        if not forget_gone(session, row, requisition, code):
            return None
        row.update_ts = None
        return timedelta()


def recipient_refused(
    session: Session,
    row: OutboxRow,
    code: str,
    now: datetime,
    content: Content,
    *,
    about_trouble: bool = False,
) -> None:
    """Do what follows when a person or channel cannot be written to: others are told, or the operator."""
    tenant = tenant_of(row)
    ids = {"channel": row.channel, "message_id": str(row.id)}
    if kind_of_id(row.channel) == "person":
        if about_trouble or code not in _PERSON_GONE:
            tell_operator(code, tenant, **ids)
        if code in _PERSON_GONE:
            known = preferences.known_people(session, tenant, [row.channel]).get(row.channel, Known())
            gone = replace(known, deactivated=True)
            preferences.learn(session, tenant, row.channel, gone, now)
            person_changed(session, tenant, row.channel, now, content.ladders)
            review_booking.rebook_for(session, tenant, row.channel, content.reviews)
    elif code in _CHANNEL_CLOSED:
        channel_failed(session, tenant, row.channel, reason=code, now=now, ladders=content.ladders)
    else:
        tell_operator(code, tenant, **ids)


def _is_wanted(requisition: Requisition, rung: str, audience: str, row: OutboxRow, today: date) -> bool:
    """Whether a reminder still has its reason and its recipient."""
    since = requisition.undefined_since
    if requisition.state != State.UNDEFINED or requisition.reminders_off or since is None:
        return False
    if since > row.created_at:
        return False  # somebody acted since it was claimed
    role = KINDS[kind_of(rung)].role
    if role in ("asked", "told"):
        return True
    if requisition.snoozed_until is not None and requisition.snoozed_until > today:
        return False
    people = {"channel": requisition.channel, "owner": requisition.owner, "sponsor": requisition.sponsor}
    return audience == people[role]
