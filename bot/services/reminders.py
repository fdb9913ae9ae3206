"""Where the rules of reminding meet the store: planning each requisition's next reminder, and sweeping."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.actors import Tenant
from bot.hiring.reminders.calendar import QUIET_FROM, QUIET_TO, Calendar, country_of, read_zone
from bot.hiring.reminders.kinds import CARD, DIGEST, THREAD, TROUBLE, Role, kind_of
from bot.hiring.reminders.ladder import (
    Claimed,
    Recipient,
    ReminderStep,
    Situation,
    next_step,
    step_on,
)
from bot.hiring.reminders.wishes import Known, Wishes
from bot.hiring.requisitions import Requisition, State
from bot.logs import report, tell_operator
from bot.store import Session, outbox, preferences, reminders, requisitions
from bot.store.database import Database
from bot.store.models import ReminderRow
from bot.store.outbox import OutgoingMessage
from bot.store.payloads import Reminder
from bot.store.preferences import WORKSPACE
from bot.store.requisitions import card_edit
from content.schema.ladders import LaddersFile

_OWNER_GONE = "owner_gone"
_MOST_AT_ONCE = 1000
_UTC = ZoneInfo("UTC")
_NOTHING = Wishes()
_UNKNOWN = Known()
_log = logging.getLogger(__name__)


def reschedule(session: Session, requisition: Requisition, now: datetime, ladders: LaddersFile) -> None:
    """Plan the next reminder of a requisition after anything about it changed; write it down."""
    everybody = {user for user in (requisition.owner, requisition.sponsor, requisition.opened_by) if user}
    preferences.ask_about(session, requisition.tenant, everybody)
    unblocked = replace(requisition, next_rung=None)  # what stood in the way may have gone
    reschedule_all(session, [unblocked], now, ladders)


def begin_again(session: Session, requisition_id: int, now: datetime, ladders: LaddersFile) -> None:
    """Begin the ladder of a requisition again, if it is undefined: somebody is busy with it."""
    requisition = requisitions.lock(session, requisition_id)
    if requisition.state is State.UNDEFINED:
        begun = replace(requisition, undefined_since=now)
        requisitions.save(session, begun)
        reschedule(session, begun, now, ladders)


def reschedule_all(
    session: Session, changed: Sequence[Requisition], now: datetime, ladders: LaddersFile
) -> None:
    """Plan the next reminder of requisitions of one workspace whose calendars or ladder changed."""
    steps = {plan.requisition.id: plan.next_step(now) for plan in plans(session, changed, ladders)}
    reminders.plan(session, steps)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known about one requisition's reminders. `situation` is None when it gets none."""

    requisition: Requisition
    situation: Situation | None
    owner_gone: bool = False

    @property
    def has_card(self) -> bool:
        """Whether there is a card in its channel, to be edited instead of posted again."""
        return self.situation is not None and self.situation.has_card

    def next_step(self, now: datetime) -> ReminderStep | None:
        """The next reminder; None for none."""
        if self.situation is None:
            return None
        was_told = any(kind_of(each.rung) == TROUBLE for each in self.situation.claimed)
        kind, _, reason = (self.requisition.next_rung or "").partition("-")
        if not was_told and (kind == TROUBLE or self.owner_gone):
            return self.trouble(reason if kind == TROUBLE else _OWNER_GONE, now)
        return next_step(self.situation, now)

    def trouble(self, reason: str, now: datetime) -> ReminderStep | None:
        """The message that tells somebody what stands in the way; None when there is nobody to tell."""
        told = self.situation.recipients.get("told") if self.situation else None
        return step_on(f"{TROUBLE}-{reason}", told, told.calendar.day(now), now) if told else None

    def after(self, step: ReminderStep) -> "Plan":
        """The plan once this reminder is claimed."""
        assert self.situation is not None  # noqa: S101 - there was a step
        claimed = (*self.situation.claimed, Claimed(step.rung, step.day))
        return replace(self, situation=replace(self.situation, claimed=claimed))


def plans(session: Session, found: Sequence[Requisition], ladders: LaddersFile) -> list[Plan]:
    """The plans of requisitions of one workspace, with three queries for all of them."""
    if not found:
        return []
    tenant = found[0].tenant
    people = {user for each in found for user in (each.owner, each.sponsor, each.opened_by) if user}
    wishes = preferences.wishes_of(session, tenant, {WORKSPACE, *people, *(each.channel for each in found)})
    known = preferences.known_people(session, tenant, people)
    history = reminders.claimed(session, [each.id for each in found])
    return [_plan(each, wishes, known, history.get(each.id, ()), ladders) for each in found]


def calendar_of(session: Session, tenant: Tenant, audience: str, owner: str) -> Calendar:
    """The calendar of a channel or person; a channel without wishes follows the requisition's `owner`."""
    wishes = preferences.wishes_of(session, tenant, {WORKSPACE, audience})
    known = preferences.known_people(session, tenant, {audience, owner})
    return _calendar(audience, owner, wishes, known)


def sweep(database: Database, now: datetime, ladders: LaddersFile) -> int:
    """Turn what is due into messages that wait to be sent; how many there are.

    One transaction for each channel or person, so that any number of workers share the work. An error with
    one audience is logged, and leaves the others their reminders.
    """
    with database.reading() as session:
        due = reminders.due(session, now)
    written = 0
    for (tenant, audience), found in due.items():
        try:
            with database.transaction(patient=True) as session:
                ids = found[:_MOST_AT_ONCE]
                written += _remind(session, tenant, audience, ids=ids, now=now, ladders=ladders)
        except Exception as error:
            report(_log, error, "sweep_failed", team=tenant.team_id, channel=audience)
    return written


def channel_failed(
    session: Session, tenant: Tenant, channel: str, *, reason: str, now: datetime, ladders: LaddersFile
) -> None:
    """Stop writing to a channel that cannot be written to; each owner hears of it once."""
    for found in reminders.undefined(session, tenant, channel=channel, pending=True):
        steps = {}
        for plan in plans(session, found, ladders):
            step = steps[plan.requisition.id] = plan.trouble(reason, now)
            if step is None:
                tell_operator(reason, tenant, channel=channel)
        reminders.plan(session, steps)


def person_changed(session: Session, tenant: Tenant, user: str, now: datetime, ladders: LaddersFile) -> None:
    """Plan anew what this person is to get, or to be told about, after their account or time zone changed.

    Cards name their owner, and are brought up to date.
    """
    for found in reminders.undefined(session, tenant, person=user):
        for requisition in found:
            if requisition.owner == user and (edit := card_edit(requisition)):
                outbox.add(session, tenant, edit, now)
        steps = {}
        for plan in plans(session, found, ladders):
            step = steps[plan.requisition.id] = plan.next_step(now)
            if step is None and plan.owner_gone:
                tell_operator(_OWNER_GONE, tenant, user=user)
        reminders.plan(session, steps)


def _remind(
    session: Session,
    tenant: Tenant,
    audience: str,
    *,
    ids: Sequence[int],
    now: datetime,
    ladders: LaddersFile,
) -> int:
    edits: list[tuple[Plan, ReminderStep]] = []
    messages: list[tuple[Plan, ReminderStep]] = []
    others: dict[int, ReminderStep | None] = {}
    for plan in plans(session, reminders.lock_due(session, ids, audience, now), ladders):
        step = plan.next_step(now)
        if step is None or step.due > now or step.recipient.id != audience:
            others[plan.requisition.id] = step  # things have changed since it was planned
        elif step.kind == CARD and plan.has_card:
            edits.append((plan, step))
        else:
            messages.append((plan, step))
    reminders.plan(session, others)
    for edit in edits:
        _put_out(session, tenant, audience, [edit], now)
    if not messages:
        return len(edits)
    day = messages[0][1].day
    if not reminders.claim_day(session, tenant, audience, day):
        later = {plan.requisition.id: _on_the_next_day(step, day) for plan, step in messages}
        reminders.plan(session, later)
        return len(edits)
    return len(edits) + _put_out(session, tenant, audience, messages, now)


def _put_out(
    session: Session, tenant: Tenant, audience: str, due: Sequence[tuple[Plan, ReminderStep]], now: datetime
) -> int:
    """Write one message about these requisitions, claim its reminders, and plan the ones after them."""
    first, step = due[0]
    alone = len(due) == 1
    is_edit = alone and step.kind == CARD and first.has_card
    message = OutgoingMessage(
        channel=first.requisition.channel if alone and step.kind == THREAD else audience,
        text="",
        update_ts=first.requisition.card_ts if is_edit else None,
        payload=Reminder(
            kind=step.kind if alone else DIGEST,
            requisitions=tuple(plan.requisition.id for plan, _ in due),
            rungs=tuple(step.rung for _, step in due),
            audience=audience,
            day=None if is_edit else step.day,
        ),
    )
    message_id = outbox.add(session, tenant, message, now)
    new, steps = 0, {}
    for plan, step in due:
        new += reminders.claim(
            session,
            plan.requisition,
            now,
            rung=step.rung,
            slot=step.day,
            audience=audience,
            outbox_id=message_id,
        )
        steps[plan.requisition.id] = plan.after(step).next_step(now)
    reminders.plan(session, steps)
    if not new:
        outbox.remove(session, message_id)
    return int(new > 0)


def _on_the_next_day(step: ReminderStep, day: date) -> ReminderStep:
    calendar = step.recipient.calendar
    return replace(step, due=calendar.morning(calendar.nth_working_day(day, 1)))


def _plan(
    requisition: Requisition,
    wishes: Mapping[str, Wishes],
    known: Mapping[str, Known],
    history: Sequence[ReminderRow],
    ladders: LaddersFile,
) -> Plan:
    since = requisition.undefined_since
    if requisition.state != State.UNDEFINED or requisition.reminders_off or since is None:
        return Plan(requisition, None)
    named = (
        requisition.ladder
        or wishes.get(requisition.channel, _NOTHING).ladder
        or wishes.get(WORKSPACE, _NOTHING).ladder
    )
    ladder = ladders.named(named)
    if not ladder.rung:
        return Plan(requisition, None)

    def recipient(*candidates: str | None) -> Recipient | None:
        for id_ in candidates:
            if id_ and not known.get(id_, _UNKNOWN).deactivated and wishes.get(id_, _NOTHING).ladder != "off":
                return Recipient(id_, _calendar(id_, requisition.owner, wishes, known))
        return None

    found: dict[Role, Recipient | None] = {
        "channel": Recipient(
            requisition.channel, _calendar(requisition.channel, requisition.owner, wishes, known)
        ),
        "owner": recipient(requisition.owner),
        "sponsor": recipient(requisition.sponsor),
        "asked": recipient(
            requisition.sponsor, requisition.opened_by if requisition.opened_by != requisition.owner else None
        ),
        "told": recipient(requisition.owner, requisition.sponsor, requisition.opened_by),
    }
    snoozed = (
        requisition.snoozed_until
        if requisition.snoozed_until and requisition.snoozed_until > since.date()
        else None
    )
    situation = Situation(
        ladder=ladder,
        recipients={role: someone for role, someone in found.items() if someone},
        undefined_since=since,
        snoozed_until=snoozed,
        snoozes=requisition.snoozes,
        has_card=requisition.card_ts is not None and requisition.card_channel == requisition.channel,
        claimed=[
            Claimed(each.rung, date.fromisoformat(each.slot)) for each in history if each.claimed_at > since
        ],
    )
    return Plan(requisition, situation, owner_gone=known.get(requisition.owner, _UNKNOWN).deactivated)


def _calendar(subject: str, owner: str, wishes: Mapping[str, Wishes], known: Mapping[str, Known]) -> Calendar:
    """The first of: own wishes, what Slack says, the workspace's wishes; for a channel also its owner's zone.

    The country is a wish, or else where the time zone is.
    """
    own, house = wishes.get(subject, _NOTHING), wishes.get(WORKSPACE, _NOTHING)
    told = Wishes(time_zone=known.get(subject, _UNKNOWN).time_zone)
    by_owner = Wishes(time_zone=known.get(owner, _UNKNOWN).time_zone)
    layers = (own, told, house, by_owner)
    country = ""
    zone = _UTC
    for layer in layers:
        country = country or layer.country or ""
        found = read_zone(layer.time_zone)
        if found is not None:
            zone = found
            country = country or country_of(found)
            break
    quiet_from = next((each.quiet_from for each in layers if each.quiet_from is not None), QUIET_FROM)
    quiet_to = next((each.quiet_to for each in layers if each.quiet_to is not None), QUIET_TO)
    return Calendar(zone, country, quiet_from, quiet_to)
