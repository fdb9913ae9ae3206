"""Refuse decisions that replace others, and requisitions that are deleted, moved or renumbered."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# SQLite's INSERT OR REPLACE deletes the row before without firing a delete trigger.
_DECISIONS = "'decisions are never changed or deleted'"
_BRIEFS = "'a signed brief is never changed or deleted'"
_REQUISITIONS = "'a requisition is never deleted, and keeps its workspace, number and opener'"
_IDENTITY = ("id", "enterprise_id", "team_id", "number", "opened_by")
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER decisions_keep_place BEFORE INSERT ON decisions WHEN EXISTS (SELECT 1 FROM decisions "  # noqa: S608
        "WHERE id = NEW.id OR (requisition_id = NEW.requisition_id AND sequence = NEW.sequence)) "
        f"BEGIN SELECT RAISE(ABORT, {_DECISIONS}); END",
        "CREATE TRIGGER briefs_keep_place BEFORE INSERT ON briefs WHEN EXISTS (SELECT 1 FROM briefs "  # noqa: S608
        "WHERE signed_at IS NOT NULL "
        "AND (id = NEW.id OR (requisition_id = NEW.requisition_id AND version = NEW.version))) "
        f"BEGIN SELECT RAISE(ABORT, {_BRIEFS}); END",
        "CREATE TRIGGER requisitions_keep_place BEFORE INSERT ON requisitions "  # noqa: S608
        "WHEN EXISTS (SELECT 1 FROM requisitions WHERE id = NEW.id OR (enterprise_id = NEW.enterprise_id "
        "AND team_id = NEW.team_id AND number = NEW.number)) "
        f"BEGIN SELECT RAISE(ABORT, {_REQUISITIONS}); END",
        f"CREATE TRIGGER requisitions_keep_delete BEFORE DELETE ON requisitions "
        f"BEGIN SELECT RAISE(ABORT, {_REQUISITIONS}); END",
        f"CREATE TRIGGER requisitions_keep_update BEFORE UPDATE OF {', '.join(_IDENTITY)} ON requisitions "
        f"WHEN {' OR '.join(f'NEW.{name} IS NOT OLD.{name}' for name in _IDENTITY)} "
        f"BEGIN SELECT RAISE(ABORT, {_REQUISITIONS}); END",
    ),
    "postgresql": (
        f"CREATE FUNCTION requisitions_keep() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION {_REQUISITIONS}; END $$",
        f"CREATE TRIGGER requisitions_keep_update BEFORE UPDATE ON requisitions FOR EACH ROW "
        f"WHEN ({' OR '.join(f'NEW.{name} IS DISTINCT FROM OLD.{name}' for name in _IDENTITY)}) "
        "EXECUTE FUNCTION requisitions_keep()",
        "CREATE TRIGGER requisitions_keep_delete BEFORE DELETE ON requisitions "
        "FOR EACH ROW EXECUTE FUNCTION requisitions_keep()",
        "CREATE TRIGGER requisitions_keep_table BEFORE TRUNCATE ON requisitions "
        "FOR EACH STATEMENT EXECUTE FUNCTION requisitions_keep()",
    ),
}
_NO_GUARDS = {
    "sqlite": (
        "DROP TRIGGER decisions_keep_place",
        "DROP TRIGGER briefs_keep_place",
        "DROP TRIGGER requisitions_keep_place",
        "DROP TRIGGER requisitions_keep_delete",
        "DROP TRIGGER requisitions_keep_update",
    ),
    "postgresql": (
        "DROP TRIGGER requisitions_keep_update ON requisitions",
        "DROP TRIGGER requisitions_keep_delete ON requisitions",
        "DROP TRIGGER requisitions_keep_table ON requisitions",
        "DROP FUNCTION requisitions_keep()",
    ),
}


def upgrade() -> None:
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in _NO_GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)
