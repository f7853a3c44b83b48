"""What each job does, and the ticks that look after it: the only file that knows APScheduler.

APScheduler only ticks. Whether a job runs is decided by its diary in the database: a cron trigger would skip or repeat
a run when the clock changes, and a stored schedule would be run twice by two processes.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from tracker.mailing.smtp import mailer_for
from tracker.operations.ground import Ground
from tracker.operations.mails.read_inbox import read_configured
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.operations.mails.throttle import Throttle
from tracker.operations.upkeep.health import disk_is_full
from tracker.operations.upkeep.housekeeping import housekeeping
from tracker.operations.upkeep.job_plan import JobName, switched_off
from tracker.operations.upkeep.keep_backups import nightly_backup
from tracker.operations.upkeep.outside_ping import ping_outside

Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Job:
    """A job: its operation answers one line for its diary."""

    name: JobName
    run: Callable[[Ground, Stopped], str]
    at_start: bool = False


def _sweep(ground: Ground, _stopped: Stopped) -> str:
    return sweep(ground).told


def _housekeeping(ground: Ground, _stopped: Stopped) -> str:
    return housekeeping(ground)


def _inbox(ground: Ground, _stopped: Stopped) -> str:
    return read_configured(ground)


def _backup(ground: Ground, _stopped: Stopped) -> str:
    return nightly_backup(ground)


def _ping(ground: Ground, _stopped: Stopped) -> str:
    return ping_outside(ground)


def jobs_for(ground: Ground) -> tuple[Job, ...]:
    """The jobs of an installation."""
    config = ground.config
    mailer = mailer_for(config)
    throttle = Throttle(config.mail_per_minute if config.mail_server else 0)

    def deliver(ground: Ground, stopped: Stopped) -> str:
        if disk_is_full(ground):
            return "nic neodesláno: na disku dochází místo"
        return send_outbox(ground, mailer, throttle, stopped).told

    known = (
        Job(JobName.SWEEP, _sweep, at_start=True),
        Job(JobName.DELIVERY, deliver),
        Job(JobName.HOUSEKEEPING, _housekeeping),
        Job(JobName.INBOX, _inbox),
        Job(JobName.BACKUP, _backup),
        Job(JobName.PING, _ping),
    )
    off = switched_off(config)
    return tuple(job for job in known if job.name not in off)


def ticking(
    beat: Callable[[], None], look: Callable[[Job], None], jobs: tuple[Job, ...], beat_every: timedelta
) -> BackgroundScheduler:
    """A scheduler that beats, and looks at every job every 5 seconds, each in a thread of its own.

    Its own log would tell of every tick, and of every look that comes while the job still runs; what a job did is told
    by the runner.
    """
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(len(jobs) + 1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    scheduler.add_job(beat, IntervalTrigger(seconds=beat_every.total_seconds(), timezone=UTC), id="beat")
    for job in jobs:
        scheduler.add_job(look, IntervalTrigger(seconds=5, timezone=UTC), args=[job], id=job.name.value)
    return scheduler
