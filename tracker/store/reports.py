"""Reports on their way to the public: drafts with the words of the parties, and published versions, never changed."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from tracker.store.database import Row, as_json, choice, identity, reference


class ReportState(StrEnum):
    """A draft is compiled anew whenever somebody looks; a published version is kept as it was read."""

    DRAFT = "draft"
    PUBLISHED = "published"


class ReportRow(Row, table=True):
    """One version of the yearly report of a municipality.

    ``texts`` are what the parties add, ``shown`` the keys of the free texts that the public may read. Publishing fills
    ``content`` with the public form, ``checksum`` with its SHA-256 and ``journal_head`` with the last journal entry.
    """

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("municipality_id", "year", "number"),
        CheckConstraint("state = 'draft' OR checksum <> ''", name="published_is_frozen"),
    )

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    year: int
    number: int = Field(ge=1)
    state: ReportState = choice(ReportState, "report_state", default=ReportState.DRAFT)
    day: date
    known: date
    texts: dict[str, str] = as_json(default_factory=dict)
    shown: list[str] = as_json(default_factory=list)
    correction: str = Field(default="", max_length=1000)
    created_at: datetime
    created_by: int | None = reference("person.id", nullable=True)
    content: dict[str, Any] | None = as_json(default=None, nullable=True)
    checksum: str = Field(default="", max_length=64)
    journal_head: str = Field(default="", max_length=64)
    published_at: datetime | None = None
    published_by: int | None = reference("person.id", nullable=True)
