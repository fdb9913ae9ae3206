"""Keep what people are in the workspace: admins, members, guests or strangers. Empty until Slack is asked."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("rank", sa.String(16), nullable=True))


def downgrade() -> None:
    op.drop_column("people", "rank")
