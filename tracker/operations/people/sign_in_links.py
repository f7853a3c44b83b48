"""Links by e-mail: asking for one, what it opens, and using it, once and only within its time.

Asking is answered alike for every address and takes the same one transaction; a scanner that opens the link changes
nothing, since only a POST uses it.
"""

import secrets
from datetime import timedelta

from sqlmodel import select

from tracker.operations.ground import Ground, Refused, Work, looking, working
from tracker.operations.mails.account_mail import Change, link_token, queue_link, tell_change
from tracker.operations.people.attempts import LINKS_PER_ACCOUNT, take_try
from tracker.operations.people.passwords import set_password
from tracker.operations.people.people_reach import changeable_person
from tracker.operations.people.sign_in import Entry, Visit, enter, token_hash
from tracker.operations.people.sign_outs import cancel_links, end_sessions
from tracker.people.actor import SYSTEM, Actor
from tracker.store.people import LinkPurpose, PersonRow, SignInLinkRow

LIFETIMES = {
    LinkPurpose.SIGN_IN: timedelta(minutes=15),
    LinkPurpose.PASSWORD: timedelta(minutes=60),
    LinkPurpose.INVITATION: timedelta(days=7),
}


def ask_link(ground: Ground, email: str, purpose: LinkPurpose, visit: Visit) -> None:
    """Send a link to whoever has an open account with this address. Raises ``TooManyTries``."""
    account = email.strip().casefold()
    with working(ground, SYSTEM) as work:
        take_try(work.session, f"link/{account}", visit.address, work.now, LINKS_PER_ACCOUNT)
        person = work.session.exec(select(PersonRow).where(PersonRow.email == account)).first()
        if person is not None and person.active:
            queue_link(work, make_link(work, person, purpose))


def invite(ground: Ground, actor: Actor, person_id: int) -> str:
    """Send somebody the way into their new account, and answer its token for whoever runs the installation."""
    with working(ground, actor) as work:
        person = changeable_person(work, person_id)
        if not person.active:
            raise Refused("Účet je zablokovaný. Nejdřív ho odblokujte.")
        link = make_link(work, person, LinkPurpose.INVITATION)
        queue_link(work, link)
        return link_token(work.ground.config.secret_key, link)


def make_link(work: Work, person: PersonRow, purpose: LinkPurpose) -> SignInLinkRow:
    """A new link; its token is made of its id, so that it need not be stored."""
    assert person.id is not None
    row = SignInLinkRow(token_hash=secrets.token_hex(32), person_id=person.id, purpose=purpose, created_at=work.now)
    work.session.add(row)
    work.session.flush()
    row.token_hash = token_hash(link_token(work.ground.config.secret_key, row))
    return row


def purpose_of(ground: Ground, token: str) -> LinkPurpose | None:
    """What a link opens; ``None`` for one that was used, has run out, or never was."""
    with looking(ground, SYSTEM) as work:
        found = _valid(work, token)
        return found[0].purpose if found else None


def use_link(ground: Ground, token: str, visit: Visit, password: str = "") -> Entry | None:
    """Sign in by a link and use it up; a forgotten password is set anew, an invited person may set one.

    Raises ``Refused`` for a password that is easy to find; the link can then be used again.
    """
    with working(ground, SYSTEM) as work:
        found = _valid(work, token)
        if found is None:
            return None
        link, person = found
        link.used_at = work.now
        if link.purpose is LinkPurpose.PASSWORD or (link.purpose is LinkPurpose.INVITATION and password):
            set_password(work, person, password)
            tell_change(work, person, Change.PASSWORD)
            end_sessions(work, link.person_id)
            cancel_links(work, link.person_id)
        return enter(work, person, visit)


def _valid(work: Work, token: str) -> tuple[SignInLinkRow, PersonRow] | None:
    query = select(SignInLinkRow).where(SignInLinkRow.token_hash == token_hash(token)).with_for_update()
    link = work.session.exec(query).first()
    if link is None or link.used_at is not None or work.now - link.created_at > LIFETIMES[link.purpose]:
        return None
    person = work.session.get_one(PersonRow, link.person_id)
    return (link, person) if person.active else None
