"""Two job processes as they are started in service: one works, the other takes over from one that is asleep or dead.

Only ``make long`` waits for it; the same with a clock turned by hand is in tests/jobs/test_runner.py.
"""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from tests.deployment.service import Installation, commands, installation, running, until
from tests.support.databases import BOTH
from tracker.operations.upkeep.keep_lease import LEASE_NAME
from tracker.store.database import make_engine, reading
from tracker.store.lease import LEASE, JobRunRow, LeaseRow

JOBS = commands()["hlidac-jobs.service"]
SECONDS = 3
"""Of the lease; 45 in service, where all of this takes fifteen times as long."""


@pytest.fixture
def here(tmp_path: Path, request: pytest.FixtureRequest) -> Installation:
    url = request.getfixturevalue(f"{request.param}_url")
    return installation(tmp_path, DATABASE_URL=url, LEASE_SECONDS=str(SECONDS), MAIL_MODE="off")


@pytest.fixture
def engine(here: Installation) -> Iterator[Engine]:
    engine = make_engine(here.settings["DATABASE_URL"])
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=200"))
    yield engine
    engine.dispose()


def lease(engine: Engine) -> tuple[str, int]:
    """Who holds the lease, and its fencing number."""
    with reading(engine) as session:
        row = session.get(LeaseRow, LEASE_NAME)
        return (row.holder, row.fence) if row else ("", 0)


def held_by(engine: Engine, process: int) -> bool:
    return lease(engine)[0].endswith(f"/{process}")


def fences(engine: Engine) -> list[int]:
    """The fencing number of every run, in the order in which they began."""
    with reading(engine) as session:
        return list(session.exec(select(JobRunRow.fence).order_by(col(JobRunRow.id))))


def fall_asleep(process: "subprocess.Popen[str]", engine: Engine) -> None:
    """Stop a process where it holds nothing that another one needs; a file, it would hold as long as it sleeps."""
    while True:
        process.send_signal(signal.SIGSTOP)
        with suppress(OperationalError), engine.execution_options(sqlite_begin="IMMEDIATE").begin() as connection:
            connection.execute(sa.update(LEASE).values(held=LEASE.c.held))
            return
        process.send_signal(signal.SIGCONT)
        time.sleep(0.1)


@pytest.mark.long
@pytest.mark.parametrize("here", BOTH, indirect=True)
def test_one_that_is_asleep_or_dead_is_replaced_and_when_it_wakes_it_works_no_more(
    here: Installation, engine: Engine
) -> None:
    with running(here, JOBS) as first, running(here, JOBS) as other:
        assert until(lambda: lease(engine)[1] == 1), "nobody began to work"
        one, two = (first, other) if held_by(engine, first.pid) else (other, first)

        fall_asleep(one, engine)
        fell_asleep = time.monotonic()
        assert until(lambda: held_by(engine, two.pid))
        after_sleep = time.monotonic() - fell_asleep
        one.send_signal(signal.SIGCONT)
        time.sleep(SECONDS)
        worked_meanwhile = fences(engine)

        two.kill()
        died = time.monotonic()
        assert until(lambda: held_by(engine, one.pid))
        after_death = time.monotonic() - died
        assert lease(engine)[1] == 3
    assert worked_meanwhile == sorted(worked_meanwhile)
    assert max(after_sleep, after_death) < SECONDS * 60 / 45 + 2  # a busy machine takes its time
    print(f"taken over {after_sleep:.1f} s after falling asleep, {after_death:.1f} s after dying")
