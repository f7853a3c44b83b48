"""What waits for the word of the reader's side, the longest first; and one entry to judge."""

from dataclasses import dataclass

from sqlmodel import col

from tracker.fulfilment.event import EvidenceKind
from tracker.fulfilment.papers import missing_papers, papers_for
from tracker.operations.events.fulfilment_list import OTHER_SIDE, Entry, awaiting, entries
from tracker.operations.ground import NotFound, Work
from tracker.operations.overviews.home import own_side
from tracker.people.permissions import Permission
from tracker.store.events import FulfilmentRow


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry to judge, the days it has waited, and the papers that the duty asks for and it lacks."""

    entry: Entry
    days: int
    missing: tuple[EvidenceKind, ...]


def review_list(work: Work) -> tuple[Waiting, ...]:
    """Every entry in reach that waits for the reader's side."""
    return tuple(_waiting(work, entry) for entry in awaiting(work, OTHER_SIDE[own_side(work)]))


def to_judge(work: Work, fulfilment_id: int) -> Waiting:
    """One entry, for whoever may judge entries of its municipality."""
    work.get(FulfilmentRow, fulfilment_id, Permission.REVIEW)
    found = entries(work, col(FulfilmentRow.id) == fulfilment_id)
    if not found:
        raise NotFound
    return _waiting(work, found[0])


def _waiting(work: Work, entry: Entry) -> Waiting:
    shown = max([entry.fulfilment.recorded_at, *(paper.recorded_at for paper in entry.papers)])
    required = papers_for(entry.term.outputs)
    held = [paper.kind for paper in entry.papers]
    return Waiting(entry, (work.now - shown).days, missing_papers(required, held))
