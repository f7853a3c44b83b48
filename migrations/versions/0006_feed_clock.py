"""Lets a calendar be found unchanged by one look: the state of everything when a client was last answered."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("feed_use", schema=None) as batch_op:
        batch_op.add_column(sa.Column("clock", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.add_column(sa.Column("holds_for", sa.String(80), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("feed_use", schema=None) as batch_op:
        batch_op.drop_column("holds_for")
        batch_op.drop_column("clock")
