"""„K roztřídění“: papers from outside that wait for a person, and messages that nobody could place.

A paper proves something only after a person has put it with an event; the other side then sees it as any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, or_
from sqlmodel import col, func, select

from tracker.fulfilment.arrival import Sort
from tracker.operations.events.event_papers import Paper
from tracker.operations.events.record_event import NewEvent, record
from tracker.operations.events.supplement_event import supplement
from tracker.operations.ground import Ground, Refused, Work, working
from tracker.people.actor import COUNTRY_ROLES, SYSTEM, Actor
from tracker.people.permissions import Permission
from tracker.store.agreements import TermRow
from tracker.store.events import EventRow
from tracker.store.inbox import IncomingPaperRow, MessageRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow

SORT = Permission.RECORD_EVENT
MOST = 200


@dataclass(frozen=True, slots=True)
class WaitingPaper:
    """A paper with the term it was sent for, where that is known."""

    paper: IncomingPaperRow
    municipality: MunicipalityRow
    occurrence: OccurrenceRow | None
    term: TermRow | None


@dataclass(frozen=True, slots=True)
class ToSort:
    """Everything that waits, the oldest first."""

    papers: Sequence[WaitingPaper]
    messages: Sequence[tuple[MessageRow, MunicipalityRow | None]]


def to_sort(work: Work) -> ToSort:
    """What waits within the reader's reach."""
    papers = _papers(work, col(IncomingPaperRow.settled_at).is_(None), work.in_reach())
    messages = (
        select(MessageRow, MunicipalityRow)
        .outerjoin(MunicipalityRow, col(MunicipalityRow.id) == MessageRow.municipality_id)
        .where(*_unclear(work))
        .order_by(col(MessageRow.id))
        .limit(MOST)
    )
    return ToSort(papers, [(message, town) for message, town in work.session.exec(messages)])


def count_to_sort(work: Work) -> int:
    """How many papers and messages wait within the reader's reach."""
    return sum(work.session.scalars(query).one() for query in counting_to_sort(work))


def counting_to_sort(work: Work) -> tuple[Select[Any], Select[Any]]:
    """The queries of the number of papers and of that of messages."""
    papers = (
        select(func.count())
        .select_from(IncomingPaperRow)
        .join(MunicipalityRow, col(MunicipalityRow.id) == IncomingPaperRow.municipality_id)
        .where(col(IncomingPaperRow.settled_at).is_(None), work.in_reach())
    )
    messages = (
        select(func.count())
        .select_from(MessageRow)
        .outerjoin(MunicipalityRow, col(MunicipalityRow.id) == MessageRow.municipality_id)
        .where(*_unclear(work))
    )
    return papers, messages


def waiting_paper(work: Work, paper_id: int) -> tuple[WaitingPaper, Sequence[EventRow]]:
    """One paper within reach that still waits, and the latest events it may belong to."""
    row = work.get(IncomingPaperRow, paper_id, SORT)
    (waiting,) = _papers(work, col(IncomingPaperRow.id) == paper_id, work.in_reach())
    events = (
        select(EventRow)
        .where(EventRow.municipality_id == row.municipality_id, col(EventRow.withdrawn_at).is_(None))
        .order_by(col(EventRow.day).desc(), col(EventRow.id).desc())
        .limit(12)
    )
    return waiting, work.session.exec(events).all()


def paper_bytes(work: Work, paper_id: int) -> tuple[IncomingPaperRow, bytes]:
    """A paper within reach with its content."""
    row = work.get(IncomingPaperRow, paper_id, SORT)
    return row, work.ground.files.get(row.sha256)


def accept_for_event(ground: Ground, actor: Actor, paper_id: int, event_id: int) -> int:
    """Put a paper with an event of its municipality; the id of the event."""
    with working(ground, actor) as work:
        row = _waiting(work, paper_id)
        if work.get(EventRow, event_id, SORT).municipality_id != row.municipality_id:
            raise Refused("Záznam patří jiné obci. Vyberte záznam obce, které doklad přišel.", "event")
        supplement(work, event_id, [_paper(row)])
        _settle(work, row, event_id)
        return event_id


def accept_as_event(ground: Ground, actor: Actor, paper_id: int, new: NewEvent) -> int:
    """Record the event that a paper proves, and count it for the term the paper was sent for; the id of the event.

    Raises ``Refused`` where the event cannot count for it.
    """
    with working(ground, actor) as work:
        row = _waiting(work, paper_id)
        term = work.session.get(OccurrenceRow, row.occurrence_id) if row.occurrence_id is not None else None
        event = NewEvent(row.municipality_id, new.act, new.day, new.title, papers=(_paper(row),))
        stored = record(work, event, counts_for=[term.key] if term is not None else None)
        _settle(work, row, stored.event_id)
        return stored.event_id


def refuse_paper(ground: Ground, actor: Actor, paper_id: int, reason: str) -> None:
    """Put a paper aside with a reason; the file stays until the retention of the installation removes it."""
    if not reason.strip():
        raise Refused("Napište, proč doklad nepoužijete.", "reason")
    with working(ground, actor) as work:
        row = _waiting(work, paper_id)
        row.refusal = reason.strip()[:500]
        _settle(work, row, None)


def settle_message(ground: Ground, actor: Actor, message_id: int) -> None:
    """A person has dealt with a message: what it said is not kept any longer."""
    with working(ground, actor) as work:
        row = work.get(MessageRow, message_id, SORT if _of_town(work, message_id) else Permission.READ)
        row.text, row.settled_at, row.settled_by = "", work.now, work.actor.person


def _of_town(work: Work, message_id: int) -> bool:
    row = work.session.get(MessageRow, message_id)
    return row is not None and row.municipality_id is not None


def _unclear(work: Work) -> tuple[ColumnElement[bool], ...]:
    """Unclear messages of the towns in reach; those of no town are read by the country's roles."""
    nobodys = col(MessageRow.municipality_id).is_(None)
    sees_all = work.actor is SYSTEM or bool(work.roles & COUNTRY_ROLES)
    reach = or_(work.in_reach(), nobodys) if sees_all else work.in_reach()
    return MessageRow.sort == Sort.UNCLEAR, col(MessageRow.settled_at).is_(None), reach  # type: ignore[return-value]


def _papers(work: Work, *conditions: ColumnElement[bool]) -> list[WaitingPaper]:
    query = (
        select(IncomingPaperRow, MunicipalityRow, OccurrenceRow, TermRow)
        .join(MunicipalityRow, col(MunicipalityRow.id) == IncomingPaperRow.municipality_id)
        .outerjoin(OccurrenceRow, col(OccurrenceRow.id) == IncomingPaperRow.occurrence_id)
        .outerjoin(TermRow, col(TermRow.id) == OccurrenceRow.term_id)
        .where(*conditions)
        .order_by(col(IncomingPaperRow.id))
        .limit(MOST)
    )
    return [WaitingPaper(*row) for row in work.session.exec(query)]


def _waiting(work: Work, paper_id: int) -> IncomingPaperRow:
    row = work.get(IncomingPaperRow, paper_id, SORT)
    if row.settled_at is not None:
        raise Refused("Doklad už mezitím někdo zařadil.")
    return row


def _paper(row: IncomingPaperRow) -> Paper:
    return Paper(row.sha256, row.name, row.media_type, row.size, row.kind)


def _settle(work: Work, row: IncomingPaperRow, event_id: int | None) -> None:
    row.event_id, row.settled_at, row.settled_by = event_id, work.now, work.actor.person
