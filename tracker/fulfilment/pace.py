"""Whether the work inside a window keeps up with its milestones (domain, "Pace"). Colours the forecast, never the
status.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.occurrences.occurrence import Occurrence


class Tempo(StrEnum):
    """How the count compares with the milestones that have passed."""

    BEHIND = "behind"
    ON_PACE = "on"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Pace:
    """``reached`` of ``expected``: what counts, and what the milestones that have passed recommend ("2 z 4")."""

    tempo: Tempo
    reached: float
    expected: int


def pace_of(occurrence: Occurrence, counted: float, on: date) -> Pace | None:
    """The pace on ``on``; ``None`` where one event is enough, for there is nothing to keep pace with."""
    if occurrence.quota <= 1 or not occurrence.milestones:
        return None
    expected = max((m.count for m in occurrence.milestones if m.due < on), default=0)
    following = min((m.count for m in occurrence.milestones if m.due >= on), default=expected + 1)
    if counted < expected:
        return Pace(Tempo.BEHIND, counted, expected)
    return Pace(Tempo.AHEAD if counted >= following else Tempo.ON_PACE, counted, expected)
