"""The region of a municipality, by its code CZ-NUTS 3."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("municipality", sa.Column("region", sa.String(5), nullable=True))


def downgrade() -> None:
    op.drop_column("municipality", "region")
