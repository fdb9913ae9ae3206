"""The machine of a change: load and lock, check, change, record, plan reminders, reply: one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.actors import Actor, Tenant
from bot.errors import RolecallError
from bot.hiring.requisitions import Action, Decision, Requisition, change, differences
from bot.services import reminders, review_booking
from bot.services.access import Admitted
from bot.services.deps import Deps
from bot.services.turns import outcome_edit
from bot.store import Session, decisions, events, outbox, requisitions
from bot.store.decisions import NewDecision
from bot.store.outbox import OutgoingMessage
from bot.store.requisitions import card_edit

Decided = tuple[Requisition, NewDecision]
"""What a requisition has become, and what was decided."""


class DoneBefore(RolecallError):  # noqa: N818 - it is an answer, not a fault
    """The same request has had its effect already."""


class StaleRequisition(RolecallError):  # noqa: N818 - it is an answer, not a fault
    """Somebody else was faster: `since` are the decisions that this person had not seen."""

    def __init__(self, requisition: Requisition, since: Sequence[Decision]) -> None:
        super().__init__(
            f"Requisition {requisition.number} has changed since you looked at it. Nothing was overwritten."
        )
        self.requisition = requisition
        self.since = since


@dataclass(frozen=True, slots=True)
class Changed:
    """A requisition after a change, and the decision that records it."""

    requisition: Requisition
    decision: Decision


@dataclass(frozen=True, slots=True)
class Once:
    """Makes a change happen once for one request of Slack's, however often it comes.

    `reply` builds the message that goes into the outbox in the same transaction.
    """

    key: str
    reply: Callable[[Changed], OutgoingMessage] | None = None


def load_for_change(session: Session, admitted: Admitted, expected_version: int | None = None) -> Requisition:
    """A requisition, kept for the change that somebody was admitted to, if they still are.

    StaleRequisition when it is not the version that they saw.
    """
    seen, tenant = admitted.requisition, admitted.actor.tenant
    requisition = admitted.still(requisitions.load(session, tenant, seen.number, for_change=True))
    if expected_version is not None and requisition.version != expected_version:
        raise StaleRequisition(requisition, decisions.story(session, requisition.id, after=expected_version))
    return requisition


def make_move(
    session: Session,
    deps: Deps,
    before: Requisition,
    action: Action,
    wanted: Mapping[str, Any],
    *,
    reason: str = "",
) -> Decided:
    """Change a requisition, which was loaded for that. For `commit`'s work.

    IllegalMove when it cannot be done as the requisition stands.
    """
    after = change(before, action, deps.now(), **wanted)
    requisitions.save(session, after)
    return after, decision_of(deps, action, before, differences(before, after), reason)


def claim_once(session: Session, deps: Deps, tenant: Tenant, key: str) -> None:
    """Keep that the request of this key has its effect now. DoneBefore when it had it already."""
    if not events.claim(session, tenant, key, deps.now()):
        raise DoneBefore("That was done already, and is not done twice.")


def commit(
    deps: Deps,
    actor: Actor,
    work: Callable[[Session], Decided],
    once: Once | None,
) -> Changed:
    """Do the work, record it, plan reminders and write what has to be sent: all of it or nothing.

    `work` changes a requisition in the session it is given: what it has become, and what was decided.
    DoneBefore when the request of `once` had its effect already.
    """
    now = deps.now()
    messages: list[int] = []
    with deps.database.transaction() as session:
        if once:
            claim_once(session, deps, actor.tenant, once.key)
        requisition, decided = work(session)
        decision = decisions.append(session, requisition, actor, decided, now)
        reminders.reschedule(session, requisition, now, deps.assistant.content.ladders)
        review_booking.rebook(session, requisition, deps.assistant.content.reviews)
        changed = Changed(requisition, decision)
        edits = (
            card_edit(requisition),
            review_booking.answer_edit(session, requisition.id, decided.changes),
            outcome_edit(session, requisition, actor.user, decided, deps.assistant.content),
        )
        messages += [outbox.add(session, actor.tenant, edit, now) for edit in edits if edit]
        if once and once.reply:
            messages.append(outbox.add(session, actor.tenant, once.reply(changed), now))
    for message_id in messages:
        deps.deliver_soon(message_id)
    return changed


def decision_of(
    deps: Deps,
    action: Action,
    before: Requisition | None,
    recorded: dict[str, list[Any]],
    reason: str,
    *,
    supersedes: int | None = None,
) -> NewDecision:
    """What `commit` records of an action: what it changed, and why."""
    return NewDecision(
        action=action.value,
        from_state=before.state.value if before else None,
        changes=recorded,
        reason=reason.strip() or None,
        content_version=deps.assistant.content.version,
        supersedes=supersedes,
    )
