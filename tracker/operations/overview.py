"""The country in numbers: regional offices or municipalities, kinds of duty, and the course of the year."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from sqlmodel import col, select

from tracker.fulfilment.compliance import fell_due
from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Act
from tracker.operations.ground import Work
from tracker.operations.standings import Item, items
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import OfficeRow

_DONE = (Status.FULFILLED, Status.FULFILLED_LATE)


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts over terms due in the year. ``due`` may be judged by now; ``delay`` is the median of the days late."""

    towns: int
    total: int
    due: int
    done: int
    late: int
    overdue: int
    overdue_towns: int
    without_reason: int
    delay: float | None

    @property
    def share(self) -> float | None:
        """Per cent of what was due; ``None`` when nothing was."""
        return 100 * self.done / self.due if self.due else None


@dataclass(frozen=True, slots=True)
class Point:
    """By the end of ``day``: how many terms should have been met and how many were (``None`` after today)."""

    day: date
    expected: int
    fulfilled: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole and its parts; the sums of the offices, and of the kinds, agree with the whole."""

    year: int
    whole: Sums
    offices: tuple[tuple[OfficeRow, Sums], ...]
    acts: tuple[tuple[Act, Sums], ...]
    points: tuple[Point, ...]


def overview(work: Work, year: int) -> Overview:
    """The terms due in ``year`` as they stand on the day looked at."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = items(work, col(OccurrenceRow.due).between(first, last))
    offices = work.session.exec(select(OfficeRow).order_by(col(OfficeRow.code))).all()
    by_office = _grouped(found, lambda item: item.municipality.office_id)
    by_act = _grouped(found, lambda item: item.obligation.act)
    return Overview(
        year=year,
        whole=_sums(found),
        offices=tuple((office, _sums(by_office[office.id])) for office in offices if by_office[office.id]),
        acts=tuple((act, _sums(by_act[act])) for act in Act if by_act[act]),
        points=tuple(_points(found, year, work.today)),
    )


def _grouped(found: Iterable[Item], key: Callable[[Item], Hashable]) -> dict[Hashable, list[Item]]:
    groups: dict[Hashable, list[Item]] = defaultdict(list)
    for item in found:
        groups[key(item)].append(item)
    return groups


def _sums(found: Sequence[Item]) -> Sums:
    overdue = [item for item in found if item.standing.status is Status.OVERDUE]
    delays = [item.standing.days_late for item in found if item.standing.days_late]
    return Sums(
        towns=len({item.municipality.id for item in found}),
        total=len(found),
        due=sum(fell_due(item.standing) for item in found),
        done=sum(item.standing.status in _DONE and fell_due(item.standing) for item in found),
        late=sum(item.standing.status is Status.FULFILLED_LATE for item in found),
        overdue=len(overdue),
        overdue_towns=len({item.municipality.id for item in overdue}),
        without_reason=sum(item.standing.reason is None for item in overdue),
        delay=median(delays) if delays else None,
    )


def _points(found: Sequence[Item], year: int, today: date) -> Iterable[Point]:
    """The beginning of the year and the end of every month."""
    ends = [
        date(year, 1, 1),
        *(date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in range(1, 13)),
    ]
    dues = [item.standing.due or item.occurrence.end for item in found]
    done = [
        item.standing.fulfilled_on for item in found if item.standing.status in _DONE and item.standing.fulfilled_on
    ]
    for day in ends:
        met = sum(fulfilled <= day for fulfilled in done)
        yield Point(day, sum(due <= day for due in dues), met if day <= today else None)
