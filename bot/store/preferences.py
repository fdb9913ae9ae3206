"""What workspaces, channels and people want of reminders, and what Slack says about people."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from sqlalchemy import case, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.actors import Tenant
from bot.hiring.access import WorkspaceRank
from bot.hiring.reminders.calendar import read_zone
from bot.hiring.reminders.wishes import Known, Wishes
from bot.store.models import PersonRow, PreferenceRow

WORKSPACE = "W"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def wishes_of(session: Session, tenant: Tenant, subjects: Collection[str]) -> dict[str, Wishes]:
    """What these subjects (WORKSPACE, C…, U…) want; those that never said are not in it."""
    rows = session.scalars(
        select(PreferenceRow).where(
            PreferenceRow.enterprise_id == tenant.enterprise_id,
            PreferenceRow.team_id == tenant.team_id,
            PreferenceRow.subject.in_(subjects),
        )
    )
    return {
        row.subject: Wishes(
            row.ladder,
            row.time_zone,
            row.country,
            row.quiet_from,
            row.quiet_to,
            row.set_by,
            row.set_at,
        )
        for row in rows
    }


def wish(session: Session, tenant: Tenant, subject: str, wishes: Wishes) -> None:
    """Remember what a subject wants from now on."""
    session.merge(
        PreferenceRow(
            enterprise_id=tenant.enterprise_id,
            team_id=tenant.team_id,
            subject=subject,
            ladder=wishes.ladder,
            time_zone=wishes.time_zone,
            country=wishes.country,
            quiet_from=wishes.quiet_from,
            quiet_to=wishes.quiet_to,
            set_by=wishes.set_by,
            set_at=wishes.set_at,
        )
    )
    session.flush()


def known_people(session: Session, tenant: Tenant, users: Collection[str]) -> dict[str, Known]:
    """What is known about these people; those nobody asked about are not in it."""
    rows = session.scalars(
        select(PersonRow).where(
            PersonRow.enterprise_id == tenant.enterprise_id,
            PersonRow.team_id == tenant.team_id,
            PersonRow.user.in_(users),
        )
    )
    return {
        row.user: Known(
            row.time_zone, row.deactivated, row.name, WorkspaceRank(row.rank) if row.rank else None
        )
        for row in rows
    }


def rank_of(session: Session, tenant: Tenant, user: str) -> tuple[WorkspaceRank | None, datetime]:
    """What somebody is in the workspace, and when Slack said so; None before it was asked about that."""
    row = session.get(PersonRow, (tenant.enterprise_id, tenant.team_id, user))
    return (WorkspaceRank(row.rank), row.fetched_at) if row and row.rank else (None, NEVER)


def zone_of(session: Session, tenant: Tenant, user: str) -> tzinfo:
    """The time zone that Slack has told of a person; UTC before it was asked."""
    known = known_people(session, tenant, {user})
    return (read_zone(known[user].time_zone) if user in known else None) or UTC


def ask_about(session: Session, tenant: Tenant, users: Collection[str]) -> None:
    """Note that Slack has to be asked about these people; nothing for those it was asked about before."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    for user in sorted(users):  # always in the same order, so that two transactions never wait for each other
        session.execute(
            insert(PersonRow)
            .values(
                enterprise_id=tenant.enterprise_id,
                team_id=tenant.team_id,
                user=user,
                deactivated=False,
                fetched_at=NEVER,
            )
            .on_conflict_do_nothing()
        )


def to_ask_about(
    session: Session,
    tenant: Tenant,
    now: datetime,
    *,
    due: Collection[str],
    good_for: timedelta,
    limit: int,
) -> Sequence[str]:
    """People Slack was never asked about, and those of `due` it was last asked about too long ago.

    Whom a message waits for comes first.
    """
    too_old = PersonRow.user.in_(due) & (PersonRow.fetched_at < now - good_for)
    return session.scalars(
        select(PersonRow.user)
        .where(
            PersonRow.enterprise_id == tenant.enterprise_id,
            PersonRow.team_id == tenant.team_id,
            (PersonRow.fetched_at == NEVER) | too_old,
        )
        .order_by(case((PersonRow.user.in_(due), 0), else_=1), PersonRow.fetched_at)
        .limit(limit)
    ).all()


def is_to_be_asked_about(session: Session, tenant: Tenant, user: str) -> bool:
    """Whether Slack was not asked yet about a person it has to be asked about."""
    row = session.get(PersonRow, (tenant.enterprise_id, tenant.team_id, user))
    return row is not None and row.fetched_at == NEVER


def learn(session: Session, tenant: Tenant, user: str, known: Known, now: datetime) -> bool:
    """Remember what Slack said about a person; True when it is something that reminders depend on."""
    row = session.get(PersonRow, (tenant.enterprise_id, tenant.team_id, user))
    if row is None:
        row = PersonRow(enterprise_id=tenant.enterprise_id, team_id=tenant.team_id, user=user)
        session.add(row)
    news = (row.time_zone, row.deactivated) != (known.time_zone, known.deactivated)
    row.time_zone, row.deactivated, row.name = known.time_zone, known.deactivated, known.name
    row.rank = known.rank
    row.fetched_at = now
    session.flush()
    return news
