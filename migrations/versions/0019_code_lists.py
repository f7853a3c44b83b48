"""Lists of words that forms offer."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_LISTS = sa.Enum(
    "delay_reason", "topic", "plan_kind", name="code_list", native_enum=False, create_constraint=True, length=32
)


def upgrade() -> None:
    op.create_table(
        "code_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code_list", _LISTS, nullable=False),
        sa.Column("label", sa.String(120), nullable=False),
        sa.Column("sort_key", sa.String(500), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_entry")),
        sa.UniqueConstraint("code_list", "label", name=op.f("uq_code_entry_code_list_label")),
    )


def downgrade() -> None:
    op.drop_table("code_entry")
