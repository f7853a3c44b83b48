"""Chaos (T1b): several processes sweep and send over several lines, and are killed at random while they do."""

import os
import random
import signal
import time
from collections import Counter
from datetime import timedelta
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from tests.crash.victim import MORNING, FastClock, keep_living, live
from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tests.support.databases import BOTH
from tests.support.smtp import ScriptedSMTP
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.audit_outbox import Audit, audit_outbox
from tracker.people.actor import SYSTEM, Role
from tracker.store.outbox import OPEN_MAIL, Happening, MailEventRow, MailRow, MailState, NoticeRow, NoticeState

LARGE = os.environ.get("TRACKER_CRASH") == "large"
MAILS = 1_500 if LARGE else 80
WORKERS = 4 if LARGE else 3
LINES = 2
SPEED = 60
"""A lease of 5 minutes is over in 5 seconds, so that what the dead left behind is taken over while others still die."""
PATIENCE = 240.0 if LARGE else 3.0
PAUSE = (0.1, 0.7) if LARGE else (0.1, 0.4)


@pytest.fixture
def town_of_many(request: pytest.FixtureRequest, tmp_path: Path) -> Ground:
    """A town whose many managers are each due one reminder, on the database that is asked for."""
    ground = ground_on(str(request.getfixturevalue(f"{request.param}_url")), tmp_path, MORNING.date())
    with working(ground_on(ground.config.database_url, tmp_path, MORNING.date().replace(month=3)), SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        an_agreement(work, town)
        for n in range(MAILS):
            a_person(work.session, Role.MANAGER, town, f"manazer{n}@lipova.example")
    return ground


def waiting(ground: Ground) -> int:
    """How many mails have come to no end, or one where none was written yet."""
    with looking(ground, SYSTEM) as work:
        there = work.session.exec(select(func.count()).select_from(MailRow)).one()
        still = select(func.count()).where(col(MailRow.state).in_(OPEN_MAIL))
        return work.session.exec(still).one() if there else 1


def rage(nursery: ForkServerContext, ground: Ground, folder: Path, port: int) -> int:
    """Let workers live and kill one after another until nothing waits or patience ends; how many were killed."""
    dice = random.Random(20261030)
    clock = FastClock(MORNING, time.time(), SPEED)

    def a_worker() -> ForkServerProcess:
        given = (ground.config.database_url, str(folder), clock, port, LINES)
        worker = nursery.Process(target=keep_living, args=given)
        worker.start()
        return worker

    workers = [a_worker() for _ in range(WORKERS)]
    kills, until = 0, time.monotonic() + PATIENCE
    while waiting(ground) and time.monotonic() < until:
        time.sleep(dice.uniform(*PAUSE))
        chosen = dice.randrange(WORKERS)
        kills += end(workers[chosen])
        workers[chosen] = a_worker()
    return kills + sum(end(worker) for worker in workers)


def end(worker: ForkServerProcess) -> bool:
    """Kill a worker that still lives."""
    assert worker.pid is not None
    lived = worker.is_alive()
    if lived:
        os.kill(worker.pid, signal.SIGKILL)
    worker.join(20)
    return lived


@pytest.mark.parametrize("town_of_many", BOTH, indirect=True)
def test_random_kills_lose_nothing_and_repeat_nothing_unnoticed(
    nursery: ForkServerContext, town_of_many: Ground, tmp_path: Path, smtp_server: ScriptedSMTP
) -> None:
    kills = rage(nursery, town_of_many, tmp_path, smtp_server.port)
    instant = MORNING + timedelta(hours=5)
    while waiting(town_of_many):
        live(town_of_many.config.database_url, str(tmp_path), instant, smtp_server.port)
        instant += timedelta(minutes=40)

    with looking(town_of_many, SYSTEM) as work:
        mails = work.session.exec(select(MailRow)).all()
        notices = work.session.exec(select(NoticeRow.state)).all()
        flagged = set(
            work.session.exec(select(MailEventRow.mail_id).where(MailEventRow.what == Happening.AMBIGUOUS)).all()
        )
    copies = Counter(mail.recipients[0] for mail in smtp_server.accepted)
    repeated = {address for address, n in copies.items() if n > 1}
    assert set(copies) == {f"manazer{n}@lipova.example" for n in range(MAILS)}
    assert max(copies.values()) <= 2
    assert repeated <= {mail.address for mail in mails if mail.id in flagged}
    assert len(repeated) <= kills * LINES
    assert len({(mail.recipients[0], mail.content) for mail in smtp_server.accepted}) == MAILS
    assert {mail.state for mail in mails} <= {MailState.SENT, MailState.UNCERTAIN}
    assert Counter(notices) == {NoticeState.SENT: MAILS}
    assert audit_outbox(town_of_many.as_of(MORNING.date() + timedelta(days=1))) == Audit((), (), ())
    assert kills >= WORKERS
    print(f"{kills} killed, {len(repeated)} of {MAILS} came twice")
