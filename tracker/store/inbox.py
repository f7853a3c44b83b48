"""What came in from outside: messages read from the mailbox, and papers that wait for a person to look at them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Index, text
from sqlmodel import Field

from tracker.fulfilment.arrival import Sort
from tracker.fulfilment.event import EvidenceKind
from tracker.store.database import Row, choice, identity, reference


class MessageRow(Row, table=True):
    """A message that was read. ``key`` is its Message-ID or the SHA-256 of its bytes: it is dealt with once.

    ``why`` says what was made of it; only a message that nobody could place has its ``text``, until a person has dealt
    with it.
    """

    __tablename__ = "incoming_message"

    id: int | None = identity()
    municipality_id: int | None = reference("municipality.id", nullable=True)
    key: str = Field(max_length=250, unique=True)
    sender: str = Field(default="", max_length=254)
    subject: str = Field(default="", max_length=300)
    text: str = Field(default="", max_length=4000)
    sort: Sort = choice(Sort, "message_sort", index=True)
    why: str = Field(default="", max_length=500)
    mail_id: int | None = reference("mail.id", nullable=True)
    received_at: datetime
    settled_at: datetime | None = None
    settled_by: int | None = reference("person.id", nullable=True)


class IncomingPaperRow(Row, table=True):
    """A file handed over by mail or on a partner's page. It proves nothing until a person puts it with an event."""

    __tablename__ = "incoming_paper"
    __table_args__ = (
        Index(
            "uq_incoming_paper_waiting",
            "municipality_id",
            "occurrence_id",
            "sha256",
            unique=True,
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
    )

    id: int | None = identity()
    municipality_id: int = reference("municipality.id", index=False)
    occurrence_id: int | None = reference("occurrence.id", nullable=True)
    message_id: int | None = reference("incoming_message.id", nullable=True)
    link_id: int | None = reference("partner_link.id", nullable=True)
    bringer: str = Field(max_length=300)
    sha256: str = Field(max_length=64, index=True)
    name: str = Field(max_length=300)
    media_type: str = Field(max_length=100)
    size: int
    kind: EvidenceKind = choice(EvidenceKind, "incoming_evidence_kind", default=EvidenceKind.OTHER)
    received_at: datetime
    event_id: int | None = reference("event.id", nullable=True)
    settled_at: datetime | None = None
    settled_by: int | None = reference("person.id", nullable=True)
    refusal: str = Field(default="", max_length=500)


MESSAGE: sa.Table = MessageRow.__table__  # type: ignore[attr-defined]
