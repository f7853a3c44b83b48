"""What is kept of a partner: all of it for whoever asks (GDPR, article 15), and its erasure (article 17).

Erasing leaves what the town owes an account of: that an organisation was asked, when, and what it handed over. Who
spoke for it, the addresses and the words of people go, from the journal too.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from tracker.operations.ground import Ground, Refused, Work, looking, working
from tracker.operations.partners.partners import MANAGE
from tracker.operations.people.own_data import addresses, as_text, pointing, told_rows
from tracker.people.actor import Actor
from tracker.store.journal import JournalRow
from tracker.store.outbox import MailRow, MailState
from tracker.store.partners import PartnerRow
from tracker.store.subscriptions import SubscriptionRow
from tracker.store.tables import METADATA

ERASED = "@vymazano.invalid"
"""Ends the address of a partner whose data were erased; nothing is ever delivered there (RFC 2606)."""


def partner_data(ground: Ground, actor: Actor, partner_id: int) -> str:
    """Everything that is kept of a partner, as JSON without secrets."""
    with looking(ground, actor) as work:
        partner = work.get(PartnerRow, partner_id, MANAGE)
        links = _links(work, partner)

        def which(table: sa.Table) -> Sequence[sa.ColumnElement[bool]]:
            if table.name == PartnerRow.__tablename__:
                return [table.c.id == partner_id]
            by_address = [sa.func.lower(c) == partner.email for c in addresses(table) if "municipality_id" in table.c]
            return [
                *(column == partner_id for column in pointing(table, "partner")),
                *(column.in_(links) for column in pointing(table, "partner_link")),
                *(sa.and_(table.c.municipality_id == partner.municipality_id, same) for same in by_address),
            ]

        tables = told_rows(work.session.connection(), which)
        return as_text({"made_at": work.now, "partner": partner_id, "tables": tables})


def is_erased(partner: PartnerRow) -> bool:
    """Whether nothing is left of the people behind a partner."""
    return partner.email.endswith(ERASED)


def erase_partner(ground: Ground, actor: Actor, partner_id: int) -> None:
    """Erase the people behind a partner with whom the town works no more; raises ``Refused`` while it does.

    The journal forgets in a second transaction, since it writes at the end of the first; both can be repeated.
    """
    with working(ground, actor) as work:
        partner = work.get(PartnerRow, partner_id, MANAGE)
        if partner.ended_on is None or partner.ended_on > work.today:
            raise Refused("Nejdřív v úpravách zapište, kdy spolupráce skončila. Do té doby údaje potřebujete.")
        told, email = _rows(work, partner), partner.email
        _empty(work, told)
        _end_mails(work, partner, email)
        _end_calendars(work, partner_id)
        partner.contact, partner.email = "", f"partner-{partner_id}{ERASED}"
    with working(ground, actor) as work:
        for subject, ids in told.items():
            entries = sa.update(JournalRow).where(
                col(JournalRow.subject) == subject, col(JournalRow.subject_id).in_(ids)
            )
            work.session.execute(entries.values(changes=sa.null(), salt=sa.null()))


def _links(work: Work, partner: PartnerRow) -> list[int]:
    return _ids(work, "partner_link", _table("partner_link").c.partner_id == partner.id)


def _rows(work: Work, partner: PartnerRow) -> dict[str, list[int]]:
    """By table the ids of the rows in which people of the partner are named."""
    links, message = _links(work, partner), _table("incoming_message").c
    sent_here = sa.and_(
        message.municipality_id == partner.municipality_id, sa.func.lower(message.sender) == partner.email
    )
    return {
        "partner": [partner.id or 0],
        "partner_link": links,
        "partner_answer": _ids(work, "partner_answer", _table("partner_answer").c.link_id.in_(links)),
        "invitation": _ids(work, "invitation", _table("invitation").c.partner_id == partner.id),
        "incoming_paper": _ids(work, "incoming_paper", _table("incoming_paper").c.link_id.in_(links)),
        "incoming_message": _ids(work, "incoming_message", sent_here),
    }


def _table(name: str) -> sa.Table:
    return METADATA.tables[name]


def _ids(work: Work, name: str, which: sa.ColumnElement[bool]) -> list[int]:
    return list(work.session.scalars(sa.select(_table(name).c.id).where(which)))


def _empty(work: Work, told: dict[str, list[int]]) -> None:
    """Take the words of people out of the rows, past the journal: it must not tell them."""
    revoked = sa.func.coalesce(_table("partner_link").c.revoked_at, work.now)
    emptied: dict[str, dict[str, Any]] = {
        "partner_link": {"address": "", "revoked_at": revoked},
        "partner_answer": {"words": ""},
        "invitation": {"words": ""},
        "incoming_paper": {"bringer": ""},
        "incoming_message": {"sender": "", "subject": "", "text": ""},
    }
    for name, values in emptied.items():
        table = _table(name)
        work.session.execute(sa.update(table).where(table.c.id.in_(told[name])).values(**values))


def _end_mails(work: Work, partner: PartnerRow, email: str) -> None:
    """What waits is not sent any more; what was sent loses its address and its bytes. What is on its way goes on."""
    theirs = (col(MailRow.municipality_id) == partner.municipality_id, sa.func.lower(col(MailRow.address)) == email)
    waiting = sa.update(MailRow).where(*theirs, col(MailRow.state) == MailState.PENDING)
    work.session.execute(waiting.values(state=MailState.CANCELLED, done_at=work.now))
    mails = sa.update(MailRow).where(*theirs, col(MailRow.state) != MailState.SENDING)
    work.session.execute(mails.values(address=f"partner-{partner.id}{ERASED}", raw=None))


def _end_calendars(work: Work, partner_id: int) -> None:
    standing = select(SubscriptionRow).where(
        SubscriptionRow.partner_id == partner_id, col(SubscriptionRow.revoked_at).is_(None)
    )
    for row in work.session.exec(standing):
        row.revoked_at = work.now
