"""Partners and their signed links, planned meetings and invitations, what comes in by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stopped_address",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stopped_address")),
        sa.UniqueConstraint("address", name=op.f("uq_stopped_address_address")),
    )
    op.create_table(
        "partner",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("contact", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column(
            "language",
            sa.Enum("cs", "en", name="partner_language", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_partner_municipality_id_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("municipality_id", "email", name=op.f("uq_partner_municipality_id_email")),
    )
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_municipality_id"), ["municipality_id"], unique=False)

    op.create_table(
        "incoming_message",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("sender", sa.String(254), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("text", sa.String(4000), nullable=False),
        sa.Column(
            "sort",
            sa.Enum(
                "paper",
                "answer",
                "bounce",
                "automatic",
                "unclear",
                name="message_sort",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.String(500), nullable=False),
        sa.Column("mail_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_incoming_message_mail_id_mail")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_incoming_message_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name=op.f("fk_incoming_message_settled_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_message")),
        sa.UniqueConstraint("key", name=op.f("uq_incoming_message_key")),
    )
    with op.batch_alter_table("incoming_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incoming_message_mail_id"), ["mail_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_incoming_message_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_incoming_message_settled_by"), ["settled_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_incoming_message_sort"), ["sort"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("agenda", sa.String(2000), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_reason", sa.String(500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meeting_ends_after_start")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_meeting_body_id_body")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_meeting_created_by_person")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_meeting_municipality_id_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_created_by"), ["created_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "partner_seat",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("partner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_partner_seat_body_id_body")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_partner_seat_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_partner_seat_partner_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_seat")),
        sa.UniqueConstraint("partner_id", "body_id", name=op.f("uq_partner_seat_partner_id_body_id")),
    )
    with op.batch_alter_table("partner_seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_seat_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_seat_municipality_id"), ["municipality_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("partner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "coming",
            sa.Enum(
                "unknown",
                "yes",
                "no",
                "maybe",
                name="invitation_coming",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(1000), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (partner_id IS NULL)", name=op.f("ck_invitation_one_guest")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_invitation_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_invitation_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_invitation_partner_id_partner")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("meeting_id", "partner_id", name=op.f("uq_invitation_meeting_id_partner_id")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_invitation_meeting_id_person_id")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_person_id"), ["person_id"], unique=False)

    op.create_table(
        "partner_duty",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("partner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("obligation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_partner_duty_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_partner_duty_obligation_id_obligation")
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_partner_duty_partner_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_duty")),
        sa.UniqueConstraint("partner_id", "obligation_id", name=op.f("uq_partner_duty_partner_id_obligation_id")),
    )
    with op.batch_alter_table("partner_duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_duty_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_duty_obligation_id"), ["obligation_id"], unique=False)

    op.create_table(
        "partner_link",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("partner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("occurrence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("invitation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passed_from", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(occurrence_id IS NULL) <> (invitation_id IS NULL)", name=op.f("ck_partner_link_one_thing")
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_partner_link_invitation_id_invitation")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_partner_link_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrence.id"], name=op.f("fk_partner_link_occurrence_id_occurrence")
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_partner_link_partner_id_partner")),
        sa.ForeignKeyConstraint(
            ["passed_from"], ["partner_link.id"], name=op.f("fk_partner_link_passed_from_partner_link")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_link")),
    )
    with op.batch_alter_table("partner_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_link_invitation_id"), ["invitation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_link_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_link_occurrence_id"), ["occurrence_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_link_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_link_passed_from"), ["passed_from"], unique=False)

    op.create_table(
        "incoming_paper",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("occurrence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("link_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("bringer", sa.String(300), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "record",
                "minutes",
                "attendance",
                "certificate",
                "report",
                "resolution",
                "feedback",
                "other",
                name="incoming_evidence_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("refusal", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_incoming_paper_event_id_event")),
        sa.ForeignKeyConstraint(["link_id"], ["partner_link.id"], name=op.f("fk_incoming_paper_link_id_partner_link")),
        sa.ForeignKeyConstraint(
            ["message_id"], ["incoming_message.id"], name=op.f("fk_incoming_paper_message_id_incoming_message")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_incoming_paper_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrence.id"], name=op.f("fk_incoming_paper_occurrence_id_occurrence")
        ),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name=op.f("fk_incoming_paper_settled_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_paper")),
    )
    with op.batch_alter_table("incoming_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incoming_paper_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_incoming_paper_link_id"), ["link_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_incoming_paper_message_id"), ["message_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_incoming_paper_occurrence_id"), ["occurrence_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_incoming_paper_settled_by"), ["settled_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_incoming_paper_sha256"), ["sha256"], unique=False)
        batch_op.create_index(
            "uq_incoming_paper_waiting",
            ["municipality_id", "occurrence_id", "sha256"],
            unique=True,
            sqlite_where=sa.text("settled_at IS NULL"),
            postgresql_where=sa.text("settled_at IS NULL"),
        )

    op.create_table(
        "partner_answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("link_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "comes",
                "paper",
                "declines",
                "passed_on",
                "stops",
                name="partner_answer_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(1000), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["partner_link.id"], name=op.f("fk_partner_answer_link_id_partner_link")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_partner_answer_municipality_id_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_answer")),
    )
    with op.batch_alter_table("partner_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_answer_link_id"), ["link_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_answer_municipality_id"), ["municipality_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("partner_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_answer_municipality_id"))
        batch_op.drop_index(batch_op.f("ix_partner_answer_link_id"))

    op.drop_table("partner_answer")
    with op.batch_alter_table("incoming_paper", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_incoming_paper_waiting",
            sqlite_where=sa.text("settled_at IS NULL"),
            postgresql_where=sa.text("settled_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_incoming_paper_sha256"))
        batch_op.drop_index(batch_op.f("ix_incoming_paper_settled_by"))
        batch_op.drop_index(batch_op.f("ix_incoming_paper_occurrence_id"))
        batch_op.drop_index(batch_op.f("ix_incoming_paper_message_id"))
        batch_op.drop_index(batch_op.f("ix_incoming_paper_link_id"))
        batch_op.drop_index(batch_op.f("ix_incoming_paper_event_id"))

    op.drop_table("incoming_paper")
    with op.batch_alter_table("partner_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_link_passed_from"))
        batch_op.drop_index(batch_op.f("ix_partner_link_partner_id"))
        batch_op.drop_index(batch_op.f("ix_partner_link_occurrence_id"))
        batch_op.drop_index(batch_op.f("ix_partner_link_municipality_id"))
        batch_op.drop_index(batch_op.f("ix_partner_link_invitation_id"))

    op.drop_table("partner_link")
    with op.batch_alter_table("partner_duty", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_duty_obligation_id"))
        batch_op.drop_index(batch_op.f("ix_partner_duty_municipality_id"))

    op.drop_table("partner_duty")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_person_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_partner_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_municipality_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("partner_seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_seat_municipality_id"))
        batch_op.drop_index(batch_op.f("ix_partner_seat_body_id"))

    op.drop_table("partner_seat")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_starts_at"))
        batch_op.drop_index(batch_op.f("ix_meeting_municipality_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_created_by"))
        batch_op.drop_index(batch_op.f("ix_meeting_body_id"))

    op.drop_table("meeting")
    with op.batch_alter_table("incoming_message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incoming_message_sort"))
        batch_op.drop_index(batch_op.f("ix_incoming_message_settled_by"))
        batch_op.drop_index(batch_op.f("ix_incoming_message_municipality_id"))
        batch_op.drop_index(batch_op.f("ix_incoming_message_mail_id"))

    op.drop_table("incoming_message")
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_municipality_id"))

    op.drop_table("partner")
    op.drop_table("stopped_address")
