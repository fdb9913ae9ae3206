"""The record of decisions: appended in the transaction of the change, chained by hashes, and checked."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from bot.actors import Actor, Tenant
from bot.hiring.requisitions import RECORDED, Decision, Requisition, State
from bot.store.models import BriefRow, DecisionRow, ReminderRow, RequisitionRow, ReviewRow, ScopingRow

BEGINNING = "0" * 64
"""Stands for the hash of the decision before the first."""
_AT_ONCE = 100
_ONE_CHANGE = timedelta(hours=1)


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
    session: Session, requisition: Requisition, actor: Actor, decision: NewDecision, now: datetime
) -> Decision:
    """Append a decision about a requisition, which has been changed already, in the same transaction."""
    last = _latest(session, requisition.id)
    row = DecisionRow(
        enterprise_id=requisition.tenant.enterprise_id,
        team_id=requisition.tenant.team_id,
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
    return _read(row)


def latest(session: Session, requisition_id: int) -> Decision | None:
    """The newest decision about a requisition."""
    row = _latest(session, requisition_id)
    return _read(row) if row else None


def last_by(session: Session, tenant: Tenant, user: str) -> int | None:
    """The number of the requisition that somebody changed last; None when they have changed none."""
    return session.scalars(
        select(RequisitionRow.number)
        .join(DecisionRow, DecisionRow.requisition_id == RequisitionRow.id)
        .where(
            RequisitionRow.enterprise_id == tenant.enterprise_id,
            RequisitionRow.team_id == tenant.team_id,
            DecisionRow.actor == user,
        )
        .order_by(DecisionRow.at.desc(), DecisionRow.id.desc())
        .limit(1)
    ).one_or_none()


def story(
    session: Session, requisition_id: int, *, after: int = 0, limit: int | None = None
) -> list[Decision]:
    """The decisions about a requisition in their order, those behind number `after`; the first `limit`."""
    rows = session.scalars(
        select(DecisionRow)
        .where(DecisionRow.requisition_id == requisition_id, DecisionRow.sequence > after)
        .order_by(DecisionRow.sequence)
        .limit(limit)
    )
    return [_read(row) for row in rows]


def held(session: Session, requisition_ids: Collection[int]) -> list[tuple[int, Decision]]:
    """The decisions that nobody has taken back, each beside the id of its requisition, in no order."""
    about = DecisionRow.requisition_id.in_(requisition_ids)
    undone = select(DecisionRow.supersedes).where(about, DecisionRow.supersedes.is_not(None))
    rows = session.scalars(select(DecisionRow).where(about, DecisionRow.id.not_in(undone)))
    return [(row.requisition_id, _read(row)) for row in rows]


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
    session: Session, *, after: int = 0, number: int | None = None, tenant: Tenant | None = None
) -> list[tuple[RequisitionRow, list[DecisionRow]]]:
    """Some requisitions with their decisions: those behind the id `after`, in its order.

    They are of every workspace or of one, and with `number` only those of that number. Empty when there are
    no more.
    """
    query = select(RequisitionRow).where(RequisitionRow.id > after)
    if number is not None:
        query = query.where(RequisitionRow.number == number)
    if tenant is not None:
        query = query.where(
            RequisitionRow.enterprise_id == tenant.enterprise_id, RequisitionRow.team_id == tenant.team_id
        )
    rows = session.scalars(query.order_by(RequisitionRow.id).limit(_AT_ONCE)).all()
    by_requisition: dict[int, list[DecisionRow]] = {row.id: [] for row in rows}
    found = session.scalars(
        select(DecisionRow)
        .where(DecisionRow.requisition_id.in_(by_requisition))
        .order_by(DecisionRow.requisition_id, DecisionRow.sequence)
    )
    for decision in found:
        by_requisition[decision.requisition_id].append(decision)
    return [(row, by_requisition[row.id]) for row in rows]


def numbers(
    session: Session, tenant: Tenant, *, after: int = 0, number: int | None = None
) -> list[tuple[int, int]]:
    """Ids and numbers of some requisitions of a workspace: those behind the id `after`, in its order."""
    query = select(RequisitionRow.id, RequisitionRow.number).where(
        RequisitionRow.enterprise_id == tenant.enterprise_id,
        RequisitionRow.team_id == tenant.team_id,
        RequisitionRow.id > after,
    )
    if number is not None:
        query = query.where(RequisitionRow.number == number)
    found = session.execute(query.order_by(RequisitionRow.id).limit(_AT_ONCE))
    return [(each.id, each.number) for each in found]


def record(session: Session, requisition_id: int) -> tuple[RequisitionRow, list[DecisionRow]]:
    """A requisition with its decisions in their order."""
    story = session.scalars(
        select(DecisionRow).where(DecisionRow.requisition_id == requisition_id).order_by(DecisionRow.sequence)
    )
    return session.get_one(RequisitionRow, requisition_id), list(story)


def problems(row: RequisitionRow, decisions: Sequence[DecisionRow]) -> list[str]:
    """Check the hashes and the chain of a requisition, and that it is what its decisions made of it."""
    where = f"Requisition {row.number} of {row.team_id}"
    return [f"{where}: {problem}" for problem in (*_problems(row, decisions), *_origin(row, decisions))]


def lost(session: Session) -> list[str]:
    """What the tables still show of requisitions and decisions that are not there any more."""
    found = []
    for table in (DecisionRow, BriefRow, ReviewRow, ReminderRow, ScopingRow):
        orphans = select(func.count(), func.min(table.requisition_id)).where(
            table.requisition_id.is_not(None), ~exists().where(RequisitionRow.id == table.requisition_id)
        )
        count, first = session.execute(orphans).one()
        if count:
            name = table.__tablename__
            found.append(
                f"{count} rows of {name} are about a requisition that is gone, the first with id {first}."
            )
    if session.get_bind().dialect.name == "sqlite":  # elsewhere, what was rolled back leaves gaps, too
        count, first, last = session.execute(
            select(func.count(), func.min(DecisionRow.id), func.max(DecisionRow.id))
        ).one()
        if count and (gone := last - first + 1 - count):
            found.append(f"Decisions are gone, {gone} in all: the ids of the others have gaps.")
    return found


def heads(row: RequisitionRow, decisions: Sequence[DecisionRow]) -> dict[str, Any]:
    """What to keep elsewhere of a requisition: how many decisions there are, and the hash of the last."""
    return {
        "enterprise_id": row.enterprise_id,
        "team_id": row.team_id,
        "number": row.number,
        "decisions": len(decisions),
        "hash": decisions[-1].hash if decisions else BEGINNING,
    }


def hash_at(session: Session, tenant: Tenant, number: int, sequence: int) -> tuple[bool, str | None]:
    """Whether there is a requisition of that number, and the hash of its decision of that place."""
    found = session.execute(
        select(RequisitionRow.id, DecisionRow.hash)
        .join(
            DecisionRow,
            and_(DecisionRow.requisition_id == RequisitionRow.id, DecisionRow.sequence == sequence),
            isouter=True,
        )
        .where(
            RequisitionRow.enterprise_id == tenant.enterprise_id,
            RequisitionRow.team_id == tenant.team_id,
            RequisitionRow.number == number,
        )
    ).one_or_none()
    return (False, None) if found is None else (True, found.hash)


def _latest(session: Session, requisition_id: int) -> DecisionRow | None:
    return session.scalars(
        select(DecisionRow)
        .where(DecisionRow.requisition_id == requisition_id)
        .order_by(DecisionRow.sequence.desc())
        .limit(1)
    ).one_or_none()


def _read(row: DecisionRow) -> Decision:
    return Decision(**{field.name: getattr(row, field.name) for field in fields(Decision)})


def _problems(row: RequisitionRow, decisions: Sequence[DecisionRow]) -> Iterator[str]:
    previous, told = BEGINNING, dict[str, Any]()
    undefined_at: datetime | None = None
    defined_at: datetime | None = None
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
        undefined = decision.to_state == State.UNDEFINED
        undefined_at = (undefined_at or decision.at) if undefined else undefined_at
        defined_at = None if undefined else defined_at
        if decision.to_state == State.DEFINED:
            defined_at = defined_at or decision.at
        told |= {field: values[1] for field, values in decision.changes.items()}
    if len(decisions) != row.version:
        yield f"there are {len(decisions)} decisions for {row.version} changes."
    for field in RECORDED:
        now, after = getattr(row, field) or None, told.get(field) or None
        now = str(now) if isinstance(now, date | str) else now
        if now != after:
            yield f"{field} is {now!r}, but the decisions made it {after!r}."
    for name, at, told_at in (
        ("undefined_at", row.undefined_at, undefined_at),
        ("defined_at", row.defined_at, defined_at),
    ):
        if not _is_same_moment(at, told_at):
            yield f"{name} is {at}, but the decisions made it {told_at}."


def _origin(row: RequisitionRow, decisions: Sequence[DecisionRow]) -> Iterator[str]:
    """Where it comes from, against the first decision: its workspace, and who opened it when."""
    for decision in decisions:
        if (decision.enterprise_id, decision.team_id) != (row.enterprise_id, row.team_id):
            yield f"its decisions are of workspace {decision.team_id}: it was moved here."
            break
    if not decisions:
        return
    first = decisions[0]
    if first.actor != row.opened_by:
        yield f"opened_by is {row.opened_by!r}, but the first decision is by {first.actor!r}."
    if not _is_same_moment(row.opened_at, first.at):
        yield f"opened_at is {row.opened_at}, but the first decision was made at {first.at}."


def _is_same_moment(one: datetime | None, other: datetime | None) -> bool:
    """Whether two moments are of one change: its parts may have waited for each other."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _ONE_CHANGE
