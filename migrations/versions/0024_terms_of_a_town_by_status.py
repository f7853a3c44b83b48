"""The terms of a town by how they stand: lists of towns and regions stop reading the whole country's."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_occurrence_municipality_id_status", "occurrence", ["municipality_id", "status"])
    op.drop_index("ix_occurrence_municipality_id", "occurrence")


def downgrade() -> None:
    op.create_index("ix_occurrence_municipality_id", "occurrence", ["municipality_id"])
    op.drop_index("ix_occurrence_municipality_id_status", "occurrence")
