"""What other programs read: everything in reach, in the order of ids, a stretch at a time.

The order of ids never changes, so a stretch goes on where the one before it ended, whatever was added meanwhile.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from tracker.fulfilment.standing import Status
from tracker.operations.events.fulfilment_list import Entry, entries
from tracker.operations.ground import NotFound, Work
from tracker.operations.standings import Item, items
from tracker.store.agreements import AgreementRow, ObligationRow, TermRow
from tracker.store.database import Row
from tracker.store.events import EventRow, EvidenceRow, FulfilmentRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.reports import ReportRow, ReportState
from tracker.store.territory import MunicipalityRow

Kind = TypeVar("Kind", bound=Row)
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which part of a list is wanted: at most ``limit`` things whose ids come after ``after``."""

    after: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Part(Generic[Told]):
    """A part of a list; ``next`` is where the next one begins, ``None`` at the end."""

    told: tuple[Told, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class OccurrencesWanted:
    """Which occurrences are wanted; ``None`` is any."""

    municipality: int | None = None
    obligation: int | None = None
    status: Status | None = None
    due_from: date | None = None
    due_to: date | None = None


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event with its papers and what it counts toward."""

    event: EventRow
    papers: tuple[EvidenceRow, ...]
    entries: tuple[Entry, ...]


def municipalities(work: Work, stretch: Stretch) -> Part[MunicipalityRow]:
    """The municipalities in reach."""
    return _part(work, MunicipalityRow, stretch)


def agreements(work: Work, stretch: Stretch, municipality: int | None = None) -> Part[AgreementRow]:
    """The agreements in reach, of one municipality or of all."""
    return _part(work, AgreementRow, stretch, *_equal(AgreementRow.municipality_id, municipality))


def obligations(
    work: Work, stretch: Stretch, municipality: int | None = None, agreement: int | None = None
) -> Part[tuple[ObligationRow, TermRow]]:
    """The obligations in reach, each as its newest version words it."""
    conditions = [
        *_equal(ObligationRow.municipality_id, municipality),
        *_equal(ObligationRow.agreement_id, agreement),
    ]
    part = _part(work, ObligationRow, stretch, *conditions)
    return Part(_worded(work, part.told), part.next)


def obligation(work: Work, obligation_id: int) -> tuple[ObligationRow, TermRow]:
    """An obligation in reach, as its newest version words it."""
    (found,) = _worded(work, [work.get(ObligationRow, obligation_id)])
    return found


def occurrences(work: Work, stretch: Stretch, wanted: OccurrencesWanted) -> Part[Item]:
    """The occurrences in reach; a part may hold fewer than ``limit`` where a past day is asked about."""
    conditions = [
        *_equal(OccurrenceRow.municipality_id, wanted.municipality),
        *_equal(OccurrenceRow.obligation_id, wanted.obligation),
    ]
    if wanted.due_from is not None:
        conditions.append(col(OccurrenceRow.due) >= wanted.due_from)
    if wanted.due_to is not None:
        conditions.append(col(OccurrenceRow.due) <= wanted.due_to)
    if work.ground.snapshots_hold:
        conditions += _equal(OccurrenceRow.status, wanted.status)
    part = _part(work, OccurrenceRow, stretch, *conditions)
    found = items(work, col(OccurrenceRow.id).in_([row.id for row in part.told]))
    held = [item for item in found if wanted.status in (None, item.standing.status)]
    return Part(tuple(sorted(held, key=lambda item: item.row.id or 0)), part.next)


def occurrence(work: Work, occurrence_id: int) -> Item:
    """An occurrence in reach, and how it stands."""
    work.get(OccurrenceRow, occurrence_id)
    (item,) = items(work, col(OccurrenceRow.id) == occurrence_id)
    return item


def events(
    work: Work,
    stretch: Stretch,
    municipality: int | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Part[ToldEvent]:
    """The events in reach held between two days, those taken back too."""
    conditions = _equal(EventRow.municipality_id, municipality)
    if since is not None:
        conditions.append(col(EventRow.day) >= since)
    if until is not None:
        conditions.append(col(EventRow.day) <= until)
    part = _part(work, EventRow, stretch, *conditions)
    return Part(_told(work, part.told), part.next)


def event(work: Work, event_id: int) -> ToldEvent:
    """An event in reach."""
    (found,) = _told(work, [work.get(EventRow, event_id)])
    return found


def papers(
    work: Work, stretch: Stretch, municipality: int | None = None, event_id: int | None = None
) -> Part[EvidenceRow]:
    """The papers in reach that were not deleted."""
    conditions = [
        col(EvidenceRow.deleted_at).is_(None),
        *_equal(EvidenceRow.municipality_id, municipality),
        *_equal(EvidenceRow.event_id, event_id),
    ]
    return _part(work, EvidenceRow, stretch, *conditions)


def paper(work: Work, evidence_id: int) -> EvidenceRow:
    """A paper in reach that was not deleted."""
    row = work.get(EvidenceRow, evidence_id)
    if row.deleted_at is not None:
        raise NotFound
    return row


def reports(work: Work, stretch: Stretch, municipality: int | None = None, year: int | None = None) -> Part[ReportRow]:
    """The published reports in reach."""
    conditions = [
        col(ReportRow.state) == ReportState.PUBLISHED,
        *_equal(ReportRow.municipality_id, municipality),
        *_equal(ReportRow.year, year),
    ]
    return _part(work, ReportRow, stretch, *conditions)


def report(work: Work, report_id: int) -> ReportRow:
    """A published report in reach."""
    row = work.get(ReportRow, report_id)
    if row.state is not ReportState.PUBLISHED:
        raise NotFound
    return row


def _part(work: Work, kind: type[Kind], stretch: Stretch, *conditions: ColumnElement[bool]) -> Part[Kind]:
    table: Any = kind
    query: Any = select(kind).where(table.id > stretch.after, work.in_reach(), *conditions)
    if table is not MunicipalityRow:
        query = query.join(MunicipalityRow, col(MunicipalityRow.id) == table.municipality_id)
    rows = work.session.exec(query.order_by(table.id).limit(stretch.limit + 1)).all()
    shown = tuple(rows[: stretch.limit])
    last: Any = shown[-1] if len(rows) > stretch.limit else None
    return Part(shown, None if last is None else last.id)


def _equal(column: Any, value: Any) -> list[ColumnElement[bool]]:
    return [] if value is None else [col(column) == value]


def _worded(work: Work, duties: Sequence[ObligationRow]) -> tuple[tuple[ObligationRow, TermRow], ...]:
    query = select(TermRow).where(col(TermRow.obligation_id).in_([duty.id for duty in duties]))
    newest = {term.obligation_id: term for term in work.session.exec(query.order_by(col(TermRow.version_id)))}
    return tuple((duty, newest[duty.id]) for duty in duties if duty.id is not None)


def _told(work: Work, rows: Sequence[EventRow]) -> tuple[ToldEvent, ...]:
    numbers = [row.id for row in rows if row.id is not None]
    known: dict[int, list[EvidenceRow]] = defaultdict(list)
    query = select(EvidenceRow).where(col(EvidenceRow.event_id).in_(numbers), col(EvidenceRow.deleted_at).is_(None))
    for row in work.session.exec(query.order_by(col(EvidenceRow.id))):
        known[row.event_id].append(row)
    counted: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries(work, col(FulfilmentRow.event_id).in_(numbers)):
        counted[entry.fulfilment.event_id].append(entry)
    return tuple(ToldEvent(row, tuple(known[row.id or 0]), tuple(counted[row.id or 0])) for row in rows)
