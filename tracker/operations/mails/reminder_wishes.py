"""Which mails a person wants, and the one POST that ends the digests without signing in (RFC 8058)."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from tracker.operations.ground import Ground, NotFound, Work, working
from tracker.operations.mails.digest_mail import UNSUBSCRIBE, towns_heard_of
from tracker.operations.mails.look_again import look_again
from tracker.operations.signed import signed_number
from tracker.people.actor import SYSTEM, Actor
from tracker.store.occurrences import OccurrenceRow
from tracker.store.reminder_settings import Language, PersonRemindersRow


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wants; the defaults hold until something else is stored.

    ``short`` and ``long`` are lead days as in ``Leads``; ``None`` where those of the municipality are to hold.
    """

    language: Language = Language.CS
    reminders: bool = True
    digests: bool = True
    short: tuple[int, ...] | None = None
    long: tuple[int, ...] | None = None

    @property
    def when(self) -> tuple[bool, tuple[int, ...] | None, tuple[int, ...] | None]:
        """All that decides on which days a term is recalled."""
        return (self.reminders, self.short, self.long)


def wishes_of(work: Work) -> Wishes:
    """The wishes of whoever asks."""
    return _wishes(_row(work.session, work.actor.person))


def store_wishes(ground: Ground, actor: Actor, wishes: Wishes) -> None:
    """Keep what somebody wants for their own mails."""
    if actor.person is None:
        raise NotFound
    with working(ground, actor) as work:
        row = _row(work.session, actor.person) or PersonRemindersRow(person_id=actor.person)
        if wishes.when != _wishes(row).when:
            look_again(work, col(OccurrenceRow.municipality_id).in_(towns_heard_of(work, actor.person)))
        row.language, row.reminders, row.digests = wishes.language, wishes.reminders, wishes.digests
        row.short = None if wishes.short is None else list(wishes.short)
        row.long = None if wishes.long is None else list(wishes.long)
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


def _wishes(row: PersonRemindersRow | None) -> Wishes:
    if row is None:
        return Wishes()
    short = None if row.short is None else tuple(row.short)
    long = None if row.long is None else tuple(row.long)
    return Wishes(row.language, row.reminders, row.digests, short, long)


def _row(session: Session, person: int | None) -> PersonRemindersRow | None:
    return session.exec(select(PersonRemindersRow).where(PersonRemindersRow.person_id == person)).first()
