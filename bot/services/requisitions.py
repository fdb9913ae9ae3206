"""What people do with requisitions. Each change is one transaction: check, change, record, remind, reply."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta, tzinfo
from functools import partial
from typing import Any

from bot.actors import Actor, Tenant
from bot.hiring.access import ACT_OF, Act, parts_of
from bot.hiring.lists import RequisitionPage
from bot.hiring.requisitions import (
    FIELDS,
    Action,
    Decision,
    IllegalMove,
    Requisition,
    State,
    differences,
    restore,
)
from bot.hiring.text.dates import write_day
from bot.hiring.text.money import Budget
from bot.services import review_booking
from bot.services.access import admit, check_act, check_named, let_in, rank_of
from bot.services.changes import Changed, Decided, Once, commit, decision_of, load_for_change, make_move
from bot.services.deps import Deps
from bot.slack.text import kind_of_id
from bot.store import Session, decisions, preferences, reminders, requisitions

PAGE = 50
LONGEST_SNOOZE = timedelta(days=366)
LONGEST_AGO = timedelta(days=2 * 366)


class NotThatDay(IllegalMove):
    """A day on which it cannot have been filled."""


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


@dataclass(frozen=True, slots=True)
class Story:
    """A requisition, its days those of its reader, with all decisions about it, the first one first.

    `reads_all`: budget and description are for this reader, too.
    """

    requisition: Requisition
    decisions: Sequence[Decision]
    reads_all: bool


def get(deps: Deps, actor: Actor, number: int, act: Act = Act.SEE) -> Requisition:
    """The requisition of that number, for who may `act` on it; raises what `admit` does."""
    return admit(deps, actor, number, act).requisition


def story(deps: Deps, actor: Actor, number: int, act: Act = Act.LOG) -> Story:
    """A requisition and how it came to stand so, for who may `act` on it; raises what `admit` does."""
    admitted = admit(deps, actor, number, act)
    with deps.database.reading() as session:
        found = admitted.still(requisitions.load(session, actor.tenant, number))
        zone = preferences.zone_of(session, actor.tenant, actor.user)
        return Story(found.in_zone(zone), decisions.story(session, found.id), admitted.may(Act.READ))


def list_for(deps: Deps, actor: Actor, number: int = 1) -> RequisitionPage:
    """Page `number` of what is open and belongs to a person, or to the channel they are in.

    Refused for people of another company.
    """
    rank_of(deps, actor)
    channel = actor.channel if kind_of_id(actor.channel) == "channel" else None
    with deps.database.reading() as session:
        find = partial(requisitions.listed, session, actor.tenant, user=actor.user, channel=channel)
        return read_page(number, find, preferences.zone_of(session, actor.tenant, actor.user))


def meant_by(deps: Deps, actor: Actor, *, undoing: bool) -> int | None:
    """The number of the requisition that somebody means who names none: the only open one of theirs.

    `undoing`: the one that they changed last. None when nobody can tell.
    """
    if undoing:
        with deps.database.reading() as session:
            return decisions.last_by(session, actor.tenant, actor.user)
    page = list_for(deps, actor)
    return page.requisitions[0].number if page.total == 1 else None


def in_thread(
    deps: Deps, tenant: Tenant, channel: str, thread_ts: str | None, reader: str
) -> Requisition | None:
    """The requisition whose card, or whose question to this reader, a thread hangs on."""
    if thread_ts is None:
        return None
    with deps.database.reading() as session:
        found = requisitions.of_card(session, tenant, channel, thread_ts)
        if found is None:
            id_ = reminders.asked_at(session, tenant, reader, thread_ts)
            found = requisitions.by_id(session, id_) if id_ is not None else None
        return found


def read_page(
    number: int, find: Callable[..., tuple[Sequence[Requisition], int]], zone: tzinfo
) -> RequisitionPage:
    """Page `number` of what `find` finds, or the last one when there are fewer by now."""
    found, total = find(offset=PAGE * (number - 1), limit=PAGE)
    if not found and total:
        number = -(-total // PAGE)
        found, total = find(offset=PAGE * (number - 1), limit=PAGE)
    return RequisitionPage(tuple(each.in_zone(zone) for each in found), total, number, PAGE)


def open_requisition(
    deps: Deps,
    actor: Actor,
    opening: Opening,
    *,
    reason: str = "",
    once: Once | None = None,
    along: Callable[[Session, Requisition], None] | None = None,
) -> Changed:
    """Open a requisition. It is undefined until it has a specialty. `along` is done in its transaction.

    Refused for guests, and when its owner or sponsor could do nothing here.
    """
    check_act(deps, actor, Act.OPEN)
    for person in (opening.owner, opening.sponsor):
        check_named(deps, actor, person)
    beside = let_in(deps, actor, opening.channel, (opening.owner, opening.sponsor))
    now = deps.now()
    defined = opening.specialty is not None
    values: dict[str, Any] = {
        **{each.name: getattr(opening, each.name) for each in fields(opening) if each.name in FIELDS},
        **budget_fields(opening.budget, opening.budget_year),
        "opened_by": actor.user,
        "state": State.DEFINED if defined else State.UNDEFINED,
        "version": 1,
        "opened_at": now,
        "undefined_at": None if defined else now,
        "undefined_since": None if defined else now,
        "defined_at": now if defined else None,
        "snoozes": 0,
        "reminders_off": False,
    }

    def begin(session: Session) -> Decided:
        requisition = requisitions.add(session, actor.tenant, values)
        if along:
            along(session, requisition)
        recorded = differences(None, requisition) | beside
        return requisition, decision_of(deps, Action.OPEN, None, recorded, reason)

    return commit(deps, actor, begin, once)


def once_with_card(key: str) -> Once:
    """Make an opening happen once, and announce it by a card in its channel."""
    return Once(key, lambda opened: requisitions.first_card(opened.requisition))


def define(deps: Deps, actor: Actor, number: int, specialty: str, **how: Any) -> Changed:
    """Say which role it is, or correct what was said. `how`: see `_change`."""
    return _change(deps, actor, number, Action.DEFINE, lambda _: {"specialty": specialty}, **how)


def edit(deps: Deps, actor: Actor, number: int, wanted: dict[str, Any], **how: Any) -> Changed:
    """Change fields such as title, channel, sponsor, budget or ladder. `how`: see `_change`."""
    named = wanted.get("sponsor")
    return _change(deps, actor, number, Action.EDIT, lambda _: wanted, named=named, **how)


def snooze(deps: Deps, actor: Actor, number: int, until: date, **how: Any) -> Changed:
    """Put the reminders off until a day. `how`: see `_change`. IllegalMove for a day that cannot be meant."""
    today = deps.today_of(actor.tenant, actor.user)
    if not today < until <= today + LONGEST_SNOOZE:
        when = "has passed already" if until <= today else "is more than a year away"
        raise IllegalMove(f"{write_day(until)} {when}. Choose a day from tomorrow on, within a year.")

    def put_off(requisition: Requisition) -> dict[str, Any]:
        return {"snoozed_until": until, "snoozes": requisition.snoozes + 1}

    return _change(deps, actor, number, Action.SNOOZE, put_off, **how)


def reassign(deps: Deps, actor: Actor, number: int, owner: str, **how: Any) -> Changed:
    """Give it to another owner, who may read it from then on. `how`: see `_change`."""
    return _change(deps, actor, number, Action.REASSIGN, lambda _: {"owner": owner}, named=owner, **how)


def close(deps: Deps, actor: Actor, number: int, **how: Any) -> Changed:
    """Close it. `how`: see `_change`."""
    return _change(deps, actor, number, Action.CLOSE, lambda _: {}, **how)


def fill(deps: Deps, actor: Actor, number: int, day: date, **how: Any) -> Changed:
    """Say on which day it was filled, or correct that; nobody is named. `how`: see `_change`.

    NotThatDay for a day to come, or one too long ago for anybody to look back.
    """
    today = deps.today_of(actor.tenant, actor.user)
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
    filling: bool = False,
    expected_version: int | None = None,
    once: Once | None = None,
) -> Changed:
    """Take the last decision back, by a new one that supersedes it and says why.

    `filling`: take back that it was filled, whatever was corrected since.
    """
    admitted = admit(deps, actor, number, Act.UNDO)

    def take_back(session: Session) -> Decided:
        before = load_for_change(session, admitted, expected_version)
        last = decisions.latest(session, before.id)
        if filling and before.state is State.FILLED:
            story = decisions.story(session, before.id)
            filled = [
                each for each in story if each.action == Action.FILL and each.from_state != State.FILLED
            ]
            last = filled[-1] if filled else last
        if last is None or last.action == Action.OPEN:
            raise IllegalMove(
                f"Requisition {number} has just been opened, and there is nothing else to undo. "
                "If it was a mistake, close it."
            )
        after = restore(before, last.changes, deps.now())
        requisitions.save(session, after)
        recorded = differences(before, after)
        recorded |= review_booking.take_back(session, after.id, last.changes, actor.user, deps.now())
        return after, decision_of(deps, Action.UNDO, before, recorded, reason, supersedes=last.id)

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
    named: str | None = None,
) -> Changed:
    """Change a requisition. With `expected_version`, only if it is still what the person looked at.

    `named` is who becomes its owner or sponsor: the record says when that lets them into a private channel's.
    Raises what `admit` does, StaleRequisition, IllegalMove, DoneBefore: in all of them nothing was changed.
    """
    admitted = admit(deps, actor, number, ACT_OF[action])
    seen = admitted.requisition
    check_named(deps, actor, None if named and parts_of(named, seen) else named)
    beside = let_in(deps, actor, seen.channel, (named,), seen)

    def apply(session: Session) -> Decided:
        before = load_for_change(session, admitted, expected_version)
        after, decided = make_move(session, deps, before, action, wanted(before), reason=reason)
        return after, replace(decided, changes={**decided.changes, **beside})

    return commit(deps, actor, apply, once)
