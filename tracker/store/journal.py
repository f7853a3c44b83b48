"""The journal: every stored change, who made it and when, chained by hashes.

``journalled`` binds a session to an actor and an instant; from then on every row that the session adds, changes or
removes is written down when it commits, in the same transaction. Nothing has to remember to do it.

The chain covers ``digest``, a salted hash of the change. Erasing personal data clears ``changes`` and ``salt`` and the
chain still holds (docs/decisions/0003-journal.md).
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from datetime import date, datetime, time
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, inspect
from sqlmodel import Field, Session, col, select

from tracker.people.actor import Actor
from tracker.store.database import Row, as_json, identity, reference

GENESIS = "0" * 64
_UNTOLD = {"password_hash", "totp_secret", "token_hash", "text", "findings", "next_day", "totp_step"}
_LOCK = 72012


class JournalRow(Row, table=True):
    """One change of one stored thing. ``changes`` maps a column to ``[before, after]``."""

    __tablename__ = "journal"

    id: int | None = identity()
    at: datetime = Field(index=True)
    person_id: int | None = Field(default=None, index=True)
    actor: str = Field(max_length=200)
    action: str = Field(max_length=16)
    subject: str = Field(max_length=40)
    subject_id: int
    municipality_id: int | None = reference("municipality.id", nullable=True)
    changes: dict[str, Any] | None = as_json(default=None)
    salt: str | None = Field(default=None, max_length=32)
    digest: str = Field(max_length=64)
    prev: str = Field(max_length=64, unique=True)
    hash: str = Field(max_length=64)

    __table_args__ = (sa.Index("ix_journal_subject_subject_id", "subject", "subject_id"),)


def journalled(session: Session, actor: Actor, now: datetime) -> Session:
    """Bind ``session`` to who acts and when; every change it commits is journalled."""
    session.info.update(actor=actor, now=now, changes=[])
    event.listen(session, "before_flush", _notice_changes)
    event.listen(session, "after_flush", _notice_new)
    event.listen(session, "before_commit", _write_down)
    return session


def verify(session: Session) -> int | None:
    """Walk the chain from its beginning; the id of the first entry that does not fit, or ``None`` when all is whole."""
    prev = GENESIS
    for entry in session.exec(select(JournalRow).order_by(col(JournalRow.id)).execution_options(yield_per=1000)):
        told = entry.changes is None or entry.salt is None or entry.digest == _digest(entry.salt, entry.changes)
        if entry.prev != prev or entry.hash != _chain(entry) or not told:
            return entry.id
        prev = entry.hash
    return None


def head(session: Session) -> str:
    """The hash of the last entry, printed in every frozen report and kept in every backup."""
    return session.exec(select(JournalRow.hash).order_by(col(JournalRow.id).desc()).limit(1)).first() or GENESIS


def holds(session: Session, kept: str) -> bool:
    """Whether ``kept`` was once the head of this chain: who cuts off its end or writes it anew cannot have it there."""
    return kept == GENESIS or session.exec(select(JournalRow.id).where(JournalRow.hash == kept)).first() is not None


def _journalled(row: object) -> bool:
    return isinstance(row, Row) and not isinstance(row, JournalRow) and not getattr(row, "__unjournalled__", False)


def _notice_changes(session: Session, _context: Any, _instances: Any) -> None:
    for row in filter(_journalled, session.dirty):
        changes = {
            attribute.key: [
                _plain(attribute.history.deleted[0] if attribute.history.deleted else None),
                _plain(attribute.value),
            ]
            for attribute in inspect(row).attrs
            if attribute.history.has_changes() and attribute.key not in _UNTOLD
        }
        if changes:
            session.info["changes"].append(("changed", row, changes))
    for row in filter(_journalled, session.deleted):
        session.info["changes"].append(("removed", row, {key: [value, None] for key, value in _values(row).items()}))


def _notice_new(session: Session, _context: Any) -> None:
    for row in filter(_journalled, session.new):
        session.info["changes"].append(("added", row, {key: [None, value] for key, value in _values(row).items()}))


def _write_down(session: Session) -> None:
    session.flush()
    changes, session.info["changes"] = session.info["changes"], []
    if not changes:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(sa.text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    entries = _entries(session.info["actor"], session.info["now"], changes, head(session))
    session.execute(sa.insert(JournalRow), [entry.model_dump(exclude={"id"}) for entry in entries])


def _entries(
    actor: Actor, now: datetime, changes: Sequence[tuple[str, Any, dict[str, Any]]], prev: str
) -> list[JournalRow]:
    entries = []
    for action, row, told in changes:
        salt = secrets.token_hex(16)
        entry = JournalRow(
            at=now,
            person_id=actor.person,
            actor=actor.name,
            action=action,
            subject=row.__tablename__,
            subject_id=row.id,
            municipality_id=row.id if row.__tablename__ == "municipality" else getattr(row, "municipality_id", None),
            changes=told,
            salt=salt,
            digest=_digest(salt, told),
            prev=prev,
            hash="",
        )
        entry.hash = prev = _chain(entry)
        entries.append(entry)
    return entries


def _digest(salt: str, changes: dict[str, Any]) -> str:
    return hashlib.sha256((salt + _canonical(changes)).encode()).hexdigest()


def _chain(entry: JournalRow) -> str:
    told = [
        entry.prev,
        entry.at.isoformat(timespec="microseconds"),
        entry.person_id,
        entry.action,
        entry.subject,
        entry.subject_id,
    ]
    return hashlib.sha256(_canonical([*told, entry.digest]).encode()).hexdigest()


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _values(row: Any) -> dict[str, Any]:
    return {
        key: _plain(value)
        for key, value in row.model_dump().items()
        if key not in _UNTOLD | {"id"} and value is not None
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value
