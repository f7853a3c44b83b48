"""A watch outside hears from the installation while all is well, and only then."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.factories import ground_on
from tracker.jobs.runner import Runner
from tracker.operations.ground import Ground, Refused
from tracker.operations.upkeep.outside_ping import ping_outside
from tracker.store.database import reading
from tracker.store.journal import head


class Watch(BaseHTTPRequestHandler):
    """Answers 200, but 500 at /ill, and remembers who called."""

    heard: list[tuple[str, str]] = []  # noqa: RUF012  the class stands for the one server of a test

    def do_POST(self) -> None:
        told = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.heard.append((self.path, told))
        self.send_response(500 if self.path == "/ill" else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def watch() -> Iterator[str]:
    Watch.heard = []
    server = HTTPServer(("127.0.0.1", 0), Watch)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def pinging(url: str, sqlite_url: str, folder: Path) -> Ground:
    ground = ground_on(sqlite_url, folder, date(2026, 11, 25))
    return replace(ground, config=ground.config.model_copy(update={"ping_url": url}))


def test_the_watch_hears_while_all_is_well(watch: str, sqlite_url: str, tmp_path: Path) -> None:
    ground = pinging(f"{watch}/ok", sqlite_url, tmp_path)
    before = ping_outside(ground)
    Runner(ground, jobs=()).beat()
    with reading(ground.engine) as session:
        told = f"journal {head(session)}\n"
    assert (before, ping_outside(ground)) == ("nezavoláno, v nepořádku: jobs", "zavoláno")
    assert Watch.heard == [("/ok", told)]


def test_a_watch_that_does_not_answer_is_told(watch: str, sqlite_url: str, tmp_path: Path) -> None:
    ground = pinging(f"{watch}/ill", sqlite_url, tmp_path)
    Runner(ground, jobs=()).beat()
    with pytest.raises(Refused, match="HTTPError"):
        ping_outside(ground)
