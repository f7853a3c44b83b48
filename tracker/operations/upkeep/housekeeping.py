"""Nightly order: old runs and the bytes of old mails go; owners of calendars that nobody fetches are told.

Then the outbox is audited; a run that finds something there fails, for people to see, and the sweep makes up for it.
"""

from datetime import timedelta

import sqlalchemy as sa

from tracker.operations.calendars.silent_feeds import queue_silent_feeds
from tracker.operations.ground import Ground
from tracker.operations.mails.audit_outbox import mend_outbox
from tracker.operations.people.forget_sign_ins import forget_sign_ins
from tracker.operations.people.once import forget_answers
from tracker.operations.upkeep.retention import forget_orphans
from tracker.operations.upkeep.settle_task import forget_tasks
from tracker.store.database import writing
from tracker.store.inbox import MESSAGE
from tracker.store.lease import JobRunRow
from tracker.store.outbox import MAIL, MailState

KEEP_RUNS = timedelta(days=30)
KEEP_WORDS = timedelta(days=90)
"""So long the words of a message that nobody has dealt with are kept; that it came, and from whom, stays."""
KEEP_BYTES = timedelta(days=365)
"""So long a mail can be read again in the diary; its row, its recipient and its time stay for good."""


def housekeeping(ground: Ground) -> str:
    """Clear away what is old, look for silent calendars, and say how much it was."""
    now = ground.clock.now()
    run: sa.Table = JobRunRow.__table__  # type: ignore[attr-defined]
    done = (MailState.SENT, MailState.CANCELLED)
    with writing(ground.engine) as session:
        connection = session.connection()
        runs = connection.execute(sa.delete(run).where(run.c.started_at < now - KEEP_RUNS)).rowcount
        old = MAIL.c.state.in_(done) & (MAIL.c.done_at < now - KEEP_BYTES) & MAIL.c.raw.is_not(None)
        mails = connection.execute(sa.update(MAIL).where(old).values(raw=None)).rowcount
        stale = (MESSAGE.c.received_at < now - KEEP_WORDS) & (MESSAGE.c.text > "")
        words = connection.execute(sa.update(MESSAGE).where(stale).values(text="")).rowcount
    tasks = forget_tasks(ground)
    answers = forget_answers(ground)
    sign_ins = forget_sign_ins(ground)
    silent = queue_silent_feeds(ground)
    orphans = forget_orphans(ground)
    mend_outbox(ground)
    told = {
        "smazáno běhů": runs,
        "úkolů": tasks,
        "přihlášení": sign_ins,
        "odpovědí programům": answers,
        "zapomenuto e-mailů": mails,
        "zapomenuto zpráv": words,
        "kalendářů bez odezvy": silent,
        "souborů navíc": orphans,
    }
    return ", ".join(f"{what}: {number}" for what, number in told.items())
