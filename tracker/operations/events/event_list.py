"""What happened: the list of events, one event with all that hangs on it, and the papers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col, func, or_, select

from tracker.fulfilment.event import EvidenceKind
from tracker.obligations.obligation import Act
from tracker.operations.events.fulfilment_list import Entry, end_of, entries
from tracker.operations.ground import Ground, NotFound, Work, looking, working
from tracker.operations.history import Change, history_of
from tracker.operations.overviews.home import own_side
from tracker.people.actor import Actor
from tracker.store.events import EventRow, EvidenceRow, FulfilmentRow
from tracker.store.openings import PaperOpeningRow
from tracker.store.people import PersonRow
from tracker.store.registers import BodyRow
from tracker.store.territory import MunicipalityRow

PAGE = 25


@dataclass(frozen=True, slots=True)
class Happened:
    """A row of the list: an event, its papers, and the titles of what it counts toward."""

    event: EventRow
    municipality: MunicipalityRow
    papers: tuple[EvidenceRow, ...]
    counts_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventListing:
    """A page of the list: ``total`` events on ``pages`` pages."""

    rows: tuple[Happened, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class Opening:
    """Who opened an attendance sheet, and when."""

    person: str
    paper: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EventPage:
    """One event. ``own`` tells whether the reader's side recorded it; ``stubs`` are papers whose time was over."""

    event: EventRow
    municipality: MunicipalityRow
    recorded_by: str
    papers: tuple[EvidenceRow, ...]
    entries: tuple[Entry, ...]
    own: bool
    history: tuple[Change, ...]
    openings: tuple[Opening, ...]
    stubs: tuple[EvidenceRow, ...]
    body: str = ""


def event_list(
    work: Work, page: int = 1, *, year: int | None = None, act: Act | None = None, municipality: int | None = None
) -> EventListing:
    """The events in reach recorded by the day looked at, the latest first."""
    conditions = [work.in_reach(), col(EventRow.recorded_at) < end_of(work), *_conditions(year, act, municipality)]
    chosen = select(EventRow, MunicipalityRow).join(
        MunicipalityRow, col(MunicipalityRow.id) == EventRow.municipality_id
    )
    found = chosen.where(*conditions)
    total = work.session.exec(
        select(func.count()).select_from(found.with_only_columns(col(EventRow.id)).subquery())
    ).one()
    ordered = found.order_by(col(EventRow.day).desc(), col(EventRow.id).desc())
    rows = work.session.exec(ordered.limit(PAGE).offset((page - 1) * PAGE)).all()
    return EventListing(_rows(work, rows), total, page)


def years_of_events(work: Work) -> tuple[int, ...]:
    """The years in which events in reach took place, the latest first."""
    span: Any = work.session.exec(
        select(func.min(EventRow.day), func.max(EventRow.day))
        .join(MunicipalityRow, col(MunicipalityRow.id) == EventRow.municipality_id)
        .where(work.in_reach())
    ).one()
    first, last = span
    return tuple(range(last.year, first.year - 1, -1)) if first is not None else ()


def event_page(work: Work, event_id: int) -> EventPage:
    """An event within reach with its papers, what it counts toward, and its history."""
    event = work.get(EventRow, event_id)
    municipality = work.municipality(event.municipality_id)
    counted = entries(work, col(FulfilmentRow.event_id) == event_id)
    papers = tuple(_papers(work, [event_id])[event_id])
    person = work.session.get(PersonRow, event.recorded_by) if event.recorded_by else None
    body = work.session.get(BodyRow, event.body_id) if event.body_id else None
    things = {
        "event": [event_id],
        "evidence": [paper.id for paper in papers if paper.id],
        "fulfilment": [entry.fulfilment.id for entry in counted if entry.fulfilment.id],
        "review": [review.id for entry in counted for review in entry.reviews if review.id],
    }
    return EventPage(
        event=event,
        municipality=municipality,
        recorded_by=person.name if person else "",
        papers=papers,
        entries=tuple(counted),
        own=event.side is own_side(work),
        history=history_of(work, things),
        openings=_openings(work, event_id),
        stubs=_stubs(work, event_id),
        body=body.name if body else "",
    )


def paper_of(work: Work, evidence_id: int) -> tuple[EvidenceRow, bytes]:
    """A paper within reach and its bytes; one that was deleted is not found."""
    paper = work.get(EvidenceRow, evidence_id)
    if paper.deleted_at is not None:
        raise NotFound
    return paper, work.ground.files.get(paper.sha256)


def open_paper(ground: Ground, actor: Actor, evidence_id: int) -> tuple[EvidenceRow, bytes]:
    """The same for somebody who opens it: who opened an attendance sheet, and when, is kept, for it names people."""
    with looking(ground, actor) as work:
        paper, data = paper_of(work, evidence_id)
    if paper.kind is EvidenceKind.ATTENDANCE and actor.person is not None:
        with working(ground, actor) as work:
            opening = PaperOpeningRow(
                municipality_id=paper.municipality_id, evidence_id=evidence_id, person_id=actor.person, at=work.now
            )
            work.session.add(opening)
    return paper, data


def _openings(work: Work, event_id: int) -> tuple[Opening, ...]:
    query = (
        select(PersonRow.name, EvidenceRow.name, PaperOpeningRow.at)
        .join(PaperOpeningRow, col(PaperOpeningRow.person_id) == PersonRow.id)
        .join(EvidenceRow, col(EvidenceRow.id) == PaperOpeningRow.evidence_id)
        .where(EvidenceRow.event_id == event_id, col(PaperOpeningRow.at) < end_of(work))
        .order_by(col(PaperOpeningRow.id).desc())
    )
    return tuple(Opening(*told) for told in work.session.exec(query))


def _stubs(work: Work, event_id: int) -> tuple[EvidenceRow, ...]:
    query = select(EvidenceRow).where(EvidenceRow.event_id == event_id, col(EvidenceRow.deleted_at) < end_of(work))
    return tuple(work.session.exec(query.order_by(col(EvidenceRow.id))))


def _conditions(year: int | None, act: Act | None, municipality: int | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if year is not None:
        conditions.append(col(EventRow.day).between(date(year, 1, 1), date(year, 12, 31)))
    if act is not None:
        conditions.append(col(EventRow.act) == act)
    if municipality is not None:
        conditions.append(col(EventRow.municipality_id) == municipality)
    return conditions


def _rows(work: Work, rows: Sequence[tuple[EventRow, MunicipalityRow]]) -> tuple[Happened, ...]:
    numbers = [event.id for event, _ in rows if event.id is not None]
    papers = _papers(work, numbers)
    titles: dict[int, list[str]] = defaultdict(list)
    for entry in entries(work, col(FulfilmentRow.event_id).in_(numbers), col(FulfilmentRow.withdrawn_at).is_(None)):
        titles[entry.event.id or 0].append(entry.term.title)
    return tuple(
        Happened(event, town, tuple(papers[event.id or 0]), tuple(dict.fromkeys(titles[event.id or 0])))
        for event, town in rows
    )


def _papers(work: Work, events: Sequence[int]) -> dict[int, list[EvidenceRow]]:
    groups: dict[int, list[EvidenceRow]] = defaultdict(list)
    known: Any = or_(col(EvidenceRow.deleted_at).is_(None), col(EvidenceRow.deleted_at) >= end_of(work))
    query = select(EvidenceRow).where(
        col(EvidenceRow.event_id).in_(events), known, col(EvidenceRow.recorded_at) < end_of(work)
    )
    for paper in work.session.exec(query.order_by(col(EvidenceRow.id))):
        groups[paper.event_id].append(paper)
    return groups
