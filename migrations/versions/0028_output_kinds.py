"""A list of the kinds of outputs, and the word of it that was chosen for a paper."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_LISTS = ("delay_reason", "topic", "plan_kind")


def upgrade() -> None:
    _allow(*_LISTS, "output_kind")
    with op.batch_alter_table("evidence", schema=None) as evidence:
        evidence.add_column(sa.Column("kind_words", sa.String(120), nullable=False, server_default=""))
    with op.batch_alter_table("evidence", schema=None) as evidence:
        evidence.alter_column("kind_words", server_default=None)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM code_entry WHERE code_list = 'output_kind'"))
    _allow(*_LISTS)
    with op.batch_alter_table("evidence", schema=None) as evidence:
        evidence.drop_column("kind_words")


def _allow(*lists: str) -> None:
    name = op.f("ck_code_entry_code_list")
    with op.batch_alter_table("code_entry", schema=None) as entry:
        entry.drop_constraint(name, type_="check")
        entry.create_check_constraint(name, sa.column("code_list").in_(lists))
