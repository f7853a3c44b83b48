"""How much waits for somebody: the counts beside the entries of the navigation. One query a count, over snapshots."""

from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func
from sqlmodel import col, select

from tracker.fulfilment.standing import GROUP_OF, Group, Status
from tracker.obligations.obligation import Side
from tracker.operations.ground import Work
from tracker.people.actor import acts_for_municipality
from tracker.store.documents import DraftRow, DraftState
from tracker.store.events import FulfilmentRow, ReviewRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow


class Counter(StrEnum):
    """What can be counted beside an entry."""

    TO_DO = "to_do"
    OVERDUE = "overdue"
    TO_REVIEW = "to_review"
    DRAFTS = "drafts"


_TO_DO = [status for status, group in GROUP_OF.items() if group is Group.NEEDS_ACTION] + [Status.DUE_SOON]


def waiting_for(work: Work) -> dict[Counter, int]:
    """The counts for whoever acts, over the municipalities in reach."""
    return {
        Counter.TO_DO: _occurrences(work, _TO_DO),
        Counter.OVERDUE: _occurrences(work, [Status.OVERDUE]),
        Counter.TO_REVIEW: _to_review(work),
        Counter.DRAFTS: _drafts(work),
    }


def _reached(work: Work) -> Select[Any]:
    return select(MunicipalityRow.id).where(work.in_reach())


def _occurrences(work: Work, statuses: list[Status]) -> int:
    query = select(func.count()).where(
        col(OccurrenceRow.status).in_(statuses), col(OccurrenceRow.municipality_id).in_(_reached(work))
    )
    return work.session.exec(query).one()


def _to_review(work: Work) -> int:
    """Standing fulfilments entered by the other side that nobody has reviewed."""
    municipal = acts_for_municipality(work.actor.roles_on(work.today))
    other = Side.ASZ if municipal else Side.MUNICIPALITY
    query = select(func.count()).where(
        FulfilmentRow.side == other,
        col(FulfilmentRow.withdrawn_at).is_(None),
        col(FulfilmentRow.id).not_in(select(ReviewRow.fulfilment_id)),
        col(FulfilmentRow.municipality_id).in_(_reached(work)),
    )
    return work.session.exec(query).one()


def _drafts(work: Work) -> int:
    query = select(func.count()).where(
        DraftRow.state == DraftState.OPEN, col(DraftRow.municipality_id).in_(_reached(work))
    )
    return work.session.exec(query).one()
