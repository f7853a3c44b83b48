"""The way of a reminder: swept into the outbox, sent over SMTP, once."""

from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread, current_thread

import pytest
from sqlmodel import col, select

from tests.factories import a_lived_in_ground, a_person
from tests.support.smtp import ScriptedSMTP
from tracker.config import Config
from tracker.mailing.mailer import LocalMailbox
from tracker.mailing.smtp import SafeMail
from tracker.obligations.obligation import Act
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.send_outbox import Sent, send_outbox
from tracker.operations.mails.sweep import Swept, sweep
from tracker.people.actor import SYSTEM, Role
from tracker.store.crash_point import strike_with
from tracker.store.outbox import MailRow, MailState, NoticeRow, NoticeState
from tracker.store.reminder_settings import PersonRemindersRow
from tracker.store.territory import MunicipalityRow

BEFORE_60 = date(2026, 10, 30)
BEFORE_14 = date(2026, 12, 17)
AFTER = date(2027, 1, 4)


@pytest.fixture
def ground(database_url: str, tmp_path: Path) -> Ground:
    """A town with a manager that owes four meetings in 2026, on a spring day."""
    ground, _ = a_lived_in_ground(database_url, tmp_path, date(2026, 3, 20))
    with working(ground, SYSTEM) as work:
        a_person(work.session, Role.MANAGER, work.session.get(MunicipalityRow, 1), "manazerka@lipova.example")
    return ground


def mail_to(server: ScriptedSMTP) -> SafeMail:
    return SafeMail(Config(mail_server=server.host, mail_port=server.port, mail_security="none"))


def notices(ground: Ground) -> list[tuple[str, str, NoticeState]]:
    with looking(ground, SYSTEM) as work:
        rows = work.session.exec(select(NoticeRow).order_by(col(NoticeRow.id))).all()
        return [(row.kind.value, row.step, row.state) for row in rows]


def test_a_reminder_is_swept_sent_and_never_repeated(ground: Ground, smtp_server: ScriptedSMTP) -> None:
    day = ground.as_of(BEFORE_60)
    assert sweep(day) == Swept({"before": 1})
    assert sweep(day) == Swept({})
    assert send_outbox(day, mail_to(smtp_server)) == Sent(sent=1)
    assert send_outbox(day, mail_to(smtp_server)) == Sent()

    (mail,) = smtp_server.accepted
    assert mail.recipients == ["manazerka@lipova.example"]
    assert mail.message["Subject"] == "Do 31. 12. 2026: Jednání lokálního partnerství (Lipová)"
    assert notices(ground) == [("before", "2026-12-31-60", NoticeState.SENT)]


def test_a_second_sweep_at_the_same_time_opens_no_mail_of_its_own(ground: Ground, smtp_server: ScriptedSMTP) -> None:
    day = ground.as_of(BEFORE_60)
    sent = Event()
    second = Thread(target=sweep, args=[day])

    def meanwhile(point: str) -> None:
        if current_thread() is second:
            if point == "sweep.decided":
                sent.wait(1)  # no longer: it may hold the lock of the whole database
        elif point == "sweep.before_commit" and not second.is_alive():
            second.start()
            second.join(0.5)  # long enough to read what is due

    strike_with(meanwhile)
    try:
        sweep(day)
        send_outbox(day, mail_to(smtp_server))
        sent.set()
        second.join(20)
    finally:
        strike_with(None)
    with looking(ground, SYSTEM) as work:
        assert [row.state for row in work.session.exec(select(MailRow))] == [MailState.SENT]


def test_nothing_is_queued_on_a_day_on_which_nothing_is_due(ground: Ground) -> None:
    assert [sweep(ground.as_of(date(2026, 3, 20) + timedelta(days=day))).queued for day in range(5)] == [0] * 5


def test_ten_skipped_days_lose_nothing_and_merge_what_was_missed(ground: Ground, smtp_server: ScriptedSMTP) -> None:
    sweep(ground)
    day = ground.as_of(date(2026, 12, 28))  # both steps have come meanwhile
    assert sweep(day) == Swept({"before": 1, "digest": 1})  # a Monday: both go in one mail
    assert send_outbox(day, mail_to(smtp_server)) == Sent(sent=1)
    assert notices(ground) == [
        ("before", "2026-12-31-14", NoticeState.SENT),
        ("before", "2026-12-31-60", NoticeState.SUPERSEDED),
    ]
    assert len(smtp_server.accepted) == 1


def test_what_was_fulfilled_after_the_sweep_is_not_mentioned(ground: Ground, smtp_server: ScriptedSMTP) -> None:
    day = ground.as_of(BEFORE_60)
    sweep(day)
    for month in (2, 4, 6, 9):
        record_event(day, SYSTEM, NewEvent(1, Act.PARTNERSHIP_MEETING, date(2026, month, 10), "Jednání LP"))
    assert send_outbox(day, mail_to(smtp_server)) == Sent()
    assert smtp_server.accepted == []
    assert notices(ground) == [("before", "2026-12-31-60", NoticeState.NOT_NEEDED)]


def test_the_year_is_told_three_times_and_only_on_working_days(ground: Ground, smtp_server: ScriptedSMTP) -> None:
    with working(ground, SYSTEM) as work:
        work.session.add(PersonRemindersRow(person_id=1, digests=False))
    mailer = mail_to(smtp_server)
    days = {}
    for n in range(300):
        day = ground.as_of(date(2026, 4, 1) + timedelta(days=n))
        sweep(day)
        if send_outbox(day, mailer).sent:
            days[date(2026, 4, 1) + timedelta(days=n)] = smtp_server.accepted[-1].message["Subject"]
    assert days == {
        BEFORE_60: "Do 31. 12. 2026: Jednání lokálního partnerství (Lipová)",
        BEFORE_14: "Do 31. 12. 2026: Jednání lokálního partnerství (Lipová)",
        AFTER: "Po termínu: Jednání lokálního partnerství (Lipová)",
    }


def test_without_a_mail_server_mails_stay_in_the_local_mailbox(ground: Ground) -> None:
    day = ground.as_of(BEFORE_60)
    sweep(day)
    assert send_outbox(day, LocalMailbox()) == Sent(sent=1)
    with looking(ground, SYSTEM) as work:
        (mail,) = work.session.exec(select(MailRow)).all()
    assert mail.reply == "uloženo do místní schránky"
    assert mail.raw is not None
    assert b"Auto-Submitted: auto-generated\r\n" in mail.raw
