"""Delivering the outbox, beside a bare ``smtplib`` loop that sends the very same bytes to the same server.

The server is a process of its own that takes every mail over and writes it to disk before it answers, as RFC 5321, 6.1
asks of a server. Ours claims, looks at every term again, renders, commits the intent, sends and commits the outcome of
each mail, over one line and over more; the reference only sends, over one connection. Once more with a server that
takes 20 ms for every answer, as one across the country does, and once with the outbox on PostgreSQL. Both run by turns
and the best run of each counts; the processor time that our process takes for a mail is told too.
"""

import smtplib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

import sqlalchemy as sa
from sqlmodel import select

from benchmarks.comparison import Comparison, table
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

SIZES = (100, 500, 2_000)
LINES = (1, 2, 4)
FAR = 0.02
"""Seconds that a server far away takes for an answer; with it the smallest size is sent."""
ROUNDS = 3
LEAST = 0.8
"""Of the speed of the bare loop ours must reach, over the number of lines that is set by default or over more."""
DAY = date(2026, 10, 30)

SERVER = """
import asyncio, os, sys
from aiosmtpd.smtp import SMTP

class Slow(SMTP):
    async def push(self, status):
        await asyncio.sleep(float(sys.argv[2]))
        await super().push(status)

class Keep:
    async def handle_DATA(self, server, session, envelope):
        with open(sys.argv[1], "ab") as spool:
            spool.write(envelope.content)
            spool.flush()
            os.fsync(spool.fileno())
        return "250 2.0.0 Taken over"

async def main():
    kind = Slow if float(sys.argv[2]) else SMTP
    server = await asyncio.get_running_loop().create_server(lambda: kind(Keep(), hostname="x"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""


@contextmanager
def a_server(folder: Path, seconds: float = 0) -> Iterator[int]:
    """The port of a server that keeps what it is given and takes ``seconds`` for every answer."""
    command = [sys.executable, "-c", SERVER, str(folder / "spool"), str(seconds)]
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


def compared(ground: Ground, size: int, port: int) -> dict[int, Comparison]:
    """The best runs, by the number of our lines."""
    best: dict[int, float] = {}
    for _ in range(ROUNDS):
        for lines in LINES:
            best[lines] = min(best.get(lines, 1e9), ours(ground, port, lines))
        best[0] = min(best.get(0, 1e9), reference(ground, port))
    return {lines: Comparison(size, best[lines], best[0]) for lines in LINES}


def on_postgres(size: int) -> dict[int, Comparison]:
    """The same with the outbox in a PostgreSQL server of its own process, which does not wait for its disk."""
    with (
        tempfile.TemporaryDirectory() as name,
        running_postgres() as server,
        postgres_database(server) as url,
        a_server(Path(name)) as port,
    ):
        ground = an_outbox(Path(name), size, url)
        found = compared(ground, size, port)
        ground.engine.dispose()
    return found


def main() -> int:
    near: list[dict[int, Comparison]] = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            ground = an_outbox(Path(name), size)
            with a_server(Path(name)) as port:
                near.append(compared(ground, size, port))
                if size == max(SIZES):
                    began = process_time()
                    ours(ground, port, 1)
                    each = (process_time() - began) / size
            if size == min(SIZES):
                with a_server(Path(name), FAR) as port:
                    far = compared(ground, size, port)
            ground.engine.dispose()
    postgres = on_postgres(SIZES[1])
    for lines in LINES:
        told = f"claim, look again, render, commit, send, commit; lines: {lines}"
        print(table(told, "smtplib.sendmail over one connection", [found[lines] for found in near]))
        print(f"{1 / far[lines].ratio:.2f} of the reference where every answer takes {FAR * 1000:.0f} ms")
        print(f"{1 / postgres[lines].ratio:.2f} of the reference on PostgreSQL with {SIZES[1]} mails\n")
    print(f"processor time of our process: {each * 1000:.2f} ms for a mail")
    return 0 if all(max(1 / c.ratio for c in found.values()) >= LEAST for found in (*near, far, postgres)) else 1


if __name__ == "__main__":
    sys.exit(main())
