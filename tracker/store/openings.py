"""Who opened a paper that holds names of people: a fact of its own, journalled and shown beside the paper."""

from datetime import datetime

from sqlmodel import Field

from tracker.store.database import Row, identity, reference


class PaperOpeningRow(Row, table=True):
    """One opening of an attendance sheet by one person."""

    __tablename__ = "paper_opening"

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    evidence_id: int = reference("evidence.id")
    person_id: int = reference("person.id")
    at: datetime = Field(index=True)
