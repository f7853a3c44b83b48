"""Delivering the outbox, beside a bare ``smtplib`` loop that sends the very same bytes to the same server.

The server is a process of its own that takes every mail over and writes it to disk before it answers, as RFC 5321, 6.1
asks of a server. Both sides use one connection. Ours claims, looks at every term again, renders, commits the intent,
sends and commits the outcome of each mail; the reference only sends.
"""

import smtplib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter

from sqlmodel import select

from benchmarks.comparison import Comparison, table
from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.config import Config
from tracker.mailing.smtp import SafeMail
from tracker.operations.ground import Ground, looking, working
from tracker.operations.send_outbox import send_outbox
from tracker.operations.sweep import sweep
from tracker.people.actor import SYSTEM, Role
from tracker.store.migrating import upgrade
from tracker.store.outbox import MailRow

SIZES = (200, 1_000)
LEAST = 0.8
"""Of the speed of the bare loop ours must reach."""
DAY = date(2026, 10, 30)

SERVER = """
import asyncio, os, sys
from aiosmtpd.smtp import SMTP

class Keep:
    async def handle_DATA(self, server, session, envelope):
        with open(sys.argv[1], "ab") as spool:
            spool.write(envelope.content)
            spool.flush()
            os.fsync(spool.fileno())
        return "250 2.0.0 Taken over"

async def main():
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Keep(), hostname="x"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""


@contextmanager
def a_server(folder: Path) -> Iterator[int]:
    """The port of a server that keeps what it is given."""
    command = [sys.executable, "-c", SERVER, str(folder / "spool")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield int(server.stdout.readline())
        server.terminate()


def an_outbox(folder: Path, size: int) -> Ground:
    """``size`` towns whose managers have one reminder waiting each."""
    url = f"sqlite:///{folder / 'tracker.db'}"
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


def ours(ground: Ground, port: int) -> float:
    mailer = SafeMail(Config(mail_server="127.0.0.1", mail_port=port, mail_security="none"))
    began = perf_counter()
    sent = send_outbox(ground.as_of(DAY), mailer)
    took = perf_counter() - began
    assert sent.deferred == sent.failed == sent.uncertain == 0, sent
    return took


def reference(ground: Ground, port: int) -> float:
    with looking(ground, SYSTEM) as work:
        mails = [(mail.address, mail.raw) for mail in work.session.exec(select(MailRow)) if mail.raw]
    began = perf_counter()
    with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as server:
        for address, raw in mails:
            server.sendmail("hlidac@localhost", [address], raw)
    return perf_counter() - began


def main() -> int:
    comparisons = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name, a_server(Path(name)) as port:
            ground = an_outbox(Path(name), size)
            comparisons.append(Comparison(size, ours(ground, port), reference(ground, port)))
    print(table("claim, look again, render, commit, send, commit", "smtplib.sendmail", comparisons))
    return 0 if all(c.reference / c.ours >= LEAST for c in comparisons) else 1


if __name__ == "__main__":
    sys.exit(main())
