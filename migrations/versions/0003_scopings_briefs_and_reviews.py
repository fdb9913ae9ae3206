"""Remember conversations that scope a role, briefs and who signed them, and reviews of filled roles."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# What somebody signed stays as it was signed.
_REFUSAL = "'a signed brief is never changed or deleted'"
GUARDS = {
    "sqlite": (
        f"CREATE TRIGGER briefs_keep_update BEFORE UPDATE ON briefs WHEN OLD.signed_at IS NOT NULL "
        f"BEGIN SELECT RAISE(ABORT, {_REFUSAL}); END",
        f"CREATE TRIGGER briefs_keep_delete BEFORE DELETE ON briefs WHEN OLD.signed_at IS NOT NULL "
        f"BEGIN SELECT RAISE(ABORT, {_REFUSAL}); END",
    ),
    "postgresql": (
        f"CREATE FUNCTION briefs_keep() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION {_REFUSAL}; END $$",
        "CREATE TRIGGER briefs_keep_rows BEFORE UPDATE OR DELETE ON briefs "
        "FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION briefs_keep()",
    ),
}


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enterprise_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("requisition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outbox_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("answered_by", sa.String(length=32), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_reviews_outbox_id_outbox")),
        sa.ForeignKeyConstraint(
            ["requisition_id"], ["requisitions.id"], name=op.f("fk_reviews_requisition_id_requisitions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("requisition_id", "kind", name=op.f("uq_reviews_requisition_id_kind")),
    )
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reviews_due_at"), ["due_at"], unique=False)

    op.create_table(
        "scopings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enterprise_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("thread_ts", sa.String(length=32), nullable=True),
        sa.Column("requisition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("started_by", sa.String(length=32), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["requisition_id"], ["requisitions.id"], name=op.f("fk_scopings_requisition_id_requisitions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scopings")),
        sa.UniqueConstraint(
            "enterprise_id",
            "team_id",
            "channel",
            "thread_ts",
            name=op.f("uq_scopings_enterprise_id_team_id_channel_thread_ts"),
        ),
    )
    with op.batch_alter_table("scopings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scopings_requisition_id"), ["requisition_id"], unique=False)

    op.create_table(
        "briefs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enterprise_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("requisition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("scoping_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_version", sa.String(length=16), nullable=False),
        sa.Column("drafted_by", sa.String(length=32), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.Column("signed_by", sa.String(length=32), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["requisition_id"], ["requisitions.id"], name=op.f("fk_briefs_requisition_id_requisitions")
        ),
        sa.ForeignKeyConstraint(["scoping_id"], ["scopings.id"], name=op.f("fk_briefs_scoping_id_scopings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefs")),
        sa.UniqueConstraint("requisition_id", "version", name=op.f("uq_briefs_requisition_id_version")),
    )
    with op.batch_alter_table("briefs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_briefs_scoping_id"), ["scoping_id"], unique=False)

    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("name", sa.String(length=80), nullable=True))
    # Ask about everybody again: their names were not asked for before.
    op.execute("UPDATE people SET fetched_at = '1970-01-01 00:00:00+00:00'")

    with op.batch_alter_table("requisitions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("secondary", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("brief", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("filled_on", sa.Date(), nullable=True))

    for guard in GUARDS[op.get_bind().dialect.name]:
        op.execute(guard)


def downgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("name")
    with op.batch_alter_table("requisitions", schema=None) as batch_op:
        batch_op.drop_column("filled_on")
        batch_op.drop_column("brief")
        batch_op.drop_column("secondary")

    with op.batch_alter_table("briefs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_briefs_scoping_id"))

    op.drop_table("briefs")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION briefs_keep()")
    with op.batch_alter_table("scopings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scopings_requisition_id"))

    op.drop_table("scopings")
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reviews_due_at"))

    op.drop_table("reviews")
