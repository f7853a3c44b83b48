"""What registers owe to documents: where each row was read, and the totals that documents declare."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from tracker.reports.register_values import Declared
from tracker.store.database import BIG_ID, Row, as_json, choice, identity, reference


class RegisterSourceRow(Row, table=True):
    """The span of a document's text from which a row of a register was read.

    ``item`` is the record's key within the document: what was taken over once for a municipality is known by it.
    """

    __tablename__ = "register_source"
    __table_args__ = (
        Index(
            "uq_register_source_item",
            "document_id",
            "item",
            "municipality_id",
            "subject",
            "subject_id",
            unique=True,
        ),
    )

    id: int | None = identity()
    municipality_id: int | None = reference("municipality.id", nullable=True)
    document_id: int = reference("document.id")
    item: str = Field(max_length=40)
    subject: str = Field(max_length=60, index=True)
    subject_id: int = Field(sa_type=BIG_ID, index=True)
    starts_at: int
    ends_at: int
    recorded_at: datetime
    recorded_by: int | None = reference("person.id", nullable=True)


class ReportedTotalRow(Row, table=True):
    """A total as a document declares it, in hundredths of its unit.

    ``counted`` is the sum of the document's own rows, where it has them; ``towns`` are those whose register can be
    counted against it. Without a municipality the total is of the country or of many towns.
    """

    __tablename__ = "reported_total"

    id: int | None = identity()
    municipality_id: int | None = reference("municipality.id", nullable=True)
    document_id: int = reference("document.id")
    kind: Declared = choice(Declared, "declared")
    words: str = Field(max_length=500)
    unit: str = Field(default="", max_length=60)
    hundredths: int = Field(sa_type=BIG_ID)
    counted_hundredths: int | None = Field(default=None, sa_type=BIG_ID)
    parts: int | None = None
    towns: list[int] = as_json(default_factory=list)
