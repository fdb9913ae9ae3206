"""What each person asked last in a place. Kept for a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

from sqlalchemy import Executable, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.actors import Tenant
from bot.store.models import LastAsk

KEPT = timedelta(days=1)
_PLACE = ("enterprise_id", "team_id", "user", "channel", "thread_ts")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked in a channel, in one thread of it ("" for none)."""

    tenant: Tenant
    user: str
    channel: str
    thread_ts: str
    ground: dict[str, Any]
    at: datetime

    @property
    def place(self) -> tuple[str, ...]:
        """Where it is kept, in place of what the same person asked there before."""
        return (self.tenant.enterprise_id, self.tenant.team_id, self.user, self.channel, self.thread_ts)


def keep(session: Session, asked: Iterable[Asked]) -> None:
    """Remember what people asked, of each place the last."""
    last = {each.place: each for each in asked}
    rows = [
        dict(zip(_PLACE, place, strict=True), ground=last[place].ground, asked_at=last[place].at)
        for place in sorted(last)  # in one order everywhere, so that no two processes wait for each other
    ]
    session.connection().execute(_upsert(session.get_bind().dialect.name), rows)


@cache
def _upsert(dialect: str) -> Executable:
    table = cast("Table", LastAsk.__table__)
    insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    said = {"ground": insert.excluded.ground, "asked_at": insert.excluded.asked_at}
    return insert.on_conflict_do_update(index_elements=_PLACE, set_=said)


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
