"""Facts: events, the papers that prove them, what they count for, the decisions. Rows are added, not overwritten."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from tracker.fulfilment.event import (
    Attendance,
    Decision,
    DecisionKind,
    DelayReason,
    Event,
    EventForm,
    EventOutput,
    Evidence,
    EvidenceKind,
    OutputKind,
    Review,
    ReviewVerdict,
    Visibility,
)
from tracker.obligations.obligation import Act, Side
from tracker.store.database import Row, as_json, choice, identity, reference


class EventRow(Row, table=True):
    """Something that happened. A mistake is withdrawn and recorded anew.

    ``form_key`` names the form that it was sent with: a form sent twice is one event.
    """

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("hours IS NULL OR hours >= 0", name="hours_not_negative"),
        CheckConstraint("persons IS NULL OR persons >= 0", name="persons_not_negative"),
    )

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    act: Act = choice(Act, "event_act")
    day: date = Field(index=True)
    starts: time | None = None
    title: str = Field(max_length=300)
    place: str = Field(default="", max_length=300)
    note: str = Field(default="", max_length=4000)
    form: EventForm = choice(EventForm, "event_form", default=EventForm.IN_PERSON)
    hours: float | None = None
    persons: int | None = None
    attendance: list[dict[str, Any]] = as_json(default_factory=list)
    outputs: list[dict[str, Any]] = as_json(default_factory=list)
    body_id: int | None = reference("body.id", nullable=True)
    recorded_at: datetime
    recorded_by: int | None = reference("person.id", nullable=True)
    side: Side = choice(Side, "event_side")
    form_key: str | None = Field(default=None, max_length=64, unique=True)
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = Field(default="", max_length=1000)

    def event(self, evidence: tuple[Evidence, ...]) -> Event:
        """The row and its papers as a value."""
        assert self.id is not None
        return Event(
            id=self.id,
            act=self.act,
            day=self.day,
            title=self.title,
            recorded_at=self.recorded_at,
            recorded_by=self.side,
            form=self.form,
            hours=self.hours,
            persons=self.persons,
            evidence=evidence,
            withdrawn_at=self.withdrawn_at,
            attendance=tuple(Attendance(**told) for told in self.attendance),
            outputs=tuple(_output(told) for told in self.outputs),
        )


class EvidenceRow(Row, table=True):
    """A paper about an event; its bytes lie in the file store under ``sha256`` and are never overwritten.

    ``kind_words`` is the word of the list of output kinds that was chosen for it, empty where ``kind`` says enough.
    A deleted one leaves this row as a stub: what it was, when it came, when, why and by whom it was deleted.
    """

    __tablename__ = "evidence"

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    event_id: int = reference("event.id")
    sha256: str = Field(max_length=64, index=True)
    name: str = Field(max_length=300)
    media_type: str = Field(max_length=100)
    size: int
    kind: EvidenceKind = choice(EvidenceKind, "evidence_kind", default=EvidenceKind.OTHER)
    kind_words: str = Field(default="", max_length=120)
    visibility: Visibility = choice(Visibility, "visibility", default=Visibility.PARTIES)
    keep_until: date | None = None
    recorded_at: datetime
    recorded_by: int | None = reference("person.id", nullable=True)
    deleted_at: datetime | None = None
    deleted_by: int | None = reference("person.id", nullable=True)
    deleted_reason: str = Field(default="", max_length=300)

    def evidence(self) -> Evidence:
        """The paper as a value."""
        return Evidence(
            self.sha256, self.name, self.kind, self.recorded_at, self.visibility, self.keep_until, self.kind_words
        )


class FulfilmentRow(Row, table=True):
    """An event counted toward an occurrence: once for each pair while it stands."""

    __tablename__ = "fulfilment"
    __table_args__ = (
        Index(
            "uq_fulfilment_standing",
            "event_id",
            "occurrence_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    event_id: int = reference("event.id")
    occurrence_id: int = reference("occurrence.id")
    amount: float = Field(default=1, ge=0)
    statement: str = Field(default="", max_length=4000)
    side: Side = choice(Side, "fulfilment_side")
    recorded_at: datetime
    recorded_by: int | None = reference("person.id", nullable=True)
    withdrawn_at: datetime | None = None


class ReviewRow(Row, table=True):
    """What the other side says of a fulfilment."""

    __tablename__ = "review"

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    fulfilment_id: int = reference("fulfilment.id")
    verdict: ReviewVerdict = choice(ReviewVerdict, "verdict")
    reason: str = Field(default="", max_length=2000)
    side: Side = choice(Side, "review_side")
    recorded_at: datetime
    recorded_by: int | None = reference("person.id", nullable=True)

    def review(self) -> Review:
        """The verdict as a value."""
        return Review(self.verdict, self.side, self.recorded_at, self.reason)


class DecisionRow(Row, table=True):
    """A decision about one occurrence, with its reason, approver and document."""

    __tablename__ = "decision"

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    occurrence_id: int = reference("occurrence.id")
    kind: DecisionKind = choice(DecisionKind, "decision_kind")
    day: date
    new_due: date | None = None
    reason: str = Field(max_length=2000, min_length=1)
    approver: str = Field(max_length=200)
    document: str | None = Field(default=None, max_length=300)
    replaced_by: str | None = Field(default=None, max_length=200)
    recorded_at: datetime
    recorded_by: int | None = reference("person.id", nullable=True)
    revoked_at: datetime | None = None

    def decision(self, occurrence_key: str) -> Decision:
        """The decision as a value."""
        return Decision(
            kind=self.kind,
            occurrence=occurrence_key,
            day=self.day,
            reason=self.reason,
            approver=self.approver,
            recorded_at=self.recorded_at,
            new_due=self.new_due,
            document=self.document,
            replaced_by=self.replaced_by,
            revoked_at=self.revoked_at,
        )


class DelayReasonRow(Row, table=True):
    """Why an occurrence is late, in the words of its owner."""

    __tablename__ = "delay_reason"

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    occurrence_id: int = reference("occurrence.id")
    reason: str = Field(max_length=2000, min_length=1)
    expected: date | None = None
    recorded_at: datetime
    recorded_by: int | None = reference("person.id", nullable=True)

    def delay_reason(self, occurrence_key: str) -> DelayReason:
        """The words as a value."""
        return DelayReason(occurrence_key, self.reason, self.recorded_at, self.expected)


def _output(told: dict[str, Any]) -> EventOutput:
    due = date.fromisoformat(told["due"]) if told.get("due") else None
    return EventOutput(OutputKind(told["kind"]), told["words"], told.get("owner"), due, told.get("trigger"))
