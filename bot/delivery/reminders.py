"""Reminders on their way out: worded from what is true when they are sent, and what a refusal leads to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.hiring.reminders.calendar import Calendar
from bot.hiring.reminders.kinds import CARD, DIGEST, KINDS, REVIEW, THREAD, TROUBLE, kind_of
from bot.hiring.reminders.wishes import Known
from bot.hiring.requisitions import Requisition, State
from bot.hiring.text.vocabulary import Vocabulary
from bot.logs import tell_operator
from bot.services import reminders as nudging
from bot.services import review_booking
from bot.slack.blocks import Message
from bot.slack.text import kind_of_id
from bot.store import Session, outbox, preferences, reminders, reviews
from bot.store.models import OutboxRow, RequisitionRow, tenant_of
from bot.store.requisitions import card_edit, read_row
from bot.views.reminders.messages import Reminded, build_reminder
from bot.views.requisitions.card import build_card
from bot.views.reviews import build_review
from content import Content

_MOST_LIKELY = 3
_CARD_GONE = frozenset({"message_not_found", "cant_update_message"})
_CHANNEL_CLOSED = frozenset({"is_archived", "not_in_channel", "channel_not_found"})
_PERSON_GONE = frozenset({"channel_not_found", "user_not_found", "user_disabled", "account_inactive"})


@dataclass(frozen=True, slots=True)
class Ready:
    """What to send now. `card` is the requisition (id and version) whose card the message becomes."""

    message: Message
    channel: str
    thread_ts: str | None = None
    update_ts: str | None = None
    card: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: ask again at `when`."""

    when: datetime
    why: str


class Reminding:
    """Words reminder rows of the outbox, and says what follows from how sending them went."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._vocabulary = Vocabulary(content)

    def prepare(self, session: Session, row: OutboxRow, now: datetime) -> Ready | Later | None:
        """What to send for a row that was taken; None when nothing is left to say."""
        assert row.reminder is not None  # noqa: S101 - only reminders come here
        kind, tenant = row.reminder["kind"], tenant_of(row)
        found = reminders.lock(session, row.reminder["requisitions"])
        if kind == REVIEW:
            return (self._answered if row.update_ts else self._review)(session, row, found[0], now)
        if "rungs" in row.reminder and found and found[0].card_ts is None:
            row.update_ts = None  # an earlier edit found the card deleted: this rung posts it anew
        if row.update_ts is not None:
            return self._edit(session, row, found, now)
        rungs = dict(zip(row.reminder["requisitions"], row.reminder.get("rungs", ()), strict=False))
        audience = row.reminder.get("audience", row.channel)
        calendar = nudging.calendar_of(session, tenant, audience, found[0].owner if found else "")
        today = calendar.day(now)
        live = [each for each in found if _is_wanted(each, rungs.get(each.id, kind), audience, row, today)]
        if not live:
            return None
        return _held_back(session, row, audience, calendar, now) or self._worded(
            session, row, live, rungs, now.astimezone(calendar.zone)
        )

    def _review(
        self, session: Session, row: OutboxRow, requisition: RequisitionRow, now: datetime
    ) -> Ready | Later | None:
        """The questions that look back, unless somebody answered, closed it or gave it away meanwhile."""
        assert row.reminder is not None  # noqa: S101 - only reminders come here
        review = reviews.by_id(session, row.reminder["review"])
        whom = review_booking.recipient(session, requisition)
        if review is None or review.outbox_id != row.id or review.answers is not None or whom is None:
            return None
        asked = self._content.reviews.named(review.kind)
        if asked is None or requisition.state != State.FILLED:
            return None
        held_back = _held_back(session, row, whom.id, whom.calendar, now)
        return held_back or Ready(build_review(read_row(requisition), asked, self._content), row.channel)

    def _answered(
        self, session: Session, row: OutboxRow, requisition: RequisitionRow, _now: datetime
    ) -> Ready | None:
        """The message that asked, with the answers as they are now in it."""
        assert row.reminder is not None  # noqa: S101 - only reminders come here
        review = reviews.by_id(session, row.reminder["review"])
        asked = self._content.reviews.named(review.kind) if review else None
        if review is None or asked is None:
            return None
        told = (review.answered_by, review.answers) if review.answered_by and review.answers else None
        message = build_review(read_row(requisition), asked, self._content, answered=told)
        return Ready(message, row.channel, update_ts=row.update_ts)

    def _edit(
        self, session: Session, row: OutboxRow, found: Sequence[RequisitionRow], now: datetime
    ) -> Ready | None:
        if not found or found[0].card_ts != row.update_ts:
            return None
        card = self._card(session, found[0], now)
        return Ready(card, row.channel, update_ts=row.update_ts)

    def _worded(
        self,
        session: Session,
        row: OutboxRow,
        live: Sequence[RequisitionRow],
        rungs: dict[int, str],
        now: datetime,
    ) -> Ready:
        assert row.reminder is not None  # noqa: S101 - only reminders come here
        first = live[0]
        alone = row.reminder["kind"] != DIGEST
        about = [Reminded(read_row(each, now.tzinfo or UTC), rungs.get(each.id, CARD)) for each in live]
        thread_ts = None
        if alone and kind_of(about[0].rung) == THREAD:
            thread_ts = first.card_ts if first.card_channel == row.channel else None
            is_card = thread_ts is None  # there is none to write below
        else:
            is_card = alone and kind_of(about[0].rung) == CARD
        if is_card:
            message = self._card(session, first, now)
        else:
            likely = self._likely(about[0].requisition, now)
            message = build_reminder(about, likely, self._content, now)
        card = (first.id, first.version) if is_card else None
        return Ready(message, row.channel, thread_ts=thread_ts, card=card)

    def _card(self, session: Session, row: RequisitionRow, now: datetime) -> Message:
        known = preferences.known_people(session, tenant_of(row), [row.owner]).get(row.owner, Known())
        zone = nudging.calendar_of(session, tenant_of(row), row.channel, row.owner).zone
        return build_card(read_row(row, zone), self._content, now.astimezone(zone), known.name)

    def _likely(self, requisition: Requisition, now: datetime) -> Sequence[str]:
        """The specialties that its own words speak of, or all of them."""
        read = self._vocabulary.read(f"{requisition.title} {requisition.description}", now)
        specialties = self._content.specialties
        return [role for role in read.roles if role in specialties][:_MOST_LIKELY] or specialties

    def sent(
        self, session: Session, row: OutboxRow, ready: Ready, where: tuple[str, str], now: datetime
    ) -> int | None:
        """Remember where it is (channel and ts); the id of an edit if it is not up to date any more."""
        assert row.reminder is not None  # noqa: S101 - only reminders come here
        channel, ts = where
        if row.reminder["kind"] == REVIEW and row.update_ts is None:
            row.reminder = {**row.reminder, "sent_to": channel, "ts": ts}
            review = reviews.by_id(session, row.reminder["review"])
            late = review_booking.asked_edit(session, review) if review and review.answers else None
            return outbox.add(session, tenant_of(row), late, now) if late else None
        if ready.card is None:
            return None
        id_, version = ready.card
        (requisition,) = reminders.lock(session, [id_])
        requisition.card_channel, requisition.card_ts = row.channel, ts
        if requisition.version == version:
            return None
        edit = card_edit(requisition)
        return outbox.add(session, tenant_of(row), edit, now) if edit else None

    def refused(self, session: Session, row: OutboxRow, code: str, now: datetime) -> timedelta | None:
        """Do what follows from Slack's refusal; when to try again, or None for never."""
        assert row.reminder is not None  # noqa: S101 - only reminders come here
        tenant, ladders = tenant_of(row), self._content.ladders
        ids = {"channel": row.channel, "message_id": str(row.id)}
        if row.update_ts is not None:
            return self._card_refused(session, row, code)
        if kind_of_id(row.channel) == "person":
            if row.reminder["kind"] == TROUBLE or code not in _PERSON_GONE:
                tell_operator(code, tenant, **ids)
            if code in _PERSON_GONE:
                zone = preferences.known_people(session, tenant, [row.channel]).get(row.channel, Known())
                gone = Known(zone.time_zone, deactivated=True, name=zone.name)
                preferences.learn(session, tenant, row.channel, gone, now)
                nudging.person_changed(session, tenant, row.channel, now, ladders)
                review_booking.rebook_for(session, tenant, row.channel, self._content.reviews)
        elif code in _CHANNEL_CLOSED:
            nudging.channel_failed(session, tenant, row.channel, reason=code, now=now, ladders=ladders)
        else:
            tell_operator(code, tenant, **ids)
        return None

    def _card_refused(self, session: Session, row: OutboxRow, code: str) -> timedelta | None:
        """A card that is gone is forgotten, and posted anew when its turn on the ladder has come."""
        assert row.reminder is not None  # noqa: S101 - only reminders come here
        for requisition in reminders.lock(session, row.reminder["requisitions"]):
            if code in _CARD_GONE and requisition.card_ts in (row.update_ts, None):
                requisition.card_channel = requisition.card_ts = None
                if "rungs" in row.reminder:
                    row.update_ts = None
                    return timedelta()
        return None


def _held_back(
    session: Session, row: OutboxRow, audience: str, calendar: Calendar, now: datetime
) -> Later | None:
    """Why a message cannot go now and when it can; None claims its day and its second."""
    assert row.reminder is not None  # noqa: S101 - only reminders come here
    tenant, today = tenant_of(row), calendar.day(now)
    moment = calendar.next_good_moment(now)
    if moment > now:
        return Later(moment, "quiet hours")
    if row.reminder.get("day") != today.isoformat():
        if not reminders.claim_day(session, tenant, audience, today):
            return Later(calendar.morning(calendar.nth_working_day(today, 1)), "one message a day")
        row.reminder = {**row.reminder, "day": today.isoformat()}
    turn = reminders.claim_turn(session, tenant, row.channel, now)
    return Later(turn, "one message a second") if turn is not None else None


def _is_wanted(requisition: RequisitionRow, rung: str, audience: str, row: OutboxRow, today: date) -> bool:
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
