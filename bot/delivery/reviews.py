"""Look-backs on their way out: the questions, and the message that asked them once it was answered."""

from datetime import datetime, timedelta

from bot.delivery.ready import Later, Posted, Ready, held_back
from bot.delivery.reminders import recipient_refused
from bot.hiring.requisitions import Requisition, State
from bot.services import review_booking
from bot.slack.posting import Address
from bot.store import Session, outbox, reminders, reviews
from bot.store.models import OutboxRow, tenant_of
from bot.store.payloads import ReviewQuestions
from bot.views.reviews import build_review
from content import Content


class Reviews:
    """Messages that ask for a look-back, and their edits."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def prepare(
        self, session: Session, row: OutboxRow, payload: ReviewQuestions, now: datetime
    ) -> Ready | Later | None:
        """What to send for a row that was taken; None when nothing is left to say."""
        (requisition,) = reminders.lock(session, payload.requisitions)
        if row.update_ts is None:
            return self._questions(session, row, payload, requisition, now)
        return self._answered(session, row, payload, requisition)

    def _questions(
        self,
        session: Session,
        row: OutboxRow,
        payload: ReviewQuestions,
        requisition: Requisition,
        now: datetime,
    ) -> Ready | Later | None:
        """The questions that look back, unless somebody answered, closed it or gave it away meanwhile."""
        review = reviews.by_id(session, payload.review)
        whom = review_booking.recipient(session, requisition)
        if review is None or review.outbox_id != row.id or review.answers is not None or whom is None:
            return None
        asked = self._content.reviews.named(review.kind)
        if asked is None or requisition.state != State.FILLED:
            return None
        later = held_back(session, row, payload, whom.id, calendar=whom.calendar, now=now)
        if later is not None:
            return later
        return Ready(build_review(requisition, asked, self._content), Address(row.channel))

    def _answered(
        self, session: Session, row: OutboxRow, payload: ReviewQuestions, requisition: Requisition
    ) -> Ready | None:
        """The message that asked, with the answers as they are now in it."""
        review = reviews.by_id(session, payload.review)
        asked = self._content.reviews.named(review.kind) if review else None
        if review is None or asked is None:
            return None
        told = (review.answered_by, review.answers) if review.answered_by and review.answers else None
        message = build_review(requisition, asked, self._content, answered=told)
        return Ready(message, Address(row.channel, update_ts=row.update_ts))

    def sent(
        self, session: Session, row: OutboxRow, payload: ReviewQuestions, posted: Posted, now: datetime
    ) -> int | None:
        """Remember where the questions are; the id of an edit if they were answered meanwhile."""
        if row.update_ts is not None:
            return None
        row.payload = payload.model_copy(update={"sent_to": posted.channel, "ts": posted.ts})
        review = reviews.by_id(session, payload.review)
        late = review_booking.asked_edit(session, review) if review and review.answers else None
        return outbox.add(session, tenant_of(row), late, now) if late else None

    def refused(
        self, session: Session, row: OutboxRow, _payload: ReviewQuestions, code: str, now: datetime
    ) -> timedelta | None:
        """Say that the recipient is gone, so that somebody else is asked; nothing follows for an edit."""
        if row.update_ts is None:
            recipient_refused(session, row, code, now, self._content)
        return None
