"""The diary of mails: what went to whom and what the server said; sending one again by hand. Also the local mailbox."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import defer
from sqlmodel import col, or_, select

from tracker.operations.ground import Forbidden, Ground, NotFound, Refused, Work, working
from tracker.operations.mails.account_mail import SECRET
from tracker.operations.mails.mail_parts import AGAIN
from tracker.people.actor import SYSTEM, Actor
from tracker.people.permissions import Permission
from tracker.store.outbox import Happening, MailEventRow, MailKind, MailRow, MailState, note
from tracker.store.people import PersonRow
from tracker.store.territory import MunicipalityRow

PAGE = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which mails of the diary are asked for; ``words`` stand in the subject, the name or the address.

    ``before`` is the id of the last mail of the page before.
    """

    state: MailState | None = None
    kind: MailKind | None = None
    words: str = ""
    town_id: int | None = None
    before: int | None = None

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return self != Wanted(before=self.before)


ALL = Wanted()


@dataclass(frozen=True, slots=True)
class SentMail:
    """A mail with its recipient and its diary; ``text`` is its plain part, empty until it was made."""

    row: MailRow
    name: str
    email: str
    text: str = ""
    events: tuple[MailEventRow, ...] = ()


def mails(work: Work, wanted: Wanted = ALL) -> list[SentMail]:
    """The latest mails about the municipalities in reach, and one's own; a page of them."""
    work.require(Permission.READ_OUTBOX)
    query = (
        select(MailRow, PersonRow)
        .join(PersonRow, col(PersonRow.id) == MailRow.person_id, isouter=True)
        .where(or_(col(MailRow.municipality_id).in_(_reached(work)), col(MailRow.person_id) == work.actor.person))
        .where(*_conditions(wanted))
        .order_by(col(MailRow.id).desc())
        .limit(PAGE)
        .options(defer(MailRow.raw))  # type: ignore[arg-type]
    )
    return [_sent(row, person) for row, person in work.session.exec(query)]


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.state is not None:
        yield col(MailRow.state) == wanted.state
    if wanted.kind is not None:
        yield col(MailRow.kind) == wanted.kind
    if wanted.town_id is not None:
        yield col(MailRow.municipality_id) == wanted.town_id
    if wanted.before is not None:
        yield col(MailRow.id) < wanted.before
    if wanted.words:
        places = (MailRow.subject, MailRow.address, PersonRow.name, PersonRow.email)
        yield or_(*(col(place).icontains(wanted.words, autoescape=True) for place in places))


def _sent(row: MailRow, person: PersonRow | None, text: str = "", events: Iterable[MailEventRow] = ()) -> SentMail:
    return SentMail(row, person.name if person else "", person.email if person else "", text, tuple(events))


def mail(work: Work, mail_id: int) -> SentMail:
    """One of these mails with its words and its diary; a letter that can sign somebody in only its recipient reads."""
    row = _mail(work, mail_id)
    person = work.session.get(PersonRow, row.person_id) if row.person_id is not None else None
    diary = select(MailEventRow).where(MailEventRow.mail_id == mail_id).order_by(col(MailEventRow.id))
    text = "" if row.kind in SECRET and row.person_id != work.actor.person else _text(row.raw)
    return _sent(row, person, text, work.session.exec(diary))


def resend(ground: Ground, actor: Actor, mail_id: int) -> None:
    """Send the same bytes once more, since a named person asks for it (R3)."""
    with working(ground, actor) as work:
        row = _mail(work, mail_id)
        if row.kind in SECRET:
            raise Refused("Odkaz z tohoto e-mailu platí jen krátce a jednou. Pošlete nový.")
        if row.state not in (MailState.SENT, MailState.DEAD, MailState.UNCERTAIN) or row.raw is None:
            raise Refused("Tento e-mail teď nelze poslat znovu: buď ještě čeká, nebo už nemáme jeho text.")
        row.state, row.stage, row.not_before, row.done_at = MailState.PENDING, "", work.now, None
        row.transmissions, row.attempts = 1, 0
        row.content = {**row.content, AGAIN: True}
        note(work.session, [mail_id], Happening.RESENT, work.now, person=actor.person)


def _mail(work: Work, mail_id: int) -> MailRow:
    row = work.session.get(MailRow, mail_id)
    if row is None:
        raise NotFound
    own = row.person_id is not None and row.person_id == work.actor.person
    if row.municipality_id is not None and not own:
        work.municipality(row.municipality_id, Permission.READ_OUTBOX)
    elif not own and work.actor is not SYSTEM and not work.may(Permission.READ_COUNTRY):
        raise Forbidden("Tento e-mail patří někomu jinému.")
    return row


def _reached(work: Work) -> Any:
    return select(MunicipalityRow.id).where(work.in_reach())


def _text(raw: bytes | None) -> str:
    if raw is None:
        return ""
    part = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
    return str(part.get_content()) if part is not None else ""
