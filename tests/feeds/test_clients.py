"""Real programs subscribe: vdirsyncer fetches the feed, khal shows it; what did not change is never moved again."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.feeds.test_parsers_agree import HEAD
from tests.feeds.thousand import ENTRIES, TODAY, expected
from tests.system_tools import require
from tracker.feeds.entry import Entry
from tracker.feeds.ical import feed, fragment

pytestmark = pytest.mark.system
VDIRSYNCER = """\
[general]
status_path = "{home}/status"

[pair terms]
a = "feed"
b = "disk"
collections = null

[storage feed]
type = "http"
url = "{url}"

[storage disk]
type = "filesystem"
path = "{home}/calendar"
fileext = ".ics"
"""
KHAL = """\
[calendars]
[[terms]]
path = {home}/calendar
readonly = True

[locale]
local_timezone = Europe/Prague
default_timezone = Europe/Prague
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M

[sqlite]
path = {home}/khal.db
"""


class Served(ThreadingHTTPServer):
    """Serves the one feed it holds, whatever is asked for."""

    body = b""

    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/terminy.ics"


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Served)
        self.send_response(200)
        self.send_header("Content-Type", "text/calendar; charset=utf-8")
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@pytest.fixture
def served() -> Iterator[Served]:
    server = Served(("127.0.0.1", 0), _Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class Subscriber:
    """A person's computer: a home of its own, a synchroniser and a calendar program."""

    def __init__(self, home: Path, url: str) -> None:
        self.home = home
        (home / "calendar").mkdir()
        (home / "vdirsyncer.conf").write_text(VDIRSYNCER.format(home=home, url=url))
        (home / "khal.conf").write_text(KHAL.format(home=home))
        self._run("vdirsyncer", "-c", "vdirsyncer.conf", "discover")

    def sync(self) -> tuple[int, int]:
        """Items fetched and dropped; one that changed is both, since vdirsyncer knows the items by their content."""
        told = self._run("vdirsyncer", "-c", "vdirsyncer.conf", "sync")
        return told.count("Copying (uploading) item"), told.count("Deleting item")

    def shown(self, *days: str) -> list[str]:
        """What khal lists between two days: start and title."""
        told = self._run("khal", "-c", "khal.conf", "list", "-df", "", "-f", "{start-date} {start-time}|{title}", *days)
        return sorted(line for line in told.splitlines() if line)

    def _run(self, *command: str) -> str:
        environment = {**os.environ, "HOME": str(self.home), "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(self.home)}
        run = subprocess.run(command, cwd=self.home, env=environment, capture_output=True, text=True, timeout=90)
        assert run.returncode == 0, run.stderr
        return run.stdout + run.stderr


def test_a_thousand_events_are_fetched_once_and_the_second_sync_moves_nothing(served: Served, tmp_path: Path) -> None:
    require("vdirsyncer", "khal")
    served.body = feed(HEAD, map(fragment, ENTRIES))
    subscriber = Subscriber(tmp_path, served.url())

    assert (subscriber.sync(), subscriber.sync()) == ((1000, 0), (0, 0))
    assert len(list((tmp_path / "calendar").iterdir())) == 1000

    day = TODAY + timedelta(days=1)
    due = [expected(entry) for entry in ENTRIES if entry.day == day]
    assert subscriber.shown(day.isoformat(), "1d") == sorted(
        f"{day} {seen.starts[11:16]}|{seen.summary}" for seen in due
    )


def test_only_what_changed_is_moved(served: Served, tmp_path: Path) -> None:
    require("vdirsyncer", "khal")
    kept, moved, fulfilled, cancelled, removed, new = (replace(entry, state="open") for entry in ENTRIES[1:7])
    served.body = _feed(kept, moved, fulfilled, cancelled, removed)
    subscriber = Subscriber(tmp_path, served.url())
    subscriber.sync()

    served.body = _feed(
        kept,
        replace(moved, day=moved.day + timedelta(days=3), sequence=moved.sequence + 1),
        replace(fulfilled, state="fulfilled", sequence=fulfilled.sequence + 1),
        replace(cancelled, state="cancelled", sequence=cancelled.sequence + 1),
        new,
    )

    assert (subscriber.sync(), subscriber.sync()) == ((4, 4), (0, 0))


def _feed(*entries: Entry) -> bytes:
    return feed(HEAD, map(fragment, entries))
