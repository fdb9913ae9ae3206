"""What people said of readings: right or not."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.actors import Tenant
from bot.store.models import FeedbackRow


def give(
    session: Session, tenant: Tenant, message: str, user: str, *, reading: str, right: bool, now: datetime
) -> None:
    """Keep what somebody says of a reading; who says otherwise later has changed their mind."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    said = {"reading": reading, "right": right, "given_at": now}
    whose = {
        "enterprise_id": tenant.enterprise_id,
        "team_id": tenant.team_id,
        "message": message,
        "user": user,
    }
    added = insert(FeedbackRow).values(**whose, **said)
    session.execute(added.on_conflict_do_update(index_elements=list(whose), set_=said))


def given(session: Session, tenant: Tenant) -> Sequence[tuple[str, bool]]:
    """Each reading that somebody said something of, and whether it was right."""
    query = select(FeedbackRow.reading, FeedbackRow.right).where(
        FeedbackRow.enterprise_id == tenant.enterprise_id, FeedbackRow.team_id == tenant.team_id
    )
    return [(reading, right) for reading, right in session.execute(query)]
