"""A small S3-compatible store for tests: checks the proof of every request, pages its lists, can be told to fail."""

import hashlib
import threading
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

from tracker.files.signature import Credentials, signed_headers

WHO = Credentials("klic", "tajemstvi", "cz-1")
PAGE = 3


class Bucket:
    """The store; ``objects`` maps a name to its bytes and the instant it was kept."""

    def __init__(self) -> None:
        self.objects: dict[str, tuple[bytes, datetime]] = {}
        self.failures = 0
        self.asked: list[str] = []
        bucket = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                bucket.answer(self)

            do_GET = do_PUT = do_HEAD = do_DELETE = answer  # noqa: N815  the names that the server calls

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/doklady"

    def __enter__(self) -> "Bucket":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, asked: BaseHTTPRequestHandler) -> None:
        place = urlsplit(asked.path)
        name, query = place.path.removeprefix("/doklady").lstrip("/"), dict(parse_qsl(place.query))
        data = asked.rfile.read(int(asked.headers.get("Content-Length") or 0))
        self.asked.append(asked.command)
        if self.failures:
            self.failures -= 1
            return self._send(asked, 503)
        if not self._proved(asked, place.path, query, data):
            return self._send(asked, 403)
        if asked.command == "PUT":
            self.objects[name] = (data, datetime.now(UTC).replace(microsecond=0))
            return self._send(asked, 200)
        if not name:
            return self._send(asked, 200, self._list(query.get("continuation-token", "")))
        if name not in self.objects:
            return self._send(asked, 404)
        if asked.command == "DELETE":
            del self.objects[name]
            return self._send(asked, 204)
        body, kept = self.objects[name]
        return self._send(asked, 200, body, format_datetime(kept, usegmt=True))

    def _proved(self, asked: BaseHTTPRequestHandler, path: str, query: dict[str, str], data: bytes) -> bool:
        """Whether the proof is the one that the holder of the secret makes of this very request."""
        stamp = datetime.strptime(asked.headers["x-amz-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        payload = hashlib.sha256(data).hexdigest()
        mine = signed_headers(WHO, asked.command, path, query, {"Host": asked.headers["Host"]}, payload, stamp)
        fresh = abs((datetime.now(UTC) - stamp).total_seconds()) < 900
        return fresh and asked.headers["Authorization"] == mine["Authorization"]

    def _list(self, after: str) -> bytes:
        names = [name for name in sorted(self.objects) if name > after]
        told = "".join(
            f"<Contents><Key>{escape(name)}</Key><LastModified>{self.objects[name][1]:%Y-%m-%dT%H:%M:%S.000Z}</LastModified></Contents>"
            for name in names[:PAGE]
        )
        more = f"<NextContinuationToken>{names[PAGE - 1]}</NextContinuationToken>" if len(names) > PAGE else ""
        form = "http://s3.amazonaws.com/doc/2006-03-01/"
        return f'<?xml version="1.0"?><ListBucketResult xmlns="{form}">{told}{more}</ListBucketResult>'.encode()

    @staticmethod
    def _send(asked: BaseHTTPRequestHandler, status: int, body: bytes = b"", kept: str = "") -> None:
        asked.send_response(status)
        if kept:
            asked.send_header("Last-Modified", kept)
        asked.send_header("Content-Length", str(len(body)))
        asked.end_headers()
        if asked.command != "HEAD":
            asked.wfile.write(body)
