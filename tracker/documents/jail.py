"""Runs whatever touches a stranger's file in a process of its own, with limits of time and memory.

A PDF of two kilobytes can ask for gigabytes, a picture for minutes; neither may reach the process that serves people.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tracker.documents.passages import DocumentText
from tracker.documents.refusals import refuse
from tracker.documents.wire import answer_of, told

_MIB = 2**20
_ROOT = Path(__file__).parents[2]
_AT_ONCE = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may use: wall and CPU time in seconds, memory and output in bytes."""

    wall: float
    cpu: int
    memory: int
    output: int


@dataclass(frozen=True, slots=True)
class JailLimits:
    """The limits of each kind of work; all can be set."""

    parse: Limits = field(default_factory=lambda: Limits(wall=15, cpu=10, memory=512 * _MIB, output=4 * _MIB))
    render: Limits = field(default_factory=lambda: Limits(wall=15, cpu=10, memory=512 * _MIB, output=64 * _MIB))
    recognise: Limits = field(default_factory=lambda: Limits(wall=30, cpu=30, memory=512 * _MIB, output=4 * _MIB))
    convert: Limits = field(default_factory=lambda: Limits(wall=60, cpu=60, memory=4096 * _MIB, output=64 * _MIB))
    pages: int = 100
    """Pages of a scan."""
    file: int = 20 * _MIB
    """Bytes of a file."""


@dataclass(frozen=True, slots=True)
class Jail:
    """Parses and renders in a child process; otherwise the same as ``parsing``."""

    limits: JailLimits = field(default_factory=JailLimits)

    def parse(self, kind: str, data: bytes) -> DocumentText:
        """Read a file of a known kind."""
        return answer_of(self._child(["parse", kind], data, self.limits.parse))

    def page_count(self, kind: str, data: bytes) -> int:
        """How many pages a scan has."""
        return int(told(self._child(["count", kind], data, self.limits.render)))

    def render(self, kind: str, data: bytes, page: int, turn: int = 0) -> bytes:
        """A page of a scan, counted from 1, turned clockwise by so many degrees, as a grey PNG."""
        return told(self._child(["render", kind, str(page), str(turn)], data, self.limits.render))

    def _child(self, task: Sequence[str], data: bytes, limits: Limits) -> bytes:
        return run([sys.executable, "-m", "tracker.documents.child", *task], data, limits)


def run(command: Sequence[str], data: bytes, limits: Limits, *, folder: Path | None = None) -> bytes:
    """Run a program on ``data`` within ``limits`` and answer what it wrote; at most two run at once.

    Raises ``UnreadableDocument`` when it takes too long, takes too much, or breaks.
    """
    guard = [sys.executable, str(Path(__file__).with_name("limited.py"))]
    numbers = [str(limits.cpu), str(limits.memory), str(limits.output)]
    with (
        _AT_ONCE,
        tempfile.TemporaryFile() as entry,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryDirectory() as home,
    ):
        entry.write(data)
        entry.seek(0)
        process = subprocess.Popen(
            [*guard, *numbers, *command],
            stdin=entry,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=folder or home,
            env=_environment(home),
            start_new_session=True,
        )
        try:
            code = process.wait(limits.wall)
        except subprocess.TimeoutExpired as error:
            raise refuse("too_slow") from error
        finally:
            _end(process)
        _check(code)
        answer.seek(0)
        return answer.read()


def _environment(home: str) -> dict[str, str]:
    """Nothing of the server's own environment, which holds its secrets, but what programs need to be found.

    ``home`` is an empty folder that goes away with the run: what a program keeps for itself shall not stay.
    """
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR", "TESSDATA_PREFIX") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(_ROOT),
        "PYTHONIOENCODING": "utf-8",
        "OMP_THREAD_LIMIT": "1",
        "HOME": home,
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process with everything it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()


def _check(code: int) -> None:
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise refuse("too_slow")
    if code in {-signal.SIGXFSZ, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS}:
        raise refuse("too_hungry")
    if code != 0:
        raise refuse("damaged")
