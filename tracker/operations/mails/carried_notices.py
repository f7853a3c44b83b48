"""What becomes of the notices of a mail when the mail comes to its end."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection

from tracker.store.occurrences import OccurrenceRow
from tracker.store.outbox import NOTICE, NoticeState

# Built once: this runs for every letter, and building a statement takes longer than running it.
_CARRIED = (NOTICE.c.mail_id == sa.bindparam("number")) & (NOTICE.c.state == NoticeState.IN_MAIL)
_NOTICES = sa.update(NOTICE).where(_CARRIED).values(state=sa.bindparam("fate"))
_OCCURRENCE: sa.Table = OccurrenceRow.__table__  # type: ignore[attr-defined]
_TOLD = sa.select(NOTICE.c.occurrence_id).where(_CARRIED)
_AGAIN = sa.update(_OCCURRENCE).where(_OCCURRENCE.c.id.in_(_TOLD)).values(next_day=sa.bindparam("day"))


def end_notices(connection: Connection, mail_id: int, state: NoticeState, today: date) -> None:
    """End what the mail still carries; what nobody will read is looked at again, so that the next in line is told."""
    if state is NoticeState.UNDELIVERABLE:
        connection.execute(_AGAIN, {"number": mail_id, "day": today})
    connection.execute(_NOTICES, {"number": mail_id, "fate": state})
