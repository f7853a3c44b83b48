"""A worker killed at any point of a reading leaves a task that another finishes: one draft, never none, never two."""

import signal
from datetime import date, datetime, time, timedelta
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from sqlmodel import func, select

from tests.crash.reader import carry_out
from tests.factories import a_town, an_office, ground_on
from tracker.operations.documents.import_document import queue_import
from tracker.operations.ground import looking, working
from tracker.operations.upkeep.claim_task import LEASE
from tracker.people.actor import SYSTEM
from tracker.store.documents import DocumentRow, DraftRow
from tracker.store.tasks import TaskRow, TaskState
from tracker.timeline.clock import PRAGUE

MORNING = datetime.combine(date(2026, 11, 23), time(8), PRAGUE)


@pytest.mark.parametrize("point", ["task.claimed", "task.worked", "task.before_commit"])
def test_a_killed_reading_is_finished_by_another(
    database_url: str, tmp_path: Path, nursery: ForkServerContext, point: str
) -> None:
    ground = ground_on(database_url, tmp_path, MORNING.date())
    with working(ground, SYSTEM) as work:
        a_town(work.session, an_office(work.session))
    queue_import(ground, SYSTEM, b"Zprava 1x rocne.\n", "dodatek.txt", 1)
    ends = []
    for instant, kill_at in ((MORNING, point), (MORNING + LEASE + timedelta(seconds=1), "")):
        worker = nursery.Process(target=carry_out, args=(database_url, str(tmp_path), instant, kill_at))
        worker.start()
        worker.join(60)
        ends.append(worker.exitcode)
    with looking(ground, SYSTEM) as work:
        task = work.session.exec(select(TaskRow)).one()
        counts = [work.session.exec(select(func.count()).select_from(kind)).one() for kind in (DocumentRow, DraftRow)]
    assert (ends, task.state, task.attempts, counts) == ([-signal.SIGKILL, 0], TaskState.DONE, 2, [1, 1])
