"""The calendars joined last, kept by their tags in the memory of one process.

A tag names everything a body depends on, rights and day included, so that whatever has the same tag is the same bytes
and nothing ever needs to be forgotten for being old. Room is what limits it.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock


class JoinedBodies:
    """Keeps the bodies asked for last, up to ``room`` bytes in all. Threads share it."""

    def __init__(self, room: int) -> None:
        self._room, self._held = room, 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str, join: Callable[[], bytes]) -> bytes:
        """The body of ``tag``; joined now when it is not held."""
        with self._lock:
            if tag in self._bodies:
                self._bodies.move_to_end(tag)
                return self._bodies[tag]
        body = join()
        with self._lock:
            self._keep(tag, body)
        return body

    def _keep(self, tag: str, body: bytes) -> None:
        if len(body) > self._room or tag in self._bodies:
            return
        self._bodies[tag] = body
        self._held += len(body)
        while self._held > self._room:
            _, oldest = self._bodies.popitem(last=False)
            self._held -= len(oldest)
