"""Whose address it is that a message came from."""

from datetime import date

from sqlmodel import select

from tracker.operations.ground import Work
from tracker.operations.people.sign_in import actor_of
from tracker.people.actor import Actor
from tracker.store.partners import PartnerRow
from tracker.store.people import PersonRow


def town_of_sender(work: Work, sender: str) -> int | None:
    """The one municipality that whoever writes from an address has to do with; ``None`` where it is not one."""
    partners = work.session.exec(select(PartnerRow.municipality_id).where(PartnerRow.email == sender))
    person = work.session.exec(select(PersonRow).where(PersonRow.email == sender)).first()
    towns = set(partners)
    if person is not None:
        towns |= towns_of(actor_of(work.session, person), work.today)
    return towns.pop() if len(towns) == 1 else None


def towns_of(actor: Actor, day: date) -> set[int]:
    """The municipalities that somebody's mandates name on a day."""
    return {m.municipality for m in actor.mandates_on(day) if m.municipality is not None}
