"""What nobody looks after: people without a mandate, municipalities without a manager, obligations without an owner."""

from dataclasses import dataclass

from sqlalchemy import exists
from sqlmodel import col, func, select

from tracker.operations.ground import Work
from tracker.operations.people.people_list import Standing, Wanted, holds_on, people_page
from tracker.people.actor import Role
from tracker.store.agreements import AgreementRow, ObligationRow, TermRow
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow


@dataclass(frozen=True, slots=True)
class Ownerless:
    """An obligation in force that no reachable person is named for."""

    obligation_id: int
    title: str
    town: str


@dataclass(frozen=True, slots=True)
class Unattended:
    """What waits for somebody to be appointed."""

    without_mandate: int
    towns: tuple[MunicipalityRow, ...]
    obligations: tuple[Ownerless, ...]


def unattended(work: Work) -> Unattended:
    """What in reach nobody looks after today."""
    return Unattended(
        people_page(work, Wanted(standing=Standing.WITHOUT)).total, _towns(work), tuple(_obligations(work))
    )


def _towns(work: Work) -> tuple[MunicipalityRow, ...]:
    managed = exists().where(
        col(MandateRow.municipality_id) == col(MunicipalityRow.id),
        col(MandateRow.role) == Role.MANAGER,
        holds_on(work.today),
        col(MandateRow.person_id).in_(select(PersonRow.id).where(col(PersonRow.active).is_(True))),
    )
    query = select(MunicipalityRow).where(work.in_reach(), ~managed).order_by(col(MunicipalityRow.sort_key))
    return tuple(work.session.exec(query))


def _obligations(work: Work) -> list[Ownerless]:
    """Obligations that hold on the day and whose owner is nobody, or somebody who has no open account any more."""
    last = select(func.max(TermRow.id)).group_by(col(TermRow.obligation_id))
    open_accounts = select(PersonRow.id).where(col(PersonRow.active).is_(True))
    query = (
        select(ObligationRow.id, TermRow.title, MunicipalityRow.name)
        .join(TermRow, col(TermRow.obligation_id) == ObligationRow.id)
        .join(AgreementRow, col(AgreementRow.id) == ObligationRow.agreement_id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == ObligationRow.municipality_id)
        .where(
            work.in_reach(),
            col(TermRow.id).in_(last),
            col(TermRow.ends) >= work.today,
            col(ObligationRow.dropped_on).is_(None),
            col(AgreementRow.ended_on).is_(None),
            col(ObligationRow.owner_id).is_(None) | col(ObligationRow.owner_id).not_in(open_accounts),
        )
        .order_by(col(MunicipalityRow.sort_key), col(TermRow.position), col(ObligationRow.id))
    )
    return [Ownerless(number, title, town) for number, title, town in work.session.exec(query) if number is not None]
