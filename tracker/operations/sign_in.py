"""Sign-in and server-side sessions: the cookie holds a random token, the database its hash.

Failed tries are counted in the database, so that the limit holds over all processes. Whether an account exists
cannot be told from the answer nor from its time (ASVS 6.3.1, 6.4.3).
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlmodel import Session, col, func, select

from tracker.operations.ground import Ground, looking, working
from tracker.people.actor import SYSTEM, Actor
from tracker.store.people import MandateRow, PersonRow, SignInAttemptRow, WebSessionRow

IDLE = timedelta(hours=9)
"""A working day of eight hours with a lunch break must not sign anybody out."""
LONGEST = timedelta(hours=14)
WINDOW = timedelta(minutes=15)
TRIES_PER_ACCOUNT = 10
TRIES_PER_NETWORK = 100

_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_hex(8))


class TooManyTries(Exception):
    """Too many failed sign-ins from this account or network lately."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session's person as an actor, and the id of the session's row."""

    actor: Actor
    session_id: int


def password_hash(password: str) -> str:
    """The Argon2id hash to store."""
    return _HASHER.hash(password)


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(ground: Ground, email: str, password: str, network: str, browser: str) -> str | None:
    """Check a password; the token of a new session, or ``None``. Raises ``TooManyTries``."""
    account = token_hash(email.strip().casefold())
    with looking(ground, SYSTEM) as work:
        _refuse_too_many(work.session, account, network, work.now)
        person = work.session.exec(select(PersonRow).where(PersonRow.email == email.strip().casefold())).first()
    good = _matches(person.password_hash if person else None, password)
    with working(ground, SYSTEM) as work:
        if person is None or not good or not person.active:
            work.session.add(SignInAttemptRow(account=account, network=network, at=work.now))
            return None
        assert person.id is not None
        return open_session(work.session, person.id, work.now, browser)


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
        over = work.now - row.seen_at > IDLE or work.now - row.created_at > LONGEST
        if row.ended_at is not None or over or not person.active or row.id is None:
            return None
        actor = actor_of(work.session, person)
        stale = work.now - row.seen_at > timedelta(minutes=5)
    if stale:
        with working(ground, SYSTEM) as work:
            again = work.session.get(WebSessionRow, row.id)
            if again is not None and again.ended_at is None:
                again.seen_at = work.now
    return SignedIn(actor, row.id)


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


def _refuse_too_many(session: Session, account: str, network: str, now: datetime) -> None:
    lately = select(func.count()).select_from(SignInAttemptRow).where(SignInAttemptRow.at > now - WINDOW)
    by_account = session.exec(lately.where(SignInAttemptRow.account == account)).one()
    by_network = session.exec(lately.where(SignInAttemptRow.network == network)).one()
    if by_account >= TRIES_PER_ACCOUNT or by_network >= TRIES_PER_NETWORK:
        raise TooManyTries


def _matches(stored: str | None, password: str) -> bool:
    try:
        _HASHER.verify(stored or _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None
