"""Add papers to an event that is on record."""

from collections.abc import Sequence

from sqlmodel import select

from tracker.operations.events.event_papers import Paper, keep_papers
from tracker.operations.events.record_event import side_of
from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.refresh import refresh
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.events import EventRow, FulfilmentRow


def supplement_event(ground: Ground, actor: Actor, event_id: int, papers: Sequence[Paper]) -> None:
    """Add papers to an event; what the other side returned is thereby before it again.

    Raises ``Refused`` without a paper, for an event taken back, and for the side that did not record it.
    """
    with working(ground, actor) as work:
        supplement(work, event_id, papers)


def supplement(work: Work, event_id: int, papers: Sequence[Paper]) -> None:
    """The same within a transaction that is open already."""
    event = work.get(EventRow, event_id, Permission.RECORD_EVENT)
    if not papers:
        raise Refused("Vyberte soubor, který chcete přiložit.", "files")
    if event.withdrawn_at is not None:
        raise Refused("Záznam byl vzat zpět. Zapište událost znovu.", "files")
    if event.side is not side_of(work, work.municipality(event.municipality_id)):
        raise Refused("Doklady doplňuje ta strana, která událost zapsala.", "files")
    keep_papers(work, event, papers)
    counted = work.session.exec(select(FulfilmentRow.occurrence_id).where(FulfilmentRow.event_id == event_id))
    refresh(work, set(counted))
