"""Briefs: their versions, which are drafts until somebody signs them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.actors import Actor, Tenant
from bot.store.models import BriefRow, DecisionRow, RequisitionRow, ScopingRow


def add(
    session: Session,
    actor: Actor,
    content: Mapping[str, Any],
    *,
    requisition_id: int | None,
    scoping_id: int | None,
    content_version: str,
    now: datetime,
) -> BriefRow:
    """Add the next version of a requisition's brief, or of a conversation's that has no requisition yet.

    Whoever adds to a requisition has locked its row, so that two versions never get the same number.
    """
    last = newest(session, actor.tenant, requisition_id=requisition_id, scoping_id=scoping_id)
    row = BriefRow(
        enterprise_id=actor.tenant.enterprise_id,
        team_id=actor.tenant.team_id,
        requisition_id=requisition_id,
        scoping_id=scoping_id,
        version=last.version + 1 if last else 1,
        revision=1,
        content=dict(content),
        content_version=content_version,
        drafted_by=actor.user,
        drafted_at=now,
    )
    session.add(row)
    session.flush()
    return row


def load(session: Session, tenant: Tenant, id_: int, *, for_change: bool = False) -> BriefRow | None:
    """Load a version by its id; `for_change` keeps everybody else from changing it meanwhile."""
    query = select(BriefRow).where(
        BriefRow.id == id_,
        BriefRow.enterprise_id == tenant.enterprise_id,
        BriefRow.team_id == tenant.team_id,
    )
    if for_change:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def newest(
    session: Session, tenant: Tenant, *, requisition_id: int | None, scoping_id: int | None = None
) -> BriefRow | None:
    """The newest version of a requisition's brief; without one, of a conversation that has none yet."""
    query = select(BriefRow).where(
        BriefRow.enterprise_id == tenant.enterprise_id, BriefRow.team_id == tenant.team_id
    )
    if requisition_id is None:
        query = query.where(BriefRow.requisition_id.is_(None), BriefRow.scoping_id == scoping_id)
    else:
        query = query.where(BriefRow.requisition_id == requisition_id)
    return session.scalars(query.order_by(BriefRow.version.desc()).limit(1)).one_or_none()


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


def channel_of(session: Session, row: BriefRow) -> str:
    """The channel of the conversation that a brief came from; "" when there was none."""
    scoping = session.get(ScopingRow, row.scoping_id) if row.scoping_id is not None else None
    return scoping.channel if scoping is not None else ""


def problems(session: Session, requisition: RequisitionRow, story: Sequence[DecisionRow]) -> list[str]:
    """Check that every brief is what was signed, by the hash in its decision: a sentence for each fault."""
    found = []
    for decision in story:
        if "brief_hash" not in decision.changes:
            continue
        number, signed = decision.changes["brief"][1], decision.changes["brief_hash"][1]
        row = version(session, requisition.id, number)
        if row is None or hash_of(row.content) != signed or row.hash != signed:
            where = f"Requisition {requisition.number} of {requisition.team_id}"
            found.append(
                f"{where}: version {number} of its brief is not what decision {decision.sequence} signed."
            )
    return found


def version(session: Session, requisition_id: int, number: int) -> BriefRow | None:
    """One version of a requisition's brief."""
    return session.scalars(
        select(BriefRow).where(BriefRow.requisition_id == requisition_id, BriefRow.version == number)
    ).one_or_none()


def hash_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 (hex) of a brief's content, in whatever order its parts come."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
