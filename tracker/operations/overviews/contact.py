"""Whom to ask: the local consultant of whoever works for a municipality."""

from dataclasses import dataclass

from sqlmodel import col, or_, select

from tracker.operations.ground import Work
from tracker.people.actor import MUNICIPAL_SIDE, Role
from tracker.store.people import MandateRow, PersonRow


@dataclass(frozen=True, slots=True)
class Contact:
    """A person to turn to."""

    name: str
    phone: str
    email: str


def contact_of(work: Work) -> Contact | None:
    """The consultant of the reader's municipality; ``None`` for those who act for ASZ, and where there is none."""
    towns = [m.municipality for m in work.mandates if m.role in MUNICIPAL_SIDE]
    if not towns:
        return None
    person = work.session.exec(
        select(PersonRow)
        .join(MandateRow, col(MandateRow.person_id) == PersonRow.id)
        .where(
            MandateRow.role == Role.CONSULTANT,
            col(MandateRow.municipality_id).in_(towns),
            col(MandateRow.starts) <= work.today,
            or_(col(MandateRow.ends).is_(None), col(MandateRow.ends) >= work.today),
            col(PersonRow.active).is_(True),
        )
        .order_by(col(MandateRow.id))
        .limit(1)
    ).first()
    return Contact(person.name, person.phone, person.email) if person else None
