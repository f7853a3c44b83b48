"""The time axis of a cooperation: one row for each obligation, a bar where it holds, a mark where a term falls due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.fulfilment.standing import Status
from tracker.operations.overviews.town_page import Duty

WIDTH = 1000
LEFT = 330
RIGHT = 16
TOP = 28
ROW = 26
"""Sizes in the units of the drawing; the names of the obligations stand left of ``LEFT``."""

_LONGEST = 44
"""How many letters of a name fit."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A term at ``x`` and how it stands."""

    x: float
    status: Status


@dataclass(frozen=True, slots=True)
class AxisRow:
    """A row at ``y``: the name, the bar, the marks."""

    y: int
    name: str
    start: float
    end: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """The drawing: rows, the first days of the years, and today."""

    rows: tuple[AxisRow, ...]
    years: tuple[tuple[float, int], ...]
    today: float | None
    width: int
    height: int
    left: int = LEFT


def axis_of(duties: Sequence[Duty], today: date) -> Axis | None:
    """The axis over the validity of all the duties; ``None`` when there are none."""
    if not duties:
        return None
    first = min(duty.first.obligation.validity.start for duty in duties)
    last = max(duty.first.obligation.validity.end for duty in duties)
    span = max((last - first).days, 1)

    def x(day: date) -> float:
        share = min(max((day - first).days / span, 0), 1)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    rows = tuple(_row(duty, TOP + ROW * number, x) for number, duty in enumerate(duties))
    years = tuple((x(date(year, 1, 1)), year) for year in range(first.year, last.year + 1) if date(year, 1, 1) >= first)
    shown = x(today) if first <= today <= last else None
    return Axis(rows, years, shown, WIDTH, TOP + ROW * len(rows) + 8)


def _row(duty: Duty, y: int, x: Callable[[date], float]) -> AxisRow:
    obligation = duty.first.obligation
    marks = tuple(Mark(x(item.standing.due), item.standing.status) for item in duty.items if item.standing.due)
    name = obligation.title if len(obligation.title) <= _LONGEST else f"{obligation.title[: _LONGEST - 1].rstrip()}…"
    return AxisRow(y, name, x(obligation.validity.start), x(obligation.validity.end), marks)
