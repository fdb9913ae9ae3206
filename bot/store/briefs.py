"""Briefs: their versions, which are drafts until somebody signs them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from bot.actors import Actor, Tenant
from bot.hiring.briefs.brief import Brief, BriefVersion
from bot.hiring.requisitions import State
from bot.store import requisitions
from bot.store.models import BriefRow, DecisionRow, RequisitionRow, ScopingRow


def add(
    session: Session,
    actor: Actor,
    brief: Brief,
    *,
    requisition_id: int | None,
    scoping_id: int | None,
    content_version: str,
    now: datetime,
) -> BriefVersion:
    """Add the next version of a requisition's brief, or of a conversation's that has no requisition yet.

    Whoever adds to a requisition has locked it, so that two versions never get the same number.
    """
    last = newest(session, actor.tenant, requisition_id=requisition_id, scoping_id=scoping_id)
    row = BriefRow(
        enterprise_id=actor.tenant.enterprise_id,
        team_id=actor.tenant.team_id,
        requisition_id=requisition_id,
        scoping_id=scoping_id,
        version=last.version + 1 if last else 1,
        revision=1,
        content=brief.model_dump(mode="json"),
        content_version=content_version,
        drafted_by=actor.user,
        drafted_at=now,
    )
    session.add(row)
    session.flush()
    return _read(session, row)


def load(session: Session, tenant: Tenant, id_: int, *, for_change: bool = False) -> BriefVersion | None:
    """Load a version by its id; `for_change` keeps everybody else from changing it meanwhile."""
    query = select(BriefRow).where(
        BriefRow.id == id_,
        BriefRow.enterprise_id == tenant.enterprise_id,
        BriefRow.team_id == tenant.team_id,
    )
    if for_change:
        query = query.with_for_update().execution_options(populate_existing=True)
    return _read_one(session, session.scalars(query).one_or_none())


def newest(
    session: Session, tenant: Tenant, *, requisition_id: int | None, scoping_id: int | None = None
) -> BriefVersion | None:
    """The newest version of a requisition's brief; without one, of a conversation that has none yet."""
    query = select(BriefRow).where(
        BriefRow.enterprise_id == tenant.enterprise_id, BriefRow.team_id == tenant.team_id
    )
    if requisition_id is None:
        query = query.where(BriefRow.requisition_id.is_(None), BriefRow.scoping_id == scoping_id)
    else:
        query = query.where(BriefRow.requisition_id == requisition_id)
    return _read_one(session, session.scalars(query.order_by(BriefRow.version.desc()).limit(1)).one_or_none())


def unsigned_of(session: Session, tenant: Tenant, user: str, *, most: int) -> list[BriefVersion]:
    """The newest briefs that nobody signed, of requisitions that somebody owns and of their conversations."""
    later = aliased(BriefRow)
    same = (later.requisition_id == BriefRow.requisition_id) | (
        later.requisition_id.is_(None) & BriefRow.requisition_id.is_(None)
    ) & (later.scoping_id == BriefRow.scoping_id)
    query = (
        select(BriefRow)
        .outerjoin(RequisitionRow, RequisitionRow.id == BriefRow.requisition_id)
        .outerjoin(ScopingRow, ScopingRow.id == BriefRow.scoping_id)
        .where(
            BriefRow.enterprise_id == tenant.enterprise_id,
            BriefRow.team_id == tenant.team_id,
            BriefRow.signed_at.is_(None),
            ~exists().where(same, later.version > BriefRow.version),
            (BriefRow.requisition_id.is_(None) & (ScopingRow.started_by == user))
            | ((RequisitionRow.owner == user) & (RequisitionRow.state == State.UNDEFINED)),
        )
        .order_by(BriefRow.drafted_at.desc())
        .limit(most)
    )
    return [_read(session, row) for row in session.scalars(query)]


def last_of(session: Session, tenant: Tenant, user: str) -> BriefVersion | None:
    """The newest brief that somebody drafted or signed, or of a requisition that they own."""
    theirs = (BriefRow.drafted_by == user) | (BriefRow.signed_by == user) | (RequisitionRow.owner == user)
    query = (
        select(BriefRow)
        .outerjoin(RequisitionRow, RequisitionRow.id == BriefRow.requisition_id)
        .where(BriefRow.enterprise_id == tenant.enterprise_id, BriefRow.team_id == tenant.team_id, theirs)
        .order_by(BriefRow.drafted_at.desc(), BriefRow.id.desc())
    )
    return _read_one(session, session.scalars(query.limit(1)).one_or_none())


def version(session: Session, requisition_id: int, number: int) -> BriefVersion | None:
    """One version of a requisition's brief."""
    return _read_one(session, _row(session, requisition_id, number))


def edit(session: Session, seen: BriefVersion, brief: Brief) -> BriefVersion:
    """Write down what a draft has become, which was loaded for that."""
    row = session.get_one(BriefRow, seen.id)
    row.content = brief.model_dump(mode="json")
    row.revision += 1
    session.flush()
    return _read(session, row)


def sign(session: Session, seen: BriefVersion, by: str, now: datetime) -> str:
    """Put somebody's name under a version, which was loaded for that; the hash of what was signed."""
    row = session.get_one(BriefRow, seen.id)
    row.hash, row.signed_by, row.signed_at = hash_of(row.content), by, now
    session.flush()
    return row.hash


def give(session: Session, tenant: Tenant, scoping_id: int, requisition_id: int) -> None:
    """Give the versions that a conversation has led to by now to the requisition that was opened for it."""
    rows = session.scalars(
        select(BriefRow).where(
            BriefRow.enterprise_id == tenant.enterprise_id,
            BriefRow.team_id == tenant.team_id,
            BriefRow.scoping_id == scoping_id,
            BriefRow.requisition_id.is_(None),
        )
    )
    for row in rows:
        row.requisition_id = requisition_id
    scoping = session.get(ScopingRow, scoping_id)
    if scoping is not None and scoping.requisition_id is None:
        scoping.requisition_id = requisition_id
    session.flush()


def problems(session: Session, requisition: RequisitionRow, story: Sequence[DecisionRow]) -> list[str]:
    """Check that every brief is what was signed, by whoever decided it: a sentence for each fault."""
    found = []
    where = f"Requisition {requisition.number} of {requisition.team_id}"
    decided = set[int]()
    for decision in story:
        if "brief_hash" not in decision.changes:
            continue
        number, signed = decision.changes["brief"][1], decision.changes["brief_hash"][1]
        decided.add(number)
        row = _row(session, requisition.id, number)
        if row is None or hash_of(row.content) != signed or row.hash != signed:
            found.append(
                f"{where}: version {number} of its brief is not what decision {decision.sequence} signed."
            )
        elif decision.action == "sign" and row.signed_by != decision.actor:
            found.append(
                f"{where}: version {number} of its brief is signed by {row.signed_by}, but decision "
                f"{decision.sequence} by {decision.actor}."
            )
    signed_rows = select(BriefRow.version).where(
        BriefRow.requisition_id == requisition.id, BriefRow.signed_at.is_not(None)
    )
    found += [
        f"{where}: version {number} of its brief is signed, and no decision says so."
        for number in sorted(session.scalars(signed_rows))
        if number not in decided
    ]
    return found


def hash_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 (hex) of a brief's content, in whatever order its parts come."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _row(session: Session, requisition_id: int, number: int) -> BriefRow | None:
    return session.scalars(
        select(BriefRow).where(BriefRow.requisition_id == requisition_id, BriefRow.version == number)
    ).one_or_none()


def _read_one(session: Session, row: BriefRow | None) -> BriefVersion | None:
    return _read(session, row) if row is not None else None


def _read(session: Session, row: BriefRow) -> BriefVersion:
    """A version with its requisition, the one that holds for that, and where its conversation was."""
    scoping = session.get(ScopingRow, row.scoping_id) if row.scoping_id is not None else None
    requisition = requisitions.by_id(session, row.requisition_id) if row.requisition_id is not None else None
    held = _row(session, requisition.id, requisition.brief) if requisition and requisition.brief else None
    return BriefVersion(
        id=row.id,
        version=row.version,
        revision=row.revision,
        brief=Brief.model_validate(row.content),
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        signed_by=row.signed_by,
        signed_at=row.signed_at,
        hash=row.hash,
        scoping=row.scoping_id,
        channel=scoping.channel if scoping is not None else "",
        requisition=requisition,
        held_version=held.version if held else None,
        held_hash=held.hash if held else None,
        held=Brief.model_validate(held.content) if held else None,
    )
