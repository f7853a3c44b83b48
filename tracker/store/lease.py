"""The lease of the job runner and the diary of its runs.

Any number of runners may be started; the one holding the lease works. It renews the lease with every heartbeat; when it
dies, another takes over as soon as the lease has run out. ``fence`` rises with every change of hands, so that a holder
that was asleep meanwhile finds out. The lease is an economy: what makes doubles impossible are the keys of the outbox.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session

from tracker.store.database import Row, identity


class LeaseRow(Row, table=True):
    """Who may run the jobs, until when, and when it last gave a sign of life. ``held`` says why nothing is sent."""

    __tablename__ = "lease"
    __unjournalled__ = True

    name: str = Field(max_length=40, primary_key=True)
    holder: str = Field(max_length=100)
    expires_at: datetime
    fence: int = 1
    heartbeat_at: datetime
    held: str = Field(default="", max_length=500)


class JobRunRow(Row, table=True):
    """One run of one job. ``outcome`` is empty while it runs, then ``done`` or ``failed``."""

    __tablename__ = "job_run"
    __table_args__ = (sa.Index("ix_job_run_job_started_at", "job", "started_at"),)
    __unjournalled__ = True

    id: int | None = identity()
    job: str = Field(max_length=40)
    started_at: datetime
    finished_at: datetime | None = None
    outcome: str = Field(default="", max_length=10)
    detail: str = Field(default="", max_length=1000)
    fence: int


LEASE: sa.Table = LeaseRow.__table__  # type: ignore[attr-defined]


def take(session: Session, name: str, holder: str, now: datetime, length: timedelta) -> int | None:
    """Take or renew the lease and answer its fencing number; ``None`` when another holds it."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    mine = {"holder": holder, "expires_at": now + length, "heartbeat_at": now}
    first = dialect.insert(LEASE).values(name=name, fence=1, held="", **mine).on_conflict_do_nothing()
    if session.connection().execute(first).rowcount == 1:
        return 1
    free = sa.or_(LEASE.c.holder == holder, LEASE.c.expires_at < now)
    fence = sa.case((LEASE.c.holder == holder, LEASE.c.fence), else_=LEASE.c.fence + 1)
    renewed = sa.update(LEASE).where(LEASE.c.name == name, free).values(fence=fence, **mine).returning(LEASE.c.fence)
    answered: int | None = session.scalar(renewed)
    return answered


def give_back(session: Session, name: str, holder: str, now: datetime) -> None:
    """End the lease now, so that the next runner need not wait for it."""
    session.execute(sa.update(LEASE).where(LEASE.c.name == name, LEASE.c.holder == holder).values(expires_at=now))


def hold(session: Session, name: str, why: str) -> None:
    """Stop all sending until somebody looks; an empty ``why`` lets it go on."""
    session.execute(sa.update(LEASE).where(LEASE.c.name == name).values(held=why[:500]))
