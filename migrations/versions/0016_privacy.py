"""Who opened an attendance sheet, why a paper was deleted, and a journal that the database itself keeps as it is."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEPT = (
    *("id", "at", "person_id", "actor", "action", "subject", "subject_id", "municipality_id"),
    *("digest", "prev", "hash"),
)
_REFUSAL = "the journal is append-only"


def upgrade() -> None:
    op.create_table(
        "paper_opening",
        sa.Column("id", _ID, nullable=False),
        sa.Column("municipality_id", _ID, nullable=False),
        sa.Column("evidence_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_paper_opening_evidence_id_evidence")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_paper_opening_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_paper_opening_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_opening")),
    )
    for column in ("at", "evidence_id", "municipality_id", "person_id"):
        op.create_index(op.f(f"ix_paper_opening_{column}"), "paper_opening", [column], unique=False)
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("deleted_by", _ID, nullable=True))
        batch_op.add_column(sa.Column("deleted_reason", sa.String(300), nullable=False, server_default=""))
        batch_op.create_foreign_key(op.f("fk_evidence_deleted_by_person"), "person", ["deleted_by"], ["id"])
        batch_op.create_index(op.f("ix_evidence_deleted_by"), ["deleted_by"], unique=False)
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.alter_column("deleted_reason", server_default=None)
    _forbid_changes()


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for name in ("journal_no_update", "journal_no_delete"):
        op.execute(f"DROP TRIGGER {name}{' ON journal' if postgresql else ''}")
    if postgresql:
        op.execute("DROP FUNCTION journal_refuses()")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_evidence_deleted_by"))
        batch_op.drop_constraint(op.f("fk_evidence_deleted_by_person"), type_="foreignkey")
        batch_op.drop_column("deleted_reason")
        batch_op.drop_column("deleted_by")
    op.drop_table("paper_opening")


def _forbid_changes() -> None:
    """Refuse every change but erasing what personal data an entry told (docs/decisions/0003-journal.md)."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    other = "IS DISTINCT FROM" if postgresql else "IS NOT"
    differs = " OR ".join(f"NEW.{column} {other} OLD.{column}" for column in _KEPT)
    condition = f"{differs} OR NEW.changes IS NOT NULL OR NEW.salt IS NOT NULL"
    update = "TRIGGER journal_no_update BEFORE UPDATE ON journal"
    delete = "TRIGGER journal_no_delete BEFORE DELETE ON journal"
    if postgresql:
        body = f"BEGIN RAISE EXCEPTION '{_REFUSAL}'; END"
        op.execute(f"CREATE FUNCTION journal_refuses() RETURNS trigger AS $$ {body} $$ LANGUAGE plpgsql")
        op.execute(f"CREATE {update} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION journal_refuses()")
        op.execute(f"CREATE {delete} FOR EACH ROW EXECUTE FUNCTION journal_refuses()")
    else:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        op.execute(f"CREATE {update} WHEN {condition} {refuse}")
        op.execute(f"CREATE {delete} {refuse}")
