"""A life that sweeps and sends; as a process of its own it may be killed on the way."""

import os
import signal
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import sleep
from time import time as wall_clock

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.config import Config
from tracker.files.store import FolderStore
from tracker.mailing.smtp import SafeMail
from tracker.operations.ground import Ground, working
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.people.actor import SYSTEM, Role
from tracker.store.crash_point import strike_with
from tracker.store.database import make_engine
from tracker.timeline.clock import PRAGUE, FixedClock

MORNING = datetime.combine(date(2026, 10, 30), time(8), PRAGUE)
MAILS = 6


def six_towns(url: str, folder: Path) -> None:
    """Six towns whose managers are each due one reminder."""
    ground = ground_on(url, folder, date(2026, 3, 20))
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        for n in range(MAILS):
            town = a_town(work.session, office, f"Lipová {n}")
            an_agreement(work, town)
            a_person(work.session, Role.MANAGER, town, f"manazer{n}@lipova.example")
    ground.engine.dispose()


def live(url: str, folder: str, instant: datetime, port: int, kill_at: str = "", hit: int = 0) -> None:
    """Sweep and send at ``instant``; die at the ``hit``-th pass of the point ``kill_at``."""
    passed = 0

    def strike(name: str) -> None:
        nonlocal passed
        passed += name == kill_at
        if name == kill_at and passed == hit:
            os.kill(os.getpid(), signal.SIGKILL)

    if kill_at:
        strike_with(strike)
    engine = make_engine(url)
    ground = Ground(Config(instance_dir=Path(folder)), engine, FixedClock(instant), FolderStore(Path(folder)))
    sweep(ground)
    send_outbox(ground, SafeMail(Config(mail_server="127.0.0.1", mail_port=port, mail_security="none")))
    engine.dispose()


class FastClock:
    """A clock that began at ``start`` when the machine's stood at ``began``, and runs ``speed`` times as fast."""

    def __init__(self, start: datetime, began: float, speed: float) -> None:
        self._start, self._began, self._speed = start, began, speed

    def now(self) -> datetime:
        return self._start + timedelta(seconds=(wall_clock() - self._began) * self._speed)


def keep_living(url: str, folder: str, clock: FastClock, port: int, lines: int) -> None:
    """Sweep and send over and over, until killed."""
    config = Config(mail_server="127.0.0.1", mail_port=port, mail_security="none", mail_lines=lines)
    ground = Ground(Config(instance_dir=Path(folder)), make_engine(url), clock, FolderStore(Path(folder)))
    mailer = SafeMail(config)
    while True:
        sweep(ground)
        send_outbox(ground, mailer)
        sleep(0.05)
