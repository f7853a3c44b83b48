"""The pages of a scan that were recognised before its reading was broken off."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "recognised_page",
        sa.Column("id", _ID, nullable=False),
        sa.Column("task_id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recognised_page")),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_recognised_page_task_id_task"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("task_id", "number", name=op.f("uq_recognised_page_task_id_number")),
    )
    op.create_index(op.f("ix_recognised_page_task_id"), "recognised_page", ["task_id"])


def downgrade() -> None:
    op.drop_table("recognised_page")
