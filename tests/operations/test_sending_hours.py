"""What a server that was down left over rests over the weekend; what a server was offered already goes on."""

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.factories import a_lived_in_ground, a_person
from tracker.mailing.mailer import LocalMailbox
from tracker.operations.ground import Ground, working
from tracker.operations.mails.audit_outbox import audit_outbox
from tracker.operations.mails.send_outbox import Sent, send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.people.actor import SYSTEM, Role
from tracker.store.outbox import MAIL
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import PRAGUE, FixedClock

FRIDAY, SATURDAY, MONDAY = date(2026, 10, 30), date(2026, 10, 31), date(2026, 11, 2)


@pytest.fixture
def left_over(sqlite_url: str, tmp_path: Path) -> Ground:
    """A reminder written for Friday that could not leave on that day."""
    ground, _ = a_lived_in_ground(sqlite_url, tmp_path, date(2026, 3, 20))
    with working(ground, SYSTEM) as work:
        a_person(work.session, Role.MANAGER, work.session.get(MunicipalityRow, 1))
    sweep(ground.as_of(FRIDAY))
    return ground


def sent_at(ground: Ground, day: date, hour: time) -> int:
    """How many leave at an hour, where nothing may be called late that may not leave."""
    then = replace(ground, clock=FixedClock(datetime.combine(day, hour, PRAGUE)))
    sent = send_outbox(then, LocalMailbox())
    assert audit_outbox(then).overdue == ()
    return sent.sent


def test_a_reminder_that_was_left_over_leaves_on_the_next_working_morning(left_over: Ground) -> None:
    hours = [(SATURDAY, time(10)), (MONDAY, time(6, 59)), (MONDAY, time(7)), (MONDAY, time(9))]
    assert [sent_at(left_over, *hour) for hour in hours] == [0, 0, 1, 0]


def test_what_a_server_was_offered_already_goes_on_at_any_hour(left_over: Ground) -> None:
    with left_over.engine.begin() as connection:
        connection.execute(sa.update(MAIL).values(transmissions=1, raw=b"Subject: x\r\n\r\n"))
    assert sent_at(left_over, SATURDAY, time(22)) == 1


def test_a_mail_that_rests_is_not_counted_as_waiting(left_over: Ground) -> None:
    then = replace(left_over, clock=FixedClock(datetime.combine(SATURDAY, time(10), PRAGUE)))
    assert send_outbox(then, LocalMailbox()) == Sent()
