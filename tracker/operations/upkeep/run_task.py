"""Carries out one waiting task: slow work outside any transaction, then one transaction for what came of it.

The work is done in the name of whoever asked, with the rights they have when it is stored. A crash, a lost lease or a
stop leaves nothing behind but the row, which the next worker takes up from the beginning.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tracker.documents.passages import UnreadableDocument
from tracker.operations.documents.import_document import Progress, import_task
from tracker.operations.ground import Forbidden, Ground, NotFound, Refused, Work, looking, working
from tracker.operations.people.sign_in import actor_of
from tracker.operations.reports.report_file import report_task
from tracker.operations.upkeep.claim_task import (
    BEAT,
    Claim,
    LostTask,
    claim_task,
    close_task,
    fail_task,
    give_back,
    keep_task,
    put_off,
    tell_progress,
    wait_for_room,
)
from tracker.operations.upkeep.trouble import trouble_of
from tracker.people.actor import SYSTEM, Actor
from tracker.store.crash_point import cp
from tracker.store.people import PersonRow
from tracker.store.tasks import TaskKind, TaskRow

_log = logging.getLogger(__name__)

Storing = Callable[[Work], Mapping[str, Any]]
"""Stores what came of a task, in the transaction that closes it, and answers the task's result."""
Doing = Callable[[Ground, Actor, TaskRow, Progress], Storing]

KINDS: dict[TaskKind, Doing] = {TaskKind.IMPORT: import_task, TaskKind.REPORT: report_task}
"""How each kind of task is done."""

_GONE = "Tento úkol už nemůžete dokončit: obec nebo oprávnění, se kterým jste o něj požádali, už neplatí."
_UNEXPECTED = (
    "Zpracování se nepovedlo kvůli chybě na naší straně; soubor je uložen. Zkuste to znovu za několik minut. "
    "Nepomůže-li to, napište správci a uveďte úkol číslo {number}."
)


class Stopped(Exception):
    """The process is told to stop: the task is left for another."""


def run_task(ground: Ground, stopped: Callable[[], bool] = lambda: False) -> bool:
    """Take up one task and see it through; whether there was one."""
    claim = claim_task(ground)
    if claim is None:
        return False
    cp("task.claimed")
    try:
        _carry_out(ground, claim, stopped)
    except Stopped:
        give_back(ground, claim)
    except LostTask:
        _log.warning("task %s went to another worker", claim.id)
    return True


def _carry_out(ground: Ground, claim: Claim, stopped: Callable[[], bool]) -> None:
    def progress(words: str, done: int, total: int) -> None:
        if stopped():
            raise Stopped
        tell_progress(ground, claim, words, done, total)

    try:
        with _beating(ground, claim):
            store = KINDS[claim.task.kind](ground, _asker(ground, claim.task), claim.task, progress)
        cp("task.worked")
        with working(ground, _asker(ground, claim.task)) as work:
            close_task(work.session, claim, work.now, store(work))
            cp("task.before_commit")
    except (UnreadableDocument, Refused, Forbidden) as error:
        fail_task(ground, claim, str(error))
    except NotFound:
        fail_task(ground, claim, _GONE)
    except (Stopped, LostTask):
        raise
    except Exception as error:  # noqa: BLE001  whatever it was, whoever asked is told and the next task goes on
        _log.exception("task %s failed", claim.id)
        if trouble_of(error):
            wait_for_room(ground, claim)
        else:
            put_off(ground, claim, _UNEXPECTED.format(number=claim.id))


def _asker(ground: Ground, task: TaskRow) -> Actor:
    """Whoever asked, with the mandates they have now."""
    if task.created_by is None:
        return SYSTEM
    with looking(ground, SYSTEM) as work:
        person = work.session.get(PersonRow, task.created_by)
        if person is None or not person.active:
            raise NotFound
        return actor_of(work.session, person)


@contextmanager
def _beating(ground: Ground, claim: Claim) -> Iterator[None]:
    """Give signs of life beside the work; one that fails is given again, for the lease outlives four of them."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(BEAT.total_seconds()):
            try:
                keep_task(ground, claim)
            except LostTask:
                return
            except Exception:  # noqa: BLE001  the next one may succeed
                _log.exception("the sign of life of task %s failed", claim.id)

    thread = threading.Thread(target=beat, name=f"task-{claim.id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
