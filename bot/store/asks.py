"""What each person asked last in a place. Kept for a day."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.actors import Tenant
from bot.store.models import LastAsk

KEPT = timedelta(days=1)


def keep(
    session: Session,
    tenant: Tenant,
    user: str,
    *,
    channel: str,
    thread_ts: str,
    ground: dict[str, Any],
    now: datetime,
) -> None:
    """Remember what somebody asked in place of what they asked there before."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    key = {
        "enterprise_id": tenant.enterprise_id,
        "team_id": tenant.team_id,
        "user": user,
        "channel": channel,
        "thread_ts": thread_ts,
    }
    said = {"ground": ground, "asked_at": now}
    session.execute(
        insert(LastAsk).values(**key, **said).on_conflict_do_update(index_elements=list(key), set_=said)
    )


def last(
    session: Session, tenant: Tenant, user: str, *, channel: str, threads: tuple[str, ...], now: datetime
) -> dict[str, Any] | None:
    """What somebody asked last within a day in one of these threads of a channel; of all for no threads."""
    asked = select(LastAsk).where(
        LastAsk.enterprise_id == tenant.enterprise_id,
        LastAsk.team_id == tenant.team_id,
        LastAsk.user == user,
        LastAsk.channel == channel,
        LastAsk.asked_at >= now - KEPT,
    )
    if threads:
        asked = asked.where(LastAsk.thread_ts.in_(threads))
    row = session.scalars(asked.order_by(LastAsk.asked_at.desc()).limit(1)).first()
    return row.ground if row else None


def forget(session: Session, before: datetime) -> None:
    """Delete what anybody asked before that."""
    session.execute(delete(LastAsk).where(LastAsk.asked_at < before))
