"""Rename the outbox's `reminder` to `payload`, and keep both the same while the release before is there."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Both columns say the same, whichever of the two a process writes.
_COPY = {
    "sqlite": (
        "CREATE TRIGGER outbox_payload_added AFTER INSERT ON outbox WHEN NEW.payload IS NOT NEW.reminder "
        "BEGIN UPDATE outbox SET payload = coalesce(NEW.payload, NEW.reminder), "
        "reminder = coalesce(NEW.payload, NEW.reminder) WHERE id = NEW.id; END",
        "CREATE TRIGGER outbox_payload_changed AFTER UPDATE OF payload ON outbox "
        "WHEN NEW.payload IS NOT NEW.reminder "
        "BEGIN UPDATE outbox SET reminder = NEW.payload WHERE id = NEW.id; END",
        "CREATE TRIGGER outbox_reminder_changed AFTER UPDATE OF reminder ON outbox "
        "WHEN NEW.payload IS NOT NEW.reminder "
        "BEGIN UPDATE outbox SET payload = NEW.reminder WHERE id = NEW.id; END",
    ),
    "postgresql": (
        "CREATE FUNCTION outbox_payload() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF TG_OP = 'INSERT' THEN NEW.payload := coalesce(NEW.payload, NEW.reminder); "
        "ELSIF NEW.reminder::text IS DISTINCT FROM OLD.reminder::text THEN NEW.payload := NEW.reminder; "
        "END IF; NEW.reminder := NEW.payload; RETURN NEW; END $$",
        "CREATE TRIGGER outbox_payload BEFORE INSERT OR UPDATE OF payload, reminder ON outbox "
        "FOR EACH ROW EXECUTE FUNCTION outbox_payload()",
    ),
}
_NO_COPY = {
    "sqlite": (
        "DROP TRIGGER outbox_payload_added",
        "DROP TRIGGER outbox_payload_changed",
        "DROP TRIGGER outbox_reminder_changed",
    ),
    "postgresql": ("DROP TRIGGER outbox_payload ON outbox", "DROP FUNCTION outbox_payload()"),
}


def upgrade() -> None:
    op.add_column("outbox", sa.Column("payload", sa.JSON(none_as_null=True), nullable=True))
    op.execute("UPDATE outbox SET payload = reminder WHERE reminder IS NOT NULL")
    for statement in _COPY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in _NO_COPY[op.get_bind().dialect.name]:
        op.execute(statement)
    op.drop_column("outbox", "payload")
