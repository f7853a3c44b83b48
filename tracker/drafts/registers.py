"""Registers that documents carry beside obligations: plans with their approvals, projects, meetings, criteria."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class LocalityApproval:
    """One council's approval of a locality's plan; ``municipality`` where the document names it."""

    day: date
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class LocalityPlan:
    """A locality's plan in a register: its number, regional office (RCS, RCV, RCZ) and approvals."""

    number: int
    locality: str
    office: str
    approvals: tuple[LocalityApproval, ...]


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """A project as a document lists it; ``money`` in CZK, ``persons`` in the document's words."""

    name: str
    carrier: str | None = None
    call: str | None = None
    money: float | None = None
    start: date | None = None
    end: date | None = None
    period_words: str = ""
    persons: str = ""
    programme: str = ""
    goals: str = ""
    ended: date | None = None
    """The day of an early end, where the document tells of one."""


@dataclass(frozen=True, slots=True)
class TopicRecord:
    """A topic with the localities that worked on it, a row of the matrix of topics."""

    area: str
    topic: str
    localities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """An early end of the cooperation that the document tells of."""

    day: date
    words: str


class Met(StrEnum):
    """Whether a criterion is met, apart from how its question was answered."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting that took place: when, what about, what came out of it, and which tasks it left."""

    day: date | None
    words: str
    outputs: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionRecord:
    """An indicator of an advisory programme: the answer as written, and whether it counts as met.

    The two differ: "NE, neodmítá" answers a negative indicator and is met.
    """

    number: str
    words: str
    answer: str
    note: str = ""
    met: Met = Met.UNCLEAR


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A plan or strategy that the document refers to, with the period in its name."""

    name: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted result that a document reports: persons, projects, money."""

    amount: float
    unit: str
    words: str


@dataclass(frozen=True, slots=True)
class TableTotal:
    """The closing sum of a column as a table declares it, and what the rows above it add up to."""

    subject: str
    declared: float
    counted: float
    parts: int


@dataclass(frozen=True, slots=True)
class Registers:
    """All registers of one document; those it does not carry are empty."""

    plans: tuple[LocalityPlan, ...] = ()
    projects: tuple[ProjectRecord, ...] = ()
    meetings: tuple[MeetingRecord, ...] = ()
    criteria: tuple[CriterionRecord, ...] = ()
    documents: tuple[NamedDocument, ...] = ()
    figures: tuple[Figure, ...] = ()
    topics: tuple[TopicRecord, ...] = ()
    endings: tuple[Ending, ...] = ()
    totals: tuple[TableTotal, ...] = ()
