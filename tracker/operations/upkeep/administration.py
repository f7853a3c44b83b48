"""What nobody looks after: people without a mandate, municipalities without a manager, obligations without an owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from tracker.operations.ground import Work
from tracker.operations.people.people_list import Standing, Wanted, holds_on, people_page
from tracker.people.actor import Role
from tracker.store.agreements import AgreementRow, ObligationRow, TermRow
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow

PAGE = 50
MOST_COUNTED = 1_000
"""Beyond this the exact number of obligations tells nobody more."""


@dataclass(frozen=True, slots=True)
class Ownerless:
    """An obligation in force that no reachable person is named for."""

    obligation_id: int
    title: str
    town: str


@dataclass(frozen=True, slots=True)
class Unattended:
    """How much waits for somebody to be appointed; of obligations at most ``MOST_COUNTED`` and one are counted."""

    without_mandate: int
    towns: int
    obligations: int


def unattended(work: Work) -> Unattended:
    """What in reach nobody looks after today."""
    without_mandate = people_page(work, Wanted(standing=Standing.WITHOUT)).total
    return Unattended(without_mandate, _count(work, _unmanaged(work)), _count(work, _ownerless(work), MOST_COUNTED + 1))


def unmanaged_towns(work: Work, page: int) -> Sequence[MunicipalityRow]:
    """A page of the municipalities without a manager, counted from 1, in the Czech order."""
    query = _unmanaged(work).with_only_columns(MunicipalityRow).order_by(col(MunicipalityRow.sort_key))
    return work.session.scalars(_of_page(query, page)).all()


def ownerless_obligations(work: Work, page: int) -> list[Ownerless]:
    """A page of the obligations that hold today and that nobody answers for."""
    query = _ownerless(work).with_only_columns(ObligationRow.id, TermRow.title, MunicipalityRow.name)  # type: ignore[call-overload]
    ordered = query.order_by(col(MunicipalityRow.sort_key), col(TermRow.position), col(ObligationRow.id))
    return [Ownerless(*row) for row in work.session.execute(_of_page(ordered, page))]


def _count(work: Work, query: Select[Any], most: int | None = None) -> int:
    counted = select(func.count()).select_from(query.limit(most).subquery())
    return work.session.exec(counted).one()


def _of_page(query: Select[Any], page: int) -> Select[Any]:
    return query.limit(PAGE).offset((page - 1) * PAGE)


def _unmanaged(work: Work) -> Select[Any]:
    managed = exists().where(
        col(MandateRow.municipality_id) == col(MunicipalityRow.id),
        col(MandateRow.role) == Role.MANAGER,
        holds_on(work.today),
        col(MandateRow.person_id).in_(select(PersonRow.id).where(col(PersonRow.active).is_(True))),
    )
    query: Select[Any] = select(MunicipalityRow.id)
    return query.where(work.in_reach(), ~managed)


def _ownerless(work: Work) -> Select[Any]:
    """Obligations whose owner is nobody, or somebody who has no open account any more."""
    later = aliased(TermRow)
    reworded = exists().where(col(later.obligation_id) == col(TermRow.obligation_id), col(later.id) > col(TermRow.id))
    open_accounts = select(PersonRow.id).where(col(PersonRow.active).is_(True))
    query: Select[Any] = select(ObligationRow.id)
    return (
        query.join(TermRow, col(TermRow.obligation_id) == ObligationRow.id)
        .join(AgreementRow, col(AgreementRow.id) == ObligationRow.agreement_id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == ObligationRow.municipality_id)
        .where(
            work.in_reach(),
            ~reworded,
            col(TermRow.ends) >= work.today,
            col(ObligationRow.dropped_on).is_(None),
            col(AgreementRow.ended_on).is_(None),
            col(ObligationRow.owner_id).is_(None) | col(ObligationRow.owner_id).not_in(open_accounts),
        )
    )
