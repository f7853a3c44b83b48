"""A token bucket that keeps the sender under the limit of its provider."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Throttle:
    """At most ``per_minute`` letters a minute, the first minute's at once; 0 means no limit. Threads wait in line."""

    per_minute: int
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _tokens: float = field(init=False)
    _at: float = field(init=False)
    _queue: threading.Lock = field(init=False, default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._tokens = float(self.per_minute)
        self._at = self.clock()

    def room(self, most: int) -> int:
        """How many letters to claim now: no more than may go soon, and at least one."""
        if not self.per_minute:
            return most
        self._refill()
        return max(1, min(most, int(self._tokens)))

    @property
    def is_open(self) -> bool:
        """Whether the next letter need not wait."""
        if self.per_minute:
            self._refill()
        return not self.per_minute or self._tokens >= 1

    def wait(self, stopped: Callable[[], bool]) -> bool:
        """Take one token, waiting for it in short naps; ``False`` when told to stop meanwhile."""
        if not self.per_minute:
            return True
        with self._queue:
            self._refill()
            while self._tokens < 1:
                if stopped():
                    return False
                self.sleep(min(0.5, (1 - self._tokens) * 60 / self.per_minute))
                self._refill()
            self._tokens -= 1
        return True

    def _refill(self) -> None:
        now = self.clock()
        self._tokens = min(float(self.per_minute), self._tokens + (now - self._at) * self.per_minute / 60)
        self._at = now
