"""The counts of a year over many municipalities. Today's come from the stored snapshots; a past day's from facts.

The snapshots (``occurrence.status``) speak of today alone. For any other day every occurrence of the year is derived
again, municipality by municipality, so that the memory does not grow with the country.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, case, func, select, true
from sqlmodel import col

from tracker.fulfilment.compliance import Compliance
from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Act
from tracker.operations.ground import Work
from tracker.operations.reports.report_entries import entries_of
from tracker.operations.reports.report_registers import Towns
from tracker.operations.standings import items
from tracker.reports.balance import balance
from tracker.reports.entry import Entry
from tracker.reports.national_overview import ActCounts, National, Progress, TownCounts
from tracker.reports.regional_board import REASON_AFTER, without_reason
from tracker.store.agreements import TermRow
from tracker.store.events import DelayReasonRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.periods import month_end

_CLOSED = (Status.FULFILLED, Status.FULFILLED_LATE, Status.PARTLY, Status.MISSED, Status.OVERDUE)
_CONTESTED = (Status.AWAITING_EVIDENCE, Status.AWAITING_OTHER_SIDE, Status.RETURNED, Status.DISPUTED)
_RUNNING = (Status.PLANNED, Status.OPEN, Status.DUE_SOON, Status.WAITING, Status.ONGOING)
Group = TypeVar("Group")
_DONE = (Status.FULFILLED, Status.FULFILLED_LATE)
_IN_FORCE = frozenset({*_CLOSED, *_CONTESTED, *_RUNNING})
"""As ``fulfilment/compliance.py`` has it; the tests hold the two ways of counting together."""


def national_counts(work: Work, towns: Towns, year: int, day: date, known: date) -> National:
    """The counts of the year as they stand on ``day`` by what was recorded until ``known``."""
    stored = work.ground.snapshots_hold and day == known == work.today
    return _from_snapshots(work, towns, year, day) if stored else _from_facts(work, towns, year, day, known)


@dataclass(slots=True)
class _Late:
    """What is overdue in a group: how many terms lack their reason, and the days of delay of all of them."""

    silent: int
    delays: list[int]


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _from_snapshots(work: Work, towns: Towns, year: int, day: date) -> National:
    here = _among(work, towns)
    by_town = _by_town(work, year, day, here)
    by_act, days = _by_act(work, year, day, here)
    late_towns, late_acts = _overdue(work, year, day, here)
    return National(
        [TownCounts(place, by_town.get(n, Compliance()), *_told(late_towns.get(n))) for n, place in towns.items()],
        [ActCounts(act, by_act[act], *_told(late_acts.get(act))) for act in Act if act in by_act],
        _progress(year, day, days),
    )


def _among(work: Work, towns: Towns) -> ColumnElement[bool]:
    """The occurrences of the towns; no condition where they are all that there are."""
    everywhere = work.session.execute(select(func.count()).select_from(MunicipalityRow)).scalar_one() == len(towns)
    return true() if everywhere else col(OccurrenceRow.municipality_id).in_(list(towns))


def _by_town(work: Work, year: int, day: date, here: ColumnElement[bool]) -> dict[int, Compliance]:
    town, status = col(OccurrenceRow.municipality_id), col(OccurrenceRow.status)
    query = select(town, status, func.count(), _passed(day)).where(_due_in(year), here).group_by(town, status)
    return _sorted_out((number, how, size, passed) for number, how, size, passed in work.session.execute(query))


def _by_act(
    work: Work, year: int, day: date, here: ColumnElement[bool]
) -> tuple[dict[Act, Compliance], list[tuple[date, Status, int]]]:
    """The counts of each kind of duty; and how many terms of each status were first due on each day of the year."""
    act, status, due = col(TermRow.act), col(OccurrenceRow.status), col(OccurrenceRow.first_due)
    query = (
        select(act, status, due, func.count(), _passed(day))
        .select_from(OccurrenceRow)
        .join(TermRow, col(TermRow.id) == col(OccurrenceRow.term_id))
        .where(_due_in(year), here)
        .group_by(act, status, due)
    )
    found = work.session.execute(query).all()
    by_act = _sorted_out((name, how, size, passed) for name, how, _, size, passed in found)
    return by_act, [(first_due, how, size) for _, how, first_due, size, _ in found]


def _due_in(year: int) -> ColumnElement[bool]:
    return col(OccurrenceRow.first_due).between(*_year(year))


def _passed(day: date) -> ColumnElement[Any]:
    """How many of a group have their due day behind them."""
    return func.sum(case((col(OccurrenceRow.due) < day, 1), else_=0))


def _sorted_out(found: Iterable[tuple[Group, Status, int, int]]) -> dict[Group, Compliance]:
    """The counts of each group from its sizes by status."""
    sizes: dict[Group, Counter[Status]] = defaultdict(Counter)
    late: dict[Group, Counter[Status]] = defaultdict(Counter)
    for name, status, size, passed in found:
        sizes[name][status] += size
        late[name][status] += int(passed)
    return {name: _compliance(sizes[name], late[name]) for name in sizes}


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


def _overdue(work: Work, year: int, day: date, here: ColumnElement[bool]) -> tuple[dict[int, _Late], dict[Act, _Late]]:
    """What is overdue, by municipality and by kind of duty."""
    reasoned = select(col(DelayReasonRow.id)).where(col(DelayReasonRow.occurrence_id) == col(OccurrenceRow.id)).exists()
    query = (
        select(col(OccurrenceRow.municipality_id), col(TermRow.act), col(OccurrenceRow.due), reasoned)
        .select_from(OccurrenceRow)
        .outerjoin(TermRow, col(TermRow.id) == col(OccurrenceRow.term_id))
        .where(col(OccurrenceRow.status) == Status.OVERDUE, col(OccurrenceRow.first_due).between(*_year(year)), here)
    )
    towns: dict[int, _Late] = defaultdict(lambda: _Late(0, []))
    acts: dict[Act, _Late] = defaultdict(lambda: _Late(0, []))
    for town, act, due, told in work.session.execute(query):
        silent = not told and due is not None and day - due > REASON_AFTER
        for late in (towns[town], acts[act]):
            late.silent += silent
            late.delays += [(day - due).days] if due is not None else []
    return towns, acts


def _told(late: _Late | None) -> tuple[int, tuple[int, ...]]:
    return (late.silent, tuple(late.delays)) if late else (0, ())


def _from_facts(work: Work, towns: Towns, year: int, day: date, known: date) -> National:
    counts: list[TownCounts] = []
    by_act: dict[Act, list[ActCounts]] = defaultdict(list)
    days: list[tuple[date, Status, int]] = []
    for number, town in towns.items():
        entries = _entries(work, number, year, day, known)
        days += [(entry.standing.first_due, entry.status, 1) for entry in entries if entry.standing.first_due]
        counts.append(TownCounts(town, *_group(entries, day)))
        for act in {entry.obligation.act for entry in entries}:
            by_act[act].append(ActCounts(act, *_group([e for e in entries if e.obligation.act is act], day)))
    acts = [ActCounts.of(act, by_act[act]) for act in Act if by_act[act]]
    return National(counts, acts, _progress(year, day, days))


def _group(entries: Sequence[Entry], day: date) -> tuple[Compliance, int, tuple[int, ...]]:
    overdue = [entry for entry in entries if entry.status is Status.OVERDUE]
    silent = sum(without_reason(entry, day) for entry in overdue)
    return balance(entries), silent, tuple(entry.standing.days_late for entry in overdue)


def _entries(work: Work, town: int, year: int, day: date, known: date) -> Sequence[Entry]:
    found = items(
        work,
        col(OccurrenceRow.municipality_id) == town,
        col(OccurrenceRow.first_due).between(*_year(year)),
        on=day,
        known=known,
    )
    return entries_of(work, found)


def _progress(year: int, day: date, days: Iterable[tuple[date, Status, int]]) -> list[Progress]:
    """The growing counts at the ends of the months; what was met is told only for months that have begun."""
    expected, done = Counter[int](), Counter[int]()
    for due, status, size in days:
        expected[due.month] += size if status in _IN_FORCE else 0
        done[due.month] += size if status in _DONE else 0
    return [
        Progress(
            until=end,
            expected=sum(expected[month] for month in range(1, end.month + 1)),
            fulfilled=sum(done[month] for month in range(1, end.month + 1)) if end.replace(day=1) <= day else None,
        )
        for end in (month_end(date(year, month, 1)) for month in range(1, 13))
    ]
