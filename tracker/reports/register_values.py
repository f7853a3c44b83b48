"""What the plain registers hold, as values, and the closed lists they use with their Czech labels."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.reports.entry import Town


class BodyKind(StrEnum):
    """What a body is in the cooperation."""

    PARTNERSHIP = "partnership"
    WORKING_GROUP = "working_group"
    COUNCIL = "council"
    BOARD = "board"


class ItemState(StrEnum):
    """How far a goal or a measure of a plan has come; anything but the first two needs its reason."""

    PLANNED = "planned"
    FULFILLED = "fulfilled"
    PARTLY = "partly"
    NOT_FULFILLED = "not_fulfilled"
    REPLACED = "replaced"
    DROPPED = "dropped"


class ItemLevel(StrEnum):
    """Goals hold measures."""

    GOAL = "goal"
    MEASURE = "measure"


class ProjectState(StrEnum):
    """How far a project has come; ``PREPARED`` counts every project that was ever prepared."""

    PREPARED = "prepared"
    SUBMITTED = "submitted"
    RUNNING = "running"
    FINISHED = "finished"
    ENDED_EARLY = "ended_early"
    REJECTED = "rejected"


class Met(StrEnum):
    """Whether a criterion is met. Not the answer itself: a „NE“ can be exactly what was wanted."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Declared(StrEnum):
    """What a declared total counts; those of projects can be counted again in the register."""

    PROJECTS_PREPARED = "projects_prepared"
    PROJECTS_APPROVED = "projects_approved"
    MONEY_GAINED = "money_gained"
    MONEY_WAITING = "money_waiting"
    PERSONS = "persons"
    COLUMN = "column"


LABELS: dict[StrEnum, str] = {
    BodyKind.PARTNERSHIP: "Lokální partnerství",
    BodyKind.WORKING_GROUP: "Pracovní skupina",
    BodyKind.COUNCIL: "Zastupitelstvo",
    BodyKind.BOARD: "Rada",
    ItemLevel.GOAL: "Cíl",
    ItemLevel.MEASURE: "Opatření",
    ItemState.PLANNED: "Naplánováno",
    ItemState.FULFILLED: "Splněno",
    ItemState.PARTLY: "Částečně splněno",
    ItemState.NOT_FULFILLED: "Nesplněno",
    ItemState.REPLACED: "Nahrazeno",
    ItemState.DROPPED: "Zrušeno",
    ProjectState.PREPARED: "Připravený",
    ProjectState.SUBMITTED: "Podaný",
    ProjectState.RUNNING: "V realizaci",
    ProjectState.FINISHED: "Dokončený",
    ProjectState.ENDED_EARLY: "Předčasně ukončený",
    ProjectState.REJECTED: "Nepodpořený",
    Declared.PROJECTS_PREPARED: "Připravených projektů",
    Declared.PROJECTS_APPROVED: "Schválených projektů",
    Declared.MONEY_GAINED: "Získané prostředky",
    Declared.MONEY_WAITING: "Prostředky v přípravě a hodnocení",
    Declared.PERSONS: "Podpořených osob",
    Declared.COLUMN: "Součet v tabulce",
    Met.YES: "Splněno",
    Met.PARTLY: "Částečně",
    Met.NO: "Nesplněno",
}

APPROVED = frozenset({ProjectState.RUNNING, ProjectState.FINISHED, ProjectState.ENDED_EARLY})
"""Projects that got their money."""

WAITING = frozenset({ProjectState.PREPARED, ProjectState.SUBMITTED})
"""Projects that are being prepared or judged."""


def say(word: StrEnum | None) -> str | None:
    """The Czech label of a member of one of the lists above."""
    return LABELS[word] if word is not None else None


@dataclass(frozen=True, slots=True)
class Approval:
    """One council's approval of a plan; ``member`` names the municipality where the locality has more of them."""

    approved_on: date
    member: str = ""
    resolution: str = ""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A goal or a measure of a plan with the state somebody judged, and why."""

    level: ItemLevel
    number: str
    words: str
    state: ItemState
    reason: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of a locality with its approvals and items."""

    id: int
    town: Town
    kind: str
    title: str
    starts: date | None = None
    ends: date | None = None
    approvals: tuple[Approval, ...] = ()
    items: tuple[PlanItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A project of a locality; ``money`` are its eligible costs in crowns."""

    id: int
    town: Town
    name: str
    state: ProjectState
    money: Decimal
    carrier: str = ""
    programme: str = ""
    call: str = ""
    goals: str = ""
    persons: int | None = None
    starts: date | None = None
    ends: date | None = None
    ended_early: date | None = None


@dataclass(frozen=True, slots=True)
class ReportedTotal:
    """A total that a document declares. ``parts`` is what its own rows add up to; ``towns`` are those it is of."""

    document: str
    kind: Declared
    words: str
    unit: str
    amount: Decimal
    parts: Decimal | None = None
    towns: tuple[Town, ...] = ()


@dataclass(frozen=True, slots=True)
class Workload:
    """People of ASZ in one role for a municipality; ``full_time`` is what part of full time they are together."""

    town: Town
    role: str
    persons: int
    full_time: Decimal


@dataclass(frozen=True, slots=True)
class Topic:
    """What was brought into being in a locality."""

    town: Town
    area: str
    topic: str


@dataclass(frozen=True, slots=True)
class Task:
    """A task from minutes."""

    id: int
    given_on: date
    words: str
    owner: str = ""
    due: date | None = None
    trigger: str = ""
    closed_on: date | None = None
    result: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's place in a body."""

    body: str
    name: str
    organisation: str
    role: str
    starts: date
    ends: date | None = None

    def sits_on(self, day: date) -> bool:
        """Whether the place is held on ``day``."""
        return self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of an advisory programme. The answer and whether it is met are two things."""

    number: str
    words: str
    baseline: str = ""
    final: str = ""
    answer: str = ""
    met: Met | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """An advisory programme with its criteria."""

    id: int
    town: Town
    title: str
    goals: str
    starts: date
    ends: date
    ended_early: date | None = None
    end_reason: str = ""
    criteria: tuple[Criterion, ...] = ()
