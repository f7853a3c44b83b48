"""The body that held a meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("body_id", _ID, nullable=True))
        batch_op.create_foreign_key(op.f("fk_event_body_id_body"), "body", ["body_id"], ["id"])
        batch_op.create_index(op.f("ix_event_body_id"), ["body_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_event_body_id"))
        batch_op.drop_constraint(op.f("fk_event_body_id_body"), type_="foreignkey")
        batch_op.drop_column("body_id")
