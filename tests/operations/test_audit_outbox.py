"""The audit finds what was silently not sent, and nothing where every promise was kept."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from tests.factories import a_lived_in_ground, a_person
from tests.support.smtp import Drop, ScriptedSMTP
from tracker.config import Config
from tracker.mailing.mailer import LocalMailbox
from tracker.mailing.smtp import SafeMail
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.audit_outbox import Audit, NotClean, audit_outbox, mend_outbox
from tracker.operations.mails.reminder_wishes import Wishes, store_wishes
from tracker.operations.mails.send_outbox import Sent, send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.outbox import MAIL, NOTICE, MailRow, MailState, NoticeRow, NoticeState
from tracker.store.people import PersonRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import PRAGUE, FixedClock

STEP_DAY = date(2026, 10, 30)
DAY_AFTER = STEP_DAY + timedelta(days=1)
CLEAN = Audit((), (), ())
MISSING = Audit(((1, "2026-12-31-60"),), (), ())


@pytest.fixture
def told(database_url: str, tmp_path: Path) -> tuple[Ground, Actor]:
    """A town whose manager has been told of its meetings 60 days ahead; with the manager."""
    ground, _ = a_lived_in_ground(database_url, tmp_path, date(2026, 3, 20))
    with working(ground, SYSTEM) as work:
        manager = a_person(work.session, Role.MANAGER, work.session.get(MunicipalityRow, 1))
    sweep(ground.as_of(STEP_DAY))
    return ground, manager


def run(ground: Ground, statement: str) -> None:
    with ground.engine.begin() as connection:
        connection.execute(sa.text(statement))


def test_where_everything_was_told_nothing_is_found(told: tuple[Ground, Actor]) -> None:
    ground, _ = told
    send_outbox(ground.as_of(STEP_DAY), LocalMailbox())
    assert audit_outbox(ground.as_of(DAY_AFTER)) == CLEAN


def test_a_notice_that_vanished_is_found_and_made_up_for(told: tuple[Ground, Actor]) -> None:
    ground, _ = told
    run(ground, "DELETE FROM notice")
    run(ground, "DELETE FROM mail")
    later = ground.as_of(DAY_AFTER)
    assert audit_outbox(later) == MISSING
    with pytest.raises(NotClean, match="2026-12-31-60"):
        mend_outbox(later)
    assert sweep(later).by_kind == {"before": 1}
    assert audit_outbox(later) == CLEAN


def test_a_term_that_the_sweep_forgot_is_found(database_url: str, tmp_path: Path) -> None:
    ground, _ = a_lived_in_ground(database_url, tmp_path, date(2026, 3, 20))
    with working(ground, SYSTEM) as work:
        a_person(work.session, Role.MANAGER, work.session.get(MunicipalityRow, 1))
    run(ground, "UPDATE occurrence SET next_day = NULL")
    assert sweep(ground.as_of(STEP_DAY)).queued == 0
    assert audit_outbox(ground.as_of(DAY_AFTER)) == MISSING


def test_who_wants_no_reminders_misses_none(told: tuple[Ground, Actor]) -> None:
    ground, manager = told
    run(ground, "DELETE FROM notice")
    run(ground, "DELETE FROM mail")
    store_wishes(ground, manager, Wishes(reminders=False))
    assert audit_outbox(ground.as_of(DAY_AFTER)) == CLEAN


def test_a_mail_that_waits_too_long_is_found(told: tuple[Ground, Actor]) -> None:
    ground, _ = told
    found = [
        audit_outbox(replace(ground, clock=FixedClock(datetime.combine(STEP_DAY, hour, PRAGUE))))
        for hour in (time(9), time(9, 1))
    ]
    assert found == [CLEAN, Audit((), (1,), ())]


def test_a_notice_left_behind_by_its_mail_is_found(told: tuple[Ground, Actor]) -> None:
    ground, _ = told
    with ground.engine.begin() as connection:
        connection.execute(sa.update(MAIL).values(state=MailState.CANCELLED))
    assert audit_outbox(ground.as_of(DAY_AFTER)) == Audit((), (), (1,))


def test_a_mail_to_a_closed_account_leaves_its_duty_to_the_next_in_line(told: tuple[Ground, Actor]) -> None:
    ground, manager = told
    with working(ground, SYSTEM) as work:
        a_person(work.session, Role.CONSULTANT, work.session.get(MunicipalityRow, 1))
        work.session.get_one(PersonRow, manager.person).active = False
    day = ground.as_of(STEP_DAY)
    assert send_outbox(day, LocalMailbox()) == Sent()
    assert sweep(day).by_kind == {"before": 1}
    with looking(ground, SYSTEM) as work:
        rows = work.session.exec(select(NoticeRow.recipient_id, NoticeRow.state).order_by(NOTICE.c.id)).all()
    assert list(rows) == [(1, NoticeState.UNDELIVERABLE), (2, NoticeState.IN_MAIL)]


def test_a_mail_of_which_nobody_knows_ends_its_notices_too(
    told: tuple[Ground, Actor], smtp_server: ScriptedSMTP
) -> None:
    ground, _ = told
    smtp_server.misbehave("DOT", Drop())
    mailer = SafeMail(Config(mail_server="127.0.0.1", mail_port=smtp_server.port, mail_security="none"))
    for hour in (8, 9, 10):
        instant = datetime.combine(STEP_DAY, time(hour), PRAGUE)
        send_outbox(replace(ground, clock=FixedClock(instant)), mailer)
    with looking(ground, SYSTEM) as work:
        assert work.session.exec(select(MailRow.state)).all() == [MailState.UNCERTAIN]
        assert work.session.exec(select(NoticeRow.state)).all() == [NoticeState.SENT]
    assert (len(smtp_server.accepted), audit_outbox(ground.as_of(DAY_AFTER))) == (2, CLEAN)
