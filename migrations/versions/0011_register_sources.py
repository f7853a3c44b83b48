"""Where rows of registers were read, and the totals that documents declare."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_DECLARED = (
    "projects_prepared",
    "projects_approved",
    "money_gained",
    "money_waiting",
    "persons",
    "column",
)


def upgrade() -> None:
    op.create_table(
        "register_source",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("municipality_id", _KEY, nullable=True),
        sa.Column("document_id", _KEY, nullable=False),
        sa.Column("item", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(60), nullable=False),
        sa.Column("subject_id", _KEY, nullable=False),
        sa.Column("starts_at", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", _KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_register_source_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_register_source_document_id_document")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_register_source_recorded_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_source")),
    )
    with op.batch_alter_table("register_source", schema=None) as batch_op:
        for column in ("municipality_id", "document_id", "subject", "subject_id", "recorded_by"):
            batch_op.create_index(batch_op.f(f"ix_register_source_{column}"), [column], unique=False)
        batch_op.create_index(
            "uq_register_source_item", ["document_id", "item", "municipality_id", "subject", "subject_id"], unique=True
        )

    op.create_table(
        "reported_total",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("municipality_id", _KEY, nullable=True),
        sa.Column("document_id", _KEY, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*_DECLARED, name="declared", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("words", sa.String(500), nullable=False),
        sa.Column("unit", sa.String(60), nullable=False),
        sa.Column("hundredths", _KEY, nullable=False),
        sa.Column("counted_hundredths", _KEY, nullable=True),
        sa.Column("parts", sa.Integer(), nullable=True),
        sa.Column("towns", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_reported_total_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_reported_total_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_total")),
    )
    with op.batch_alter_table("reported_total", schema=None) as batch_op:
        for column in ("municipality_id", "document_id"):
            batch_op.create_index(batch_op.f(f"ix_reported_total_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("reported_total")
    op.drop_table("register_source")
