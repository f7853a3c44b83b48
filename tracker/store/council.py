"""The days set for sessions of a council, and how long before a session it wants its papers.

Both are plans, not facts: no status rests on them. They are added and taken back, never overwritten, so that the plan
and the forecast of a past day can be told again.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from tracker.occurrences.backplanning import Leads
from tracker.store.database import Row, identity, reference


class CouncilDayRow(Row, table=True):
    """A day set for a session of the council."""

    __tablename__ = "council_day"
    __table_args__ = (
        Index(
            "uq_council_day_standing",
            "municipality_id",
            "day",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    day: date
    note: str = Field(default="", max_length=200)
    recorded_at: datetime
    recorded_by: int | None = reference("person.id", nullable=True)
    removed_at: datetime | None = None


class CouncilLeadRow(Row, table=True):
    """How many days before a session each step has to be done; a later row replaces an earlier one."""

    __tablename__ = "council_lead"
    __table_args__ = (
        CheckConstraint("papers >= 0 AND after_discussion >= 0 AND drafting >= 0", name="days_not_negative"),
    )

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    papers: int
    after_discussion: int
    drafting: int
    recorded_at: datetime
    recorded_by: int | None = reference("person.id", nullable=True)

    @property
    def leads(self) -> Leads:
        """The row as the planner takes it."""
        return Leads(self.papers, self.after_discussion, self.drafting)
