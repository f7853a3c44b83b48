"""One's own account: how one signs in, on which devices one is signed in, and changing the password."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from tracker.operations.ground import Ground, NotFound, Refused, Work, working
from tracker.operations.mails.account_mail import Change, tell_change
from tracker.operations.people.attempts import take_try
from tracker.operations.people.passwords import matches, set_password
from tracker.operations.people.sign_in import is_live
from tracker.operations.people.sign_outs import cancel_links, end_sessions
from tracker.people.actor import Actor
from tracker.store.people import PersonRow, RecoveryCodeRow, SignInAttemptRow, WebSessionRow

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Device:
    """A browser in which somebody is signed in."""

    session_id: int
    browser: str
    since: datetime
    seen: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """One's own account."""

    person: PersonRow
    devices: tuple[Device, ...]
    codes_left: int


def account(work: Work) -> Account:
    """The account of the reader."""
    person = _myself(work)
    rows = work.session.exec(
        select(WebSessionRow)
        .where(WebSessionRow.person_id == person.id, col(WebSessionRow.ended_at).is_(None))
        .order_by(col(WebSessionRow.seen_at).desc())
    )
    live = [row for row in rows if is_live(row, work.now)]
    devices = [Device(row.id or 0, device_of(row.browser), row.created_at, row.seen_at) for row in live]
    left = select(func.count()).where(RecoveryCodeRow.person_id == person.id, col(RecoveryCodeRow.used_at).is_(None))
    return Account(person, tuple(devices), work.session.exec(left).one())


def change_password(ground: Ground, actor: Actor, session_id: int, address: str, old: str, new: str) -> None:
    """Change one's password, for whoever knows the old one; every other device is signed out.

    Raises ``TooManyTries`` when somebody guesses at an open screen.
    """
    with working(ground, actor) as work:
        person = _myself(work)
        tried = take_try(work.session, f"change/{person.id}", address, work.now)
    if person.password_hash is not None and not matches(person.password_hash, old):
        raise Refused("Dosavadní heslo nesouhlasí.", "old")
    with working(ground, actor) as work:
        work.session.delete(work.session.get_one(SignInAttemptRow, tried.id))
        person = _myself(work)
        set_password(work, person, new)
        tell_change(work, person, Change.PASSWORD)
        end_sessions(work, person.id or 0, but=session_id)
        cancel_links(work, person.id or 0)


def end_device(ground: Ground, actor: Actor, session_id: int) -> None:
    """Sign oneself out in another browser."""
    with working(ground, actor) as work:
        row = work.session.get(WebSessionRow, session_id)
        if row is None or row.person_id != actor.person:
            raise NotFound
        row.ended_at = row.ended_at or work.now


def device_of(agent: str) -> str:
    """„Firefox, Windows“: what a browser says of itself, as people call it; empty where nothing is known."""
    names = [next((name for mark, name in known if mark in agent), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, names))


def _myself(work: Work) -> PersonRow:
    row = work.session.get(PersonRow, work.actor.person) if work.actor.person is not None else None
    if row is None:
        raise NotFound
    return row
