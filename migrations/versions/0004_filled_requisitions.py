"""Let a requisition be filled: one more word among its states."""

from alembic import op
from sqlalchemy import text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BEFORE = "'undefined', 'defined', 'closed', 'not_llm'"
_AFTER = "'undefined', 'defined', 'filled', 'closed', 'not_llm'"


def upgrade() -> None:
    _allow(_BEFORE, _AFTER)
    # What was filled before a step back, and has been left alone since, is filled again.
    op.execute(
        "UPDATE requisitions SET state = 'filled' WHERE state = 'closed' AND 'filled' = "
        "(SELECT to_state FROM decisions WHERE requisition_id = requisitions.id "
        "ORDER BY sequence DESC LIMIT 1)"
    )


def downgrade() -> None:
    op.execute("UPDATE requisitions SET state = 'closed' WHERE state = 'filled'")
    _allow(_AFTER, _BEFORE)


def _allow(before: str, after: str) -> None:
    """Exchange the words that the check constraint of `requisitions.state` knows.

    SQLite alters no constraint, and a table that others refer to cannot be made anew inside a transaction.
    Its manual offers this for changes that leave the stored rows as they are: rewrite the table's text.
    """
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_requisitions_state"), "requisitions", type_="check")
        op.create_check_constraint(op.f("ck_requisitions_state"), "requisitions", f"state IN ({after})")
        return
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.execute(
        text(
            "UPDATE sqlite_master SET sql = replace(sql, :before, :after) "
            "WHERE type = 'table' AND name = 'requisitions'"
        ),
        {"before": before, "after": after},
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")
