"""Delivering the outbox, beside a bare ``smtplib`` loop that sends the very same bytes to the same server.

The server is a process of its own that takes every mail over and writes it to disk before it answers, as RFC 5321, 6.1
asks of a server. Ours claims, looks at every term again, renders, commits the intent, sends and commits the outcome of
each mail, over one line and over more; the reference only sends, over one connection. The server is on this machine, or
behind a network that takes 1, 5 or 10 ms to carry an answer; it takes commands one by one, or together where it
announces PIPELINING as the servers in use do (which the reference does not know). The outbox is in SQLite or in
PostgreSQL. Both run by turns and the best run of each counts; the processor time that our process takes is told too.

On this machine alone there is no network to wait for: what is measured there is our processor time beside the server's.
It is told and not judged, since no installation sends so.
"""

import smtplib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

import sqlalchemy as sa
from sqlmodel import select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tests.support.databases import postgres_database, running_postgres
from tracker.config import Config
from tracker.mailing.smtp import SafeMail
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.people.actor import SYSTEM, Role
from tracker.store.migrating import upgrade
from tracker.store.outbox import MAIL, NOTICE, MailRow, MailState, NoticeState

LINES = (1, 2, 4)
ROUNDS = 3
LEAST = 0.8
"""Of the speed of the bare loop ours must reach, over some number of lines, where the server is on a network."""
DAY = date(2026, 10, 30)

SERVER = """
import asyncio, os, sys
from aiosmtpd.smtp import SMTP

class Far(SMTP):
    async def push(self, status):
        asyncio.get_running_loop().call_later(float(sys.argv[2]), self._writer.write, f"{status}\\r\\n".encode())

class Keep:
    async def handle_EHLO(self, server, session, envelope, name, answers):
        session.host_name = name
        return [*answers[:-1], *sys.argv[3:], answers[-1]]

    async def handle_DATA(self, server, session, envelope):
        with open(sys.argv[1], "ab") as spool:
            spool.write(envelope.content)
            spool.flush()
            os.fsync(spool.fileno())
        return "250 2.0.0 Taken over"

async def main():
    kind = Far if float(sys.argv[2]) else SMTP
    server = await asyncio.get_running_loop().create_server(lambda: kind(Keep(), hostname="x"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """So many mails in one sort of database, and what the server is like."""

    database: str
    mails: int
    seconds: float = 0
    pipelining: bool = False


NEAR = [Setting("SQLite", mails, 0, both) for mails in (100, 500, 2_000) for both in (False, True)]
FAR = [Setting("SQLite", 100, seconds, both) for seconds in (0.001, 0.005, 0.01) for both in (False, True)]
POSTGRES = [
    *(Setting("PostgreSQL", 500, 0, both) for both in (False, True)),
    *(Setting("PostgreSQL", 100, seconds, both) for seconds in (0.001, 0.005) for both in (False, True)),
]


@contextmanager
def a_server(folder: Path, seconds: float = 0, *, pipelining: bool = False) -> Iterator[int]:
    """The port of a server that keeps what it is given and whose answers are ``seconds`` on their way."""
    announced = ["250-PIPELINING"] if pipelining else []
    command = [sys.executable, "-c", SERVER, str(folder / "spool"), str(seconds), *announced]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield int(server.stdout.readline())
        server.terminate()


def an_outbox(folder: Path, size: int, url: str = "") -> Ground:
    """``size`` towns whose managers have one reminder waiting each; on SQLite where no ``url`` is told."""
    url = url or f"sqlite:///{folder / 'tracker.db'}"
    upgrade(url)
    ground = ground_on(url, folder, date(2026, 3, 20))
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        for number in range(size):
            town = a_town(work.session, office, f"Lipová {number}")
            an_agreement(work, town)
            a_person(work.session, Role.MANAGER, town, f"manazer{number}@lipova.example")
    sweep(ground.as_of(DAY))
    return ground


@contextmanager
def filled(setting: Setting, folder: Path) -> Iterator[Ground]:
    """The outbox of a setting; PostgreSQL is a server of its own process, which does not wait for its disk."""
    if setting.database == "SQLite":
        ground = an_outbox(folder, setting.mails)
        yield ground
        ground.engine.dispose()
    else:
        with running_postgres() as server, postgres_database(server) as url:
            ground = an_outbox(folder, setting.mails, url)
            yield ground
            ground.engine.dispose()


def ours(ground: Ground, port: int, lines: int) -> float:
    """Seconds for sending everything, which waits again afterwards as if nothing had been sent."""
    mailer = SafeMail(Config(mail_server="127.0.0.1", mail_port=port, mail_security="none", mail_lines=lines))
    began = perf_counter()
    sent = send_outbox(ground.as_of(DAY), mailer)
    took = perf_counter() - began
    assert sent.deferred == sent.failed == sent.uncertain == 0, sent
    with ground.engine.begin() as connection:
        connection.execute(sa.update(MAIL).values(state=MailState.PENDING, transmissions=0))
        connection.execute(sa.update(NOTICE).values(state=NoticeState.IN_MAIL))
    return took


def reference(ground: Ground, port: int) -> float:
    """Seconds for the bare loop."""
    with looking(ground, SYSTEM) as work:
        mails = [(mail.address, mail.raw) for mail in work.session.exec(select(MailRow)) if mail.raw]
    began = perf_counter()
    with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as server:
        for address, raw in mails:
            server.sendmail("hlidac@localhost", [address], raw)
    return perf_counter() - began


def measured(setting: Setting) -> tuple[dict[int, float], float]:
    """What part of the speed of the bare loop ours reaches, by lines; seconds of the processor for a mail on one."""
    best: dict[int, float] = {}
    processor = 1e9
    with (
        tempfile.TemporaryDirectory() as name,
        filled(setting, Path(name)) as ground,
        a_server(Path(name), setting.seconds, pipelining=setting.pipelining) as port,
    ):
        for _ in range(ROUNDS):
            for lines in LINES:
                began = process_time()
                best[lines] = min(best.get(lines, 1e9), ours(ground, port, lines))
                if lines == 1:
                    processor = min(processor, process_time() - began)
            best[0] = min(best.get(0, 1e9), reference(ground, port))
    return {lines: best[0] / best[lines] for lines in LINES}, processor / setting.mails


def main() -> int:
    print("the speed of smtplib.sendmail over one connection is 1")
    columns = "".join(f"{f'{lines} lines':>9}" for lines in LINES)
    print(f"{'outbox':>10} {'mails':>6} {'answer, ms':>11} {'PIPELINING':>11}{columns} {'processor, ms a mail':>21}")
    missed = 0
    for setting in (*NEAR, *FAR, *POSTGRES):
        reached, processor = measured(setting)
        told = "".join(f"{reached[lines]:>9.2f}" for lines in LINES)
        pipelining = "announced" if setting.pipelining else "-"
        head = f"{setting.database:>10} {setting.mails:>6} {setting.seconds * 1000:>11.0f} {pipelining:>11}"
        print(f"{head}{told} {processor * 1000:>21.2f}", flush=True)
        missed += setting.seconds > 0 and max(reached.values()) < LEAST
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
