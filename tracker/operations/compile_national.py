"""The national roll-up. Today's is one pass over the stored snapshots; a past day is derived from facts.

The snapshots (``occurrence.status``) speak of today alone. For any other day every occurrence of the year is derived
again, municipality by municipality, so that the memory does not grow with the country.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import case, func, select
from sqlmodel import col

from tracker.fulfilment.compliance import Compliance
from tracker.fulfilment.standing import Status
from tracker.operations.ground import Work
from tracker.operations.report_entries import entries_of
from tracker.operations.report_registers import Towns, towns_of
from tracker.operations.report_wish import Wish
from tracker.operations.standings import items
from tracker.people.permissions import Permission
from tracker.reports.balance import balance
from tracker.reports.entry import Entry
from tracker.reports.national_overview import Progress, TownCounts, national_overview
from tracker.reports.regional_board import REASON_AFTER, without_reason
from tracker.reports.report import Report
from tracker.store.events import DelayReasonRow
from tracker.store.occurrences import OccurrenceRow
from tracker.timeline.periods import add_months

_CLOSED = (Status.FULFILLED, Status.FULFILLED_LATE, Status.PARTLY, Status.MISSED, Status.OVERDUE)
_CONTESTED = (Status.AWAITING_EVIDENCE, Status.AWAITING_OTHER_SIDE, Status.RETURNED, Status.DISPUTED)
_RUNNING = (Status.PLANNED, Status.OPEN, Status.DUE_SOON, Status.WAITING, Status.ONGOING)
_DONE = (Status.FULFILLED, Status.FULFILLED_LATE)
_IN_FORCE = frozenset({*_CLOSED, *_CONTESTED, *_RUNNING})
"""As ``fulfilment/compliance.py`` has it; the tests hold the two ways of counting together."""


def compile_overview(work: Work, wish: Wish) -> Report:
    """The overview of a year over everything in reach, as of the day."""
    work.require(Permission.READ_REGION)
    day, known = wish.days(work)
    year = wish.need_year(work)
    towns = towns_of(work, wish.towns)
    stored = work.ground.snapshots_hold and day == known == work.today
    counts, progress = _from_snapshots(work, towns, year, day) if stored else _from_facts(work, towns, year, day, known)
    return national_overview(counts, progress, year, day, known)


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _from_snapshots(work: Work, towns: Towns, year: int, day: date) -> tuple[list[TownCounts], list[Progress]]:
    town, status, due = col(OccurrenceRow.municipality_id), col(OccurrenceRow.status), col(OccurrenceRow.first_due)
    passed = func.sum(case((col(OccurrenceRow.due) < day, 1), else_=0))
    by_quarter = [func.sum(case((due <= end, 1), else_=0)) for end in _quarter_ends(year)]
    query = select(town, status, func.count(), passed, *by_quarter).where(due.between(*_year(year)))
    sizes: dict[int, Counter[Status]] = defaultdict(Counter)
    late: dict[int, Counter[Status]] = defaultdict(Counter)
    expected, done = [0, 0, 0, 0], [0, 0, 0, 0]
    for number, how, size, after, *until in work.session.execute(query.group_by(town, status)):
        if number in towns:
            sizes[number][how], late[number][how] = size, int(after)
            _add(expected, until, how in _IN_FORCE)
            _add(done, until, how in _DONE)
    overdue = _overdue(work, year, day)
    counts = [
        TownCounts(place, _compliance(sizes[number], late[number]), *overdue.get(number, (0, ())))
        for number, place in towns.items()
    ]
    return counts, _progress(year, day, expected, done)


def _add(sums: list[int], until: Sequence[int], counts: bool) -> None:
    if counts:
        sums[:] = [whole + int(part) for whole, part in zip(sums, until, strict=True)]


def _compliance(size: Counter[Status], passed: Counter[Status]) -> Compliance:
    """The counts of ``compliance`` without its mean share, which a roll-up by status cannot know."""
    due = sum(size[status] for status in _CLOSED) + sum(passed[status] for status in _CONTESTED)
    return Compliance(
        total=size.total(),
        due=due,
        on_time=size[Status.FULFILLED],
        late=size[Status.FULFILLED_LATE],
        partly=size[Status.PARTLY],
        missed=size[Status.MISSED],
        overdue=size[Status.OVERDUE],
        awaiting=size[Status.AWAITING_EVIDENCE] + size[Status.AWAITING_OTHER_SIDE] + size[Status.RETURNED],
        disputed=size[Status.DISPUTED],
        pending=sum(size[status] for status in _RUNNING),
        paused=size[Status.PAUSED],
        waived=size[Status.WAIVED],
        replaced=size[Status.REPLACED],
        released=size[Status.RELEASED],
        cancelled=size[Status.CANCELLED],
    )


def _overdue(work: Work, year: int, day: date) -> dict[int, tuple[int, tuple[int, ...]]]:
    """By municipality: how many overdue terms lack their reason, and the days of delay of all of them."""
    reasoned = select(col(DelayReasonRow.id)).where(col(DelayReasonRow.occurrence_id) == col(OccurrenceRow.id)).exists()
    query = select(col(OccurrenceRow.municipality_id), col(OccurrenceRow.due), reasoned).where(
        col(OccurrenceRow.status) == Status.OVERDUE, col(OccurrenceRow.first_due).between(*_year(year))
    )
    speechless: Counter[int] = Counter()
    delays: dict[int, list[int]] = defaultdict(list)
    for town, due, told in work.session.execute(query):
        if due is not None:
            delays[town].append((day - due).days)
            speechless[town] += 0 if told or day - due <= REASON_AFTER else 1
    return {town: (speechless[town], tuple(found)) for town, found in delays.items()}


def _from_facts(work: Work, towns: Towns, year: int, day: date, known: date) -> tuple[list[TownCounts], list[Progress]]:
    counts: list[TownCounts] = []
    expected, done = [0, 0, 0, 0], [0, 0, 0, 0]
    for number, town in towns.items():
        entries = _entries(work, number, year, day, known)
        for entry in entries:
            until = [int((entry.standing.first_due or end) <= end) for end in _quarter_ends(year)]
            _add(expected, until, entry.status in _IN_FORCE)
            _add(done, until, entry.status in _DONE)
        overdue = [entry for entry in entries if entry.status is Status.OVERDUE]
        speechless = sum(without_reason(entry, day) for entry in overdue)
        counts.append(TownCounts(town, balance(entries), speechless, tuple(e.standing.days_late for e in overdue)))
    return counts, _progress(year, day, expected, done)


def _entries(work: Work, town: int, year: int, day: date, known: date) -> Sequence[Entry]:
    found = items(
        work,
        col(OccurrenceRow.municipality_id) == town,
        col(OccurrenceRow.first_due).between(*_year(year)),
        on=day,
        known=known,
    )
    return entries_of(work, found)


def _progress(year: int, day: date, expected: Sequence[int], done: Sequence[int]) -> list[Progress]:
    """The growing counts at the ends of the quarters that have begun."""
    ends = zip(_quarter_ends(year), expected, done, strict=True)
    return [Progress(end, due, met) for end, due, met in ends if add_months(end.replace(day=1), -2) <= day]


def _quarter_ends(year: int) -> tuple[date, ...]:
    return date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31)
