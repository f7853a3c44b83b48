"""Days set for sessions of councils, and how long before a session they want their papers."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "council_day",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("municipality_id", _BIG, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", _BIG, nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_council_day_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_council_day_recorded_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_day")),
    )
    op.create_index(op.f("ix_council_day_municipality_id"), "council_day", ["municipality_id"])
    op.create_index(op.f("ix_council_day_recorded_by"), "council_day", ["recorded_by"])
    op.create_index(
        "uq_council_day_standing",
        "council_day",
        ["municipality_id", "day"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "council_lead",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("municipality_id", _BIG, nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("after_discussion", sa.Integer(), nullable=False),
        sa.Column("drafting", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", _BIG, nullable=True),
        sa.CheckConstraint(
            "papers >= 0 AND after_discussion >= 0 AND drafting >= 0", name=op.f("ck_council_lead_days_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_council_lead_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_council_lead_recorded_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_lead")),
    )
    op.create_index(op.f("ix_council_lead_municipality_id"), "council_lead", ["municipality_id"])
    op.create_index(op.f("ix_council_lead_recorded_by"), "council_lead", ["recorded_by"])


def downgrade() -> None:
    op.drop_table("council_lead")
    op.drop_table("council_day")
