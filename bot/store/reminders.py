"""Which reminders are due, and who may send them: claims that hold however many workers there are."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.actors import Tenant
from bot.hiring.reminders.ladder import ReminderStep
from bot.hiring.requisitions import Requisition, State
from bot.store.models import (
    ChannelPace,
    OutboxRow,
    OutboxState,
    ReminderDay,
    ReminderRow,
    RequisitionRow,
)
from bot.store.payloads import Reminder
from bot.store.requisitions import read_row

PACE = timedelta(seconds=1)
_WAITED = timedelta(days=14)  # the longest that a message waits in the outbox
_LATEST = 5000  # reminders that insights look at


def due_query(now: datetime) -> Select[int, str, str, str | None]:
    """The query for what is due: it reads the index of due times, not the table of requisitions."""
    return (
        select(
            RequisitionRow.id,
            RequisitionRow.enterprise_id,
            RequisitionRow.team_id,
            RequisitionRow.next_audience,
        )
        .where(RequisitionRow.next_due_at <= now)
        .order_by(RequisitionRow.next_due_at)
    )


def due(session: Session, now: datetime) -> dict[tuple[Tenant, str], list[int]]:
    """Ids of requisitions with a due reminder, by who would get it: a channel or a person."""
    found: dict[tuple[Tenant, str], list[int]] = defaultdict(list)
    for id_, enterprise_id, team_id, audience in session.execute(due_query(now)):
        found[Tenant(enterprise_id, team_id), audience or ""].append(id_)
    return found


def lock_due(session: Session, ids: Collection[int], audience: str, now: datetime) -> list[Requisition]:
    """Those of the requisitions that are still due for this audience; none while another worker has them.

    They become one message, so workers must not share them: who locks the first has them all, and waits for
    people who are changing one of the others.
    """
    first = select(RequisitionRow.id).where(RequisitionRow.id == min(ids)).with_for_update(skip_locked=True)
    if session.scalar(first) is None:
        return []
    rows = session.scalars(
        select(RequisitionRow)
        .where(
            RequisitionRow.id.in_(ids),
            RequisitionRow.next_due_at <= now,
            RequisitionRow.next_audience == audience,
        )
        .order_by(RequisitionRow.id)
        .with_for_update()
    )
    return [read_row(row) for row in rows]


def lock(session: Session, ids: Collection[int]) -> list[Requisition]:
    """These requisitions, held until the transaction ends."""
    rows = session.scalars(
        select(RequisitionRow)
        .where(RequisitionRow.id.in_(ids))
        .order_by(RequisitionRow.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return [read_row(row) for row in rows]


def plan(session: Session, steps: Mapping[int, ReminderStep | None]) -> None:
    """Write down which reminder comes next, by the id of a requisition that is locked; None for none."""
    planned = [
        {
            "id": id_,
            "next_rung": step.rung if step else None,
            "next_due_at": step.due if step else None,
            "next_audience": step.recipient.id if step else None,
        }
        for id_, step in steps.items()
    ]
    if planned:
        session.execute(update(RequisitionRow), planned)


def undefined(
    session: Session,
    tenant: Tenant,
    *,
    channel: str | None = None,
    person: str | None = None,
    pending: bool = False,
) -> Iterator[list[Requisition]]:
    """Undefined requisitions in portions: of a channel, of a person (owner or next to hear), or of all.

    With `pending` only those with a reminder to come. Each portion is locked until the transaction ends.
    """
    query = select(RequisitionRow).where(
        RequisitionRow.enterprise_id == tenant.enterprise_id,
        RequisitionRow.team_id == tenant.team_id,
        RequisitionRow.state == State.UNDEFINED,
    )
    if channel is not None:
        query = query.where(RequisitionRow.channel == channel)
    if person is not None:
        query = query.where((RequisitionRow.owner == person) | (RequisitionRow.sponsor == person))
    if pending:
        query = query.where(RequisitionRow.next_due_at.is_not(None))
    last = 0
    while rows := list(
        session.scalars(
            query.where(RequisitionRow.id > last).order_by(RequisitionRow.id).limit(500).with_for_update()
        )
    ):
        last = rows[-1].id
        yield [read_row(row) for row in rows]


def claimed(session: Session, ids: Collection[int]) -> dict[int, list[ReminderRow]]:
    """The reminders that were ever claimed for these requisitions, oldest first."""
    found: dict[int, list[ReminderRow]] = defaultdict(list)
    for row in session.scalars(
        select(ReminderRow).where(ReminderRow.requisition_id.in_(ids)).order_by(ReminderRow.id)
    ):
        found[row.requisition_id].append(row)
    return found


def arrived(session: Session, tenant: Tenant, among: ColumnElement[bool]) -> list[tuple[int, str, datetime]]:
    """Requisition, rung and moment of the latest reminders of `among` these that Slack has taken."""
    found = session.execute(
        select(ReminderRow.requisition_id, ReminderRow.rung, OutboxRow.finished_at)
        .join(OutboxRow, ReminderRow.outbox_id == OutboxRow.id)
        .join(RequisitionRow, ReminderRow.requisition_id == RequisitionRow.id)
        .where(
            among,
            ReminderRow.enterprise_id == tenant.enterprise_id,
            ReminderRow.team_id == tenant.team_id,
            OutboxRow.state == OutboxState.SENT,
        )
        .order_by(ReminderRow.id.desc())
        .limit(_LATEST)
    )
    return [(requisition_id, rung, at) for requisition_id, rung, at in found if at is not None]


def asked_at(session: Session, tenant: Tenant, person: str, ts: str) -> int | None:
    """The id of the requisition that a message (ts) asked this person about alone; None for any other."""
    at = datetime.fromtimestamp(float(ts), UTC)
    rows = session.scalars(
        select(OutboxRow).where(
            OutboxRow.enterprise_id == tenant.enterprise_id,
            OutboxRow.team_id == tenant.team_id,
            OutboxRow.state == OutboxState.SENT,
            OutboxRow.due_at.between(at - _WAITED, at + _WAITED),
            OutboxRow.channel == person,
            OutboxRow.detail == ts,
        )
    )
    about = [row.payload.requisitions for row in rows if isinstance(row.payload, Reminder)]
    return about[0][0] if about and len(about[0]) == 1 else None


def claim(
    session: Session,
    requisition: Requisition,
    now: datetime,
    *,
    rung: str,
    slot: date,
    audience: str,
    outbox_id: int,
) -> bool:
    """Claim one reminder in the transaction that writes its message; False when it was claimed before."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    inserted = session.execute(
        insert(ReminderRow)
        .values(
            enterprise_id=requisition.tenant.enterprise_id,
            team_id=requisition.tenant.team_id,
            requisition_id=requisition.id,
            rung=rung,
            slot=slot.isoformat(),
            audience=audience,
            outbox_id=outbox_id,
            claimed_at=now,
        )
        .on_conflict_do_nothing()
        .returning(ReminderRow.id)
    )
    return inserted.first() is not None


def claim_day(session: Session, tenant: Tenant, audience: str, day: date) -> bool:
    """Claim the one message that a person or a channel gets on a day; False when it is taken."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    inserted = session.execute(
        insert(ReminderDay)
        .values(enterprise_id=tenant.enterprise_id, team_id=tenant.team_id, user=audience, day=day)
        .on_conflict_do_nothing()
        .returning(ReminderDay.day)
    )
    return inserted.first() is not None


def claim_turn(session: Session, tenant: Tenant, channel: str, now: datetime) -> datetime | None:
    """Claim this second for a message to a channel; None when it is free, else when to ask again."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    key = {"enterprise_id": tenant.enterprise_id, "team_id": tenant.team_id, "channel": channel}
    got = session.execute(
        insert(ChannelPace)
        .values(**key, next_at=now + PACE)
        .on_conflict_do_update(
            index_elements=list(key), set_={"next_at": now + PACE}, where=ChannelPace.next_at <= now
        )
        .returning(ChannelPace.next_at)
    ).first()
    if got is not None:
        return None
    return session.scalar(select(ChannelPace.next_at).filter_by(**key))
