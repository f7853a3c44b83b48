"""Count an event that is on record toward a term it can satisfy, when nobody did so at once."""

from sqlmodel import col, select

from tracker.fulfilment.matching import Match, matches
from tracker.fulfilment.papers import papers_of
from tracker.fulfilment.standing import GROUP_OF, Group
from tracker.operations.events.record_event import side_of
from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.refresh import refresh
from tracker.operations.standings import Item, items
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.events import EventRow, EvidenceRow, FulfilmentRow
from tracker.store.occurrences import OccurrenceRow


def countable(work: Work, event: EventRow) -> tuple[tuple[Item, Match], ...]:
    """The terms that the event can satisfy and does not count toward yet, each with the reasons."""
    if event.withdrawn_at is not None:
        return ()
    papers = work.session.exec(
        select(EvidenceRow).where(EvidenceRow.event_id == event.id, col(EvidenceRow.deleted_at).is_(None))
    )
    held = event.event(tuple(paper.evidence() for paper in papers))
    found = {
        item.occurrence.key: item
        for item in items(work, col(OccurrenceRow.municipality_id) == event.municipality_id)
        if GROUP_OF[item.standing.status] is not Group.OUT_OF_FORCE
    }
    told = matches(
        held.act,
        held.day,
        held.form,
        held.hours,
        held.persons,
        papers_of(held),
        [(item.obligation, item.occurrence) for item in found.values()],
        {key: item.facts for key, item in found.items()},
        held.title,
    )
    duties = {item.row.obligation_id for item in found.values() if _counts(item, held.id)}
    return tuple(
        (found[match.occurrence.key], match)
        for match in told
        if found[match.occurrence.key].row.obligation_id not in duties
    )


def count_event(ground: Ground, actor: Actor, event_id: int, occurrence_id: int, statement: str = "") -> int:
    """Count the event toward the occurrence and answer the id of the fulfilment.

    Raises ``Refused`` for an occurrence that it cannot satisfy, or that another window of the duty has counted already.
    """
    with working(ground, actor) as work:
        event = work.get(EventRow, event_id, Permission.RECORD_EVENT)
        found = {item.row.id: match for item, match in countable(work, event)}
        if occurrence_id not in found:
            raise Refused("Tímto záznamem tento termín splnit nejde, nebo už se k závazku počítá.", "occurrence")
        fulfilment = FulfilmentRow(
            municipality_id=event.municipality_id,
            event_id=event_id,
            occurrence_id=occurrence_id,
            amount=found[occurrence_id].amount,
            statement=statement.strip()[:4000],
            side=side_of(work, work.municipality(event.municipality_id)),
            recorded_at=work.now,
            recorded_by=actor.person,
        )
        work.session.add(fulfilment)
        refresh(work, [occurrence_id])
        assert fulfilment.id is not None
        return fulfilment.id


def _counts(item: Item, event: int) -> bool:
    """Whether the event counts toward the term by a record that stands."""
    return any(f.event.id == event and f.withdrawn_at is None for f in item.facts.fulfilments)
