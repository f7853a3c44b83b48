"""The outbox: a mail is a row before it is a message, and a notice is what one mail says about one occurrence.

Uniqueness is what makes doubles impossible, whatever the number of schedulers: a notice exists once for each
(occurrence, kind, step, recipient), a mail once for each ``key``. The outbox keeps a diary of its own (``mail_event``)
and is not journalled.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session

from tracker.reminders.due import Kind
from tracker.store.database import Row, as_json, choice, identity, reference


class NoticeState(StrEnum):
    """What became of a notice."""

    IN_MAIL = "in_mail"
    SENT = "sent"
    SUPERSEDED = "superseded"
    NOT_NEEDED = "not_needed"
    UNDELIVERABLE = "undeliverable"


class MailState(StrEnum):
    """How far a mail has come; ``dead`` and ``uncertain`` wait for a person."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"


class MailKind(StrEnum):
    """What a mail is about; each has its template."""

    REMINDER = "reminder"
    DIGEST = "digest"
    REVIEW = "review"
    ESCALATION = "escalation"
    RETURNED = "returned"
    REPORT = "report"
    SIGN_IN = "sign_in"
    PARTNER = "partner"
    INVITATION = "invitation"
    """An account that was opened, or work that was handed over."""
    SUBSCRIPTION = "subscription"
    REASON_CALL = "reason_call"
    HAND_OVER = "hand_over"


class Happening(StrEnum):
    """An entry of the diary of one mail."""

    INTENT = "intent"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    AMBIGUOUS = "ambiguous"
    UNCERTAIN = "uncertain"
    RECOVERED = "recovered"
    CANCELLED = "cancelled"
    FAULTY = "faulty"
    BOUNCED = "bounced"
    RESENT = "resent"


class MailRow(Row, table=True):
    """One mail to one recipient: a person, or an ``address`` of somebody without an account.

    ``content`` holds what the template needs beyond the notices. ``raw`` are the rendered bytes, frozen from the first
    transmission on; ``transmissions`` counts the times the server may have taken them over. ``lease_token`` belongs to
    the sender that works on the row until ``locked_until``; ``stage`` tells how far it had come.
    """

    __tablename__ = "mail"
    __table_args__ = (
        sa.Index("ix_mail_state_not_before", "state", "not_before"),
        sa.CheckConstraint("person_id IS NOT NULL OR address <> ''", name="has_recipient"),
        sa.CheckConstraint("transmissions >= 0", name="transmissions_not_negative"),
    )
    __unjournalled__ = True

    id: int | None = identity()
    key: str = Field(max_length=200, unique=True)
    kind: MailKind = choice(MailKind, "mail_kind")
    day: date
    person_id: int | None = reference("person.id", nullable=True)
    address: str = Field(default="", max_length=254)
    municipality_id: int | None = reference("municipality.id", nullable=True)
    content: dict[str, Any] = as_json(default_factory=dict)
    state: MailState = choice(MailState, "mail_state", default=MailState.PENDING)
    stage: str = Field(default="", max_length=16)
    not_before: datetime
    lease_token: str | None = Field(default=None, max_length=32)
    locked_until: datetime | None = None
    attempts: int = 0
    transmissions: int = 0
    transmitted_at: datetime | None = None
    subject: str = Field(default="", max_length=200)
    raw: bytes | None = None
    sha256: str = Field(default="", max_length=64)
    message_id: str = Field(default="", max_length=200, index=True)
    reply: str = Field(default="", max_length=1000)
    created_at: datetime
    done_at: datetime | None = None


class NoticeRow(Row, table=True):
    """One step of the reminders of one occurrence for one person; ``due`` is the day it speaks of."""

    __tablename__ = "notice"
    __table_args__ = (sa.UniqueConstraint("occurrence_id", "kind", "step", "recipient_id"),)
    __unjournalled__ = True

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    occurrence_id: int = reference("occurrence.id", index=False)
    kind: Kind = choice(Kind, "notice_kind")
    step: str = Field(max_length=60)
    recipient_id: int = reference("person.id")
    due: date | None = None
    mail_id: int | None = reference("mail.id", nullable=True)
    state: NoticeState = choice(NoticeState, "notice_state")
    created_at: datetime


class MailEventRow(Row, table=True):
    """What happened to a mail: the diary that people read. ``person_id`` is who did it, where a person did."""

    __tablename__ = "mail_event"
    __unjournalled__ = True

    id: int | None = identity()
    mail_id: int = reference("mail.id", cascade=True)
    at: datetime
    what: Happening = choice(Happening, "mail_happening")
    detail: str = Field(default="", max_length=1000)
    person_id: int | None = reference("person.id", nullable=True)


class DigestWeekRow(Row, table=True):
    """A week whose digests are written: the row is made in the same transaction."""

    __tablename__ = "digest_week"
    __unjournalled__ = True

    week: str = Field(max_length=10, primary_key=True)
    written_at: datetime


class AddressFaultRow(Row, table=True):
    """An address that refused a mail for good or bounced it; whoever has it is not counted on until it is changed."""

    __tablename__ = "address_fault"
    __unjournalled__ = True

    id: int | None = identity()
    address: str = Field(max_length=254, unique=True)
    reply: str = Field(default="", max_length=1000)
    at: datetime


MAIL: sa.Table = MailRow.__table__  # type: ignore[attr-defined]
NOTICE: sa.Table = NoticeRow.__table__  # type: ignore[attr-defined]
MAIL_EVENT: sa.Table = MailEventRow.__table__  # type: ignore[attr-defined]
DIGEST_WEEK: sa.Table = DigestWeekRow.__table__  # type: ignore[attr-defined]
ADDRESS_FAULT: sa.Table = AddressFaultRow.__table__  # type: ignore[attr-defined]

OPEN_MAIL = (MailState.PENDING, MailState.SENDING)


def insert_new(session: Session | Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> list[Any]:
    """Insert the rows that are not there yet, as the table's unique constraint sees it, and answer their keys."""
    if not rows:
        return []
    name = session.dialect.name if isinstance(session, Connection) else session.get_bind().dialect.name
    dialect = postgresql if name == "postgresql" else sqlite
    statement = dialect.insert(table).on_conflict_do_nothing().returning(*table.primary_key.columns)
    return list(session.scalars(statement, rows))


def note(
    session: Session | Connection,
    mail_ids: Iterable[int],
    what: Happening,
    at: datetime,
    detail: str = "",
    person: int | None = None,
) -> None:
    """Write the same entry into the diaries of these mails."""
    diary = Diary(at)
    for mail in mail_ids:
        diary.note(mail, what, detail, person)
    diary.write(session)


class Diary:
    """Entries in the diaries of several mails, written together; of one instant where no other is named."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._entries: list[dict[str, Any]] = []

    def note(
        self, mail_id: int, what: Happening, detail: str = "", person: int | None = None, at: datetime | None = None
    ) -> None:
        """Remember an entry."""
        entry = {"mail_id": mail_id, "at": at or self._at, "what": what, "detail": detail[:1000], "person_id": person}
        self._entries.append(entry)

    def write(self, session: Session | Connection) -> None:
        """Write what was remembered."""
        if self._entries:
            session.execute(_NOTE, self._entries)


_NOTE = sa.insert(MAIL_EVENT)
