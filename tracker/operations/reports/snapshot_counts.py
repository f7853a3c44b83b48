"""The counts of a year from the stored snapshots: one statement, which reads the terms of the year once.

Its first part narrows the table to the year. Three questions are asked of that: the sums by municipality (their lines
leave the kind of duty empty), by kind of duty and first due day (no municipality), and each overdue term (no status),
for the median delay and the missing reasons.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import CTE, Date, Integer, String, case, cast, func, literal, null, select, true, type_coerce
from sqlalchemy import union_all as one_after_another
from sqlmodel import col

from tracker.fulfilment.compliance import Compliance, counted_by_status
from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Act
from tracker.operations.ground import Work
from tracker.operations.reports.report_registers import Towns
from tracker.reports.regional_board import REASON_AFTER
from tracker.store.agreements import TermRow
from tracker.store.events import DelayReasonRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow

Counted = tuple[Compliance, int, tuple[int, ...]]
"""The counts of a group, how many of its overdue terms lack their reason, and the days of delay of all of these."""
_STATUS = {status.value: status for status in Status}
_ACT = {act.value: act for act in Act}


@dataclass(slots=True)
class _Group:
    sizes: Counter[Status] = field(default_factory=Counter)
    passed: Counter[Status] = field(default_factory=Counter)
    silent: int = 0
    delays: list[int] = field(default_factory=list)

    def counted(self) -> Counted:
        return counted_by_status(self.sizes, self.passed), self.silent, tuple(self.delays)


@dataclass(slots=True)
class Snapshot:
    """The counts by municipality and by kind of duty; ``first_due``: how many of each status, by first due day."""

    towns: dict[int, _Group] = field(default_factory=lambda: defaultdict(_Group))
    acts: dict[Act, _Group] = field(default_factory=lambda: defaultdict(_Group))
    first_due: list[tuple[date, Status, int]] = field(default_factory=list)

    def town(self, number: int) -> Counted:
        """The counts of one municipality; it may have no term in the year."""
        return self.towns[number].counted()

    def act(self, act: Act) -> Counted:
        """The counts of one kind of duty."""
        return self.acts[act].counted()


def snapshot_counts(work: Work, towns: Towns, year: int, day: date) -> Snapshot:
    """The counts of the terms first due in the year, as they are stored; ``day`` must be the day of the snapshots."""
    terms = _terms(work, towns, year)
    found = Snapshot()
    told = work.session.execute(one_after_another(_by_town(terms, day), _by_act(terms, day), _overdue(terms)))
    for town, act, status, due, size, mark in told:
        if status is None:
            _take_overdue((found.towns[town], found.acts[_ACT[act]]), due, day, known=bool(mark))
            continue
        group = found.towns[town] if act is None else found.acts[_ACT[act]]
        group.sizes[_STATUS[status]] += size
        group.passed[_STATUS[status]] += mark
        if act is not None:
            found.first_due.append((due, _STATUS[status], size))
    return found


def _take_overdue(groups: tuple[_Group, ...], due: date | None, day: date, *, known: bool) -> None:
    delay = day - due if due is not None else None
    for group in groups:
        group.silent += not known and delay is not None and delay > REASON_AFTER
        group.delays += [delay.days] if delay is not None else []


def _terms(work: Work, towns: Towns, year: int) -> CTE:
    """The terms of the year, narrow; kept by the database while it sums them three times."""
    row = OccurrenceRow
    query: Any = (
        select(
            col(row.id),
            col(row.municipality_id).label("town"),
            type_coerce(col(TermRow.act), String).label("act"),
            type_coerce(col(row.status), String).label("status"),
            col(row.first_due),
            col(row.due),
        )
        .join(TermRow, col(TermRow.id) == col(row.term_id))
        .where(col(row.first_due).between(date(year, 1, 1), date(year, 12, 31)), _among(work, towns))
    )
    terms: CTE = query.cte("terms").prefix_with("MATERIALIZED")
    return terms


def _among(work: Work, towns: Towns) -> Any:
    """Of these municipalities; no condition where they are all that there are."""
    everywhere = work.session.execute(select(func.count()).select_from(MunicipalityRow)).scalar_one() == len(towns)
    return true() if everywhere else col(OccurrenceRow.municipality_id).in_(list(towns))


def _by_town(terms: CTE, day: date) -> Any:
    here = terms.c
    query = select(here.town, cast(null(), String).label("act"), here.status, cast(null(), Date).label("day"))
    return query.add_columns(func.count().label("size"), _passed(terms, day)).group_by(here.town, here.status)


def _by_act(terms: CTE, day: date) -> Any:
    here = terms.c
    query = select(cast(null(), Integer), here.act, here.status, here.first_due, func.count(), _passed(terms, day))
    return query.group_by(here.act, here.status, here.first_due)


def _passed(terms: CTE, day: date) -> Any:
    """How many of a group have their due day behind them."""
    return func.sum(case((terms.c.due < day, 1), else_=0)).label("mark")


def _overdue(terms: CTE) -> Any:
    """Each overdue term with its due day, marked where its reason is known."""
    here = terms.c
    reasoned = select(col(DelayReasonRow.id)).where(col(DelayReasonRow.occurrence_id) == here.id).exists()
    known = case((reasoned, 1), else_=0)
    query = select(here.town, here.act, cast(null(), String), here.due, literal(1), known)
    return query.where(here.status == Status.OVERDUE.value)
