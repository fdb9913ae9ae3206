"""Look-backs at roles that were filled: booked, asked once, answered, and checked against the record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from bot.actors import Tenant
from bot.hiring.requisitions import Requisition, State
from bot.store.models import DecisionRow, OutboxRow, RequisitionRow, ReviewRow
from bot.store.requisitions import read_row

ANSWER = "review"
"""What answers are called in the changes of a decision: before and after."""


def of(session: Session, requisition_id: int) -> dict[str, ReviewRow]:
    """The look-backs at a requisition, by kind."""
    rows = session.scalars(select(ReviewRow).where(ReviewRow.requisition_id == requisition_id))
    return {row.kind: row for row in rows}


def book(session: Session, requisition: Requisition, kind: str) -> ReviewRow:
    """Add a look-back at a requisition whose row is locked."""
    row = ReviewRow(
        enterprise_id=requisition.tenant.enterprise_id,
        team_id=requisition.tenant.team_id,
        requisition_id=requisition.id,
        kind=kind,
    )
    session.add(row)
    session.flush()
    return row


def drop(session: Session, row: ReviewRow) -> None:
    """Take a look-back out that nobody has answered."""
    session.execute(delete(ReviewRow).where(ReviewRow.id == row.id, ReviewRow.answers.is_(None)))


def by_id(session: Session, id_: int) -> ReviewRow | None:
    """The look-back with that id."""
    return session.get(ReviewRow, id_)


def due_query(now: datetime) -> Select[int]:
    """The query for what is due: it reads the index of due times, not the table."""
    return select(ReviewRow.requisition_id).where(ReviewRow.due_at <= now).order_by(ReviewRow.due_at)


def due(session: Session, now: datetime) -> Sequence[int]:
    """Ids of the requisitions with a look-back to ask for, the one that has waited longest first."""
    return list(dict.fromkeys(session.scalars(due_query(now))))


def people_due(session: Session, tenant: Tenant, now: datetime) -> set[str]:
    """Who owns the requisitions of a workspace with a look-back to ask for."""
    owners = session.scalars(
        select(RequisitionRow.owner)
        .join(ReviewRow, ReviewRow.requisition_id == RequisitionRow.id)
        .where(
            ReviewRow.due_at <= now,
            ReviewRow.enterprise_id == tenant.enterprise_id,
            ReviewRow.team_id == tenant.team_id,
        )
    )
    return set(owners)


def lock_free(session: Session, requisition_id: int) -> Requisition | None:
    """The requisition, locked until the transaction ends; None when another worker has it."""
    row = session.scalars(
        select(RequisitionRow)
        .where(RequisitionRow.id == requisition_id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    return read_row(row) if row else None


def open_of(
    session: Session, tenant: Tenant, *, person: str | None = None, channel: str | None = None
) -> list[Requisition]:
    """Filled requisitions with a look-back to come, of a person (in any part) or a channel; locked."""
    query = select(RequisitionRow).where(
        RequisitionRow.enterprise_id == tenant.enterprise_id,
        RequisitionRow.team_id == tenant.team_id,
        RequisitionRow.state == State.FILLED,
        exists().where(ReviewRow.requisition_id == RequisitionRow.id, ReviewRow.answers.is_(None)),
    )
    if person is not None:
        people = (RequisitionRow.owner, RequisitionRow.sponsor, RequisitionRow.opened_by)
        query = query.where(or_(*(each == person for each in people)))
    if channel is not None:
        query = query.where(RequisitionRow.channel == channel)
    return [read_row(row) for row in session.scalars(query.order_by(RequisitionRow.id).with_for_update())]


def waiting(
    session: Session, tenant: Tenant, user: str, *, offset: int, limit: int
) -> tuple[Sequence[Requisition], int]:
    """A page of a person's filled requisitions that they were asked about in vain, and how many there are."""
    asked = exists().where(
        ReviewRow.requisition_id == RequisitionRow.id,
        ReviewRow.outbox_id.is_not(None),
        ReviewRow.answers.is_(None),
    )
    query = select(RequisitionRow).where(
        RequisitionRow.enterprise_id == tenant.enterprise_id,
        RequisitionRow.team_id == tenant.team_id,
        RequisitionRow.owner == user,
        RequisitionRow.state == State.FILLED,
        asked,
    )
    rows = session.scalars(query.order_by(RequisitionRow.number).offset(offset).limit(limit)).all()
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    return [read_row(row) for row in rows], total


def asked_of(session: Session, row: ReviewRow) -> str | None:
    """Whom a look-back was asked of, or will be when its message is sent; None when nobody was."""
    message = message_of(session, row)
    return message.channel if message else None


def message_of(session: Session, row: ReviewRow) -> OutboxRow | None:
    """The message that asked, or that waits to ask; None when there is none."""
    return session.get(OutboxRow, row.outbox_id) if row.outbox_id is not None else None


def answer(row: ReviewRow, answers: Mapping[str, Any] | None, by: str, at: datetime) -> None:
    """Write down what a decision made of a look-back; None for no answer any more."""
    row.answers = dict(answers) if answers else None
    row.answered_by, row.answered_at = (by, at) if answers else (None, None)


def answered(
    session: Session, tenant: Tenant, among: ColumnElement[bool]
) -> list[tuple[ReviewRow, Requisition]]:
    """Every look-back of a workspace that was answered, with its requisition, which is `among` these."""
    found = session.execute(
        select(ReviewRow, RequisitionRow)
        .join(RequisitionRow, ReviewRow.requisition_id == RequisitionRow.id)
        .where(
            ReviewRow.enterprise_id == tenant.enterprise_id,
            ReviewRow.team_id == tenant.team_id,
            ReviewRow.answers.is_not(None),
            among,
        )
        .order_by(ReviewRow.id)
    )
    return [(review, read_row(row)) for review, row in found]


def problems(session: Session, requisition: RequisitionRow, story: Sequence[DecisionRow]) -> list[str]:
    """Check that every answer is what was decided: a sentence for each fault."""
    decided: dict[str, Any] = {}
    answered_by: dict[str, str] = {}
    for decision in story:
        if ANSWER in decision.changes:
            before, after = decision.changes[ANSWER]
            kind = (after or before)["kind"]
            decided[kind], answered_by[kind] = after, decision.actor
    found = []
    rows = of(session, requisition.id)
    for kind in sorted({*decided, *rows}):
        row = rows.get(kind)
        if decided.get(kind) != (row.answers if row else None):
            where = f"Requisition {requisition.number} of {requisition.team_id}"
            found.append(f"{where}: the look back {kind!r} is not what was decided.")
        elif row and row.answers and row.answered_by != answered_by[kind]:
            where = f"Requisition {requisition.number} of {requisition.team_id}"
            found.append(
                f"{where}: the look back {kind!r} is answered by {row.answered_by}, but the decision is by "
                f"{answered_by[kind]}."
            )
    return found
