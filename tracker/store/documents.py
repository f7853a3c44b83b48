"""Documents as they came, and the drafts read from them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Field

from tracker.store.database import Row, as_json, choice, identity, reference


class DraftState(StrEnum):
    """How far a draft has come; it never becomes an agreement by itself."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"


class DocumentRow(Row, table=True):
    """A file of an office. Its bytes lie in the file store under ``sha256``; ``text`` is the text they were read as."""

    __tablename__ = "document"

    id: int | None = identity()
    municipality_id: int | None = reference("municipality.id", nullable=True)
    sha256: str = Field(max_length=64, index=True)
    name: str = Field(max_length=300)
    kind: str = Field(max_length=32)
    size: int
    day: date | None = None
    uploaded_at: datetime
    uploaded_by: int | None = reference("person.id", nullable=True)
    text: str = ""


class DraftRow(Row, table=True):
    """What was read from a document: ``findings`` in the documented form, ``choices`` that people settled."""

    __tablename__ = "draft"

    id: int | None = identity()
    municipality_id: int | None = reference("municipality.id", nullable=True)
    document_id: int = reference("document.id")
    state: DraftState = choice(DraftState, "draft_state", default=DraftState.OPEN)
    findings: dict[str, Any] = as_json()
    choices: dict[str, Any] = as_json(default_factory=dict)
    created_at: datetime
    created_by: int | None = reference("person.id", nullable=True)
    version_id: int | None = reference("agreement_version.id", nullable=True)
