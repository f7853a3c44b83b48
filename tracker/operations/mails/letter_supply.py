"""Hands out the letters that are due, one at a time, to any number of lines.

Mails are claimed and read many at once, since both cost as much for a hundred as for ten, and the next ones while the
last of them are sent. What was not handed out a minute later is given back and read anew, so that no letter says what
was true long ago (R4).
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from itertools import takewhile

from tracker.operations.ground import Ground
from tracker.operations.mails.claim_mails import claim_mails, release
from tracker.operations.mails.prepare_mails import Outgoing, Ready, prepare_mails, put_aside
from tracker.operations.mails.throttle import Throttle

BATCH = 100
ENOUGH = 50
"""With so many left the next ones are claimed."""
FRESH = timedelta(minutes=1)

_log = logging.getLogger(__name__)


class LetterSupply:
    """Letters for the lines of one run; safe to be asked by several threads."""

    def __init__(self, ground: Ground, throttle: Throttle, stopped: Callable[[], bool], *, held: bool = False) -> None:
        self.given_up = 0
        self._held = held
        self._ground = ground
        self._throttle = throttle
        self._stopped = stopped
        self._waiting: deque[Ready] = deque()
        self._coming: Future[list[Ready] | None] | None = None
        self._reader = ThreadPoolExecutor(1, "supply")
        self._lock = threading.Lock()

    def take(self) -> Outgoing | None:
        """The next letter, claiming more mails where none is left; ``None`` when nothing is due or told to stop."""
        with self._lock:
            while not self._stopped():
                if not self._is_stocked():
                    return None
                ready = self._waiting.popleft()
                if len(self._waiting) == ENOUGH and self._coming is None:
                    self._coming = self._reader.submit(self._claim)
                try:
                    return ready.letter(self._ground.config)
                except Exception as error:  # noqa: BLE001  one bad letter never stops the next (R8)
                    put_aside(self._ground, ready, error)
        return None

    def close(self) -> None:
        """Let the mails that were claimed and not handed out wait again."""
        with self._lock:
            try:
                self._take_in()
            except Exception:  # noqa: BLE001  what is claimed comes back when its lease has ended
                _log.exception("mails that were to be read next cannot be read")
            self._reader.shutdown()
            self._give_back(self._waiting)

    def _is_stocked(self) -> bool:
        oldest = self._ground.clock.now() - FRESH
        self._give_back(list(takewhile(lambda ready: ready.now < oldest, self._waiting)))
        while not self._waiting:
            if self._coming is None:
                self._coming = self._reader.submit(self._claim)
            if not self._take_in():
                return False
        return True

    def _claim(self) -> list[Ready] | None:
        """Mails that are due; ``None`` where there are none."""
        claim = claim_mails(self._ground, self._throttle.room(BATCH), held=self._held)
        self.given_up += claim.given_up
        return prepare_mails(self._ground, claim) if claim.mails else None

    def _take_in(self) -> bool:
        """Wait for what is being claimed; whether there was anything."""
        coming, self._coming = self._coming, None
        ready = coming.result() if coming is not None else None
        self._waiting.extend(ready or ())
        return ready is not None

    def _give_back(self, those: Collection[Ready]) -> None:
        release(self._ground, {one.mail_id: one.token for one in those})
        for _ in range(len(those)):
            self._waiting.popleft()
