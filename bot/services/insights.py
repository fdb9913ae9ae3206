"""What a workspace's roles, reminders and look-backs add up to."""

from collections.abc import Collection
from datetime import datetime

from bot.actors import Actor, Tenant
from bot.hiring.access import Act
from bot.hiring.insights import DEFINED, DISMISSED, AnsweredReview, Insights, ReminderEvent, gather
from bot.hiring.reminders.kinds import KINDS, kind_of
from bot.hiring.requisitions import Action, Decision, State
from bot.services.access import check_act, hidden_channels
from bot.services.deps import Deps
from bot.store import decisions, feedback, reminders, requisitions, reviews
from bot.store.database import Database
from content.schema.reviews import ReviewsFile

_DISMISSALS = (Action.SNOOZE, Action.STOP_REMINDING, Action.NOT_LLM, Action.CLOSE)


def count_for(deps: Deps, actor: Actor) -> Insights:
    """Count what somebody may know of. Refused, with whom to ask, for who may not see any of it."""
    check_act(deps, actor, Act.INSIGHTS)
    hidden = hidden_channels(deps, actor)
    file, now = deps.assistant.content.reviews, deps.now()
    return count(deps.database, actor.tenant, file, now, reader=actor.user, hidden=hidden)


def count(
    database: Database,
    tenant: Tenant,
    file: ReviewsFile,
    now: datetime,
    *,
    reader: str = "",
    hidden: Collection[str] = (),
) -> Insights:
    """Count what a workspace can learn from its roles and reminders; without names and without pay.

    What is of the `hidden` channels counts for its own people only.
    """
    among = requisitions.visible(reader, hidden)
    with database.reading() as session:
        answered = reviews.answered(session, tenant, among)
        days = requisitions.days_to_definition(session, tenant, among)
        arrived = reminders.arrived(session, tenant, among)
        marks = feedback.given(session, tenant)
        acts = decisions.held(session, {requisition_id for requisition_id, _, _ in arrived})
    looked_back = [
        AnsweredReview(
            requisition=requisition.id,
            kind=review.kind,
            specialty=requisition.specialty or "",
            held=str((review.answers or {})["held"]),
            most=str((review.answers or {})["most"]),
        )
        for review, requisition in answered
    ]
    sent = [
        ReminderEvent(id_, kind_of(rung), at) for id_, rung, at in arrived if KINDS[kind_of(rung)].counted
    ]
    done = [ReminderEvent(id_, what, act.at) for id_, act in acts if (what := _what(act))]
    return gather(looked_back, days, sent, done, marks, file=file, now=now)


def _what(act: Decision) -> str:
    """How a decision answered a reminder; "" when the reminder's question stays open."""
    if act.from_state == State.UNDEFINED and act.to_state == State.DEFINED:
        return DEFINED
    return DISMISSED if act.from_state == State.UNDEFINED and act.action in _DISMISSALS else ""
