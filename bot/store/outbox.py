"""Messages that wait to be sent, and what became of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, and_, case, delete, exists, func, null, or_, select, type_coerce, update
from sqlalchemy.orm import Session

from bot.actors import Tenant
from bot.store.models import ChannelPace, OutboxRow, OutboxState, ReminderRow, ReviewRow
from bot.store.payloads import Payload

# A sender that has not reported after this long has died with its process; a request gives up much earlier.
LOST_AFTER = timedelta(minutes=5)
AHEAD = timedelta(minutes=1)
"""How far two clocks may differ before one of them is wrong."""
RELEASED = "may be posted again"


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """What to post where: in a thread if `thread_ts` is given, for one person's eyes if `ephemeral_to` is.

    With `update_ts` it replaces that message. With a `payload` it is worded when it is sent: see OutboxRow.
    """

    channel: str
    text: str
    blocks: Sequence[dict[str, Any]] | None = None
    thread_ts: str | None = None
    ephemeral_to: str | None = None
    update_ts: str | None = None
    payload: Payload | None = None


def add(session: Session, tenant: Tenant, message: OutgoingMessage, now: datetime) -> int:
    """Put a message in the outbox, in the transaction that decided to send it; its id."""
    row = OutboxRow(
        enterprise_id=tenant.enterprise_id,
        team_id=tenant.team_id,
        channel=message.channel,
        text=message.text,
        blocks=None if message.blocks is None else list(message.blocks),
        thread_ts=message.thread_ts,
        ephemeral_to=message.ephemeral_to,
        update_ts=message.update_ts,
        payload=message.payload,
        state=OutboxState.WAITING,
        created_at=now,
        due_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def remove(session: Session, message_id: int) -> None:
    """Take back a message in the transaction that added it."""
    session.execute(delete(OutboxRow).where(OutboxRow.id == message_id))


def waiting(session: Session, tenant: Tenant, now: datetime, limit: int = 100) -> Sequence[int]:
    """Ids of messages that may be sent now, oldest first.

    Of the reminders for one channel only the first, and none before the channel's second has come: the others
    would only be put back, before those of other channels.
    """
    due = and_(
        OutboxRow.enterprise_id == tenant.enterprise_id,
        OutboxRow.team_id == tenant.team_id,
        OutboxRow.state == OutboxState.WAITING,
        OutboxRow.due_at <= now,
    )
    kind = func.coalesce(type_coerce(OutboxRow.payload, JSON)["kind"].as_string(), "")
    paced = and_(OutboxRow.payload.is_not(null()), OutboxRow.update_ts.is_(None), kind != "turn")
    too_early = exists().where(
        ChannelPace.enterprise_id == tenant.enterprise_id,
        ChannelPace.team_id == tenant.team_id,
        ChannelPace.channel == OutboxRow.channel,
        ChannelPace.next_at > now,
    )
    firsts = select(func.min(OutboxRow.id)).where(due, paced, ~too_early).group_by(OutboxRow.channel)
    query = select(OutboxRow.id).where(due, or_(~paced, OutboxRow.id.in_(firsts)))
    return session.scalars(query.order_by(OutboxRow.id).limit(limit)).all()


def back_to_now(session: Session, tenant: Tenant, now: datetime) -> int:
    """Let go now what a clock that ran ahead has planned; how many messages."""
    of_tenant = OutboxRow.enterprise_id == tenant.enterprise_id, OutboxRow.team_id == tenant.team_id
    ahead = now + AHEAD
    found = session.scalars(
        update(OutboxRow)
        .where(
            *of_tenant,
            OutboxRow.state == OutboxState.WAITING,
            or_(OutboxRow.created_at > ahead, OutboxRow.taken_at > ahead),
        )
        .values(
            due_at=now,
            taken_at=None,
            created_at=case((OutboxRow.created_at > ahead, now), else_=OutboxRow.created_at),
        )
        .returning(OutboxRow.id)
        .execution_options(synchronize_session=False)
    ).all()
    session.execute(
        delete(ChannelPace).where(
            ChannelPace.enterprise_id == tenant.enterprise_id,
            ChannelPace.team_id == tenant.team_id,
            ChannelPace.next_at > ahead,
        )
    )
    return len(found)


def release(session: Session, tenant: Tenant, details: Collection[str], now: datetime) -> Sequence[int]:
    """Let go now what waits because of one of these refusals; ids of the messages, marked as `RELEASED`."""
    held = select(OutboxRow.id).where(
        OutboxRow.enterprise_id == tenant.enterprise_id,
        OutboxRow.team_id == tenant.team_id,
        OutboxRow.state == OutboxState.WAITING,
        OutboxRow.due_at > now,
        OutboxRow.detail.in_(details),
    )
    return session.scalars(
        update(OutboxRow)
        .where(OutboxRow.id.in_(held.with_for_update(skip_locked=True)))  # another process may do the same
        .values(due_at=now, detail=RELEASED)
        .returning(OutboxRow.id)
        .execution_options(synchronize_session=False)
    ).all()


def waits_for(session: Session, tenant: Tenant, details: Collection[str]) -> str | None:
    """One of these refusals, if a message waits because of it."""
    return session.scalars(
        select(OutboxRow.detail)
        .where(
            OutboxRow.enterprise_id == tenant.enterprise_id,
            OutboxRow.team_id == tenant.team_id,
            OutboxRow.state == OutboxState.WAITING,
            OutboxRow.detail.in_(details),
        )
        .limit(1)
    ).one_or_none()


def lag(session: Session, tenant: Tenant, now: datetime) -> timedelta:
    """For how long the message has waited that has been due for longest."""
    of_tenant = OutboxRow.enterprise_id == tenant.enterprise_id, OutboxRow.team_id == tenant.team_id
    oldest = select(OutboxRow.due_at).where(*of_tenant, OutboxRow.state == OutboxState.WAITING)
    since = session.scalars(oldest.order_by(OutboxRow.due_at).limit(1)).one_or_none()
    return max(now - since, timedelta()) if since is not None else timedelta()


def take(session: Session, message_id: int, now: datetime) -> OutboxRow | None:
    """Take a waiting message for sending; None when it is not due, or when somebody else has it."""
    return session.scalars(
        update(OutboxRow)
        .where(OutboxRow.id == message_id, OutboxRow.state == OutboxState.WAITING, OutboxRow.due_at <= now)
        .values(state=OutboxState.SENDING, taken_at=now, attempts=OutboxRow.attempts + 1)
        .returning(OutboxRow)
    ).one_or_none()


def finish(session: Session, message_id: int, state: OutboxState, now: datetime, detail: str = "") -> None:
    """Record what became of a message that this process took: sent, failed or unknown."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == message_id, OutboxRow.state == OutboxState.SENDING)
        .values(state=state, finished_at=now, detail=detail[:200])
    )


def put_back(session: Session, message_id: int, due_at: datetime, detail: str, *, tried: bool = True) -> None:
    """Let a message that surely was not sent wait for its next attempt; `tried`: this one counts."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == message_id, OutboxRow.state == OutboxState.SENDING)
        .values(
            state=OutboxState.WAITING,
            due_at=due_at,
            detail=detail[:200],
            attempts=OutboxRow.attempts - (0 if tried else 1),
        )
    )


def give_up_lost(session: Session, tenant: Tenant, now: datetime) -> Sequence[int]:
    """Mark messages whose sender died as unknown: they may have gone out, so they are not sent again."""
    return session.scalars(
        update(OutboxRow)
        .where(
            OutboxRow.enterprise_id == tenant.enterprise_id,
            OutboxRow.team_id == tenant.team_id,
            OutboxRow.state == OutboxState.SENDING,
            OutboxRow.taken_at < now - LOST_AFTER,
        )
        .values(state=OutboxState.UNKNOWN, finished_at=now, detail="the process that sent it ended")
        .returning(OutboxRow.id)
    ).all()


def forget(session: Session, before: datetime) -> int:
    """Delete the answers that ended before a moment; how many. What has a payload stays: others use it."""
    referred = (exists().where(each.outbox_id == OutboxRow.id) for each in (ReminderRow, ReviewRow))
    old = delete(OutboxRow).where(
        OutboxRow.finished_at < before, OutboxRow.payload.is_(null()), ~or_(*referred)
    )
    return len(session.scalars(old.returning(OutboxRow.id)).all())
