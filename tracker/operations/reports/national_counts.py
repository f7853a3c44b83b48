"""The counts of a year over many municipalities. Today's come from the stored snapshots; a past day's from facts.

The snapshots (``occurrence.status``) speak of today alone. For any other day every occurrence of the year is derived
again, municipality by municipality, so that the memory does not grow with the country.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import col

from tracker.fulfilment.compliance import IN_FORCE, MET, Compliance
from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Act
from tracker.operations.ground import Work
from tracker.operations.reports.report_entries import entries_of
from tracker.operations.reports.report_registers import Towns
from tracker.operations.reports.snapshot_counts import snapshot_counts
from tracker.operations.standings import items
from tracker.reports.balance import balance
from tracker.reports.entry import Entry
from tracker.reports.national_overview import ActCounts, National, Progress, TownCounts
from tracker.reports.regional_board import without_reason
from tracker.store.occurrences import OccurrenceRow
from tracker.timeline.periods import month_end


def national_counts(work: Work, towns: Towns, year: int, day: date, known: date) -> National:
    """The counts of the year as they stand on ``day`` by what was recorded until ``known``."""
    stored = work.ground.snapshots_hold and day == known == work.today
    return _from_snapshots(work, towns, year, day) if stored else _from_facts(work, towns, year, day, known)


def _from_snapshots(work: Work, towns: Towns, year: int, day: date) -> National:
    stored = snapshot_counts(work, towns, year, day)
    return National(
        [TownCounts(town, *stored.town(number)) for number, town in towns.items()],
        [ActCounts(act, *stored.act(act)) for act in Act if act in stored.acts],
        _progress(year, day, stored.first_due),
    )


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
        col(OccurrenceRow.first_due).between(date(year, 1, 1), date(year, 12, 31)),
        on=day,
        known=known,
    )
    return entries_of(work, found)


def _progress(year: int, day: date, days: Iterable[tuple[date, Status, int]]) -> list[Progress]:
    """The growing counts at the ends of the months; what was met is told only for months that have begun."""
    expected, done = Counter[int](), Counter[int]()
    for due, status, size in days:
        expected[due.month] += size if status in IN_FORCE else 0
        done[due.month] += size if status in MET else 0
    return [
        Progress(
            until=end,
            expected=sum(expected[month] for month in range(1, end.month + 1)),
            fulfilled=sum(done[month] for month in range(1, end.month + 1)) if end.replace(day=1) <= day else None,
        )
        for end in (month_end(date(year, month, 1)) for month in range(1, 13))
    ]
