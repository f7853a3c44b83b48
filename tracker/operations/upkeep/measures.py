"""The state of the installation in numbers, for the status page and for whoever collects them.

Numbers of the whole installation come from the database, so every process tells the same; numbers of requests are
counted by the processes (``tracker/web/request_diary.py``).
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, func, select

from tracker.operations.ground import Ground
from tracker.operations.upkeep.keep_backups import newest_backup
from tracker.operations.upkeep.keep_lease import LEASE_NAME
from tracker.store.database import reading
from tracker.store.journal import JournalRow
from tracker.store.lease import LeaseRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.outbox import MailRow, MailState
from tracker.store.tasks import TaskRow, TaskState


@dataclass(frozen=True, slots=True)
class Measures:
    """The numbers. Ages are in seconds, ``None`` where nothing has happened yet; ``unswept`` terms missed a sweep."""

    mails: Mapping[MailState, int]
    oldest_mail: float | None
    tasks: Mapping[TaskState, int]
    heartbeat: float | None
    backup: float | None
    unswept: int
    journal: int
    disk_free: int
    disk_total: int


def measures(ground: Ground) -> Measures:
    """The numbers of now; a few counts on indexed columns."""
    now = ground.clock.now()
    waiting = col(MailRow.state).in_([MailState.PENDING, MailState.SENDING])
    with reading(ground.engine) as session:
        mails = dict(session.exec(select(MailRow.state, func.count()).group_by(col(MailRow.state))).all())
        oldest = session.exec(select(func.min(MailRow.not_before)).where(waiting)).one()
        tasks = dict(session.exec(select(TaskRow.state, func.count()).group_by(col(TaskRow.state))).all())
        lease = session.get(LeaseRow, LEASE_NAME)
        day_before = (now - timedelta(days=1)).date()
        late = select(func.count()).select_from(OccurrenceRow).where(col(OccurrenceRow.next_day) < day_before)
        unswept = session.exec(late).one()
        journal = session.exec(select(func.max(JournalRow.id))).one()
    ground.config.instance_dir.mkdir(parents=True, exist_ok=True)
    disk = shutil.disk_usage(ground.config.instance_dir)
    return Measures(
        mails={state: mails.get(state, 0) for state in MailState},
        oldest_mail=_age(now, oldest),
        tasks={state: tasks.get(state, 0) for state in TaskState},
        heartbeat=_age(now, lease.heartbeat_at if lease else None),
        backup=_age(now, newest_backup(ground)),
        unswept=unswept,
        journal=journal or 0,
        disk_free=disk.free,
        disk_total=disk.total,
    )


def _age(now: datetime, then: datetime | None) -> float | None:
    return max(0.0, (now - then).total_seconds()) if then is not None else None
