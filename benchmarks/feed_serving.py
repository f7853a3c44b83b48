"""A calendar of a thousand events over HTTP, beside bare WSGI bytes from memory and Radicale with the same items.

Every server is a process of its own on this machine and is asked over one kept connection. Ours looks up the token,
the owner's mandates and the counter each time. Radicale is installed into a throwaway environment, never into the
project's.
"""

import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any

import waitress

from benchmarks.feeds import Figure
from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.app import create_app
from tracker.config import Config
from tracker.obligations.deadline import Period, Recurring
from tracker.operations.calendars.publish_feed import Asked, fetch
from tracker.operations.calendars.subscriptions import Wish, subscribe
from tracker.operations.ground import working
from tracker.operations.upkeep.logs import configure_logs
from tracker.people.actor import SYSTEM, Role
from tracker.store.migrating import upgrade
from tracker.store.subscriptions import Scope
from tracker.timeline.clock import on_day

DAY = date(2026, 11, 25)
RADICALE = "radicale==3.9.*"
DAILY = Recurring(count=1, period=Period.DAY, minimum=True)


def a_calendar(folder: Path) -> tuple[str, bytes]:
    """The token of a municipality with a thousand terms, and its calendar."""
    url = f"sqlite:///{folder / 'tracker.db'}"
    upgrade(url)
    ground = ground_on(url, folder, DAY)
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        for _ in range(2):
            an_agreement(work, town, DAILY, start=DAY, end=DAY + timedelta(days=499))
        manager = a_person(work.session, Role.MANAGER, town)
    issued = subscribe(ground, manager, Wish(Scope.MUNICIPALITY, town.id))
    fetched = fetch(ground, issued.token, Asked())
    assert fetched is not None
    assert fetched.body is not None
    assert fetched.body.count(b"BEGIN:VEVENT") == 1_000
    return issued.token, fetched.body


def serve(kind: str, folder: str, port: str) -> None:
    """What the server processes do."""
    body = (Path(folder) / "calendar.ics").read_bytes()

    def bare(_environ: Any, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/calendar"), ("Content-Length", str(len(body)))])
        return [body]

    config = Config(instance_dir=Path(folder), database_url=f"sqlite:///{folder}/tracker.db")
    configure_logs(config)
    app = bare if kind == "bare" else create_app(config, on_day(DAY))
    waitress.serve(app, host="127.0.0.1", port=int(port), threads=4, _quiet=True)


@contextmanager
def running(command: list[str], port: int) -> Iterator[HTTPConnection]:
    """A connection to the server that ``command`` starts."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            yield HTTPConnection("127.0.0.1", port, timeout=60)
        finally:
            server.terminate()


def radicale_command(folder: Path, port: int) -> list[str]:
    """Radicale in an environment of its own under ``folder``, without sign-in."""
    venv.create(folder / "radicale", with_pip=True)
    python = str(folder / "radicale" / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", RADICALE], check=True)
    storage = f"--storage-filesystem-folder={folder / 'collections'}"
    return [python, "-m", "radicale", f"--server-hosts=127.0.0.1:{port}", "--auth-type=none", storage]


def per_second(connection: HTTPConnection, path: str, count: int, status: int, **headers: str) -> float:
    """Requests a second, the median of three rounds."""
    return median(count / _round(connection, path, count, status, headers) for _ in range(3))


def ask(connection: HTTPConnection, path: str, headers: dict[str, str], method: str = "GET", body: bytes = b"") -> Any:
    """One request with its whole answer read."""
    connection.request(method, path, body=body or None, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer


def main() -> int:
    """Measure them all in one run."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        token, body = a_calendar(folder)
        (folder / "calendar.ics").write_bytes(body)
        this = [sys.executable, "-m", "benchmarks.feed_serving"]
        ports = [free_port() for _ in range(3)]
        commands = (
            [*this, "ours", name, str(ports[0])],
            [*this, "bare", name, str(ports[1])],
            radicale_command(folder, ports[2]),
        )
        ours, bare, radicale = (stack.enter_context(running(*one)) for one in zip(commands, ports, strict=True))
        figures = compared(ours, bare, radicale, f"/kalendar/{token}.ics", body)
    print(*figures, sep="\n")
    return 0 if all(figure.reached for figure in figures) else 1


def compared(
    ours: HTTPConnection, bare: HTTPConnection, radicale: HTTPConnection, path: str, body: bytes
) -> list[Figure]:
    """The figures of calendar design, in requests a second and as ratios."""
    ask(radicale, "/anna/", {}, "MKCOL")
    put = ask(radicale, "/anna/terminy/", {"Content-Type": "text/calendar; charset=utf-8"}, "PUT", body)
    assert put.status == 201, f"Radicale did not take the calendar: {put.status}"
    tag = ask(ours, path, {}).headers["ETag"]
    raw = per_second(bare, "/", 200, 200)
    unchanged = per_second(ours, path, 200, 304, **{"If-None-Match": tag})
    warm = per_second(ours, path, 15, 200)
    theirs = per_second(radicale, "/anna/terminy/", 2, 200)
    return [
        Figure("bare WSGI bytes from memory, requests a second", raw),
        Figure("ours, nothing new (304), requests a second", unchanged),
        Figure("ours, whole calendar (200), requests a second", warm),
        Figure("Radicale, whole calendar, requests a second", theirs),
        Figure("304 against bare bytes", unchanged / raw, 0.5),
        Figure("304 against Radicale", unchanged / theirs, 100),
        Figure("200 against Radicale", warm / theirs, 20),
    ]


def _round(connection: HTTPConnection, path: str, count: int, status: int, headers: dict[str, str]) -> float:
    start = time.perf_counter()
    for _ in range(count):
        answer = ask(connection, path, headers)
        assert answer.status == status, f"{path}: {answer.status}"
    return time.perf_counter() - start


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Return when something answers there, or raise ``TimeoutError``."""
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(*sys.argv[1:])
    else:
        sys.exit(main())
