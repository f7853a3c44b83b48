"""How many people of ASZ look after a municipality, and what part of full time they give to it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "workload",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("municipality_id", _KEY, nullable=False),
        sa.Column("role", sa.String(200), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("hundredths", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("note", sa.String(500), nullable=False),
        sa.CheckConstraint("hundredths >= 0", name=op.f("ck_workload_share_not_negative")),
        sa.CheckConstraint("persons >= 0", name=op.f("ck_workload_persons_not_negative")),
        sa.CheckConstraint("ends IS NULL OR ends >= starts", name=op.f("ck_workload_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_workload_municipality_id_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workload")),
    )
    op.create_index(op.f("ix_workload_municipality_id"), "workload", ["municipality_id"])


def downgrade() -> None:
    op.drop_table("workload")
