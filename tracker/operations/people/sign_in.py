"""Sign-in and server-side sessions: the cookie holds a random token, the database its hash.

Whether an account exists cannot be told from the answer nor from its time (ASVS 6.3.1, 6.4.3).
"""

import hashlib
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from tracker.operations.ground import Ground, Work, looking, working
from tracker.operations.people.attempts import take_try
from tracker.operations.people.passwords import matches
from tracker.operations.upkeep.trouble import left_out_in_trouble
from tracker.people.actor import SYSTEM, Actor
from tracker.store.people import MandateRow, PersonRow, SignInAttemptRow, WebSessionRow

IDLE = timedelta(hours=9)
"""A working day of eight hours with a lunch break must not sign anybody out."""
LONGEST = timedelta(hours=14)

_log = logging.getLogger("tracker.security")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session's person as an actor, and the id of the session's row."""

    actor: Actor
    session_id: int


@dataclass(frozen=True, slots=True)
class Visit:
    """Where somebody signs in from. ``replaces`` is the token of the session that the browser had until now."""

    address: str
    browser: str
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """The first factor was right: the token of the new session, or none where the second factor is still to come."""

    person: int
    token: str = ""


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(ground: Ground, email: str, password: str, visit: Visit) -> Entry | None:
    """Check a password; ``None`` when it is not right. Raises ``TooManyTries``."""
    account = email.strip().casefold()
    with working(ground, SYSTEM) as work:
        tried = take_try(work.session, account, visit.address, work.now)
        person = work.session.exec(select(PersonRow).where(PersonRow.email == account)).first()
    good = matches(person.password_hash if person else None, password)
    if person is None or not good or not person.active:
        _log.warning("a sign-in failed, try %s", tried.id)
        return None
    with working(ground, SYSTEM) as work:
        work.session.delete(work.session.get_one(SignInAttemptRow, tried.id))
        return enter(work, work.session.get_one(PersonRow, person.id), visit)


def enter(work: Work, person: PersonRow, visit: Visit) -> Entry:
    """Open a session for somebody whose first factor was right, unless a second one is asked for."""
    assert person.id is not None
    if person.totp_since is not None:
        return Entry(person.id)
    return Entry(person.id, admit(work, person.id, visit))


def admit(work: Work, person_id: int, visit: Visit) -> str:
    """Open a session; the one that the browser had ends, so that no token outlives a sign-in (ASVS 7.2.4)."""
    if visit.replaces:
        old = select(WebSessionRow).where(WebSessionRow.token_hash == token_hash(visit.replaces))
        for row in work.session.exec(old.where(col(WebSessionRow.ended_at).is_(None))):
            row.ended_at = work.now
    _log.info("person %s signed in", person_id)
    return open_session(work.session, person_id, work.now, visit.browser)


def open_session(session: Session, person_id: int, now: datetime, browser: str) -> str:
    """Store a new session of a person and answer its token, which is told only once."""
    token = secrets.token_urlsafe(32)
    row = WebSessionRow(
        token_hash=token_hash(token), person_id=person_id, created_at=now, seen_at=now, browser=browser[:300]
    )
    session.add(row)
    return token


def resume(ground: Ground, token: str) -> SignedIn | None:
    """Whose session this token is, with today's mandates; ``None`` when it has ended or run out."""
    with looking(ground, SYSTEM) as work:
        found = work.session.exec(
            select(WebSessionRow, PersonRow)
            .join(PersonRow, col(PersonRow.id) == WebSessionRow.person_id)
            .where(WebSessionRow.token_hash == token_hash(token))
        ).first()
        if found is None:
            return None
        row, person = found
        if not is_live(row, work.now) or not person.active or row.id is None:
            return None
        actor = actor_of(work.session, person)
        stale = work.now - row.seen_at > timedelta(minutes=5)
    if stale:
        with left_out_in_trouble("when a session was seen"), working(ground, SYSTEM) as work:
            again = work.session.get(WebSessionRow, row.id)
            if again is not None and again.ended_at is None:
                again.seen_at = work.now
    return SignedIn(actor, row.id)


def is_live(row: WebSessionRow, now: datetime) -> bool:
    """Whether a session still opens anything."""
    return row.ended_at is None and now - row.seen_at <= IDLE and now - row.created_at <= LONGEST


def sign_out(ground: Ground, session_id: int, *, everywhere: bool = False) -> None:
    """End a session, or every session of its person."""
    with working(ground, SYSTEM) as work:
        row = work.session.get(WebSessionRow, session_id)
        if row is None:
            return
        mine = WebSessionRow.person_id == row.person_id if everywhere else WebSessionRow.id == session_id
        for session in work.session.exec(select(WebSessionRow).where(mine, col(WebSessionRow.ended_at).is_(None))):
            session.ended_at = work.now


def actor_of(session: Session, person: PersonRow) -> Actor:
    """A person with all mandates, past and future; the rules ask which hold on a day."""
    mandates = session.exec(select(MandateRow).where(MandateRow.person_id == person.id).order_by(col(MandateRow.id)))
    return Actor(person.id, person.name, tuple(row.mandate for row in mandates))
