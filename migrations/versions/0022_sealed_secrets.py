"""Room for the secret of a second factor as it is sealed; ``tracker migrate`` seals those that stand there."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.alter_column("totp_secret", existing_type=sa.String(64), type_=sa.String(255), existing_nullable=True)


def downgrade() -> None:
    """Sealed secrets are of no use to the program before: their owners sign in without, and switch them on anew."""
    op.execute("UPDATE person SET totp_secret = NULL, totp_since = NULL, totp_step = NULL")
    with op.batch_alter_table("person") as person:
        person.alter_column("totp_secret", existing_type=sa.String(255), type_=sa.String(64), existing_nullable=True)
