"""How much waits for somebody: the counts beside the entries of the navigation. One query a count, over snapshots."""

from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func
from sqlmodel import col, select

from tracker.fulfilment.standing import Status
from tracker.operations.events.fulfilment_list import OTHER_SIDE, count_awaiting
from tracker.operations.ground import Work
from tracker.operations.mails.sort_incoming import count_to_sort
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


def waiting_for(work: Work) -> dict[Counter, int]:
    """The counts for whoever acts, over the municipalities in reach."""
    return {
        Counter.TO_DO: _occurrences(work, CALLING),
        Counter.OVERDUE: _occurrences(work, (Status.OVERDUE,)),
        Counter.TO_REVIEW: count_awaiting(work, OTHER_SIDE[own_side(work)]),
        Counter.DRAFTS: _drafts(work),
        Counter.TO_SORT: count_to_sort(work),
    }


def _reached(work: Work) -> Select[Any]:
    return select(MunicipalityRow.id).where(work.in_reach())


def _occurrences(work: Work, statuses: tuple[Status, ...]) -> int:
    in_town = col(OccurrenceRow.municipality_id) == MunicipalityRow.id
    query = (
        select(func.count())
        .select_from(MunicipalityRow)
        .join(OccurrenceRow, in_town)
        .where(work.in_reach(), col(OccurrenceRow.status).in_(statuses))
    )
    return work.session.exec(query).one()


def _drafts(work: Work) -> int:
    query = select(func.count()).where(
        DraftRow.state == DraftState.OPEN, col(DraftRow.municipality_id).in_(_reached(work))
    )
    return work.session.exec(query).one()
