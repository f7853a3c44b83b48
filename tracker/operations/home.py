"""What a person should do: the answer to „Co mám udělat“, in the order of urgency."""

from dataclasses import dataclass

from sqlmodel import col

from tracker.fulfilment.standing import Status
from tracker.operations.ground import Work
from tracker.operations.standings import Item, items
from tracker.store.occurrences import OccurrenceRow

_CALLING = (
    Status.OVERDUE,
    Status.DUE_SOON,
    Status.RETURNED,
    Status.DISPUTED,
    Status.AWAITING_EVIDENCE,
    Status.AWAITING_OTHER_SIDE,
)


@dataclass(frozen=True, slots=True)
class ToDo:
    """One group of the page: the status that puts its items there."""

    status: Status
    items: tuple[Item, ...]


def things_to_do(work: Work) -> tuple[ToDo, ...]:
    """The occurrences in reach that call for somebody, by status; groups without any are left out.

    Today's answer comes from the snapshot; for another day every occurrence is judged anew.
    """
    narrowed = (col(OccurrenceRow.status).in_(_CALLING),) if work.ground.snapshots_hold else ()
    found = items(work, *narrowed)
    groups = (ToDo(status, tuple(i for i in found if i.standing.status is status)) for status in _CALLING)
    return tuple(group for group in groups if group.items)
