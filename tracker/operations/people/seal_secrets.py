"""Seals the secrets of second factors with the present key: those from before they were sealed, and those sealed with
the key before it.
"""

from sqlmodel import col, select

from tracker.operations.ground import Ground, Work, working
from tracker.operations.sealed import seal, unseal
from tracker.people.actor import SYSTEM
from tracker.store.people import PersonRow


def secret_purpose(person_id: int | None) -> str:
    """The secret of one person is of no use in the row of another."""
    return f"totp/{person_id}"


def seal_secrets(ground: Ground) -> int:
    """Seal what can be read, anew; how many. What another key sealed stays as it is."""
    with working(ground, SYSTEM) as work:
        people = work.session.exec(select(PersonRow).where(col(PersonRow.totp_secret).is_not(None))).all()
        return sum(_seal(work, person) for person in people)


def _seal(work: Work, person: PersonRow) -> bool:
    config, purpose, kept = work.ground.config, secret_purpose(person.id), person.totp_secret or ""
    plain = kept if kept.isalnum() else unseal(config, purpose, kept)
    if plain is None:
        return False
    person.totp_secret = seal(config, purpose, plain)
    return True
