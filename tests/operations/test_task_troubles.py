"""A task under a disk that fails, or a worker that sleeps: done once in the end; a disk costs no attempt."""

import errno
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_town, an_office, ground_on
from tracker.files.store import FolderStore
from tracker.operations.documents.import_document import queue_import
from tracker.operations.ground import Ground, looking, working
from tracker.operations.upkeep.claim_task import LEASE
from tracker.operations.upkeep.run_task import run_task
from tracker.people.actor import SYSTEM
from tracker.store.documents import DraftRow
from tracker.store.tasks import TaskRow, TaskState
from tracker.timeline.clock import FixedClock


@pytest.fixture
def ground(database_url: str, tmp_path: Path) -> Ground:
    """An installation with one document that waits to be read."""
    ground = ground_on(database_url, tmp_path, date(2026, 11, 23))
    with working(ground, SYSTEM) as work:
        a_town(work.session, an_office(work.session))
    queue_import(ground, SYSTEM, b"Zprava 1x rocne.\n", "dodatek.txt", 1)
    return ground


def later(ground: Ground, length: timedelta) -> Ground:
    return replace(ground, clock=FixedClock(ground.clock.now() + length))


def the_task(ground: Ground) -> tuple[TaskState, int, str]:
    """How the task stands: its state, the attempts, what is told of it."""
    with looking(ground, SYSTEM) as work:
        task = work.session.exec(select(TaskRow)).one()
        return task.state, task.attempts, task.error


class Unplugged(FolderStore):
    """Files on a disk that answers no more."""

    def get(self, sha256: str) -> bytes:
        raise OSError(errno.EIO, sha256)


def test_a_fault_of_the_disk_counts_no_attempt_and_the_task_is_done_when_it_is_over(ground: Ground) -> None:
    away = replace(ground, files=Unplugged(ground.config.evidence_dir))
    half_minutes = [later(away, timedelta(seconds=30 * n)) for n in range(5)]
    tries = [(run_task(now), run_task(now), *the_task(now)) for now in half_minutes]
    assert tries == [(True, False, TaskState.WAITING, 0, "")] * 5
    assert run_task(later(ground, timedelta(minutes=3)))
    assert the_task(ground) == (TaskState.DONE, 1, "")


def test_a_worker_that_slept_over_its_lease_stores_nothing_beside_the_one_that_took_over(
    ground: Ground, caplog: pytest.LogCaptureFixture
) -> None:
    class Slow(FolderStore):
        def get(self, sha256: str) -> bytes:
            assert run_task(later(ground, LEASE + timedelta(seconds=1)))
            return super().get(sha256)

    assert run_task(replace(ground, files=Slow(ground.config.evidence_dir)))
    with looking(ground, SYSTEM) as work:
        drafts = len(work.session.exec(select(DraftRow.id)).all())
    assert (the_task(ground), drafts) == ((TaskState.DONE, 2, ""), 1)
    assert "task 1 went to another worker" in caplog.messages
