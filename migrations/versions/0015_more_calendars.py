"""Calendars of partners and of single bodies; meetings and the steps before council sessions as events of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_SCOPES = ("mine", "municipality", "towns", "office", "meetings")


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("subscription", schema=None) as subscription:
        subscription.add_column(sa.Column("partner_id", _key(), nullable=True))
        subscription.add_column(sa.Column("body_id", _key(), nullable=True))
        subscription.alter_column("person_id", existing_type=_key(), nullable=True)
        for name in ("partner", "body"):
            key = op.f(f"fk_subscription_{name}_id_{name}")
            subscription.create_foreign_key(key, name, [f"{name}_id"], ["id"])
            subscription.create_index(op.f(f"ix_subscription_{name}_id"), [f"{name}_id"], unique=False)
        subscription.drop_constraint(op.f("ck_subscription_subscription_scope"), type_="check")
        scope = op.f("ck_subscription_subscription_scope")
        subscription.create_check_constraint(scope, sa.column("scope").in_([*_SCOPES, "partner"]))
        subscription.create_check_constraint(
            op.f("ck_subscription_names_partner"), sa.text("(scope = 'partner') = (partner_id IS NOT NULL)")
        )
        subscription.create_check_constraint(
            op.f("ck_subscription_one_owner"), sa.text("(person_id IS NULL) = (partner_id IS NOT NULL)")
        )
    with op.batch_alter_table("feed_state", schema=None) as state:
        state.add_column(sa.Column("steps_on", sa.Date(), nullable=True))
    op.create_table(
        "ics_extra",
        sa.Column("uid_source", sa.String(220), nullable=False),
        sa.Column("municipality_id", _key(), nullable=False),
        sa.Column("occurrence_id", _key(), nullable=True),
        sa.Column("body_id", _key(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("event", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_ics_extra_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrence.id"], name=op.f("fk_ics_extra_occurrence_id_occurrence")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_ics_extra_body_id_body")),
        sa.PrimaryKeyConstraint("uid_source", name=op.f("pk_ics_extra")),
    )
    op.create_index("ix_ics_extra_municipality_id_day", "ics_extra", ["municipality_id", "day"], unique=False)
    op.create_index(op.f("ix_ics_extra_occurrence_id"), "ics_extra", ["occurrence_id"], unique=False)
    op.create_index(op.f("ix_ics_extra_body_id"), "ics_extra", ["body_id"], unique=False)


def downgrade() -> None:
    op.drop_table("ics_extra")
    with op.batch_alter_table("feed_state", schema=None) as state:
        state.drop_column("steps_on")
    op.execute(
        "DELETE FROM feed_use WHERE subscription_id IN (SELECT id FROM subscription WHERE partner_id IS NOT NULL)"
    )
    op.execute("DELETE FROM subscription WHERE partner_id IS NOT NULL")
    with op.batch_alter_table("subscription", schema=None) as subscription:
        for name in ("one_owner", "names_partner", "subscription_scope"):
            subscription.drop_constraint(op.f(f"ck_subscription_{name}"), type_="check")
        subscription.create_check_constraint(
            op.f("ck_subscription_subscription_scope"), sa.column("scope").in_(_SCOPES)
        )
        for name in ("partner", "body"):
            subscription.drop_index(op.f(f"ix_subscription_{name}_id"))
            subscription.drop_constraint(op.f(f"fk_subscription_{name}_id_{name}"), type_="foreignkey")
            subscription.drop_column(f"{name}_id")
        subscription.alter_column("person_id", existing_type=_key(), nullable=False)
