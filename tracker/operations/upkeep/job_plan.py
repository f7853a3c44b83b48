"""The jobs that run by themselves, and how often; what each of them does stands in ``tracker/jobs/timetable.py``."""

from datetime import time, timedelta
from enum import StrEnum

from tracker.config import Config
from tracker.mailing.inboxes import inbox_of
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


def switched_off(config: Config) -> dict[JobName, str]:
    """The jobs that do not run here, and the setting that would let each of them."""
    settings = {
        JobName.INBOX: ("INBOX_SERVER", inbox_of(config) is not None),
        JobName.BACKUP: ("BACKUP_NIGHTLY", config.backup_nightly),
        JobName.PING: ("PING_URL", bool(config.ping_url)),
    }
    return {name: setting for name, (setting, on) in settings.items() if not on}
