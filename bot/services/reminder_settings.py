"""How people set reminders: ladders of channels and workspaces, their own hours, and a look ahead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.actors import Tenant
from bot.hiring.reminders.calendar import Calendar
from bot.hiring.reminders.ladder import ReminderStep, steps_ahead
from bot.hiring.reminders.wishes import Wishes
from bot.hiring.requisitions import Requisition
from bot.services import review_booking
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


def in_force(deps: Deps, tenant: Tenant, channel: str | None) -> InForce:
    """The ladder of a channel, or without one of the workspace, and who said so."""
    with deps.database.reading() as session:
        found = preferences.wishes_of(session, tenant, {WORKSPACE, channel or WORKSPACE})
    wishes = [found[subject] for subject in (channel, WORKSPACE) if subject and subject in found]
    said = next((each for each in wishes if each.ladder), None)
    return InForce(deps.assistant.content.ladders.named(said.ladder if said else None), said)


def set_wishes(deps: Deps, tenant: Tenant, subject: str, by: str, **wanted: str | int | None) -> None:
    """Change some wishes of the workspace, a channel or a person, and plan anew whom they concern.

    `by` is the person who wants it so: what they change is theirs to answer for.
    """
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


def look_ahead(deps: Deps, tenant: Tenant, channel: str | None, user: str) -> Sequence[Ahead]:
    """The reminders of the next 14 days for a channel, or for a person, in order."""
    now, ladders = deps.now(), deps.assistant.content.ladders
    person = None if channel else user
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
