"""Facts: what happened, the papers that prove it, and what was decided about it. Facts are added, never overwritten.

Every fact carries the instant at which it was recorded, so that the answer for any past day can be given again as it
was.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.obligations.obligation import Act, Side


class EventForm(StrEnum):
    """How an event was held; distance hours are capped."""

    IN_PERSON = "in_person"
    DISTANCE = "distance"


class EvidenceKind(StrEnum):
    """The kind of paper that proves an event."""

    RECORD = "record"
    MINUTES = "minutes"
    ATTENDANCE = "attendance"
    CERTIFICATE = "certificate"
    REPORT = "report"
    RESOLUTION = "resolution"
    FEEDBACK = "feedback"
    OTHER = "other"


class Visibility(StrEnum):
    """Who may open a paper."""

    PARTIES = "parties"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A paper about an event: known by the SHA-256 of its bytes; the day of the event and of the upload are two
    things. ``kind_words`` name its kind where the parties have a word of their own for it.
    """

    sha256: str
    name: str
    kind: EvidenceKind
    recorded_at: datetime
    visibility: Visibility = Visibility.PARTIES
    keep_until: date | None = None
    kind_words: str = ""


class OutputKind(StrEnum):
    """What a meeting left behind: something learnt, something decided, something to do."""

    FACT = "fact"
    DECISION = "decision"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class EventOutput:
    """One output of an event in its own words; a task has an owner and a day, or the trigger it waits for."""

    kind: OutputKind
    words: str
    owner: str | None = None
    due: date | None = None
    trigger: str | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many people of one organisation took part; names stay in the attendance sheet."""

    organisation: str
    persons: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on ``day``. ``hours`` are clock hours, ``persons`` heads; ``act`` says of what kind it
    was.
    """

    id: int
    act: Act
    day: date
    title: str
    recorded_at: datetime
    recorded_by: Side
    form: EventForm = EventForm.IN_PERSON
    hours: float | None = None
    persons: int | None = None
    evidence: tuple[Evidence, ...] = ()
    withdrawn_at: datetime | None = None
    attendance: tuple[Attendance, ...] = ()
    outputs: tuple[EventOutput, ...] = ()


class ReviewVerdict(StrEnum):
    """What the other side says of a fulfilment that one side entered."""

    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Review:
    """A verdict with its words; the last one recorded stands, all are kept."""

    verdict: ReviewVerdict
    side: Side
    recorded_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """``event`` counted toward ``occurrence`` with ``amount`` of its unit; ``statement`` are the words of the
    entering side.
    """

    event: Event
    occurrence: str
    amount: float
    recorded_at: datetime
    side: Side
    statement: str = ""
    reviews: tuple[Review, ...] = ()
    withdrawn_at: datetime | None = None


class DecisionKind(StrEnum):
    """The exceptions to derived status: each is a stored decision with a reason (domain law 7)."""

    SHIFT = "shift"
    WAIVE = "waive"
    PAUSE = "pause"
    RESUME = "resume"
    REPLACE = "replace"
    DISPUTE = "dispute"
    CALL = "call"
    """A conditional or continuous duty is called for: from now on ``new_due`` is its day."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about an occurrence, in force from ``day``. A shift keeps the first date for ever (domain law 8)."""

    kind: DecisionKind
    occurrence: str
    day: date
    reason: str
    approver: str
    recorded_at: datetime
    new_due: date | None = None
    document: str | None = None
    replaced_by: str | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DelayReason:
    """The words of the owner why an occurrence is late, and when it is expected instead (shown, never moves the due
    day).
    """

    occurrence: str
    reason: str
    recorded_at: datetime
    expected: date | None = None
