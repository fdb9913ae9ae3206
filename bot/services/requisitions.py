"""What people do with requisitions. Each change is one transaction: check, change, record, remind, reply."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.actors import Actor, State, Tenant
from bot.errors import RolecallError
from bot.hiring.requisitions import (
    FIELDS,
    Action,
    Decision,
    IllegalMove,
    Requisition,
    change,
    differences,
    restore,
)
from bot.hiring.text.dates import write_day
from bot.hiring.text.money import Budget
from bot.services import overview, reminders, review_booking
from bot.services.deps import Deps
from bot.services.overview import load, told
from bot.store import Session, decisions, events, outbox, requisitions
from bot.store.decisions import NewDecision
from bot.store.models import RequisitionRow
from bot.store.outbox import OutgoingMessage
from bot.store.rows import card_edit, read_row

LONGEST_SNOOZE = timedelta(days=366)
LONGEST_AGO = timedelta(days=2 * 366)


class DoneBefore(RolecallError):  # noqa: N818 - it is an answer, not a fault
    """The same request has had its effect already."""


class NotThatDay(IllegalMove):
    """A day on which it cannot have been filled."""


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


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new requisition starts with. Ids of people and channels are Slack's; no specialty: undefined."""

    title: str
    description: str
    owner: str
    channel: str
    sponsor: str | None = None
    level: str | None = None
    budget: Budget | None = None
    budget_year: int | None = None
    location: str | None = None
    specialty: str | None = None


def open_requisition(
    deps: Deps,
    actor: Actor,
    opening: Opening,
    *,
    reason: str = "",
    once: Once | None = None,
    along: Callable[[Session, RequisitionRow], None] | None = None,
) -> Changed:
    """Open a requisition. It is undefined until it has a specialty. `along` is done in its transaction."""
    now = deps.now()
    defined = opening.specialty is not None
    values: dict[str, Any] = {
        "title": opening.title,
        "description": opening.description,
        "owner": opening.owner,
        "opened_by": actor.user,
        "channel": opening.channel,
        "sponsor": opening.sponsor,
        "level": opening.level,
        **budget_fields(opening.budget, opening.budget_year),
        "location": opening.location,
        "specialty": opening.specialty,
        "state": State.DEFINED if defined else State.UNDEFINED,
        "version": 1,
        "opened_at": now,
        "undefined_at": None if defined else now,
        "undefined_since": None if defined else now,
        "defined_at": now if defined else None,
        "snoozes": 0,
        "reminders_off": False,
    }

    def begin(session: Session) -> tuple[RequisitionRow, NewDecision]:
        row = requisitions.add(session, actor.tenant, values)
        if along:
            along(session, row)
        recorded = differences(None, read_row(row))
        return row, _decision(deps, Action.OPEN, None, recorded, reason)

    return commit(deps, actor, begin, once)


def define(deps: Deps, actor: Actor, number: int, specialty: str, **how: Any) -> Changed:
    """Say which role it is, or correct what was said. `how`: see `_change`."""
    return _change(deps, actor, number, Action.DEFINE, lambda _: {"specialty": specialty}, **how)


def edit(deps: Deps, actor: Actor, number: int, wanted: dict[str, Any], **how: Any) -> Changed:
    """Change fields such as title, channel, sponsor, budget or ladder. `how`: see `_change`."""
    return _change(deps, actor, number, Action.EDIT, lambda _: wanted, **how)


def snooze(deps: Deps, actor: Actor, number: int, until: date, **how: Any) -> Changed:
    """Put the reminders off until a day. `how`: see `_change`. IllegalMove for a day that cannot be meant."""
    today = overview.today_of(deps, actor.tenant, actor.user)
    if not today < until <= today + LONGEST_SNOOZE:
        when = "has passed already" if until <= today else "is more than a year away"
        raise IllegalMove(f"{write_day(until)} {when}. Choose a day from tomorrow on, within a year.")

    def put_off(requisition: Requisition) -> dict[str, Any]:
        return {"snoozed_until": until, "snoozes": requisition.snoozes + 1}

    return _change(deps, actor, number, Action.SNOOZE, put_off, **how)


def reassign(deps: Deps, actor: Actor, number: int, owner: str, **how: Any) -> Changed:
    """Give it to another owner. `how`: see `_change`."""
    return _change(deps, actor, number, Action.REASSIGN, lambda _: {"owner": owner}, **how)


def close(deps: Deps, actor: Actor, number: int, **how: Any) -> Changed:
    """Close it. `how`: see `_change`."""
    return _change(deps, actor, number, Action.CLOSE, lambda _: {}, **how)


def fill(deps: Deps, actor: Actor, number: int, day: date, **how: Any) -> Changed:
    """Say on which day it was filled, or correct that; nobody is named. `how`: see `_change`.

    NotThatDay for a day to come, or one too long ago for anybody to look back.
    """
    today = overview.today_of(deps, actor.tenant, actor.user)
    if day > today:
        raise NotThatDay(
            f"{write_day(day)} has not come yet. Give the day on which it was filled, with its year if that "
            "was long ago."
        )
    if day < today - LONGEST_AGO:
        raise NotThatDay(f"{write_day(day)} is more than two years ago: too long to look back at.")
    return _change(deps, actor, number, Action.FILL, lambda _: {"filled_on": day}, **how)


def not_llm(deps: Deps, actor: Actor, number: int, **how: Any) -> Changed:
    """Say that it is not an LLM role at all. `how`: see `_change`."""
    return _change(deps, actor, number, Action.NOT_LLM, lambda _: {}, **how)


def stop_reminding(deps: Deps, actor: Actor, number: int, **how: Any) -> Changed:
    """Never remind of it again. `how`: see `_change`."""
    return _change(deps, actor, number, Action.STOP_REMINDING, lambda _: {"reminders_off": True}, **how)


def undo(
    deps: Deps,
    actor: Actor,
    number: int,
    reason: str,
    *,
    expected_version: int | None = None,
    once: Once | None = None,
) -> Changed:
    """Take the last decision back, by a new one that supersedes it and says why."""

    def take_back(session: Session) -> tuple[RequisitionRow, NewDecision]:
        row, before = _load_for_change(session, actor.tenant, number, expected_version)
        last = decisions.latest(session, row.id)
        if last is None or last.action == Action.OPEN:
            raise IllegalMove(
                f"Requisition {number} has just been opened, and there is nothing else to undo. "
                "If it was a mistake, close it."
            )
        after = restore(before, last.changes, deps.now())
        _write(row, after)
        recorded = differences(before, after)
        recorded |= review_booking.take_back(session, row, last.changes, actor.user, deps.now())
        return row, _decision(deps, Action.UNDO, before, recorded, reason, supersedes=last.id)

    return commit(deps, actor, take_back, once)


def budget_fields(budget: Budget | None, year: int | None) -> dict[str, Any]:
    """A budget as fields of a requisition."""
    return {
        "budget_low": budget.low if budget else None,
        "budget_high": budget.high if budget else None,
        "budget_currency": budget.currency if budget else None,
        "budget_year": year if budget else None,
    }


def _change(
    deps: Deps,
    actor: Actor,
    number: int,
    action: Action,
    wanted: Callable[[Requisition], dict[str, Any]],
    *,
    expected_version: int | None = None,
    reason: str = "",
    once: Once | None = None,
) -> Changed:
    """Change a requisition. With `expected_version`, only if it is still what the person looked at.

    Raises NoSuchRequisition, StaleRequisition, IllegalMove, DoneBefore: in all of them nothing was changed.
    """

    def apply(session: Session) -> tuple[RequisitionRow, NewDecision]:
        row, before = _load_for_change(session, actor.tenant, number, expected_version)
        return row, make_move(deps, row, action, wanted(before), reason)

    return commit(deps, actor, apply, once)


def make_move(
    deps: Deps, row: RequisitionRow, action: Action, wanted: Mapping[str, Any], reason: str
) -> NewDecision:
    """Change a requisition's row, which was loaded for that, and return the decision. For `commit`'s work.

    IllegalMove when it cannot be done as the requisition stands.
    """
    before = read_row(row)
    after = change(before, action, deps.now(), **wanted)
    _write(row, after)
    return _decision(deps, action, before, differences(before, after), reason)


def claim_once(session: Session, deps: Deps, tenant: Tenant, key: str) -> None:
    """Keep that the request of this key has its effect now. DoneBefore when it had it already."""
    if not events.claim(session, tenant, key, deps.now()):
        raise DoneBefore("That was done already, and is not done twice.")


def commit(
    deps: Deps,
    actor: Actor,
    work: Callable[[Session], tuple[RequisitionRow, NewDecision]],
    once: Once | None,
) -> Changed:
    """Do the work, record it, plan reminders and write what has to be sent: all of it or nothing.

    `work` changes a requisition in the session it is given, and says what was decided. DoneBefore when the
    request of `once` had its effect already.
    """
    now = deps.now()
    messages: list[int] = []
    with deps.database.transaction() as session:
        if once:
            claim_once(session, deps, actor.tenant, once.key)
        row, decided = work(session)
        decision = decisions.append(session, row, actor, decided, now)
        reminders.reschedule(session, row, now, deps.assistant.content.ladders)
        review_booking.rebook(session, row, deps.assistant.content.reviews)
        changed = Changed(read_row(row), *told([decision]))
        edits = (card_edit(row), review_booking.answer_edit(session, row, decided.changes))
        messages += [outbox.add(session, actor.tenant, edit, now) for edit in edits if edit]
        if once and once.reply:
            messages.append(outbox.add(session, actor.tenant, once.reply(changed), now))
    for message_id in messages:
        deps.deliver_soon(message_id)
    return changed


def _load_for_change(
    session: Session, tenant: Tenant, number: int, expected_version: int | None
) -> tuple[RequisitionRow, Requisition]:
    row = load(session, tenant, number, for_change=True)
    if expected_version is not None and row.version != expected_version:
        since = decisions.story(session, row.id, after=expected_version)
        raise StaleRequisition(read_row(row), told(since))
    return row, read_row(row)


def _write(row: RequisitionRow, requisition: Requisition) -> None:
    for name in FIELDS:
        setattr(row, name, getattr(requisition, name))


def _decision(
    deps: Deps,
    action: Action,
    before: Requisition | None,
    recorded: dict[str, list[Any]],
    reason: str,
    *,
    supersedes: int | None = None,
) -> NewDecision:
    return NewDecision(
        action=action.value,
        from_state=before.state.value if before else None,
        changes=recorded,
        reason=reason.strip() or None,
        content_version=deps.assistant.content.version,
        supersedes=supersedes,
    )
