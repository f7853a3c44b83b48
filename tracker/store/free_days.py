"""The days on which this installation sends and plans nothing, besides weekends and public holidays.

They are added and taken back, never overwritten, so that the plan of a past day can be told again.
"""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from tracker.store.database import Row, identity, reference


class FreeDayRow(Row, table=True):
    """A day off, and why."""

    __tablename__ = "free_day"
    __table_args__ = (
        Index(
            "uq_free_day_standing",
            "day",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    id: int | None = identity()
    day: date
    note: str = Field(default="", max_length=200)
    recorded_at: datetime
    recorded_by: int | None = reference("person.id", nullable=True)
    removed_at: datetime | None = None
