"""The job runner: a process of its own, of which any number may be started.

The one with the lease runs the jobs that come by the clock; all of them carry out the tasks that people ask for.
"""

import logging
import os
import signal
import socket
import threading
import time
import traceback
from collections.abc import Callable
from types import FrameType

from tracker.jobs.timetable import Job, jobs_for, ticking
from tracker.jobs.workers import Workers
from tracker.operations.ground import Ground
from tracker.operations.mails.audit_outbox import NotClean
from tracker.operations.upkeep.job_runs import DONE, FAILED, begin_if_due, finish
from tracker.operations.upkeep.keep_lease import Anchor, beat, lease_length, leave
from tracker.store.crash_point import cp

_log = logging.getLogger(__name__)

BEATS_A_LEASE = 4
"""So many heartbeats fall into a lease: three may be missed, and the next runner notices soon that it has ended."""


def stop_watch() -> float:
    """Seconds that also count while the machine sleeps, where the system tells them."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class Runner:
    """Beats, and while it holds the lease runs each job whose time has come."""

    def __init__(
        self,
        ground: Ground,
        jobs: tuple[Job, ...] | None = None,
        holder: str = "",
        watch: Callable[[], float] = stop_watch,
    ) -> None:
        self.ground = ground
        self._watch = watch
        self.jobs = jobs_for(ground) if jobs is None else jobs
        self.holder = holder or f"{socket.gethostname()}/{os.getpid()}"
        self.stopping = threading.Event()
        self._fence: int | None = None
        self._until = 0.0
        self._anchor: Anchor | None = None
        self._fresh = {job.name for job in self.jobs if job.at_start}

    def beat(self) -> None:
        """Keep the lease; a heartbeat that fails costs the lease only when it fails for long."""
        watch = self._watch()
        try:
            found = beat(self.ground, self.holder, self._anchor, watch)
        except Exception:  # noqa: BLE001  the next one may succeed
            _log.exception("the heartbeat failed")
            return
        if found.doubt:
            _log.warning("nothing is run: %s", found.doubt)
        else:
            self._anchor = Anchor(self.ground.clock.now(), watch)
        self._fence = found.fence
        self._until = watch + lease_length(self.ground).total_seconds()

    def stopped(self) -> bool:
        """Whether to begin nothing new: told to stop, or no longer holding the lease."""
        return self.stopping.is_set() or self._fence is None or self._watch() > self._until

    def look(self, job: Job) -> None:
        """Run the job if it is due and this runner may; a job that fails is written down and tried again."""
        if self.stopped() or self._fence is None:
            return
        run = begin_if_due(self.ground, job.name, self._fence, at_start=job.name in self._fresh)
        if run is None:
            return
        self._fresh.discard(job.name)
        cp("job.begun")
        try:
            outcome, detail = DONE, job.run(self.ground, self.stopped)
        except NotClean as found:  # no fault of the job: it tells what it was made for
            _log.error("job %s: %s", job.name, found)
            outcome, detail = FAILED, str(found)
        except Exception:  # noqa: BLE001  whatever it was, it goes into the diary
            _log.exception("job %s failed", job.name)
            outcome, detail = FAILED, traceback.format_exc(limit=-3)
        cp("job.ended")
        finish(self.ground, run, outcome, detail)

    def serve(self) -> None:
        """Run until SIGTERM or SIGINT; then finish what is being done, give the lease back and end."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        self.beat()
        scheduler = ticking(self.beat, self.look, self.jobs, lease_length(self.ground) / BEATS_A_LEASE)
        workers = Workers(self.ground, self.stopping)
        scheduler.start()
        workers.start()
        self.stopping.wait()
        scheduler.shutdown(wait=True)
        workers.join()
        leave(self.ground, self.holder)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping.set()
