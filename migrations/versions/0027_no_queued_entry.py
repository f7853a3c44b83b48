"""The diary of a mail begins with the first thing that happens to it: nothing ever wrote that it was queued."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_WRITTEN = (
    "intent",
    "accepted",
    "deferred",
    "refused",
    "ambiguous",
    "uncertain",
    "recovered",
    "cancelled",
    "faulty",
    "bounced",
    "resent",
)


def _allow(*happenings: str) -> None:
    name = op.f("ck_mail_event_mail_happening")
    with op.batch_alter_table("mail_event", schema=None) as event:
        event.drop_constraint(name, type_="check")
        event.create_check_constraint(name, sa.column("what").in_(happenings))


def upgrade() -> None:
    _allow(*_WRITTEN)


def downgrade() -> None:
    _allow("queued", *_WRITTEN)
