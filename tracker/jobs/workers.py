"""The hands of a job process: threads that carry out waiting tasks, whoever holds the lease of the jobs.

Any number of processes may work at once; which task is whose is settled in the database. So a long scan keeps nobody's
short text waiting, and on SQLite, where only short transactions are needed, it is the same.
"""

import logging
import threading

from tracker.operations.ground import Ground
from tracker.operations.upkeep.run_task import run_task

_log = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds between looks at an empty queue."""
_AFTER_FAULT = 10.0


class Workers:
    """As many threads as the installation sets; when ``stopping`` is set, each leaves its task for another process."""

    def __init__(self, ground: Ground, stopping: threading.Event) -> None:
        self._ground = ground
        self._stopping = stopping
        self._threads = [
            threading.Thread(target=self._work, name=f"worker-{number}")
            for number in range(1, ground.config.tasks_at_once + 1)
        ]

    def start(self) -> None:
        """Begin to look for tasks."""
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        """Wait until every worker has left its task."""
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                found = run_task(self._ground, self._stopping.is_set)
            except Exception:  # noqa: BLE001  the database may be away for a while
                _log.exception("a worker could not look for tasks")
                self._stopping.wait(_AFTER_FAULT)
                continue
            if not found:
                self._stopping.wait(LOOK_EVERY)
