"""Conversations that scope a role: starting one, loading it for a turn, and where its messages went."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.actors import Tenant
from bot.hiring.requisitions import Requisition
from bot.store import requisitions
from bot.store.models import OutboxRow, OutboxState, ScopingRow


def add(
    session: Session,
    tenant: Tenant,
    *,
    channel: str,
    thread_ts: str | None,
    requisition_id: int | None,
    by: str,
    now: datetime,
) -> ScopingRow:
    """Add a conversation in this thread, whose state is set by its first turn."""
    row = ScopingRow(
        enterprise_id=tenant.enterprise_id,
        team_id=tenant.team_id,
        channel=channel,
        thread_ts=thread_ts,
        requisition_id=requisition_id,
        state={},
        version=0,
        started_by=by,
        started_at=now,
        changed_at=now,
    )
    session.add(row)
    session.flush()
    return row


def load(session: Session, tenant: Tenant, id_: int, *, for_change: bool = False) -> ScopingRow | None:
    """Load a conversation; `for_change`, for its next turn, lets everybody else's wait until then."""
    query = select(ScopingRow).where(
        ScopingRow.id == id_,
        ScopingRow.enterprise_id == tenant.enterprise_id,
        ScopingRow.team_id == tenant.team_id,
    )
    return session.scalars(query.with_for_update() if for_change else query).one_or_none()


def at(session: Session, tenant: Tenant, channel: str, thread_ts: str) -> int | None:
    """The id of the conversation in this thread; None when there is none."""
    return session.scalars(
        select(ScopingRow.id).where(
            ScopingRow.enterprise_id == tenant.enterprise_id,
            ScopingRow.team_id == tenant.team_id,
            ScopingRow.channel == channel,
            ScopingRow.thread_ts == thread_ts,
        )
    ).one_or_none()


def last_in(session: Session, tenant: Tenant, channel: str) -> ScopingRow | None:
    """The conversation of a channel or person in which something was said last; None when there is none."""
    return session.scalars(
        select(ScopingRow)
        .where(
            ScopingRow.enterprise_id == tenant.enterprise_id,
            ScopingRow.team_id == tenant.team_id,
            ScopingRow.channel == channel,
        )
        .order_by(ScopingRow.changed_at.desc())
        .limit(1)
    ).one_or_none()


def last_about(session: Session, tenant: Tenant, requisition_id: int) -> ScopingRow | None:
    """The conversation about a requisition in which something was said last; None when there is none."""
    return session.scalars(
        select(ScopingRow)
        .where(
            ScopingRow.enterprise_id == tenant.enterprise_id,
            ScopingRow.team_id == tenant.team_id,
            ScopingRow.requisition_id == requisition_id,
        )
        .order_by(ScopingRow.changed_at.desc(), ScopingRow.id.desc())
        .limit(1)
    ).one_or_none()


def requisition_of(session: Session, row: ScopingRow) -> Requisition | None:
    """The requisition that a conversation is about; None when it is about none."""
    return requisitions.by_id(session, row.requisition_id) if row.requisition_id is not None else None


def keep(row: ScopingRow, state: Mapping[str, Any], now: datetime) -> None:
    """Write what a turn led to."""
    row.state = dict(state)
    row.version += 1
    row.changed_at = now


def sent_turn(session: Session, message_id: int | None) -> tuple[OutboxRow, str] | None:
    """A turn's row in the outbox with the ts of its message; None when it was not sent, or not yet."""
    row = session.get(OutboxRow, message_id) if message_id is not None else None
    return (row, row.detail) if row and row.state is OutboxState.SENT and row.detail else None


def first_turn(session: Session, row: ScopingRow) -> OutboxRow | None:
    """The message of ours that a conversation's thread hangs on; None when it hangs on another."""
    if row.thread_ts is None:
        return None
    return session.scalars(
        select(OutboxRow).where(
            OutboxRow.enterprise_id == row.enterprise_id,
            OutboxRow.team_id == row.team_id,
            OutboxRow.channel == row.channel,
            OutboxRow.detail == row.thread_ts,
            OutboxRow.state == OutboxState.SENT,
            OutboxRow.thread_ts.is_(None),
            OutboxRow.update_ts.is_(None),
        )
    ).one_or_none()
