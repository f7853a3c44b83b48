"""Which mails a person wants, and the one POST that ends the digests without signing in (RFC 8058)."""

from dataclasses import dataclass

from sqlmodel import Session, select

from tracker.operations.digest_mail import UNSUBSCRIBE
from tracker.operations.ground import Ground, NotFound, Work, working
from tracker.operations.signed import signed_number
from tracker.people.actor import SYSTEM, Actor
from tracker.store.reminder_settings import Language, PersonRemindersRow


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wants; the defaults hold until something else is stored."""

    language: Language = Language.CS
    reminders: bool = True
    digests: bool = True


def wishes_of(work: Work) -> Wishes:
    """The wishes of whoever asks."""
    row = _row(work.session, work.actor.person)
    return Wishes(row.language, row.reminders, row.digests) if row else Wishes()


def store_wishes(ground: Ground, actor: Actor, wishes: Wishes) -> None:
    """Keep what somebody wants for their own mails."""
    if actor.person is None:
        raise NotFound
    with working(ground, actor) as work:
        row = _row(work.session, actor.person) or PersonRemindersRow(person_id=actor.person)
        row.language, row.reminders, row.digests = wishes.language, wishes.reminders, wishes.digests
        work.session.add(row)


def unsubscribe(ground: Ground, token: str) -> None:
    """End the digests of the person whose mail the token came with; raises ``NotFound`` for any other text."""
    person = token_person(ground, token)
    with working(ground, SYSTEM) as work:
        row = _row(work.session, person) or PersonRemindersRow(person_id=person)
        row.digests = False
        work.session.add(row)


def token_person(ground: Ground, token: str) -> int:
    """The person a token is for; raises ``NotFound``."""
    person = signed_number(ground.config.secret_key, UNSUBSCRIBE, token)
    if person is None:
        raise NotFound
    return person


def _row(session: Session, person: int | None) -> PersonRemindersRow | None:
    return session.exec(select(PersonRemindersRow).where(PersonRemindersRow.person_id == person)).first()
