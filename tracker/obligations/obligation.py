"""One duty as agreed: its words, its deadline, its outputs and the two halves that owe it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from tracker.documents.passages import Place
from tracker.obligations.deadline import Deadline


class Party(StrEnum):
    """Who owes the duty."""

    MUNICIPALITY = "municipality"
    ASZ = "asz"
    BOTH = "both"


class Side(StrEnum):
    """One of the two sides of an agreement: whoever records, acknowledges or disputes does it for a side."""

    MUNICIPALITY = "municipality"
    ASZ = "asz"


class Act(StrEnum):
    """The kind of act that a duty asks for; an event of the same kind can fulfil it (domain law 10)."""

    PARTNERSHIP_MEETING = "partnership_meeting"
    WORKING_GROUP = "working_group"
    THREE_PARTY_MEETING = "three_party_meeting"
    PARTNERSHIP_DISCUSSION = "partnership_discussion"
    COUNCIL_REPORT = "council_report"
    COUNCIL_DECISION = "council_decision"
    TRAINING = "training"
    INDIVIDUAL_SUPPORT = "individual_support"
    CONSULTATION = "consultation"
    DOCUMENT = "document"
    RESEARCH = "research"
    REVISION = "revision"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Validity:
    """The days, both included, in which an agreement or one of its rules holds."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"validity ends on {self.end} before it starts on {self.start}")

    @property
    def whole_months(self) -> bool:
        """Whether it starts on the first and ends on the last day of a month."""
        return self.start.day == 1 and (self.end + timedelta(days=1)).day == 1

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


class YearKind(StrEnum):
    """Which year "ročně" means: from January, or from the day the cooperation began (settled by the parties)."""

    CALENDAR = "calendar"
    COOPERATION = "cooperation"


class PartialPeriod(StrEnum):
    """What a first or last period that is in force only in part owes of its quota (domain, "Validity and partial
    periods").
    """

    ROUNDED_UP = "rounded_up"
    FULL = "full"
    ROUNDED_DOWN = "rounded_down"


@dataclass(frozen=True, slots=True)
class Source:
    """The passage a duty was read from: offsets into the document's text, end excluded, and the place they lie in."""

    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Obligation:
    """A confirmed duty. ``key`` is stable over the versions of its agreement; ``validity`` is that of its own rule.

    ``supported``: the parties read its hours as owed to each of so many supported persons, not to the town as a whole.
    """

    key: str
    title: str
    quote: str
    deadline: Deadline
    validity: Validity
    party: Party = Party.BOTH
    halves: dict[Side, str] = field(default_factory=dict)
    outputs: tuple[str, ...] = ()
    act: Act = Act.OTHER
    source: Source | None = None
    year: YearKind = YearKind.CALENDAR
    partial: PartialPeriod = PartialPeriod.ROUNDED_UP
    supported: int | None = None
