"""One heartbeat of a job runner: keeps or takes the lease, and stops all work while the clock is in doubt (R9).

A clock that is a year ahead would call every duty overdue; so nothing runs until the clock agrees again with the last
heartbeat, or a person confirms it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session

from tracker.operations.ground import Ground
from tracker.operations.mails.storm import CONFIRMED
from tracker.store.crash_point import cp
from tracker.store.database import writing
from tracker.store.lease import JobRunRow, LeaseRow, give_back, hold, take
from tracker.timeline.clock import SystemClock

LEASE_NAME = "jobs"
BACKWARDS = timedelta(minutes=5)
JUMP = timedelta(hours=36)
SILENCE = timedelta(days=60)
"""After a longer silence than this a person should look before old reminders go out."""
DATABASE_DIFFERS = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Anchor:
    """An instant that was believed, with the reading of a stop watch at it."""

    instant: datetime
    watch: float


@dataclass(frozen=True, slots=True)
class Beat:
    """What a heartbeat found: the fencing number while this runner may work, and the doubt about the clock."""

    fence: int | None
    doubt: str = ""


def lease_length(ground: Ground) -> timedelta:
    """How long a lease holds after a heartbeat."""
    return timedelta(seconds=ground.config.lease_seconds)


def beat(ground: Ground, holder: str, anchor: Anchor | None, watch: float) -> Beat:
    """Renew or take the lease. A doubted clock changes nothing but the reason that people read."""
    now = ground.clock.now()
    with writing(ground.engine) as session:
        lease = session.get(LeaseRow, LEASE_NAME)
        doubt = clock_doubt(now, lease.heartbeat_at if lease else None, anchor, watch)
        doubt = doubt or _against_the_database(ground, session)
        if doubt:
            hold(session, LEASE_NAME, doubt)
            return Beat(None, doubt)
        if lease is not None and lease.held:
            hold(session, LEASE_NAME, "")
        fence = take(session, LEASE_NAME, holder, now, lease_length(ground))
        cp("lease.before_commit")
    return Beat(fence)


def _against_the_database(ground: Ground, session: Session) -> str:
    """A database server is a second source of the time, where the time is the machine's own."""
    if ground.engine.dialect.name != "postgresql" or not isinstance(ground.clock, SystemClock):
        return ""
    asked = ground.clock.now()
    told: datetime = session.scalar(sa.select(sa.func.clock_timestamp()))  # type: ignore[assignment]
    differ = told < asked - DATABASE_DIFFERS or told > ground.clock.now() + DATABASE_DIFFERS
    return "Hodiny počítače a databáze se liší. Opravte je." if differ else ""


def clock_doubt(now: datetime, heartbeat: datetime | None, anchor: Anchor | None, watch: float) -> str:
    """Why ``now`` cannot be believed, in Czech for the page of the jobs; empty when it can."""
    if heartbeat is None or abs(now - heartbeat) <= BACKWARDS:
        return ""
    if now < heartbeat:
        return f"Hodiny ukazují {now:%d. %m. %Y}, poslední známka života je přitom pozdější. Opravte hodiny."
    if anchor is not None and abs(now - anchor.instant - timedelta(seconds=watch - anchor.watch)) > JUMP:
        return f"Hodiny najednou přeskočily na {now:%d. %m. %Y}. Opravte je, nebo čas potvrďte (tracker jobs confirm)."
    if now - heartbeat > SILENCE:
        days = (now - heartbeat).days
        return f"Úlohy neběžely {days} dní. Zkontrolujte datum a potvrďte ho (tracker jobs confirm)."
    return ""


def confirm_clock(ground: Ground) -> None:
    """A person says that the day is right: the next heartbeat believes it, and as many mails leave as wait."""
    now = ground.clock.now()
    with writing(ground.engine) as session:
        lease = session.get(LeaseRow, LEASE_NAME)
        fence = 0
        if lease is not None:
            lease.heartbeat_at, lease.held, fence = now, "", lease.fence
            session.add(lease)
        session.add(JobRunRow(job=CONFIRMED, started_at=now, finished_at=now, outcome="done", fence=fence))


def leave(ground: Ground, holder: str) -> None:
    """Give the lease back at an orderly end."""
    with writing(ground.engine) as session:
        give_back(session, LEASE_NAME, holder, ground.clock.now())
