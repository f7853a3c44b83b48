"""The hands of job processes: several share what waits, on both databases, and stop without losing anything."""

import threading
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlmodel import select

from tests.factories import a_town, an_office, ground_on
from tracker.jobs.workers import Workers
from tracker.operations.documents.import_document import queue_import
from tracker.operations.ground import Ground, looking, working
from tracker.people.actor import SYSTEM
from tracker.store.documents import DraftRow
from tracker.store.tasks import TaskRow, TaskState
from tracker.timeline.clock import SystemClock


def a_process(database_url: str, folder: Path) -> Ground:
    """The ground of a process of its own: an engine of its own, the machine's clock."""
    return replace(ground_on(database_url, folder, date(2026, 11, 23)), clock=SystemClock())


def states(ground: Ground) -> list[TaskState]:
    with looking(ground, SYSTEM) as work:
        return [task.state for task in work.session.exec(select(TaskRow))]


def test_two_processes_share_what_waits_and_do_each_once(database_url: str, tmp_path: Path) -> None:
    grounds = [a_process(database_url, tmp_path) for _ in range(2)]
    with working(grounds[0], SYSTEM) as work:
        a_town(work.session, an_office(work.session))
    for number in range(6):
        queue_import(grounds[0], SYSTEM, f"Zpráva {number + 1}x ročně.\n".encode(), f"{number}.txt", 1)
    stopping = threading.Event()
    hands = [Workers(ground, stopping) for ground in grounds]
    for pair in hands:
        pair.start()
    patience = time.monotonic() + 60
    while set(states(grounds[0])) != {TaskState.DONE} and time.monotonic() < patience:
        time.sleep(0.2)
    stopping.set()
    for pair in hands:
        pair.join()
    with looking(grounds[0], SYSTEM) as work:
        drafts = len(work.session.exec(select(DraftRow.id)).all())
        attempts = set(work.session.exec(select(TaskRow.attempts)))
    assert (states(grounds[0]), drafts, attempts) == ([TaskState.DONE] * 6, 6, {1})


def test_workers_told_to_stop_begin_nothing(sqlite_url: str, tmp_path: Path) -> None:
    ground = a_process(sqlite_url, tmp_path)
    queue_import(ground, SYSTEM, b"Zprava 1x rocne.\n", "dodatek.txt")
    stopping = threading.Event()
    stopping.set()
    hands = Workers(ground, stopping)
    hands.start()
    hands.join()
    assert states(ground) == [TaskState.WAITING]
