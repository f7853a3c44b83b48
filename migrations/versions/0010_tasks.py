"""Long work that somebody asked for, carried out by job processes under a lease."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "task",
        sa.Column("id", _ID, nullable=False),
        sa.Column(
            "kind",
            sa.Enum("import", "report", name="task_kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("municipality_id", _ID, nullable=True),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("arguments", _JSON, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "running",
                "done",
                "failed",
                name="task_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(200), nullable=False),
        sa.Column("result", _JSON, nullable=False),
        sa.Column("error", sa.String(1000), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_token", sa.String(32), nullable=True),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", _ID, nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("done >= 0 AND total >= 0", name=op.f("ck_task_progress_not_negative")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_task_created_by_person")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_task_municipality_id_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_created_by"), "task", ["created_by"])
    op.create_index(op.f("ix_task_municipality_id"), "task", ["municipality_id"])
    op.create_index("ix_task_state_not_before", "task", ["state", "not_before"])


def downgrade() -> None:
    op.drop_table("task")
