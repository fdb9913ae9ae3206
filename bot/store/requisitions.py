"""Requisitions: opening, loading for a change, listing and counting."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, text, true, update
from sqlalchemy.orm import Session

from bot.actors import Tenant
from bot.hiring.lists import Numbers
from bot.hiring.requisitions import FIELDS, Requisition, State
from bot.store.models import RequisitionRow, tenant_of
from bot.store.outbox import OutgoingMessage
from bot.store.payloads import Card

_LIVE = (State.UNDEFINED, State.DEFINED)
_LATEST = 500  # definitions that the median looks at


def add(session: Session, tenant: Tenant, values: Mapping[str, Any]) -> Requisition:
    """Add a requisition under the next number of its workspace."""
    if session.get_bind().dialect.name == "postgresql":
        # Two that open at once queue up here; SQLite has let in one writer only.
        lock = text("SELECT pg_advisory_xact_lock(hashtext('requisitions'), hashtext(:tenant))")
        session.execute(lock, {"tenant": f"{tenant.enterprise_id}/{tenant.team_id}"})
    last = session.scalar(select(func.max(RequisitionRow.number)).where(_of(tenant)))
    row = RequisitionRow(
        enterprise_id=tenant.enterprise_id, team_id=tenant.team_id, number=(last or 0) + 1, **values
    )
    session.add(row)
    session.flush()
    return read_row(row)


def save(session: Session, requisition: Requisition) -> None:
    """Write down a requisition as it is now, which was loaded for that."""
    values = {name: getattr(requisition, name) for name in FIELDS}
    session.execute(update(RequisitionRow).where(RequisitionRow.id == requisition.id).values(values))


def put_card(session: Session, requisition: Requisition, channel: str | None, ts: str | None) -> None:
    """Remember where the card of a requisition is; None for nowhere any more."""
    values = {"card_channel": channel, "card_ts": ts}
    session.execute(update(RequisitionRow).where(RequisitionRow.id == requisition.id).values(values))


def channels(session: Session, tenant: Tenant) -> frozenset[str]:
    """Every hiring channel of a workspace."""
    return frozenset(session.scalars(select(RequisitionRow.channel).where(_of(tenant)).distinct()))


def visible(user: str, hidden: Collection[str]) -> ColumnElement[bool]:
    """What somebody may know of, when these channels are hidden from them: all but theirs, and their own."""
    if not hidden:
        return true()
    people = (RequisitionRow.owner, RequisitionRow.sponsor, RequisitionRow.opened_by)
    return or_(RequisitionRow.channel.not_in(hidden), *(each == user for each in people))


def tenants(session: Session) -> list[Tenant]:
    """Every workspace that has requisitions, in their order."""
    found = session.execute(
        select(RequisitionRow.enterprise_id, RequisitionRow.team_id)
        .distinct()
        .order_by(RequisitionRow.enterprise_id, RequisitionRow.team_id)
    )
    return [Tenant(enterprise_id, team_id) for enterprise_id, team_id in found]


def load(session: Session, tenant: Tenant, number: int, *, for_change: bool = False) -> Requisition | None:
    """Load a requisition by its number; `for_change` keeps everybody else from changing it meanwhile."""
    query = select(RequisitionRow).where(_of(tenant), RequisitionRow.number == number)
    row = session.scalars(query.with_for_update() if for_change else query).one_or_none()
    return read_row(row) if row else None


def one_of(session: Session, tenant: Tenant, user: str) -> Requisition | None:
    """Any requisition that somebody owns, sponsors or opened; None when they have none."""
    people = (RequisitionRow.owner, RequisitionRow.sponsor, RequisitionRow.opened_by)
    mine = or_(*(each == user for each in people))
    row = session.scalars(select(RequisitionRow).where(_of(tenant), mine).limit(1)).first()
    return read_row(row) if row else None


def by_id(session: Session, id_: int) -> Requisition | None:
    """The requisition with that id."""
    row = session.get(RequisitionRow, id_)
    return read_row(row) if row else None


def of_card(session: Session, tenant: Tenant, channel: str, ts: str) -> Requisition | None:
    """The requisition whose card is this message; None when it is no card."""
    row = session.scalars(
        select(RequisitionRow).where(
            RequisitionRow.enterprise_id == tenant.enterprise_id,
            RequisitionRow.team_id == tenant.team_id,
            RequisitionRow.card_channel == channel,
            RequisitionRow.card_ts == ts,
        )
    ).first()
    return read_row(row) if row else None


def lock(session: Session, id_: int) -> Requisition:
    """Load a requisition that is known to exist by its id, and keep everybody else from changing it."""
    query = select(RequisitionRow).where(RequisitionRow.id == id_).with_for_update()
    return read_row(session.scalars(query.execution_options(populate_existing=True)).one())


def listed(
    session: Session, tenant: Tenant, *, user: str, channel: str | None, offset: int, limit: int
) -> tuple[Sequence[Requisition], int]:
    """A page of the live requisitions of a person and of a channel, and how many there are in all.

    Undefined ones come first, the oldest before the others.
    """
    theirs = or_(RequisitionRow.owner == user, RequisitionRow.channel == (channel or ""))
    return _page(session, and_(_of(tenant), theirs, RequisitionRow.state.in_(_LIVE)), offset, limit)


def undefined_of(
    session: Session, tenant: Tenant, user: str, today: date, *, snoozed: bool, offset: int, limit: int
) -> tuple[Sequence[Requisition], int]:
    """A page of a person's undefined requisitions, those that are snoozed or those that are not any more."""
    put_off = and_(RequisitionRow.snoozed_until.is_not(None), RequisitionRow.snoozed_until > today)
    where = and_(
        _of(tenant),
        RequisitionRow.owner == user,
        RequisitionRow.state == State.UNDEFINED,
        put_off if snoozed else ~put_off,
    )
    return _page(session, where, offset, limit)


def waiting_for(
    session: Session, tenant: Tenant, sponsor: str, *, offset: int, limit: int
) -> tuple[Sequence[Requisition], int]:
    """A page of other people's undefined requisitions that this person sponsors, and how many there are."""
    where = and_(
        _of(tenant),
        RequisitionRow.sponsor == sponsor,
        RequisitionRow.owner != sponsor,
        RequisitionRow.state == State.UNDEFINED,
    )
    return _page(session, where, offset, limit)


def read_row(row: RequisitionRow) -> Requisition:
    """The requisition in a row."""
    return Requisition(**{name: getattr(row, name) for name in FIELDS}, tenant=tenant_of(row))


def card_edit(requisition: Requisition) -> OutgoingMessage | None:
    """An edit of the card in the channel, to be worded anew when it is sent; None when there is no card."""
    if not (requisition.card_channel and requisition.card_ts):
        return None
    card = Card(requisitions=(requisition.id,))
    return OutgoingMessage(requisition.card_channel, "", update_ts=requisition.card_ts, payload=card)


def first_card(requisition: Requisition) -> OutgoingMessage:
    """The card of a requisition that was just opened, to be worded when it is sent; it mentions nobody."""
    return OutgoingMessage(requisition.channel, "", payload=Card(requisitions=(requisition.id,)))


def numbers(
    session: Session, tenant: Tenant, now: datetime, among: ColumnElement[bool] | None = None
) -> Numbers:
    """Count a workspace's requisitions, or those `among` them that match."""
    among = true() if among is None else among
    ages = [now - timedelta(days=days) for days in (7, 14, 28)]
    since = RequisitionRow.undefined_at
    undefined = RequisitionRow.state == State.UNDEFINED

    def count(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    counted = session.execute(
        select(
            func.count(),
            count(and_(undefined, since > ages[0])),
            count(and_(undefined, since <= ages[0], since > ages[1])),
            count(and_(undefined, since <= ages[1], since > ages[2])),
            count(and_(undefined, since <= ages[2])),
        ).where(_of(tenant), RequisitionRow.state.in_(_LIVE), among)
    ).one()
    days = days_to_definition(session, tenant, among)
    total, *by_age = (int(value) for value in counted)
    week, two, four, older = by_age
    return Numbers(
        open=total,
        undefined=sum(by_age),
        waiting=(week, two, four, older),
        definitions=len(days),
        median_days=median(days) if days else None,
    )


def days_to_definition(
    session: Session, tenant: Tenant, among: ColumnElement[bool] | None = None
) -> list[float]:
    """How many days the latest definitions took; what was opened with its specialty needed none."""
    spans = session.execute(
        select(RequisitionRow.undefined_at, RequisitionRow.defined_at)
        .where(_of(tenant), RequisitionRow.undefined_at.is_not(None), RequisitionRow.defined_at.is_not(None))
        .where(true() if among is None else among)
        .order_by(RequisitionRow.number.desc())
        .limit(_LATEST)
    )
    return [(defined - since) / timedelta(days=1) for since, defined in spans if since and defined]


def _of(tenant: Tenant) -> ColumnElement[bool]:
    return and_(
        RequisitionRow.enterprise_id == tenant.enterprise_id, RequisitionRow.team_id == tenant.team_id
    )


def _page(
    session: Session, where: ColumnElement[bool], offset: int, limit: int
) -> tuple[Sequence[Requisition], int]:
    defined = case((RequisitionRow.state == State.UNDEFINED, 0), else_=1)
    rows = session.scalars(
        select(RequisitionRow)
        .where(where)
        .order_by(defined, RequisitionRow.undefined_at, RequisitionRow.number)
        .offset(offset)
        .limit(limit)
    ).all()
    total = session.scalar(select(func.count()).select_from(RequisitionRow).where(where)) or 0
    return [read_row(row) for row in rows], total
