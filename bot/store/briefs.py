"""Briefs: their versions, which are drafts until somebody signs them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain import Actor, Tenant
from bot.store.models import BriefRow, ScopingRow


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


def version(session: Session, requisition_id: int, number: int) -> BriefRow | None:
    """One version of a requisition's brief."""
    return session.scalars(
        select(BriefRow).where(BriefRow.requisition_id == requisition_id, BriefRow.version == number)
    ).one_or_none()
