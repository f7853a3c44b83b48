"""What the reader is given and what it hands back."""

from dataclasses import dataclass
from datetime import date

from tracker.obligations.deadline import Deadline


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a phrase: the day of its document, the heading above it, the name of its column."""

    ref_date: date | None = None
    heading: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """Characters ``start``:``end`` of the original text were read as ``now`` in place of ``was``."""

    start: int
    end: int
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person has to settle; ``proposed`` is the index of the reading that was taken, if one was."""

    kind: str
    words: str
    readings: tuple[Deadline, ...]
    proposed: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One deadline and the characters of the original text that say it."""

    deadline: Deadline
    start: int
    end: int
    words: str
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """Characters that look like a deadline and are none, with a reason from ``masks.py`` or ``reading.py``."""

    start: int
    end: int
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Result:
    """Everything found in a text, in the order of the text."""

    readings: tuple[Reading, ...]
    repairs: tuple[Repair, ...]
    set_aside: tuple[SetAside, ...]
