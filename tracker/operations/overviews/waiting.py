"""How much waits for somebody: the counts beside the entries of the navigation. Counted over snapshots."""

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func
from sqlmodel import col, select

from tracker.fulfilment.standing import Status
from tracker.operations.events.fulfilment_list import OTHER_SIDE, counting_awaiting
from tracker.operations.ground import Work
from tracker.operations.mails.sort_incoming import counting_to_sort
from tracker.operations.overviews.home import CALLING, own_side
from tracker.store.documents import DraftRow, DraftState
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow


class Counter(StrEnum):
    """What can be counted beside an entry."""

    TO_DO = "to_do"
    OVERDUE = "overdue"
    TO_REVIEW = "to_review"
    DRAFTS = "drafts"
    TO_SORT = "to_sort"


def waiting_for(work: Work, wanted: Collection[Counter]) -> dict[Counter, int]:
    """The wanted counts for whoever acts, over the municipalities in reach; one query for all of them."""
    asked = [(counter, query.scalar_subquery()) for counter in wanted for query in _QUERIES[counter](work)]
    if not asked:
        return {}
    counts = dict.fromkeys(wanted, 0)
    row = work.session.execute(select(*(query for _counter, query in asked))).one()
    for (counter, _query), count in zip(asked, row, strict=True):
        counts[counter] += count
    return counts


_Counts = tuple[Select[Any], ...]
"""Queries of numbers that are added up."""


def _to_do(work: Work) -> _Counts:
    return (_occurrences(work, CALLING),)


def _overdue(work: Work) -> _Counts:
    return (_occurrences(work, (Status.OVERDUE,)),)


def _occurrences(work: Work, statuses: tuple[Status, ...]) -> Select[Any]:
    in_town = col(OccurrenceRow.municipality_id) == MunicipalityRow.id
    counted: Select[Any] = select(func.count()).select_from(MunicipalityRow).join(OccurrenceRow, in_town)
    return counted.where(work.in_reach(), col(OccurrenceRow.status).in_(statuses))


def _to_review(work: Work) -> _Counts:
    return (counting_awaiting(work, OTHER_SIDE[own_side(work)]),)


def _drafts(work: Work) -> _Counts:
    reached = select(MunicipalityRow.id).where(work.in_reach())
    counted: Select[Any] = select(func.count()).select_from(DraftRow)
    return (counted.where(col(DraftRow.state) == DraftState.OPEN, col(DraftRow.municipality_id).in_(reached)),)


_QUERIES: dict[Counter, Callable[[Work], _Counts]] = {
    Counter.TO_DO: _to_do,
    Counter.OVERDUE: _overdue,
    Counter.TO_REVIEW: _to_review,
    Counter.DRAFTS: _drafts,
    Counter.TO_SORT: counting_to_sort,
}
