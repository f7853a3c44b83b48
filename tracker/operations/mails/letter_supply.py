"""Hands out the letters that are due, one at a time, to any number of lines.

Mails are claimed and read many at once, since both cost little more for a hundred than for ten. What was not handed out
a minute later is given back and read anew, so that no letter says what was true long ago (R4).
"""

import threading
from collections import deque
from collections.abc import Callable, Collection
from datetime import timedelta
from itertools import takewhile

from tracker.operations.ground import Ground
from tracker.operations.mails.claim_mails import claim_mails, release
from tracker.operations.mails.prepare_mails import Outgoing, Ready, prepare_mails, put_aside
from tracker.operations.mails.throttle import Throttle

BATCH = 200
FRESH = timedelta(minutes=1)


class LetterSupply:
    """Letters for the lines of one run; safe to be asked by several threads."""

    def __init__(self, ground: Ground, throttle: Throttle, stopped: Callable[[], bool], *, held: bool = False) -> None:
        self.given_up = 0
        self._held = held
        self._ground = ground
        self._throttle = throttle
        self._stopped = stopped
        self._waiting: deque[Ready] = deque()
        self._lock = threading.Lock()

    def take(self) -> Outgoing | None:
        """The next letter, claiming more mails where none is left; ``None`` when nothing is due or told to stop."""
        with self._lock:
            while not self._stopped() and self._is_stocked():
                ready = self._waiting.popleft()
                try:
                    return ready.letter(self._ground.config)
                except Exception as error:  # noqa: BLE001  one bad letter never stops the next (R8)
                    put_aside(self._ground, ready, error)
        return None

    def close(self) -> None:
        """Let the mails that were claimed and not handed out wait again."""
        with self._lock:
            self._give_back(self._waiting)

    def _is_stocked(self) -> bool:
        oldest = self._ground.clock.now() - FRESH
        self._give_back(list(takewhile(lambda ready: ready.now < oldest, self._waiting)))
        while not self._waiting:
            claim = claim_mails(self._ground, self._throttle.room(BATCH), held=self._held)
            self.given_up += claim.given_up
            if not claim.mails:
                return False
            self._waiting.extend(prepare_mails(self._ground, claim))
        return True

    def _give_back(self, those: Collection[Ready]) -> None:
        release(self._ground, {one.mail_id: one.token for one in those})
        for _ in range(len(those)):
            self._waiting.popleft()
