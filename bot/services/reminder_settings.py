"""How people set reminders: ladders of channels and workspaces, their own hours, and a look ahead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.actors import Actor, Tenant
from bot.hiring.access import Act
from bot.hiring.reminders.calendar import Calendar
from bot.hiring.reminders.ladder import ReminderStep, steps_ahead
from bot.hiring.reminders.wishes import Wishes
from bot.hiring.requisitions import Requisition
from bot.services import review_booking
from bot.services.access import check_act, rank_of
from bot.services.deps import Deps
from bot.services.reminders import calendar_of, plans, reschedule_all
from bot.slack.text import kind_of_id
from bot.store import preferences, reminders
from bot.store.preferences import WORKSPACE
from content.schema.ladders import Ladder

LOOK_AHEAD = timedelta(days=14)
_MOST = 200


@dataclass(frozen=True, slots=True)
class Ahead:
    """A reminder to come, if nobody does anything before."""

    requisition: Requisition
    step: ReminderStep


@dataclass(frozen=True, slots=True)
class InForce:
    """The ladder that holds somewhere, and the wishes that say so; None when nobody has said anything."""

    ladder: Ladder
    wishes: Wishes | None


@dataclass(frozen=True, slots=True)
class Own:
    """One person's wishes, and the calendar that follows from these and from what Slack says."""

    wishes: Wishes
    calendar: Calendar


def in_force(deps: Deps, actor: Actor, channel: str | None) -> InForce:
    """The ladder of a channel, or without one of the workspace, and who said so.

    Refused for people of another company.
    """
    rank_of(deps, actor)
    tenant = actor.tenant
    with deps.database.reading() as session:
        found = preferences.wishes_of(session, tenant, {WORKSPACE, channel or WORKSPACE})
    wishes = [found[subject] for subject in (channel, WORKSPACE) if subject and subject in found]
    said = next((each for each in wishes if each.ladder), None)
    return InForce(deps.assistant.content.ladders.named(said.ladder if said else None), said)


def set_wishes(deps: Deps, actor: Actor, subject: str, **wanted: str | int | None) -> None:
    """Change some wishes of the workspace, a channel or the person who acts, and plan anew whom they concern.

    Refused, with whom to ask, when that is not for this person to change.
    """
    tenant, by = actor.tenant, actor.user
    if subject == WORKSPACE:
        check_act(deps, actor, Act.WORKSPACE_REMINDERS)
    elif subject == by:
        check_act(deps, actor, Act.PREFERENCES)
    else:
        check_act(deps, actor, Act.CHANNEL_REMINDERS, subject)
    now, ladders = deps.now(), deps.assistant.content.ladders
    with deps.database.transaction() as session:
        before = preferences.wishes_of(session, tenant, {subject}).get(subject, Wishes())
        after = replace(before, **wanted, set_by=by, set_at=now)  # type: ignore[arg-type]
        preferences.wish(session, tenant, subject, after)
        if subject == WORKSPACE:
            affected = reminders.undefined(session, tenant)
        elif kind_of_id(subject) == "person":
            affected = reminders.undefined(session, tenant, person=subject)
        else:
            affected = reminders.undefined(session, tenant, channel=subject)
        for rows in affected:
            reschedule_all(session, rows, now, ladders)
        if kind_of_id(subject) == "person":
            review_booking.rebook_for(session, tenant, subject, deps.assistant.content.reviews)


def own(deps: Deps, tenant: Tenant, user: str) -> Own:
    """What a person wants, and when they are written to."""
    with deps.database.reading() as session:
        wishes = preferences.wishes_of(session, tenant, {user}).get(user, Wishes())
        return Own(wishes, calendar_of(session, tenant, user, user))


def look_ahead(deps: Deps, actor: Actor) -> Sequence[Ahead]:
    """The reminders of the next 14 days for the channel that somebody is in, or else for them, in order.

    Refused for people of another company.
    """
    rank_of(deps, actor)
    tenant, now, ladders = actor.tenant, deps.now(), deps.assistant.content.ladders
    channel = actor.channel if kind_of_id(actor.channel) == "channel" else None
    person = None if channel else actor.user
    found: list[Ahead] = []
    with deps.database.reading() as session:
        rows = next(reminders.undefined(session, tenant, channel=channel, person=person), [])[:_MOST]
        for plan in plans(session, rows, ladders):
            if plan.situation is not None:
                steps = steps_ahead(plan.situation, now, now + LOOK_AHEAD)
                found += [Ahead(plan.requisition, step) for step in steps]
        coming = review_booking.ahead(session, tenant, now + LOOK_AHEAD, channel=channel, person=person)
        found += [Ahead(requisition, step) for requisition, step in coming]
    return sorted(found, key=lambda each: (each.step.due, each.requisition.number))
