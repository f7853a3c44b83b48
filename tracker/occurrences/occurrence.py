"""One dated window that must be met, as a value."""

from dataclasses import dataclass
from datetime import date

from tracker.obligations.deadline import Precision

EVENT_UNIT = "událost"
"""The unit of a quota that counts events; any other (hours, persons) is an amount that each event brings."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A recommended pace: ``count`` of the quota by the end of ``due``. Missing one is never a breach (domain,
    "Pace").
    """

    due: date
    count: int


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A window of one obligation.

    ``key`` is ``<obligation key>/<label>``, the same on every expansion. ``start`` and ``end`` bound the window as
    agreed; ``due`` is the last day that is not late (``None``: nothing falls due, it waits or goes on).
    ``counts_from`` is the first day an event may lie on to count (``None``: the start). ``waits_for`` names the
    anchor event whose day is not known yet. ``closes`` is the last day on which it can still be met, late or not
    (``None``: no such day is known).
    """

    key: str
    obligation: str
    label: str
    start: date
    end: date
    due: date | None
    precision: Precision
    quota: float = 1
    unit: str = EVENT_UNIT
    at_least: bool = True
    counts_from: date | None = None
    milestones: tuple[Milestone, ...] = ()
    waits_for: str | None = None
    closes: date | None = None

    @property
    def opens(self) -> date:
        """The first day an event may lie on to count."""
        return self.counts_from or self.start
