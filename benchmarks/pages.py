"""The pages of every day under four users at once: the slowest twentieth, beside a page with nothing on it.

The reference is the search page before anything is searched for: the same application, the same sign-in, the same
frame. Each size is a number of municipalities with three duties each, one duty of every third municipality overdue; on
SQLite and PostgreSQL.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection
from itertools import chain
from pathlib import Path
from statistics import quantiles

import waitress

from benchmarks.feed_serving import free_port, wait_for
from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tests.support.databases import postgres_database, running_postgres
from tracker.app import create_app
from tracker.config import Config
from tracker.operations.ground import working
from tracker.operations.people.sign_in import open_session
from tracker.people.actor import SYSTEM, Role
from tracker.store.migrating import upgrade
from tracker.timeline.clock import on_day
from tracker.web.security import cookie_name

DAY = date(2027, 2, 1)
FILLED = date(2027, 1, 20)
"""Some days before, so that not everything has changed since Monday."""
SIZES = (30, 100, 300)
USERS = 4
EACH, ROUNDS = 6, 4
"""Requests of every user for every page, and how many times that by turns with the empty one."""
MOST = 8
"""No page may take more times as long as the empty one."""
EMPTY = "/hledat"
PAGES = {
    "home": (Role.MANAGER, "/"),
    "obligation": (Role.MANAGER, "/zavazky/1"),
    "overdue board": (Role.REGIONAL_HEAD, "/po-terminu"),
}


def towns(url: str, folder: Path, size: int) -> dict[Role, str]:
    """Fill a database with ``size`` municipalities of one region; the sessions of its head and of one manager."""
    upgrade(url)
    with working(ground_on(url, folder, FILLED), SYSTEM) as work:
        office = an_office(work.session)
        places = [a_town(work.session, office, f"Lipová {number}") for number in range(size)]
        for number, town in enumerate(places):
            for duty in range(3):
                late = duty == 0 and number % 3 == 0  # the year before is over and can still be made up for
                an_agreement(work, town, start=date(2026 if late else 2027, 1, 1), end=date(2027, 12, 31))
        people = {
            Role.REGIONAL_HEAD: a_person(work.session, Role.REGIONAL_HEAD, office),
            Role.MANAGER: a_person(work.session, Role.MANAGER, places[0]),
        }
    with working(ground_on(url, folder, DAY), SYSTEM) as work:
        return {
            role: open_session(work.session, one.person or 0, work.now, "benchmark") for role, one in people.items()
        }


def serve(url: str, folder: str, port: str) -> None:
    """What the server process does."""
    app = create_app(Config(instance_dir=Path(folder), database_url=url), on_day(DAY))
    waitress.serve(app, host="127.0.0.1", port=int(port), threads=USERS + 2, _quiet=True)


@contextmanager
def running(url: str, folder: Path) -> Iterator[int]:
    """The port of a server process on the database."""
    port = free_port()
    with subprocess.Popen([sys.executable, "-m", "benchmarks.pages", url, str(folder), str(port)]) as server:
        try:
            wait_for(port)
            yield port
        finally:
            server.terminate()


def one_user(port: int, path: str, cookie: str) -> list[float]:
    """Seconds of each request of one user."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    took = []
    for _ in range(EACH):
        start = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        took.append(time.perf_counter() - start)
        assert answer.status == 200, f"{path}: {answer.status}"
    connection.close()
    return took


def slowest_twentieths(port: int, paths: Sequence[str], cookie: str) -> list[float]:
    """The 95th percentile of all requests of all users for each of the paths, asked by turns, in seconds."""
    took: dict[str, list[float]] = {path: [] for path in paths}
    for path in paths:
        one_user(port, path, cookie)
    with ThreadPoolExecutor(USERS) as pool:
        for path in [*paths] * ROUNDS:
            took[path] += chain.from_iterable(pool.map(one_user, [port] * USERS, [path] * USERS, [cookie] * USERS))
    return [quantiles(seconds, n=20)[-1] for seconds in took.values()]


def measure(kind: str, size: int, url: str, folder: Path) -> float:
    """One line a page; the largest ratio of them."""
    largest = 0.0
    app = create_app(Config(instance_dir=folder, database_url=url), on_day(DAY))
    cookies = {role: f"{cookie_name(app)}={token}" for role, token in towns(url, folder, size).items()}
    with running(url, folder) as port:
        for name, (role, path) in PAGES.items():
            empty, ours = slowest_twentieths(port, (EMPTY, path), cookies[role])
            print(f"{kind:>10} {size:>6} {name:>14} {ours * 1e3:>9.0f} {empty * 1e3:>9.0f} {ours / empty:>6.1f}")
            largest = max(largest, ours / empty)
    return largest


def main() -> int:
    """Both databases at every size."""
    print(f"p95 of {USERS} users at once")
    print(f"{'database':>10} {'towns':>6} {'page':>14} {'ours, ms':>9} {'empty, ms':>9} {'ratio':>6}")
    with running_postgres() as server:
        return 0 if max(measure_both(server, size) for size in SIZES) <= MOST else 1


def measure_both(server: str, size: int) -> float:
    """One size on SQLite and on PostgreSQL; the larger ratio."""
    with tempfile.TemporaryDirectory() as name:
        small = measure("SQLite", size, f"sqlite:///{name}/tracker.db", Path(name))
    with tempfile.TemporaryDirectory() as name, postgres_database(server) as url:
        return max(small, measure("PostgreSQL", size, url, Path(name)))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(*sys.argv[1:])
    else:
        sys.exit(main())
