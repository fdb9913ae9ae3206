"""The record of decisions: appended in the transaction of the change, chained by hashes, and checked."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain import RECORDED, Actor, Tenant
from bot.store.models import DecisionRow, RequisitionRow

BEGINNING = "0" * 64
"""Stands for the hash of the decision before the first."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What was decided, and why. `changes` has before and after of each field, as JSON values."""

    action: str
    from_state: str | None
    changes: Mapping[str, Sequence[Any]]
    reason: str | None
    content_version: str
    supersedes: int | None = None


def append(
    session: Session, requisition: RequisitionRow, actor: Actor, decision: NewDecision, now: datetime
) -> DecisionRow:
    """Append a decision about a requisition, which has been changed already, in the same transaction."""
    last = latest(session, requisition.id)
    row = DecisionRow(
        enterprise_id=requisition.enterprise_id,
        team_id=requisition.team_id,
        requisition_id=requisition.id,
        sequence=last.sequence + 1 if last else 1,
        at=now,
        actor=actor.user,
        action=decision.action,
        from_state=decision.from_state,
        to_state=requisition.state.value,
        changes={name: list(values) for name, values in decision.changes.items()},
        reason=decision.reason,
        surface=actor.surface,
        content_version=decision.content_version,
        supersedes=decision.supersedes,
        previous_hash=last.hash if last else BEGINNING,
    )
    row.hash = hash_of(row)
    session.add(row)
    session.flush()
    return row


def latest(session: Session, requisition_id: int) -> DecisionRow | None:
    """The newest decision about a requisition."""
    return session.scalars(
        select(DecisionRow)
        .where(DecisionRow.requisition_id == requisition_id)
        .order_by(DecisionRow.sequence.desc())
        .limit(1)
    ).one_or_none()


def story(
    session: Session, requisition_id: int, *, after: int = 0, limit: int | None = None
) -> Sequence[DecisionRow]:
    """The decisions about a requisition in their order, those behind number `after`; the first `limit`."""
    return session.scalars(
        select(DecisionRow)
        .where(DecisionRow.requisition_id == requisition_id, DecisionRow.sequence > after)
        .order_by(DecisionRow.sequence)
        .limit(limit)
    ).all()


def hash_of(row: DecisionRow) -> str:
    """The SHA-256 (hex) of a decision and the hash before it: a change to any of it shows."""
    record = record_of(row)
    del record["hash"]
    canonical = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def record_of(row: DecisionRow) -> dict[str, Any]:
    """A decision as JSON values; the moment in UTC, to the microsecond."""
    return {
        column.key: getattr(row, column.key) for column in DecisionRow.__table__.columns if column.key != "id"
    } | {"at": row.at.astimezone(UTC).isoformat(timespec="microseconds")}


def records(
    session: Session, number: int | None = None
) -> Iterator[tuple[RequisitionRow, list[DecisionRow]]]:
    """Every requisition of every workspace with its decisions, or only those with this number.

    Read piece by piece, so that the whole record need not fit into memory.
    """
    after = 0
    while True:
        query = select(RequisitionRow).where(RequisitionRow.id > after)
        if number is not None:
            query = query.where(RequisitionRow.number == number)
        rows = session.scalars(query.order_by(RequisitionRow.id).limit(_AT_ONCE)).all()
        if not rows:
            return
        by_requisition: dict[int, list[DecisionRow]] = {row.id: [] for row in rows}
        found = session.scalars(
            select(DecisionRow)
            .where(DecisionRow.requisition_id.in_(by_requisition))
            .order_by(DecisionRow.requisition_id, DecisionRow.sequence)
        )
        for decision in found:
            by_requisition[decision.requisition_id].append(decision)
        for row in rows:
            yield row, by_requisition[row.id]
        after = rows[-1].id
        session.expunge_all()


def verify(session: Session, tenant: Tenant | None = None, number: int | None = None) -> list[str]:
    """Check the hashes and the chain, and that each requisition is what its decisions made of it.

    Returns a sentence for each thing that is wrong.
    """
    problems = []
    for row, decisions in records(session, number):
        if tenant is None or (row.enterprise_id, row.team_id) == (tenant.enterprise_id, tenant.team_id):
            where = f"Requisition {row.number} of {row.team_id}"
            problems += [f"{where}: {problem}" for problem in _problems(row, decisions)]
    return problems


def _problems(row: RequisitionRow, decisions: Sequence[DecisionRow]) -> Iterator[str]:
    previous, told = BEGINNING, dict[str, Any]()
    for expected, decision in enumerate(decisions, start=1):
        name = f"decision {decision.sequence} ({decision.action} by {decision.actor})"
        if decision.sequence != expected:
            yield f"decision {expected} is missing before {name}."
            return
        if decision.hash != hash_of(decision):
            yield f"{name} is not what was written: its hash does not fit."
        if decision.previous_hash != previous:
            yield f"{name} does not follow from the decision before it."
        previous = decision.hash
        told |= {field: values[1] for field, values in decision.changes.items()}
    if len(decisions) != row.version:
        yield f"there are {len(decisions)} decisions for {row.version} changes."
    for field in RECORDED:
        value = getattr(row, field)
        now, after = value.isoformat() if isinstance(value, date) else value or None, told.get(field) or None
        if now != after:
            yield f"{field} is {now!r}, but the decisions made it {after!r}."
