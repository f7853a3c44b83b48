"""How many files somebody may have made: so many a minute for a session, counted in the database over all processes.

A report as a file costs a second of the processor and more; a script that asks without end would take it from all
others (ASVS 2.4.1).
"""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col

from tracker.operations.ground import Ground
from tracker.operations.upkeep.trouble import left_out_in_trouble
from tracker.store.database import writing
from tracker.store.people import WebSessionRow

MOST = 60
_MINUTE = timedelta(minutes=1)


def take_file(ground: Ground, session_id: int) -> int:
    """Count one more file; the seconds to wait where there were too many in this minute, else 0."""
    now = ground.clock.now()
    minute = now.replace(second=0, microsecond=0)
    counted = sa.case((col(WebSessionRow.files_minute) == minute, col(WebSessionRow.files) + 1), else_=1)
    files = 0
    change = sa.update(WebSessionRow).where(col(WebSessionRow.id) == session_id)
    with left_out_in_trouble("how many files a session asks for"), writing(ground.engine) as session:
        values = {"files_minute": minute, "files": counted}
        files = session.execute(change.values(values).returning(col(WebSessionRow.files))).scalar_one()
    return max(1, int((minute + _MINUTE - now).total_seconds())) if files > MOST else 0
