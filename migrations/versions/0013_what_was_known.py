"""What was known when: ends, cancelled and replaced windows, readings of hours; forms that are sent only once."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("agreement", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("occurrence", sa.Column("agreed_due", sa.Date(), nullable=True))
    op.add_column("occurrence", sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE occurrence SET agreed_due = first_due")
    with op.batch_alter_table("event") as event:
        event.add_column(sa.Column("form_key", sa.String(64), nullable=True))
        event.create_unique_constraint(op.f("uq_event_form_key"), ["form_key"])
    op.create_table(
        "occurrence_before",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("municipality_id", _BIG, nullable=False),
        sa.Column("occurrence_id", _BIG, nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_occurrence_before_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrence.id"], name=op.f("fk_occurrence_before_occurrence_id_occurrence")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence_before")),
    )
    op.create_index(op.f("ix_occurrence_before_municipality_id"), "occurrence_before", ["municipality_id"])
    op.create_index(op.f("ix_occurrence_before_occurrence_id"), "occurrence_before", ["occurrence_id"])
    op.create_table(
        "hours_reading",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("municipality_id", _BIG, nullable=False),
        sa.Column("obligation_id", _BIG, nullable=False),
        sa.Column("persons", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(2000), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", _BIG, nullable=True),
        sa.CheckConstraint("persons IS NULL OR persons > 0", name=op.f("ck_hours_reading_somebody_supported")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_hours_reading_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_hours_reading_obligation_id_obligation")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_hours_reading_recorded_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_reading")),
    )
    op.create_index(op.f("ix_hours_reading_municipality_id"), "hours_reading", ["municipality_id"])
    op.create_index(op.f("ix_hours_reading_obligation_id"), "hours_reading", ["obligation_id"])
    op.create_index(op.f("ix_hours_reading_recorded_by"), "hours_reading", ["recorded_by"])


def downgrade() -> None:
    op.drop_table("hours_reading")
    op.drop_table("occurrence_before")
    with op.batch_alter_table("event") as event:
        event.drop_constraint(op.f("uq_event_form_key"), type_="unique")
        event.drop_column("form_key")
    op.drop_column("occurrence", "cancelled_at")
    op.drop_column("occurrence", "agreed_due")
    op.drop_column("agreement", "ended_at")
