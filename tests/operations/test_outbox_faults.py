"""The outbox when the server, one letter or the database misbehaves (T3, T4, T8): all others arrive, each once."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlmodel import col, select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tests.support.smtp import Answer, Drip, Drop, Fault, Hang, ScriptedSMTP
from tracker.config import Config
from tracker.mailing.smtp import SafeMail
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.audit_outbox import Audit, audit_outbox
from tracker.operations.mails.send_outbox import Sent, send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.operations.mails.throttle import Throttle
from tracker.people.actor import SYSTEM, Role
from tracker.store.crash_point import strike_with
from tracker.store.database import make_engine
from tracker.store.outbox import Happening, MailEventRow, MailRow, MailState
from tracker.timeline.clock import PRAGUE, FixedClock

DAY = date(2026, 10, 30)
PEOPLE = [f"manazer{n}@lipova.example" for n in range(5)]


@pytest.fixture
def waiting_here(sqlite_url: str, tmp_path: Path) -> Ground:
    """A town whose five managers have a reminder waiting each."""
    return five_waiting(sqlite_url, tmp_path)


def five_waiting(url: str, folder: Path) -> Ground:
    ground = ground_on(url, folder, date(2026, 3, 20))
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        an_agreement(work, town)
        for address in PEOPLE:
            a_person(work.session, Role.MANAGER, town, address)
    sweep(ground.as_of(DAY))
    return ground.as_of(DAY)


def mail_to(server: ScriptedSMTP, seconds: float = 5) -> SafeMail:
    return SafeMail(Config(mail_server=server.host, mail_port=server.port, mail_security="none"), seconds)


def later(ground: Ground, hours: float) -> Ground:
    return replace(ground, clock=FixedClock(ground.clock.now() + timedelta(hours=hours)))


def copies(server: ScriptedSMTP) -> Counter[str]:
    return Counter(mail.recipients[0] for mail in server.accepted)


def states(ground: Ground) -> Counter[MailState]:
    with looking(ground, SYSTEM) as work:
        return Counter(mail.state for mail in work.session.exec(select(MailRow)))


FAULTS: list[tuple[str, Fault, bool]] = [
    ("CONNECT", Answer("421 4.3.2 Not now"), False),
    ("CONNECT", Drop(), False),
    ("CONNECT", Hang(), False),
    ("EHLO", Answer("554 5.7.1 Go away"), False),
    ("EHLO", Drip(0.2), False),
    ("MAIL", Answer("451 4.3.0 Later"), False),
    ("MAIL", Answer("550 5.7.1 Not you"), False),
    ("MAIL", Drop(), False),
    ("MAIL", Hang(), False),
    ("RCPT", Answer("450 4.2.1 Greylisted"), False),
    ("RCPT", Answer("421 4.7.0 Closing"), False),
    ("RCPT", Answer("432 4.3.2 Too many connections"), False),
    ("RCPT", Drop(), False),
    ("RCPT", Drip(0.2), False),
    ("DATA", Answer("451 4.3.0 Later"), False),
    ("DATA", Drop(), False),
    ("DATA", Hang(), False),
    ("BODY", Drop(), False),
    ("DOT", Answer("451 4.3.0 Later"), False),
    ("DOT", Answer("421 4.3.2 Closing"), False),
    ("DOT", Drop(), True),
    ("DOT", Hang(), True),
    ("DOT", Answer("999 what"), False),
]
"""Where, what, and whether the server takes the letter over all the same."""


@pytest.mark.parametrize("pipelining", [False, True])
@pytest.mark.parametrize("place, fault, taken", FAULTS)
def test_a_server_that_recovers_gets_every_letter(
    waiting_here: Ground, smtp_server: ScriptedSMTP, place: str, fault: Fault, taken: bool, pipelining: bool
) -> None:
    smtp_server.pipelining = pipelining
    plan = smtp_server.misbehave(place, fault, times=2)
    mailer = mail_to(smtp_server, seconds=0.5)
    for hours in (0, 1, 2, 3):
        send_outbox(later(waiting_here, hours), mailer)
    assert plan.met >= 1  # after a refused EHLO comes a HELO
    assert states(waiting_here) == {MailState.SENT: 5}
    assert set(copies(smtp_server)) == set(PEOPLE)
    assert max(copies(smtp_server).values()) == 1 + taken
    assert len({mail.content for mail in smtp_server.accepted}) == 5


def test_a_server_that_never_recovers_blames_nobody(waiting_here: Ground, smtp_server: ScriptedSMTP) -> None:
    smtp_server.misbehave("MAIL", Answer("451 4.3.0 Later"))
    for hours in range(8):
        assert send_outbox(later(waiting_here, hours), mail_to(smtp_server)) == Sent(deferred=5)
    assert states(waiting_here) == {MailState.PENDING: 5}
    with looking(waiting_here, SYSTEM) as work:
        assert set(work.session.exec(select(MailRow.attempts)).all()) == {0}


def test_a_letter_whose_turn_did_not_come_counts_as_not_transmitted(
    waiting_here: Ground, smtp_server: ScriptedSMTP
) -> None:
    """Its intent was committed while the server had the letter before it, and then the queue was paused."""
    smtp_server.misbehave("DOT", Drop(), times=2)
    assert send_outbox(waiting_here, mail_to(smtp_server)) == Sent(deferred=5)
    with looking(waiting_here, SYSTEM) as work:
        rows = work.session.exec(select(MailRow).order_by(col(MailRow.id))).all()
        told = work.session.exec(select(MailEventRow.what, MailEventRow.detail).where(MailEventRow.mail_id == 3)).all()
    assert [(row.state, row.stage, row.transmissions) for row in rows] == [
        *[(MailState.PENDING, "", 1)] * 2,
        *[(MailState.PENDING, "", 0)] * 3,
    ]
    assert told == [(Happening.DEFERRED, "odesílání skončilo dřív, než na e-mail přišla řada")]


def test_one_recipient_refused_for_good_leaves_the_others_alone(
    waiting_here: Ground, smtp_server: ScriptedSMTP
) -> None:
    smtp_server.misbehave("RCPT", Answer("550 5.1.1 Nobody"), recipient=PEOPLE[2])
    assert send_outbox(waiting_here, mail_to(smtp_server)) == Sent(sent=4, failed=1)
    assert copies(smtp_server) == dict.fromkeys([*PEOPLE[:2], *PEOPLE[3:]], 1)


def test_a_letter_at_which_the_line_breaks_every_time_stops_nobody_else(
    waiting_here: Ground, smtp_server: ScriptedSMTP
) -> None:
    smtp_server.misbehave("BODY", Drop(), recipient=PEOPLE[0])
    for hours in (0, 1, 2):
        send_outbox(later(waiting_here, hours), mail_to(smtp_server))
    assert copies(smtp_server) == dict.fromkeys(PEOPLE[1:], 1)


def test_a_letter_that_cannot_be_made_stops_nobody_else(waiting_here: Ground, smtp_server: ScriptedSMTP) -> None:
    with waiting_here.engine.begin() as connection:
        connection.execute(sa.text("UPDATE person SET email = 'a b' WHERE id = 3"))
    for hours in (0, 2, 4):
        send_outbox(later(waiting_here, hours), mail_to(smtp_server))
    assert copies(smtp_server) == dict.fromkeys([*PEOPLE[:2], *PEOPLE[3:]], 1)
    assert states(waiting_here) == {MailState.SENT: 4, MailState.PENDING: 1}


def test_switched_off_nothing_leaves_and_nothing_is_lost(waiting_here: Ground, smtp_server: ScriptedSMTP) -> None:
    off = replace(waiting_here, config=waiting_here.config.model_copy(update={"mail_mode": "off"}))
    assert send_outbox(off, mail_to(smtp_server)) == Sent(deferred=5)
    assert smtp_server.connections == 0
    assert send_outbox(waiting_here, mail_to(smtp_server)) == Sent(sent=5)


def test_redirected_every_letter_goes_to_one_address_and_tells_whose_it_was(
    waiting_here: Ground, smtp_server: ScriptedSMTP
) -> None:
    change = {"mail_mode": "redirect", "mail_redirect_to": "zkouska@asz.example"}
    redirected = replace(waiting_here, config=waiting_here.config.model_copy(update=change))
    assert send_outbox(redirected, mail_to(smtp_server)) == Sent(sent=5)
    assert copies(smtp_server) == {"zkouska@asz.example": 5}
    assert sorted(mail.message["To"].addresses[0].addr_spec for mail in smtp_server.accepted) == PEOPLE
    assert send_outbox(waiting_here, mail_to(smtp_server)) == Sent()


def test_a_throttle_lets_the_first_minute_go_at_once_and_the_rest_in_its_pace(
    waiting_here: Ground, smtp_server: ScriptedSMTP
) -> None:
    seconds = [0.0]

    def nap(length: float) -> None:
        seconds[0] += length

    throttle = Throttle(2, clock=lambda: seconds[0], sleep=nap)
    assert send_outbox(waiting_here, mail_to(smtp_server), throttle) == Sent(sent=5)
    assert seconds[0] == pytest.approx(90)  # two at once, then one every half minute


def test_a_sender_that_is_told_to_stop_gives_back_what_it_has(waiting_here: Ground, smtp_server: ScriptedSMTP) -> None:
    assert send_outbox(waiting_here, mail_to(smtp_server), stopped=lambda: len(smtp_server.accepted) >= 2).sent == 2
    assert states(waiting_here) == {MailState.SENT: 2, MailState.PENDING: 3}
    assert send_outbox(waiting_here, mail_to(smtp_server)) == Sent(sent=3)


@contextmanager
def every_connection(ground: Ground, pragma: str) -> Iterator[None]:
    """While it lasts, every SQLite connection of the ground is opened with ``pragma``."""

    def restrict(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA {pragma}")

    ground.engine.dispose()
    event.listen(ground.engine, "connect", restrict)
    yield
    event.remove(ground.engine, "connect", restrict)
    ground.engine.dispose()


@pytest.mark.parametrize("pragma", ["max_page_count=1", "query_only=ON"])
def test_on_a_full_disk_or_a_read_only_one_nothing_is_sent_and_nothing_is_lost(
    waiting_here: Ground, smtp_server: ScriptedSMTP, pragma: str
) -> None:
    fill = "x" * 100_000
    with every_connection(waiting_here, pragma):
        for _ in range(3):
            with suppress(sa.exc.SQLAlchemyError), waiting_here.engine.begin() as connection:
                connection.execute(sa.text("UPDATE mail SET reply = :fill"), {"fill": fill})
            with suppress(sa.exc.SQLAlchemyError):
                send_outbox(waiting_here, mail_to(smtp_server))
    assert smtp_server.accepted == []
    send_outbox(later(waiting_here, 1), mail_to(smtp_server))
    assert copies(smtp_server) == dict.fromkeys(PEOPLE, 1)


def test_a_database_that_is_locked_for_a_while_only_delays(waiting_here: Ground, smtp_server: ScriptedSMTP) -> None:
    url = waiting_here.config.database_url
    locked = threading.Event()

    def hold() -> None:
        engine = make_engine(url).execution_options(sqlite_begin="IMMEDIATE")
        with engine.begin() as connection:
            connection.execute(sa.text("SELECT 1"))
            locked.set()
            threading.Event().wait(1.5)
        engine.dispose()

    holder = threading.Thread(target=hold)
    holder.start()
    locked.wait(10)
    assert send_outbox(waiting_here, mail_to(smtp_server)) == Sent(sent=5)
    holder.join()
    assert copies(smtp_server) == dict.fromkeys(PEOPLE, 1)


@pytest.mark.postgres
def test_a_database_server_that_ends_every_connection_repeats_only_what_is_told(
    postgres_url: str, tmp_path: Path, smtp_server: ScriptedSMTP
) -> None:
    ground = five_waiting(postgres_url, tmp_path)
    passed = Counter[str]()

    def end_all(point: str) -> None:
        passed[point] += 1
        if point in ("smtp.body", "smtp.dot") and passed[point] == 2:
            others = make_engine(postgres_url)
            with others.begin() as connection:
                connection.execute(
                    sa.text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )
                )
            others.dispose()

    strike_with(end_all)
    try:
        for hours in (0, 1, 2, 3):
            with suppress(sa.exc.SQLAlchemyError):
                send_outbox(later(ground, hours), mail_to(smtp_server))
    finally:
        strike_with(None)
    assert states(ground) == {MailState.SENT: 5}
    assert set(copies(smtp_server)) == set(PEOPLE)
    assert sorted(copies(smtp_server).values())[-2:] in ([1, 1], [1, 2])
    night = datetime.combine(DAY + timedelta(days=1), time(12), PRAGUE)
    assert audit_outbox(replace(ground, clock=FixedClock(night))) == Audit((), (), ())


def test_a_letter_waits_longer_after_every_temporary_refusal(waiting_here: Ground, smtp_server: ScriptedSMTP) -> None:
    smtp_server.misbehave("RCPT", Answer("450 4.2.1 Greylisted"))
    waits, instant = [], waiting_here.clock.now()
    for _ in range(8):
        send_outbox(replace(waiting_here, clock=FixedClock(instant)), mail_to(smtp_server))
        with looking(waiting_here, SYSTEM) as work:
            again = work.session.exec(select(MailRow.not_before).order_by(col(MailRow.id))).first()
        assert again is not None
        waits.append(int((again - instant).total_seconds() // 60))
        instant = again
    assert waits == [5, 15, 30, 60, 120, 240, 480, 480]
