"""How many files were made for a session in a minute, so that nobody has them made without end."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("web_session", schema=None) as session:
        session.add_column(sa.Column("files_minute", sa.DateTime(timezone=True), nullable=True))
        session.add_column(sa.Column("files", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("web_session", schema=None) as session:
        session.alter_column("files", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("web_session", schema=None) as session:
        session.drop_column("files")
        session.drop_column("files_minute")
