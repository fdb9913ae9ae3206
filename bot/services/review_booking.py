"""Where look-backs meet the store: booking them when a role is filled, asking once, taking answers back."""

import logging
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot.actors import Tenant
from bot.hiring.reminders.calendar import Calendar
from bot.hiring.reminders.kinds import REVIEW
from bot.hiring.reminders.ladder import Recipient, ReminderStep
from bot.hiring.reminders.wishes import Known, Wishes
from bot.hiring.requisitions import Requisition, State
from bot.logs import report
from bot.services.reminders import calendar_of
from bot.store import Session, outbox, preferences, reminders, reviews
from bot.store.database import Database
from bot.store.models import ReviewRow
from bot.store.outbox import OutgoingMessage
from bot.store.payloads import ReviewQuestions
from content.schema.reviews import ReviewsFile

_log = logging.getLogger(__name__)


def rebook(session: Session, requisition: Requisition, file: ReviewsFile) -> None:
    """Book the look-backs of a filled requisition; drop those of one that is not filled.

    Called after every change, with the requisition's row locked. A look-back is asked again
    when its recipient changed. An earlier look-back is not asked once a later one was.
    """
    booked = reviews.of(session, requisition.id)
    if requisition.state != State.FILLED or requisition.filled_on is None:
        for review in booked.values():
            review.due_at = None
            reviews.drop(session, review)
        return
    whom = recipient(session, requisition)
    calendar = whom.calendar if whom else _calendar(session, requisition, requisition.owner)
    open_to_come = True
    for wanted in reversed(file.review):
        review = booked.get(wanted.id) or reviews.book(session, requisition, wanted.id)
        if review.outbox_id and whom and reviews.asked_of(session, review) != whom.id:
            review.outbox_id = None
        is_open = open_to_come and review.outbox_id is None and review.answers is None
        review.due_at = _morning(calendar, wanted.day(requisition.filled_on)) if is_open else None
        open_to_come = is_open


def rebook_for(session: Session, tenant: Tenant, person: str, file: ReviewsFile) -> None:
    """Book anew the look-backs of a person whose account, time zone or wishes changed."""
    for requisition in reviews.open_of(session, tenant, person=person):
        rebook(session, requisition, file)


def recipient(session: Session, requisition: Requisition) -> Recipient | None:
    """Whom to ask: the owner; once their account is gone the sponsor, else who opened it.

    None for nobody: all of them are gone, or who would be asked wants no messages.
    """
    people = [each for each in (requisition.owner, requisition.sponsor, requisition.opened_by) if each]
    known = preferences.known_people(session, requisition.tenant, people)
    there = next((each for each in people if not known.get(each, Known()).deactivated), None)
    if there is None:
        return None
    wishes = preferences.wishes_of(session, requisition.tenant, {there}).get(there, Wishes())
    return None if wishes.ladder == "off" else Recipient(there, _calendar(session, requisition, there))


def ahead(
    session: Session, tenant: Tenant, until: datetime, *, channel: str | None, person: str | None
) -> list[tuple[Requisition, ReminderStep]]:
    """What will be asked by then about the filled requisitions of a channel or of a person."""
    return [
        (requisition, ReminderStep(REVIEW, whom, whom.calendar.day(review.due_at), review.due_at))
        for requisition in reviews.open_of(session, tenant, channel=channel, person=person)
        if (whom := recipient(session, requisition))
        for review in reviews.of(session, requisition.id).values()
        if review.due_at and review.due_at <= until
    ]


def take_back(
    session: Session, requisition_id: int, changes: Mapping[str, Sequence[Any]], by: str, now: datetime
) -> dict[str, list[Any]]:
    """Undo the answers in a decision's recorded changes; what to record of that."""
    if reviews.ANSWER not in changes:
        return {}
    before, after = changes[reviews.ANSWER]
    review = reviews.of(session, requisition_id)[(after or before)["kind"]]
    reviews.answer(review, before, by, now)
    return {reviews.ANSWER: [after, before]}


def asked_edit(session: Session, review: ReviewRow) -> OutgoingMessage | None:
    """An edit of the message that asked, to be worded anew when it is sent; None when none was sent."""
    asked = reviews.message_of(session, review)
    if asked is None or not isinstance(asked.payload, ReviewQuestions) or asked.payload.sent_to is None:
        return None
    edit = ReviewQuestions(requisitions=(review.requisition_id,), review=review.id)
    return OutgoingMessage(asked.payload.sent_to, "", update_ts=asked.payload.ts, payload=edit)


def answer_edit(
    session: Session, requisition_id: int, changes: Mapping[str, Sequence[Any]]
) -> OutgoingMessage | None:
    """The edit of the message that asked; None when these changes touch no answer."""
    if reviews.ANSWER not in changes:
        return None
    before, after = changes[reviews.ANSWER]
    review = reviews.of(session, requisition_id).get((after or before)["kind"])
    return asked_edit(session, review) if review else None


def sweep(database: Database, now: datetime, file: ReviewsFile) -> int:
    """Turn the look-backs that are due into messages that wait to be sent; how many there are.

    One transaction for each requisition; an error with one is logged, and leaves the others theirs.
    """
    with database.reading() as session:
        due = reviews.due(session, now)
    written = 0
    for requisition_id in due:
        try:
            with database.transaction(patient=True) as session:
                written += _ask(session, requisition_id, now, file)
        except Exception as error:
            report(_log, error, "review_sweep_failed", requisition_id=str(requisition_id))
    return written


def _ask(session: Session, requisition_id: int, now: datetime, file: ReviewsFile) -> int:
    """Write the message about the latest look-back that is due, at a good moment and once; 1 if written."""
    requisition = reviews.lock_free(session, requisition_id)
    if requisition is None:
        return 0
    booked = reviews.of(session, requisition.id)
    pending = [each for wanted in file.review if (each := booked.get(wanted.id)) and _is_due(each, now)]
    for review in booked.values():
        if _is_due(review, now) and review not in pending[-1:]:
            review.due_at = None  # nobody is asked about the first months after the last ones
    if not pending:
        return 0
    review = pending[-1]
    whom = recipient(session, requisition)
    if whom is None:
        review.due_at = None
        return 0
    moment = whom.calendar.next_good_moment(now)
    day = whom.calendar.day(now)
    if moment > now:
        review.due_at = moment
        return 0
    if not reminders.claim_day(session, requisition.tenant, whom.id, day):
        review.due_at = whom.calendar.morning(whom.calendar.nth_working_day(day, 1))
        return 0
    questions = ReviewQuestions(requisitions=(requisition.id,), review=review.id, audience=whom.id, day=day)
    message = OutgoingMessage(whom.id, "", payload=questions)
    review.outbox_id = outbox.add(session, requisition.tenant, message, now)
    review.due_at = None
    return 1


def _is_due(review: ReviewRow, now: datetime) -> bool:
    return review.due_at is not None and review.due_at <= now


def _morning(calendar: Calendar, day: date) -> datetime:
    """The morning of that day, or of the next working day (UTC)."""
    return calendar.morning(calendar.nth_working_day(day - timedelta(days=1), 1))


def _calendar(session: Session, requisition: Requisition, user: str) -> Calendar:
    return calendar_of(session, requisition.tenant, user, requisition.owner)
