"""A total deadline for a conversation over a socket.

A timeout of the socket bounds the wait for one byte; a server that dribbles a byte every two seconds never meets it.
So a watching thread shuts the connection down when the whole step has taken too long.
"""

import contextlib
import socket
import threading
from time import monotonic


class Deadline:
    """Cuts the guarded connection ``seconds`` after the last ``start`` unless ``stop`` came first.

    The watched socket is a duplicate of the connection's own, since wrapping a socket in TLS empties its first object.
    ``was_cut`` overrides whatever reply was read: half a reply may look like a whole one.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.was_cut = False
        self._until: float | None = None
        self._line: socket.socket | None = None
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="smtp-deadline", daemon=True)

    def guard(self, line: socket.socket) -> None:
        """Watch the connection of ``line`` from now on."""
        self._line = line.dup()
        if not self._thread.is_alive():
            self._thread.start()

    def start(self) -> None:
        """A step begins."""
        self._until = monotonic() + self.seconds

    def stop(self) -> None:
        """The step is over."""
        self._until = None

    def close(self) -> None:
        """Nothing is left to watch."""
        self._closed.set()
        if self._line is not None:
            self._thread.join()
            self._line.close()

    def _watch(self) -> None:
        while not self._closed.wait(min(1.0, self.seconds / 10)):
            until = self._until
            if until is not None and monotonic() > until and not self.was_cut and self._line is not None:
                self.was_cut = True
                with contextlib.suppress(OSError):
                    self._line.shutdown(socket.SHUT_RDWR)
