"""Reads what came in: replies with papers, delivery reports, answers of calendar programs; the rest goes to a person.

Every message is one transaction and is dealt with once, however often it is read. A message that cannot be read goes
to a person too, and never stops the next. Nothing is ever sent in answer.
"""

import logging
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from tracker.fulfilment.arrival import Sort
from tracker.mailing.inboxes import Inbox, NoInbox, inbox_of
from tracker.mailing.incoming import Incoming, read_message
from tracker.operations.events.event_papers import Paper
from tracker.operations.events.keep_paper import keep_paper
from tracker.operations.ground import Ground, Refused, Work, looking, working
from tracker.operations.mails.answered_about import Answered, answered_about
from tracker.operations.mails.bounced_mail import take_report
from tracker.operations.mails.calendar_reply import take_reply
from tracker.operations.mails.keep_incoming import Origin, keep_incoming
from tracker.operations.mails.known_senders import town_of_sender
from tracker.operations.mails.reply_address import answered_mail
from tracker.people.actor import SYSTEM
from tracker.people.partner import Answer
from tracker.store.inbox import MessageRow
from tracker.store.outbox import MailRow
from tracker.store.partners import PartnerAnswerRow

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a message, and the municipality whose people see it."""

    sort: Sort
    why: str
    town: int | None = None
    mail_id: int | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """The files that came along and can be kept, and why the others cannot."""

    papers: tuple[Paper, ...] = ()
    refused: tuple[str, ...] = ()


def read_inbox(ground: Ground, inbox: Inbox) -> Counter[Sort]:
    """Deal with every unread message; how many there were of each sort, those seen before left out."""
    found: Counter[Sort] = Counter()
    for arrived in inbox.unread():
        raw = arrived.raw
        sort = take_message(ground, raw) if raw is not None else _too_large(ground, arrived.name)
        if sort is not None:
            found[sort] += 1
        inbox.mark_read(arrived)
    return found


def read_configured(ground: Ground) -> str:
    """Read the mailbox of the settings, in words for the diary; raises ``NoInbox`` where it cannot be read."""
    box = inbox_of(ground.config)
    if box is None:
        raise NoInbox("schránka není nastavena")
    with box as inbox:
        found = read_inbox(ground, inbox)
    return ", ".join(f"{sort.value}: {n}" for sort, n in sorted(found.items())) or "nic nového"


def take_message(ground: Ground, raw: bytes) -> Sort | None:
    """Deal with one message; ``None`` when that has been done before."""
    try:
        message = read_message(raw)
    except (ValueError, RecursionError) as error:
        return _unreadable(ground, sha256(raw).hexdigest(), str(error) or "zprávu nelze přečíst")
    if _known(ground, message.key):
        return None
    try:
        return _take(ground, message)
    except (OSError, OperationalError):  # our fault and not the message's: it stays unread and is tried again
        raise
    except Exception as error:  # noqa: BLE001  one bad message never stops the next (R8)
        _log.exception("a message cannot be dealt with")
        return _unreadable(ground, message.key, f"zprávu nelze zpracovat: {error}")


def _take(ground: Ground, message: Incoming) -> Sort | None:
    with looking(ground, SYSTEM) as work:
        about = _about(work, message)
    brought = _brought(ground, message) if about and about.town and not message.automatic else Brought()
    with working(ground, about.actor if about else SYSTEM) as work:
        if _is_there(work, message.key):
            return None
        row = MessageRow(key=message.key, sender=message.sender[:254], sort=Sort.UNCLEAR, received_at=work.now)
        work.session.add(row)
        work.session.flush()
        made = _make(work, message, about, row, brought)
        row.subject, row.sort, row.why = message.subject, made.sort, made.why[:500]
        row.municipality_id, row.mail_id = made.town, made.mail_id
        row.text = message.text if made.sort is Sort.UNCLEAR else ""
        return made.sort


def _make(work: Work, message: Incoming, about: Answered | None, row: MessageRow, brought: Brought) -> Made:
    if message.bounces:
        mail, why = take_report(work, message)
        return Made(Sort.BOUNCE, why, mail.municipality_id if mail else None, mail.id if mail else None)
    if message.calendar is not None and (answer := take_reply(work, message.calendar, message.sender)) is not None:
        return Made(Sort.ANSWER, answer.why, answer.town)
    if message.automatic:
        return Made(Sort.AUTOMATIC, "automatická odpověď")
    if about is None:
        return Made(Sort.UNCLEAR, "nepoznali jsme, na co odpovídá", town_of_sender(work, message.sender))
    if about.town is None:
        return Made(Sort.UNCLEAR, "odpověď na e-mail o více obcích", None, about.mail_id)
    return _reply(work, about, about.town, row, brought)


def _reply(work: Work, about: Answered, town: int, row: MessageRow, brought: Brought) -> Made:
    """A reply to one of our mails: its files wait to be looked at, and who sent it from elsewhere is told apart."""
    bringer = about.name if about.trusted else f"{row.sender} (jiná adresa, než na kterou jsme psali)"
    kept = keep_incoming(work, Origin(town, bringer, about.occurrence_id, row.id, about.link_id), brought.papers)
    told = [f"nepřijaté přílohy: {' '.join(brought.refused)}"] if brought.refused else []
    if not about.trusted:
        return Made(Sort.UNCLEAR, " · ".join(["přišlo z jiné adresy", *told]), town, about.mail_id)
    if not brought.papers:
        return Made(Sort.UNCLEAR, " · ".join(told or ["odpověď bez přílohy"]), town, about.mail_id)
    if kept and about.link_id is not None:
        said = PartnerAnswerRow(
            municipality_id=town, link_id=about.link_id, answer=Answer.PAPER, words="e-mailem", answered_at=work.now
        )
        work.session.add(said)
    return Made(Sort.PAPER, " · ".join([f"příloh k prohlédnutí: {kept}", *told]), town, about.mail_id)


def _about(work: Work, message: Incoming) -> Answered | None:
    """The mail that a message answers: by the tag of the address, or by the Message-ID, which only its reader knows."""
    number = answered_mail(work.ground.config, message.addressees)
    query = select(MailRow).where(
        MailRow.id == number if number is not None else col(MailRow.message_id).in_(message.references)
    )
    mail = work.session.exec(query.order_by(col(MailRow.id).desc()).limit(1)).first()
    return answered_about(work, mail, message.sender) if mail is not None and mail.message_id else None


def _brought(ground: Ground, message: Incoming) -> Brought:
    """The files of a reply, each stored before any row points at it."""
    kept: list[Paper] = []
    refused: list[str] = []
    for file in message.files:
        try:
            kept.append(keep_paper(ground, file.data, file.name))
        except Refused as error:
            refused.append(str(error))
    return Brought(tuple(kept), tuple(refused))


def _too_large(ground: Ground, name: str) -> Sort | None:
    return _unreadable(ground, f"velká zpráva {name}", "zpráva je příliš velká, prohlédněte ji přímo ve schránce")


def _unreadable(ground: Ground, key: str, why: str) -> Sort | None:
    with working(ground, SYSTEM) as work:
        if _is_there(work, key):
            return None
        work.session.add(MessageRow(key=key, sort=Sort.UNCLEAR, why=why[:500], received_at=work.now))
        return Sort.UNCLEAR


def _known(ground: Ground, key: str) -> bool:
    with looking(ground, SYSTEM) as work:
        return _is_there(work, key)


def _is_there(work: Work, key: str) -> bool:
    return work.session.exec(select(MessageRow.id).where(MessageRow.key == key)).first() is not None
