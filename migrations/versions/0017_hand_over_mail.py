"""A kind of mail: work that is handed over."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_KINDS = (
    "reminder",
    "digest",
    "review",
    "escalation",
    "returned",
    "report",
    "sign_in",
    "partner",
    "invitation",
    "subscription",
    "reason_call",
)


def _allow(*kinds: str) -> None:
    name = op.f("ck_mail_mail_kind")
    with op.batch_alter_table("mail", schema=None) as mail:
        mail.drop_constraint(name, type_="check")
        mail.create_check_constraint(name, sa.column("kind").in_(kinds))


def upgrade() -> None:
    _allow(*_KINDS, "hand_over")


def downgrade() -> None:
    op.execute("DELETE FROM mail_event WHERE mail_id IN (SELECT id FROM mail WHERE kind = 'hand_over')")
    op.execute("DELETE FROM mail WHERE kind = 'hand_over'")
    _allow(*_KINDS)
