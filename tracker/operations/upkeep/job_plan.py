"""The jobs that run by themselves, and how often; what each of them does stands in ``tracker/jobs/timetable.py``."""

from datetime import time, timedelta
from enum import StrEnum

from tracker.timeline.rhythm import Daily, Every, Rhythm


class JobName(StrEnum):
    """Every job, by the name in its diary."""

    SWEEP = "sweep"
    DELIVERY = "delivery"
    HOUSEKEEPING = "housekeeping"
    INBOX = "inbox"
    BACKUP = "backup"
    PING = "ping"


PLAN: dict[JobName, Rhythm] = {
    JobName.SWEEP: Daily(time(6, 30)),
    JobName.DELIVERY: Every(timedelta(seconds=30)),
    JobName.HOUSEKEEPING: Daily(time(3, 30)),
    JobName.INBOX: Every(timedelta(minutes=5)),
    JobName.BACKUP: Daily(time(1, 30)),
    JobName.PING: Every(timedelta(minutes=5)),
}
"""The sweep of the first working day of a week also writes the digests; mails of a day leave from 7:00 on."""

LATE_AFTER: dict[JobName, timedelta] = {JobName.SWEEP: timedelta(days=1), JobName.DELIVERY: timedelta(hours=1)}
"""So long after its time a job may be undone before the installation counts as ill."""
