"""A delivery report: the mail did not arrive, and whoever has that address is not counted on until it is changed.

A report is believed only when it names the Message-ID of one of our mails, which nobody but its recipient knows. A
delay is noted in the diary and nothing else.
"""

import re

import sqlalchemy as sa
from sqlmodel import select

from tracker.mailing.incoming import Bounce, Incoming
from tracker.operations.ground import Work
from tracker.store.occurrences import OccurrenceRow
from tracker.store.outbox import (
    ADDRESS_FAULT,
    NOTICE,
    Happening,
    MailRow,
    MailState,
    NoticeState,
    insert_new,
    note,
)

_ADDRESS_IS_BAD = re.compile(r"5\.1\.\d{1,3}|5\.2\.1")
"""RFC 3463: about the address (5.1.x), or the mailbox is disabled (5.2.1); a full mailbox is not."""

_OCCURRENCE: sa.Table = OccurrenceRow.__table__  # type: ignore[attr-defined]


def take_report(work: Work, message: Incoming) -> tuple[MailRow | None, str]:
    """Write down what a report says of our mail; that mail and the words for the diary, ``None`` for a foreign one."""
    mail = work.session.exec(select(MailRow).where(MailRow.message_id == message.reported)).first()
    if mail is None or not message.reported:
        return None, "zpráva o nedoručení se netýká našeho e-mailu"
    ours = [bounce for bounce in message.bounces if bounce.recipient == mail.address.casefold()] or list(
        message.bounces
    )
    if not any(bounce.permanent for bounce in ours):
        words = ours[0].words if ours else ""
        note(work.session, [mail.id or 0], Happening.DEFERRED, work.now, words)
        return mail, f"zdržení: {words}"[:500]
    bounce = next(bounce for bounce in ours if bounce.permanent)
    _return(work, mail, bounce)
    return mail, f"nedoručeno: {bounce.words}"[:500]


def _return(work: Work, mail: MailRow, bounce: Bounce) -> None:
    """Mark the mail and its address; its duties are looked at again, so that the next in line hears of them."""
    mail.state, mail.done_at, mail.reply = MailState.DEAD, work.now, bounce.words
    note(work.session, [mail.id or 0], Happening.BOUNCED, work.now, bounce.words)
    if _ADDRESS_IS_BAD.fullmatch(bounce.status) and bounce.recipient == mail.address.casefold():
        fault = {"address": mail.address, "reply": bounce.words, "at": work.now}
        insert_new(work.session, ADDRESS_FAULT, [fault])
    carried = (NOTICE.c.mail_id == mail.id) & NOTICE.c.state.in_([NoticeState.IN_MAIL, NoticeState.SENT])
    told = sa.select(NOTICE.c.occurrence_id).where(carried)
    again = sa.update(_OCCURRENCE).where(_OCCURRENCE.c.id.in_(told)).values(next_day=work.today)
    work.session.execute(again)
    work.session.execute(sa.update(NOTICE).where(carried).values(state=NoticeState.UNDELIVERABLE))
