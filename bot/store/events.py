"""Which incoming events have had their effect already."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.actors import Tenant
from bot.store.models import ClaimedEvent


def claim(session: Session, tenant: Tenant, event_id: str, now: datetime) -> bool:
    """Claim an event in the transaction of its effect; False when it was claimed before.

    A second claim waits until the first transaction ends: it fails if that one commits, else it succeeds.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    claimed = session.execute(
        insert(ClaimedEvent)
        .values(enterprise_id=tenant.enterprise_id, team_id=tenant.team_id, event_id=event_id, claimed_at=now)
        .on_conflict_do_nothing()
        .returning(ClaimedEvent.event_id)
    )
    return claimed.first() is not None


def release(session: Session, tenant: Tenant, event_id: str) -> None:
    """Give a claim back, after an effect that is known not to have happened."""
    session.execute(
        delete(ClaimedEvent).where(
            ClaimedEvent.enterprise_id == tenant.enterprise_id,
            ClaimedEvent.team_id == tenant.team_id,
            ClaimedEvent.event_id == event_id,
        )
    )


def forget(session: Session, before: datetime) -> int:
    """Delete the claims made before a moment; how many. An event that came again would count anew."""
    old = delete(ClaimedEvent).where(ClaimedEvent.claimed_at < before)
    return len(session.scalars(old.returning(ClaimedEvent.event_id)).all())
