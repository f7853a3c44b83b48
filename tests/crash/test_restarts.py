"""A database server that falls over in the middle of sweeps and deliveries (T8); only ``make crash`` waits for it."""

import os
import signal
import threading
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from tests.crash.victim import MORNING, live
from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tests.support.databases import postgres_database, running_postgres
from tests.support.smtp import ScriptedSMTP
from tracker.operations.ground import looking, working
from tracker.operations.mails.audit_outbox import Audit, audit_outbox
from tracker.people.actor import SYSTEM, Role
from tracker.store.migrating import upgrade
from tracker.store.outbox import Happening, MailEventRow, MailRow, MailState

MAILS = 400
FALLS = 8


def fall_over(server: str) -> None:
    """Kill one process of the server, after which it ends all others and recovers, as after ``pg_ctl -m immediate``."""
    with suppress(psycopg.Error), psycopg.connect(server, autocommit=True) as admin:
        os.kill(admin.info.backend_pid, signal.SIGKILL)
        admin.execute("SELECT 1")


def keep_falling(server: str, sending: threading.Event) -> None:
    for _ in range(FALLS):
        sending.wait()
        threading.Event().wait(0.7)
        fall_over(server)


@pytest.mark.postgres
@pytest.mark.long
@pytest.mark.skipif("TRACKER_TEST_DATABASE_URL" in os.environ, reason="that server is somebody else's")
def test_a_server_that_falls_over_again_and_again_loses_nothing(tmp_path: Path, smtp_server: ScriptedSMTP) -> None:
    with running_postgres() as server, postgres_database(server) as url:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute("ALTER SYSTEM SET synchronous_commit = on")
            admin.execute("SELECT pg_reload_conf()")
        upgrade(url)
        with working(ground_on(url, tmp_path, date(2026, 3, 20)), SYSTEM) as work:
            town = a_town(work.session, an_office(work.session))
            an_agreement(work, town)
            for n in range(MAILS):
                a_person(work.session, Role.MANAGER, town, f"manazer{n}@lipova.example")
        sending = threading.Event()
        falling = threading.Thread(target=keep_falling, args=[server, sending])
        falling.start()
        failed, instant = 0, MORNING
        while falling.is_alive() or instant < MORNING + timedelta(hours=2):
            sending.set()
            try:
                live(url, str(tmp_path), instant, smtp_server.port)
                instant += timedelta(minutes=31)
            except SQLAlchemyError:
                failed += 1
                threading.Event().wait(0.2)
                instant += timedelta(minutes=6)
        falling.join()
        night = ground_on(url, tmp_path, MORNING.date() + timedelta(days=1))
        with looking(night, SYSTEM) as work:
            states = Counter(work.session.exec(select(MailRow.state)))
            doubted = set(
                work.session.exec(select(MailEventRow.mail_id).where(MailEventRow.what == Happening.AMBIGUOUS))
            )
            named = {mail.id: mail.address for mail in work.session.exec(select(MailRow))}
        assert audit_outbox(night) == Audit((), (), ())
    copies = Counter(mail.recipients[0] for mail in smtp_server.accepted)
    repeated = {address for address, n in copies.items() if n > 1}
    assert set(copies) == {f"manazer{n}@lipova.example" for n in range(MAILS)}
    assert set(states) <= {MailState.SENT, MailState.UNCERTAIN}
    assert max(copies.values()) <= 2
    assert repeated <= {named[number] for number in doubted}
    assert len(repeated) <= FALLS * 2  # a letter on each line
    assert failed
    print(f"{FALLS} falls, {failed} lives ended by them, {len(repeated)} of {MAILS} came twice")
