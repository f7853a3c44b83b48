"""Calendar subscriptions, the rendered events they are joined from, and the counters of changes."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feed_state",
        sa.Column("municipality_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("renderer", sa.String(64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_feed_state_municipality_id_municipality")
        ),
        sa.PrimaryKeyConstraint("municipality_id", name=op.f("pk_feed_state")),
    )
    op.create_table(
        "subscription",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                "mine",
                "municipality",
                "towns",
                "office",
                "meetings",
                name="subscription_scope",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("municipality_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "act",
            sa.Enum(
                "partnership_meeting",
                "working_group",
                "three_party_meeting",
                "partnership_discussion",
                "council_report",
                "council_decision",
                "training",
                "individual_support",
                "consultation",
                "document",
                "research",
                "revision",
                "other",
                name="subscription_act",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("label", sa.String(80), nullable=False),
        sa.Column("alarms", sa.Boolean(), nullable=False),
        sa.Column("hide_fulfilled", sa.Boolean(), nullable=False),
        sa.Column("only_mine", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(scope = 'meetings') = (act IS NOT NULL)", name=op.f("ck_subscription_names_act")),
        sa.CheckConstraint("(scope = 'office') = (office_id IS NOT NULL)", name=op.f("ck_subscription_names_office")),
        sa.CheckConstraint(
            "(scope IN ('municipality', 'meetings')) = (municipality_id IS NOT NULL)",
            name=op.f("ck_subscription_names_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_subscription_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_subscription_office_id_office")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_subscription_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_subscription_token_hash")),
    )
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subscription_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_subscription_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_subscription_person_id"), ["person_id"], unique=False)

    op.create_table(
        "feed_use",
        sa.Column("subscription_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("client", sa.String(200), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_revision", sa.Integer(), nullable=True),
        sa.Column("seen_tag", sa.String(64), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bodies", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscription.id"], name=op.f("fk_feed_use_subscription_id_subscription")
        ),
        sa.PrimaryKeyConstraint("subscription_id", name=op.f("pk_feed_use")),
    )
    op.create_table(
        "ics_fragment",
        sa.Column("occurrence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("uid_source", sa.String(200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("event", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_ics_fragment_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrence.id"], name=op.f("fk_ics_fragment_occurrence_id_occurrence")
        ),
        sa.PrimaryKeyConstraint("occurrence_id", name=op.f("pk_ics_fragment")),
    )
    with op.batch_alter_table("ics_fragment", schema=None) as batch_op:
        batch_op.create_index("ix_ics_fragment_municipality_id_day", ["municipality_id", "day"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("ics_fragment", schema=None) as batch_op:
        batch_op.drop_index("ix_ics_fragment_municipality_id_day")

    op.drop_table("ics_fragment")
    op.drop_table("feed_use")
    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subscription_person_id"))
        batch_op.drop_index(batch_op.f("ix_subscription_office_id"))
        batch_op.drop_index(batch_op.f("ix_subscription_municipality_id"))

    op.drop_table("subscription")
    op.drop_table("feed_state")
