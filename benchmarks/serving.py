"""Requests a second with one and with two web processes, at 30 and 60 asked for a second and as many as will go.

The reference is a bare WSGI application under the same server: how much two processes gain over one on this machine at
all. What is promised is that ours gain at least as much, within a tenth: nothing we do makes the processes wait for one
another.
"""

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection
from pathlib import Path

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.operations.ground import working
from tracker.operations.people.sign_in import open_session
from tracker.people.actor import SYSTEM, Role
from tracker.store.migrating import upgrade
from tracker.timeline.clock import SystemClock, prague_day

SECONDS = 6.0
CLIENTS = 8
PAGES = ("/", "/zavazky", "/zaznamy")
ROOT = Path(__file__).parents[1]
BARE = "benchmarks.serving:bare"


def bare(environ: dict[str, object], start_response: object) -> list[bytes]:
    """The least that a server can answer."""
    start_response("200 OK", [("Content-Type", "text/plain")])  # type: ignore[operator]
    return [b"ok"]


def main() -> int:
    """Print the figures; 1 where two processes gain less than they could."""
    with tempfile.TemporaryDirectory(prefix="serving-", ignore_cleanup_errors=True) as folder:
        cookie = _an_installation(Path(folder))
        gains = {}
        for name, application, pages in (("bare WSGI", BARE, ("/",)), ("ours", "wsgi:app", PAGES)):
            rates = []
            for workers in (1, 2):
                with _server(application, workers, Path(folder)) as port:
                    rates.append(len(_asked(port, pages, cookie, None)) / SECONDS)
                    if name == "ours":
                        _tell_steady(workers, port, cookie)
            gains[name] = rates[1] / rates[0]
            print(f"{name}: {rates[0]:.0f} requests a second with one process, {rates[1]:.0f} with two")
    print(f"gained by the second process: ours {gains['ours']:.2f} times, bare {gains['bare WSGI']:.2f} times")
    return 0 if gains["ours"] >= 0.9 * gains["bare WSGI"] else 1


def _tell_steady(workers: int, port: int, cookie: str) -> None:
    for rate in (30, 60):
        times = sorted(_asked(port, PAGES, cookie, rate))
        p95 = times[int(len(times) * 0.95)] * 1000
        print(
            f"{workers} process(es), {rate} a second asked for, {len(times) / SECONDS:.0f} answered: p95 {p95:.0f} ms"
        )


def _asked(port: int, pages: Sequence[str], cookie: str, rate: float | None) -> list[float]:
    """The seconds of every request of all clients together; at ``rate`` a second, or one after another."""
    times: list[float] = []
    begun = time.perf_counter()

    def client(number: int) -> None:
        connection, turn = HTTPConnection("127.0.0.1", port, timeout=60), 0
        while time.perf_counter() - begun < SECONDS:
            due = begun + (number + turn * CLIENTS) / rate if rate else time.perf_counter()
            time.sleep(max(0.0, due - time.perf_counter()))
            connection.request("GET", pages[turn % len(pages)], headers={"Cookie": f"hlidac={cookie}"})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            times.append(time.perf_counter() - due)
            turn += 1

    clients = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    return times


def _an_installation(folder: Path) -> str:
    """Thirty towns with a manager each; the session of one of them."""
    url = f"sqlite:///{folder / 'tracker.db'}"
    upgrade(url)
    today = prague_day(SystemClock().now())
    ground = ground_on(url, folder, today)
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        towns = [a_town(work.session, office, f"Město {number}") for number in range(30)]
        for town in towns:
            an_agreement(work, town, start=date(today.year, 1, 1), end=date(today.year + 1, 12, 31))
        manager = a_person(work.session, Role.MANAGER, towns[0])
        return open_session(work.session, manager.person or 0, SystemClock().now(), "benchmark")


@contextmanager
def _server(application: str, workers: int, folder: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    gunicorn = [str(Path(sys.executable).parent / "gunicorn"), "--worker-class", "gthread", "--threads", "8"]
    command = [
        *gunicorn,
        "--workers",
        str(workers),
        "--no-control-socket",
        "--preload",
        "--bind",
        f"127.0.0.1:{port}",
        application,
    ]
    settings = {"INSTANCE_DIR": str(folder), "LOG_LEVEL": "error"}
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(70)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server does not start")


if __name__ == "__main__":
    sys.exit(main())
