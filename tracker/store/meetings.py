"""Planned meetings of bodies with their time and place, and who is invited. What took place is an event."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from tracker.people.partner import Coming
from tracker.store.database import Row, choice, identity, reference


class MeetingRow(Row, table=True):
    """A meeting that is to be; ``sequence`` rises whenever its time, its place or its being held changes (RFC 5546)."""

    __tablename__ = "meeting"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_start"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    body_id: int = reference("body.id")
    title: str = Field(max_length=200, min_length=1)
    starts_at: datetime = Field(index=True)
    ends_at: datetime
    place: str = Field(default="", max_length=200)
    agenda: str = Field(default="", max_length=2000)
    sequence: int = 0
    cancelled_at: datetime | None = None
    cancelled_reason: str = Field(default="", max_length=500)
    created_at: datetime
    created_by: int | None = reference("person.id", nullable=True)
    changed_at: datetime


class InvitationRow(Row, table=True):
    """A person or a partner invited to a meeting, and whether they come."""

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (partner_id IS NULL)", name="one_guest"),
        UniqueConstraint("meeting_id", "person_id"),
        UniqueConstraint("meeting_id", "partner_id"),
    )

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    meeting_id: int = reference("meeting.id", index=False)
    person_id: int | None = reference("person.id", nullable=True)
    partner_id: int | None = reference("partner.id", nullable=True)
    coming: Coming = choice(Coming, "invitation_coming", default=Coming.UNKNOWN)
    words: str = Field(default="", max_length=1000)
    answered_at: datetime | None = None
