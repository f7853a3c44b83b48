"""Weeks whose digests are written, and addresses that refuse mail."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "address_fault",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("reply", sa.String(1000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_fault")),
        sa.UniqueConstraint("address", name=op.f("uq_address_fault_address")),
    )
    op.create_table(
        "digest_week",
        sa.Column("week", sa.String(10), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("week", name=op.f("pk_digest_week")),
    )


def downgrade() -> None:
    op.drop_table("digest_week")
    op.drop_table("address_fault")
