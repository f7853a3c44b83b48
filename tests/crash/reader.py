"""A process that carries out one task and is killed on the way."""

import os
import signal
from datetime import datetime
from pathlib import Path

from tracker.config import Config
from tracker.files.store import FolderStore
from tracker.operations.ground import Ground
from tracker.operations.upkeep.run_task import run_task
from tracker.store.crash_point import strike_with
from tracker.store.database import make_engine
from tracker.timeline.clock import FixedClock


def carry_out(url: str, folder: str, instant: datetime, kill_at: str = "") -> None:
    """Take up a task at ``instant``; die at the point ``kill_at``."""

    def strike(name: str) -> None:
        if name == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    strike_with(strike)
    files = FolderStore(Path(folder) / "files")
    run_task(Ground(Config(instance_dir=Path(folder)), make_engine(url), FixedClock(instant), files))
