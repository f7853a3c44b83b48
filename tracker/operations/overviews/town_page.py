"""The card of a municipality: how its duties stand, what is in force, who works on it, its papers and its hours."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, or_, select

from tracker.fulfilment.compliance import Compliance, compliance
from tracker.fulfilment.standing import Status
from tracker.operations.agreements.hours import Hours, hours_of
from tracker.operations.ground import Work
from tracker.operations.standings import Item, items
from tracker.people.actor import TOWN_ROLES, Role
from tracker.store.agreements import AgreementRow
from tracker.store.documents import DocumentRow
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow, OfficeRow


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works for or with the municipality today."""

    role: Role
    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation with its terms in the order of their due days."""

    items: tuple[Item, ...]

    @property
    def first(self) -> Item:
        """Any of them knows the obligation."""
        return self.items[-1]


@dataclass(frozen=True, slots=True)
class TownPage:
    """Everything on the card. ``counts`` are over all terms to the day looked at."""

    municipality: MunicipalityRow
    office: OfficeRow | None
    counts: Compliance
    duties: tuple[Duty, ...]
    agreements: tuple[AgreementRow, ...]
    documents: tuple[DocumentRow, ...]
    people: tuple[Worker, ...]
    hours: tuple[Hours, ...]

    def of(self, status: Status) -> int:
        """How many terms stand so."""
        return sum(item.standing.status is status for duty in self.duties for item in duty.items)


def town_page(work: Work, town_id: int) -> TownPage:
    """The card of a municipality in reach."""
    town = work.municipality(town_id)
    duties = _duties(items(work, col(MunicipalityRow.id) == town_id))
    judged = [(d.first.obligation, [(i.occurrence, i.standing) for i in d.items]) for d in duties]
    agreements = work.session.exec(
        select(AgreementRow).where(AgreementRow.municipality_id == town_id).order_by(col(AgreementRow.starts).desc())
    )
    documents = work.session.exec(
        select(DocumentRow).where(DocumentRow.municipality_id == town_id).order_by(col(DocumentRow.id).desc())
    )
    return TownPage(
        municipality=town,
        office=work.session.get(OfficeRow, town.office_id),
        counts=compliance(judged),
        duties=duties,
        agreements=tuple(agreements),
        documents=tuple(documents),
        people=_people(work, town_id),
        hours=hours_of(work, col(MunicipalityRow.id) == town_id),
    )


def _duties(found: Sequence[Item]) -> tuple[Duty, ...]:
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in found:
        groups[item.row.obligation_id].append(item)
    return tuple(Duty(tuple(terms)) for terms in groups.values())


def _people(work: Work, town_id: int) -> tuple[Worker, ...]:
    rows: Any = work.session.exec(
        select(MandateRow.role, PersonRow)
        .join(PersonRow, col(PersonRow.id) == MandateRow.person_id)
        .where(
            MandateRow.municipality_id == town_id,
            col(MandateRow.role).in_(TOWN_ROLES),
            col(MandateRow.starts) <= work.today,
            or_(col(MandateRow.ends).is_(None), col(MandateRow.ends) >= work.today),
            col(PersonRow.active).is_(True),
        )
        .order_by(col(PersonRow.sort_key))
    ).all()
    order = list(Role)
    workers = [Worker(role, person.name, person.phone, person.email) for role, person in rows]
    return tuple(sorted(workers, key=lambda worker: order.index(worker.role)))
