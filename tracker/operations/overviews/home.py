"""What a person should do: the answer to „Co mám udělat“, in the order of urgency."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, or_, select

from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Side
from tracker.occurrences.backplanning import BEFORE_COUNCIL, Step
from tracker.operations.agreements.back_plans import BackPlan, back_plans, next_steps
from tracker.operations.agreements.hours import Hours, hours_of
from tracker.operations.events.fulfilment_list import OTHER_SIDE, Entry, awaiting, count_awaiting, returned
from tracker.operations.ground import Work
from tracker.operations.standings import Item, items
from tracker.people.actor import acts_for_municipality
from tracker.store.agreements import TermRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow

CALLING = (Status.OVERDUE, Status.DUE_SOON, Status.AWAITING_EVIDENCE, Status.DISPUTED)
"""The statuses that call for somebody. What was returned or waits for a word calls entry by entry."""

_AHEAD = (Status.OPEN, Status.PLANNED)
_YEAR, _SOON = timedelta(days=366), timedelta(days=60)
_NEXT = 3
"""How many terms beyond the near ones are named."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """One group of the page: the status that puts its items there."""

    status: Status
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the page; ``to_review`` is how many entries of the other side wait for the reader's word."""

    side: Side
    groups: tuple[ToDo, ...]
    returned: tuple[Entry, ...]
    awaiting: tuple[Entry, ...]
    to_review: int
    ahead: tuple[Item, ...]
    hours: tuple[Hours, ...]
    council: tuple[tuple[BackPlan, Step], ...]

    def count(self, status: Status) -> int:
        """How many items stand in the group of a status."""
        return sum(len(group.items) for group in self.groups if group.status is status)


def home(work: Work) -> Home:
    """What waits for whoever looks; hours only where a single municipality is in reach."""
    side = own_side(work)
    groups, ahead = _by_status(work)
    towns = work.municipality_ids()
    return Home(
        side=side,
        groups=groups,
        returned=tuple(returned(work, side)),
        awaiting=tuple(awaiting(work, side)),
        to_review=count_awaiting(work, OTHER_SIDE[side]),
        ahead=ahead,
        hours=hours_of(work, col(MunicipalityRow.id) == towns[0]) if len(towns) == 1 else (),
        council=_council(work),
    )


def own_side(work: Work) -> Side:
    """The side for which whoever looks speaks."""
    municipal = acts_for_municipality(work.roles)
    return Side.MUNICIPALITY if municipal else Side.ASZ


def _by_status(work: Work) -> tuple[tuple[ToDo, ...], tuple[Item, ...]]:
    """Today's answer comes from the snapshot; for another day every occurrence is judged anew."""
    if work.ground.snapshots_hold:
        calls = col(OccurrenceRow.status).in_(CALLING)
        found = items(work, or_(calls, col(OccurrenceRow.id).in_(_next_terms(work))))
    else:
        found = items(work)
    groups = (ToDo(status, tuple(i for i in found if i.standing.status is status)) for status in CALLING)
    later = [i for i in found if i.standing.status in _AHEAD and i.standing.due]
    ahead = sorted(later, key=lambda i: (i.standing.due or work.today, i.occurrence.key))[:_NEXT]
    return tuple(group for group in groups if group.items), tuple(ahead)


def _council(work: Work) -> tuple[tuple[BackPlan, Step], ...]:
    """The next step toward the council of every term that ends in it within the year ahead."""
    its_term = select(TermRow.id).where(TermRow.id == OccurrenceRow.term_id)
    in_council = its_term.where(col(TermRow.act).in_(BEFORE_COUNCIL)).correlate(OccurrenceRow).exists()
    soon = col(OccurrenceRow.due).between(work.today, work.today + _YEAR)
    found = items(work, in_council, soon)
    steps = next_steps(tuple(back_plans(work, found).values()), work)
    return tuple(pair for pair in steps if pair[1].day <= work.today + _SOON)[:_NEXT]


def _next_terms(work: Work) -> list[int]:
    query = (
        select(OccurrenceRow.id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == OccurrenceRow.municipality_id)
        .where(work.in_reach(), col(OccurrenceRow.status).in_(_AHEAD), col(OccurrenceRow.due).is_not(None))
        .order_by(col(OccurrenceRow.due), col(OccurrenceRow.key))
        .limit(_NEXT)
    )
    return [number for number in work.session.exec(query) if number is not None]
