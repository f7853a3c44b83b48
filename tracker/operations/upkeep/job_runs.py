"""The diary of the jobs: which runs there were, whether one is due, and how things stand for people and for /health."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from tracker.operations.ground import Ground, looking
from tracker.operations.mails.storm import storm
from tracker.operations.upkeep.job_plan import LATE_AFTER, PLAN, JobName, switched_off
from tracker.operations.upkeep.keep_lease import LEASE_NAME
from tracker.people.actor import SYSTEM
from tracker.store.database import reading, writing
from tracker.store.lease import JobRunRow, LeaseRow

DONE, FAILED = "done", "failed"
_RETRY = (
    timedelta(seconds=30),
    timedelta(minutes=1),
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=15),
)


@dataclass(frozen=True, slots=True)
class JobState:
    """One job as people see it; ``off`` is the setting that would let it run, empty where it does."""

    name: JobName
    last_run: datetime | None
    last_success: datetime | None
    next_run: datetime
    outcome: str
    detail: str
    off: str


@dataclass(frozen=True, slots=True)
class JobsState:
    """The runner and its jobs; ``troubles`` are Czech sentences, none when all is well."""

    holder: str
    heartbeat: datetime | None
    fence: int
    held: str
    jobs: tuple[JobState, ...]
    troubles: tuple[str, ...]


def begin_if_due(ground: Ground, name: JobName, fence: int, *, at_start: bool = False) -> int | None:
    """Open a run when the time of the job has come, and answer its id. A failed run is tried again a little later.

    ``fence`` proves that the lease is still the one that was taken: a runner that was asleep meanwhile opens nothing.
    """
    now = ground.clock.now()
    with writing(ground.engine) as session:
        lease = session.get(LeaseRow, LEASE_NAME, with_for_update=True)
        if lease is None or lease.fence != fence:
            return None
        success, failures, last = _history(session, name)
        if PLAN[name].last_due(success, now) is None and not at_start:
            return None
        if failures and last is not None and now < last + _RETRY[min(failures, len(_RETRY)) - 1]:
            return None
        run = JobRunRow(job=name.value, started_at=now, fence=fence)
        session.add(run)
        session.flush()
        return run.id


def finish(ground: Ground, run_id: int, outcome: str, detail: str) -> None:
    """Close a run."""
    with writing(ground.engine) as session:
        run = session.get(JobRunRow, run_id)
        assert run is not None
        run.finished_at, run.outcome, run.detail = ground.clock.now(), outcome, detail[:1000]
        session.add(run)


def _history(session: Session, name: JobName) -> tuple[datetime | None, int, datetime | None]:
    """The start of the last successful run, the number of failures since, and the end of the last of them."""
    runs = select(JobRunRow).where(JobRunRow.job == name.value).order_by(col(JobRunRow.started_at).desc())
    success = session.exec(runs.where(JobRunRow.outcome == DONE).limit(1)).first()
    since = success.started_at if success else None
    failed = runs.where(JobRunRow.outcome == FAILED).limit(len(_RETRY))
    failures = session.exec(failed if since is None else failed.where(JobRunRow.started_at > since)).all()
    return since, len(failures), failures[0].finished_at if failures else None


def jobs_state(ground: Ground) -> JobsState:
    """How the jobs stand now."""
    now, off = ground.clock.now(), switched_off(ground.config)
    with reading(ground.engine) as session:
        lease = session.get(LeaseRow, LEASE_NAME)
        jobs = tuple(_job_state(session, name, now, off.get(name, "")) for name in JobName)
    return JobsState(
        holder=lease.holder if lease and lease.expires_at > now else "",
        heartbeat=lease.heartbeat_at if lease else None,
        fence=lease.fence if lease else 0,
        held=lease.held if lease else "",
        jobs=jobs,
        troubles=(*_troubles(lease, jobs, now), *_held_mails(ground)),
    )


def _job_state(session: Session, name: JobName, now: datetime, off: str) -> JobState:
    success, _, _ = _history(session, name)
    query = select(JobRunRow).where(JobRunRow.job == name.value).order_by(col(JobRunRow.started_at).desc())
    last = session.exec(query.limit(1)).first()
    return JobState(
        name=name,
        last_run=last.started_at if last else None,
        last_success=success,
        next_run=PLAN[name].next_due(success, now),
        outcome=last.outcome if last else "",
        detail=last.detail if last else "",
        off=off,
    )


def _held_mails(ground: Ground) -> list[str]:
    with looking(ground, SYSTEM) as work:
        why = storm(work)
    return [f"{why} (tracker jobs confirm)"] if why else []


def _troubles(lease: LeaseRow | None, jobs: tuple[JobState, ...], now: datetime) -> list[str]:
    found = []
    if lease is None:
        return ["Úlohy na pozadí ještě nikdy neběžely."]
    if lease.held:
        found.append(lease.held)
    if now > lease.heartbeat_at + timedelta(minutes=5):
        found.append("Úlohy na pozadí neběží.")
    for job in jobs:
        patience = LATE_AFTER.get(job.name)
        if patience is None or job.last_success is None:
            continue
        first_missed = PLAN[job.name].next_due(job.last_success, job.last_success)
        if now > first_missed + patience:
            found.append(f"Úloha „{job.name}“ má zpoždění.")
    return found
