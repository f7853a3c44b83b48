"""„Vlastník“: the person who answers for an obligation, and who can be it."""

from datetime import date

from sqlmodel import col, or_, select

from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.mails.look_again import look_again
from tracker.operations.people.people_list import holds_on
from tracker.people.actor import Actor, Role
from tracker.people.permissions import Permission
from tracker.store.agreements import ObligationRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow

FIT = frozenset({Role.MANAGER, Role.REPRESENTATIVE, Role.DEPARTMENT_HEAD, Role.CONSULTANT, Role.REGIONAL_HEAD})
"""Whoever can record an event, or speaks for a side, can answer for an obligation."""


def fit_owners(work: Work, town: MunicipalityRow, day: date | None = None) -> list[PersonRow]:
    """The people who can own an obligation of a municipality today or on ``day``, by name."""
    there = select(MandateRow.person_id).where(
        holds_on(day or work.today),
        col(MandateRow.role).in_(FIT),
        or_(MandateRow.municipality_id == town.id, MandateRow.office_id == town.office_id),
    )
    query = select(PersonRow).where(col(PersonRow.id).in_(there), col(PersonRow.active).is_(True))
    return list(work.session.exec(query.order_by(col(PersonRow.sort_key), col(PersonRow.id))))


def assign_owner(ground: Ground, actor: Actor, obligation_id: int, person_id: int | None) -> None:
    """Name who answers for an obligation, or nobody; the next sweep reminds the new owner of what is near."""
    with working(ground, actor) as work:
        duty = work.get(ObligationRow, obligation_id, Permission.ASSIGN_OWNER)
        town = work.municipality(duty.municipality_id)
        if person_id is not None and person_id not in {person.id for person in fit_owners(work, town)}:
            raise Refused("Vyberte někoho s platným mandátem pro tuto obec.", "owner")
        duty.owner_id = person_id
        look_again(work, col(OccurrenceRow.obligation_id) == obligation_id)
