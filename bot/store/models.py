"""The tables. Each row belongs to a tenant; every moment is UTC and carries its time zone in Python."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from bot.actors import Tenant
from bot.hiring.requisitions import State
from bot.store.payloads import Payload, PayloadJson


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, `timestamptz` on PostgreSQL, UTC text on SQLite; naive ones are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Turn the moment into UTC; ValueError for one without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Read the moment back as UTC: SQLite has forgotten the zone, PostgreSQL answers in the session's."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table: constraints have predictable names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


_ID = BigInteger().with_variant(Integer, "sqlite")
_SLACK_ID = String(32)


def _one_of(kind: type[StrEnum]) -> Enum:
    """A column that holds one of these words; the database refuses any other."""
    return Enum(
        kind,
        name="state",
        native_enum=False,
        create_constraint=True,
        length=16,
        values_callable=lambda words: [word.value for word in words],
    )


class ClaimedEvent(Base):
    """An incoming event that has had its effect; a second claim of the same event id fails."""

    __tablename__ = "claimed_events"

    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    team_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    event_id: Mapped[str] = mapped_column(String(128), primary_key=True)
    claimed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OutboxState(StrEnum):
    """Where an outgoing message stands.

    `unknown`: it went out, but the answer was lost. `cancelled`: nothing was left to say when its turn came.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


class OutboxRow(Base):
    """A message to be sent, written in the transaction that decided to send it.

    With `update_ts` it replaces that message. With `payload` it is worded when it is sent, from what is true
    then of what the payload names. `reminder` is for the release before, and triggers keep it the same.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "enterprise_id", "team_id", "state", "due_at"),)

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID)
    team_id: Mapped[str] = mapped_column(_SLACK_ID)
    channel: Mapped[str] = mapped_column(_SLACK_ID)
    text: Mapped[str] = mapped_column(Text)
    blocks: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    thread_ts: Mapped[str | None] = mapped_column(String(32))
    update_ts: Mapped[str | None] = mapped_column(String(32))
    ephemeral_to: Mapped[str | None] = mapped_column(_SLACK_ID)
    payload: Mapped[Payload | None] = mapped_column(PayloadJson)
    state: Mapped[OutboxState] = mapped_column(_one_of(OutboxState))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    detail: Mapped[str | None] = mapped_column(String(200))
    reminder: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)


class RequisitionRow(Base):
    """A requisition as it stands; how it came to that is in its decisions.

    `version` grows with every change. `undefined_at` is when it became undefined, the clock that people see;
    the ladder of reminders counts from `undefined_since`, which activity moves. `next_*` say which reminder
    comes next, when (UTC) and to which channel or person; empty when none is to come. `brief` is the version
    of the signed brief that holds. `filled_on` is all that is known of the person who was hired.
    """

    __tablename__ = "requisitions"
    __table_args__ = (
        UniqueConstraint("enterprise_id", "team_id", "number"),
        Index(None, "enterprise_id", "team_id", "state"),
        Index(None, "enterprise_id", "team_id", "owner"),
        Index(None, "enterprise_id", "team_id", "channel"),
        Index(None, "enterprise_id", "team_id", "sponsor"),
        Index(
            None,
            "next_due_at",
            sqlite_where=text("next_due_at IS NOT NULL"),
            postgresql_where=text("next_due_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID)
    team_id: Mapped[str] = mapped_column(_SLACK_ID)
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(_SLACK_ID)
    opened_by: Mapped[str] = mapped_column(_SLACK_ID)
    channel: Mapped[str] = mapped_column(_SLACK_ID)
    sponsor: Mapped[str | None] = mapped_column(_SLACK_ID)
    level: Mapped[str | None] = mapped_column(String(32))
    budget_low: Mapped[int | None] = mapped_column(BigInteger)
    budget_high: Mapped[int | None] = mapped_column(BigInteger)
    budget_currency: Mapped[str | None] = mapped_column(String(3))
    budget_year: Mapped[int | None] = mapped_column(Integer)
    location: Mapped[str | None] = mapped_column(String(200))
    specialty: Mapped[str | None] = mapped_column(String(32))
    secondary: Mapped[str | None] = mapped_column(String(32))
    brief: Mapped[int | None] = mapped_column(Integer)
    filled_on: Mapped[date | None] = mapped_column(Date)
    state: Mapped[State] = mapped_column(_one_of(State))
    version: Mapped[int] = mapped_column(Integer, default=1)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    undefined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undefined_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    defined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    snoozed_until: Mapped[date | None] = mapped_column(Date)
    snoozes: Mapped[int] = mapped_column(Integer, default=0)
    reminders_off: Mapped[bool] = mapped_column(Boolean, default=False)
    ladder: Mapped[str | None] = mapped_column(String(32))
    card_channel: Mapped[str | None] = mapped_column(_SLACK_ID)
    card_ts: Mapped[str | None] = mapped_column(String(32))
    next_rung: Mapped[str | None] = mapped_column(String(32))
    next_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_audience: Mapped[str | None] = mapped_column(_SLACK_ID)


class DecisionRow(Base):
    """Who changed what on a requisition, and why. Triggers refuse to change or delete these rows.

    `hash` covers the row and the hash of the decision before it on the same requisition.
    """

    __tablename__ = "decisions"
    __table_args__ = (UniqueConstraint("requisition_id", "sequence"),)

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID)
    team_id: Mapped[str] = mapped_column(_SLACK_ID)
    requisition_id: Mapped[int] = mapped_column(ForeignKey("requisitions.id"))
    sequence: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(_SLACK_ID)
    action: Mapped[str] = mapped_column(String(32))
    from_state: Mapped[str | None] = mapped_column(String(16))
    to_state: Mapped[str] = mapped_column(String(16))
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str | None] = mapped_column(Text)
    surface: Mapped[str] = mapped_column(String(16))
    content_version: Mapped[str] = mapped_column(String(16))
    supersedes: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class ScopingRow(Base):
    """A conversation that scopes a role, in one thread. `state` is all that was said in it.

    `version` grows with every turn. `thread_ts` is empty until the message that the thread hangs on was sent.
    """

    __tablename__ = "scopings"
    __table_args__ = (UniqueConstraint("enterprise_id", "team_id", "channel", "thread_ts"),)

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID)
    team_id: Mapped[str] = mapped_column(_SLACK_ID)
    channel: Mapped[str] = mapped_column(_SLACK_ID)
    thread_ts: Mapped[str | None] = mapped_column(String(32))
    requisition_id: Mapped[int | None] = mapped_column(ForeignKey("requisitions.id"), index=True)
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(Integer)
    started_by: Mapped[str] = mapped_column(_SLACK_ID)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BriefRow(Base):
    """A version of a brief: a draft that people edit (`revision` grows) until somebody signs it.

    A trigger refuses to change or delete it after that. Before its requisition is opened, a draft belongs to
    the conversation it came from alone.
    """

    __tablename__ = "briefs"
    __table_args__ = (UniqueConstraint("requisition_id", "version"),)

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID)
    team_id: Mapped[str] = mapped_column(_SLACK_ID)
    requisition_id: Mapped[int | None] = mapped_column(ForeignKey("requisitions.id"))
    scoping_id: Mapped[int | None] = mapped_column(ForeignKey("scopings.id"), index=True)
    version: Mapped[int] = mapped_column(Integer)
    revision: Mapped[int] = mapped_column(Integer)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_version: Mapped[str] = mapped_column(String(16))
    drafted_by: Mapped[str] = mapped_column(_SLACK_ID)
    drafted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    hash: Mapped[str | None] = mapped_column(String(64))
    signed_by: Mapped[str | None] = mapped_column(_SLACK_ID)
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ReviewRow(Base):
    """A look back at a role that was filled: booked for a day, asked of one person, answered or not."""

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("requisition_id", "kind"),)

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID)
    team_id: Mapped[str] = mapped_column(_SLACK_ID)
    requisition_id: Mapped[int] = mapped_column(ForeignKey("requisitions.id"))
    kind: Mapped[str] = mapped_column(String(16))
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"))
    answers: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    answered_by: Mapped[str | None] = mapped_column(_SLACK_ID)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ReminderRow(Base):
    """A reminder that one worker has claimed: `slot` is the recipient's local day (2026-11-24) it is for."""

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("requisition_id", "rung", "slot"),)

    id: Mapped[int] = mapped_column(_ID, primary_key=True)
    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID)
    team_id: Mapped[str] = mapped_column(_SLACK_ID)
    requisition_id: Mapped[int] = mapped_column(ForeignKey("requisitions.id"))
    rung: Mapped[str] = mapped_column(String(32))
    slot: Mapped[str] = mapped_column(String(10))
    audience: Mapped[str] = mapped_column(_SLACK_ID)
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"))
    claimed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReminderDay(Base):
    """A local day on which a person gets a reminder: there is one a day at most."""

    __tablename__ = "reminder_days"

    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    team_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    user: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)


class ChannelPace(Base):
    """When the next message may go to a channel, whichever process sends it."""

    __tablename__ = "channel_pace"

    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    team_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    channel: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    next_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PreferenceRow(Base):
    """What the workspace ("W"), a channel ("C…") or a person ("U…") wants of reminders; hours are local.

    `set_by` and `set_at` say who changed any of it last, and when.
    """

    __tablename__ = "preferences"

    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    team_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    subject: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    ladder: Mapped[str | None] = mapped_column(String(32))
    time_zone: Mapped[str | None] = mapped_column(String(64))
    country: Mapped[str | None] = mapped_column(String(2))
    quiet_from: Mapped[int | None] = mapped_column(Integer)
    quiet_to: Mapped[int | None] = mapped_column(Integer)
    set_by: Mapped[str | None] = mapped_column(_SLACK_ID)
    set_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CompanyBandsRow(Base):
    """A version of the pay bands of a company: all of them, as CSV had them, and who set them when."""

    __tablename__ = "company_bands"

    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    team_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    bands: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    set_by: Mapped[str] = mapped_column(_SLACK_ID)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PersonRow(Base):
    """What Slack last said about a member: name, time zone, rank, and whether the account still works.

    The release before knows no rank, and leaves it as it is.
    """

    __tablename__ = "people"

    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    team_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    user: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    name: Mapped[str | None] = mapped_column(String(80))
    time_zone: Mapped[str | None] = mapped_column(String(64))
    deactivated: Mapped[bool] = mapped_column(Boolean, default=False)
    rank: Mapped[str | None] = mapped_column(String(16))
    fetched_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LastAsk(Base):
    """What a person asked last in a channel, in one thread of it ("" for none), and got an answer to.

    `ground` names a wish, roles, a level, a place and an amount; it is of use for a day, and then deleted.
    """

    __tablename__ = "last_asks"

    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    team_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    user: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    channel: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    thread_ts: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    ground: Mapped[dict[str, Any]] = mapped_column(JSON)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class FeedbackRow(Base):
    """What somebody said of a reading, by its message ("C1:1700000000.000100"): right or not, and no text."""

    __tablename__ = "feedback"

    enterprise_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    team_id: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    message: Mapped[str] = mapped_column(String(64), primary_key=True)
    user: Mapped[str] = mapped_column(_SLACK_ID, primary_key=True)
    reading: Mapped[str] = mapped_column(String(32))
    right: Mapped[bool] = mapped_column(Boolean)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)


def tenant_of(row: RequisitionRow | OutboxRow) -> Tenant:
    """The workspace a requisition or message belongs to."""
    return Tenant(row.enterprise_id, row.team_id)
