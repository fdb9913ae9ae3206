"""Keep who said that a reading was right or wrong: the role that was read, and no text."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("enterprise_id", sa.String(32), primary_key=True),
        sa.Column("team_id", sa.String(32), primary_key=True),
        sa.Column("message", sa.String(64), primary_key=True),
        sa.Column("user", sa.String(32), primary_key=True),
        sa.Column("reading", sa.String(32), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("feedback")
