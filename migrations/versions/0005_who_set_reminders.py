"""Keep who changed the settings of reminders last, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("preferences", sa.Column("set_by", sa.String(32), nullable=True))
    op.add_column("preferences", sa.Column("set_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("preferences", "set_at")
    op.drop_column("preferences", "set_by")
