"""The processes of a soak: started, killed, stopped, and how much memory each holds."""

import os
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass
class Part:
    """A process that is started again whenever it is gone."""

    name: str
    command: list[str]
    settings: dict[str, str]
    process: "subprocess.Popen[bytes]" = field(init=False)

    def start(self) -> None:
        """Start it; what it says goes nowhere."""
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env={**os.environ, **self.settings}, stdout=quiet, stderr=quiet
        )

    def kill(self) -> tuple[float, float]:
        """SIGKILL the whole of it and start it anew; when the killing began and when it was over."""
        begun = time.monotonic()
        for child in _children(self.process.pid):
            os.kill(child, 9)
        self.process.kill()
        self.process.wait()
        over = time.monotonic()
        self.start()
        return begun, over

    def stop(self) -> None:
        """End it in the orderly way; the hard one where that takes too long."""
        if not hasattr(self, "process"):
            return
        self.process.terminate()
        try:
            self.process.wait(70)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def memory(self) -> int:
        """KiB that it and its children hold."""
        return _memory(self.process.pid)


def _children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _memory(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text()
        children = _children(process)
    except OSError:
        return 0
    own = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)
    return own + sum(_memory(child) for child in children)
