"""A proxy for the soak: gives each request to the next web process, and to another one while that is not there.

What was sent to a process that died before it answered is repeated when it only reads; a recording one is answered 502,
for nobody can know whether it was done.
"""

import itertools
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_KEPT = {"authorization", "content-type", "cookie", "if-none-match", "x-request-id"}
_PATIENCE = 60


def proxy_to(ports: Sequence[int]) -> ThreadingHTTPServer:
    """A server on a free port in front of the processes at ``ports``."""
    turns = itertools.cycle(range(len(ports)))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() in _KEPT}
            first = next(turns)
            for turn in range(len(ports)):
                connection = HTTPConnection("127.0.0.1", ports[(first + turn) % len(ports)], timeout=_PATIENCE)
                try:
                    connection.connect()
                except OSError:
                    continue
                try:
                    connection.request(self.command, self.path, body, headers)
                    answer = connection.getresponse()
                    return self._answer(answer.status, answer.getheader("Location"), answer.read())
                except (OSError, HTTPException):
                    if self.command != "GET":
                        return self._answer(502, None, b"")
                finally:
                    connection.close()
            return self._answer(503, None, b"")

        do_GET = do_POST = pass_on  # noqa: N815  the names that the server calls

        def _answer(self, status: int, location: str | None, body: bytes) -> None:
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    return server
