"""Pages of a country of 6 254 municipalities with 40 obligations each; and what a second web process adds.

Two questions. How long does a page take, the slowest twentieth and hundredth, at 30 requests a second on SQLite and at
60 on PostgreSQL? And does a second process wait for the first? Whoever asks takes a core of the same machine, so
requests a second tell little about that; what is compared is how many requests a second of processor serves with one
process and with two. Where that stays, two free cores serve twice as many. The reference is a bare WSGI application
under the same server.
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

import psycopg

from benchmarks.country import TOWNS, a_country
from tests.support.databases import postgres_database, running_postgres
from tracker.people.actor import Role
from tracker.timeline.clock import SystemClock, prague_day

SECONDS = 10.0
CLIENTS = 8
PAGES = ("/", "/zavazky", "/zaznamy", "/kalendar", "/zavazky/1")
P95, P99 = 0.3, 1.0
"""Seconds that the slowest twentieth and hundredth may take."""
RATES = {"SQLite": 30, "PostgreSQL": 60}
KEPT = 0.9
"""Of what a second of processor serves with one process, so much must be left with two."""
ROOT = Path(__file__).parents[1]
BARE = "benchmarks.serving:bare"


def bare(environ: dict[str, object], start_response: object) -> list[bytes]:
    """The least that a server can answer."""
    start_response("200 OK", [("Content-Type", "text/plain")])  # type: ignore[operator]
    return [b"ok"]


def main() -> int:
    """Print the figures; 1 where pages are too slow or processes get into each other's way."""
    with tempfile.TemporaryDirectory(prefix="serving-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with running_postgres() as server, postgres_database(server) as url:
            steady = [_steady("PostgreSQL", url, folder / "postgres")]
        steady.append(_steady("SQLite", f"sqlite:///{folder / 'sqlite/tracker.db'}", folder / "sqlite"))
        cookie = a_country(f"sqlite:///{folder / 'again.db'}", folder, _today()).cookies[Role.MANAGER]
        settings = _settings(f"sqlite:///{folder / 'again.db'}", folder)
        _shared("bare WSGI", BARE, ("/",), cookie, settings)
        kept = _shared("ours", "wsgi:app", PAGES, cookie, settings)
    return 0 if all(steady) and kept >= KEPT else 1


def _steady(name: str, url: str, folder: Path) -> bool:
    """Whether two processes answer the asked number of requests a second in time."""
    folder.mkdir()
    cookie = a_country(url, folder, _today()).cookies[Role.MANAGER]
    with _server("wsgi:app", 2, _settings(url, folder)) as (port, process):
        parts = [process, *_postmaster(url)]
        _asked(port, PAGES, cookie, None)  # every page, query and template once in both
        before = [_processor(part) for part in parts]
        times = sorted(_asked(port, PAGES, cookie, RATES[name]))
        spent = [(_processor(part) - begun) / len(times) for part, begun in zip(parts, before, strict=True)]
    p50, p95, p99 = (times[int(len(times) * part)] for part in (0.5, 0.95, 0.99))
    print(
        f"{name}, {TOWNS} municipalities, {RATES[name]} a second asked for, {len(times) / SECONDS:.0f} answered:"
        f" p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms;"
        f" of the processor a request {' and '.join(f'{part * 1000:.1f}' for part in spent)} ms"
    )
    return p95 <= P95 and p99 <= P99


def _shared(name: str, application: str, pages: Sequence[str], cookie: str, settings: dict[str, str]) -> float:
    """What a second of processor serves with two processes, as a part of what it serves with one."""
    served = []
    for workers in (1, 2):
        with _server(application, workers, settings) as (port, process):
            _asked(port, pages, cookie, None)
            before = _processor(process)
            answered = len(_asked(port, pages, cookie, None))
            spent = _processor(process) - before
        served.append(answered / spent)
        print(
            f"{name}, {workers} process(es): {answered / SECONDS:.0f} requests a second,"
            f" {answered / spent:.0f} for a second of processor, {spent / SECONDS:.2f} cores busy"
        )
    print(f"{name}: of what a second of processor serves, {served[1] / served[0]:.2f} is left with two processes")
    return served[1] / served[0]


def _postmaster(url: str) -> list[int]:
    """The process above all that PostgreSQL runs; none on SQLite."""
    if url.startswith("sqlite"):
        return []
    with psycopg.connect(url) as connection:
        told = Path(f"/proc/{connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    return [int(told[1])]


def _processor(process: int) -> float:
    """Seconds of processor of a process and its children so far."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK") + sum(_processor(int(one)) for one in children)


def _today() -> date:
    return prague_day(SystemClock().now())


def _settings(url: str, folder: Path) -> dict[str, str]:
    return {"DATABASE_URL": url, "INSTANCE_DIR": str(folder), "LOG_LEVEL": "error"}


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


@contextmanager
def _server(application: str, workers: int, settings: dict[str, str]) -> Iterator[tuple[int, int]]:
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
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port, process.pid
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
