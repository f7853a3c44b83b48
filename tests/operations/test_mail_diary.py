"""The diary of mails, sending again, and what people want to get."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.mailing.mailer import LocalMailbox
from tracker.operations.ground import Ground, NotFound, Refused, looking, working
from tracker.operations.mails.digest_mail import UNSUBSCRIBE
from tracker.operations.mails.mail_diary import mail, mails, resend
from tracker.operations.mails.reminder_wishes import Wishes, store_wishes, unsubscribe, wishes_of
from tracker.operations.mails.send_outbox import Sent, send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.operations.signed import sign
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.outbox import Happening, MailEventRow, MailRow
from tracker.store.reminder_settings import Language

DAY = date(2026, 10, 30)


@pytest.fixture
def sent(sqlite_url: str, tmp_path: Path) -> tuple[Ground, Actor, Actor]:
    """A reminder that was sent, its manager, and a manager of another town."""
    ground = ground_on(sqlite_url, tmp_path, date(2026, 3, 20))
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        town, other = a_town(work.session, office), a_town(work.session, office, "Javorová")
        an_agreement(work, town)
        manager = a_person(work.session, Role.MANAGER, town)
        stranger = a_person(work.session, Role.MANAGER, other, "jiny@javorova.example")
    day = ground.as_of(DAY)
    sweep(day)
    send_outbox(day, LocalMailbox())
    return day, manager, stranger


def test_the_diary_shows_what_was_said_and_what_the_server_answered(sent: tuple[Ground, Actor, Actor]) -> None:
    ground, manager, _ = sent
    with looking(ground, manager) as work:
        (listed,) = mails(work)
        shown = mail(work, listed.row.id or 0)
    assert listed.row.subject == "Do 31. 12. 2026: Jednání lokálního partnerství (Lipová)"
    assert shown.text.startswith("Dobrý den,")
    assert [event.what for event in shown.events] == [Happening.INTENT, Happening.ACCEPTED]


def test_a_stranger_sees_nothing_of_it(sent: tuple[Ground, Actor, Actor]) -> None:
    ground, _, stranger = sent
    with looking(ground, stranger) as work:
        assert mails(work) == []
        with pytest.raises(NotFound):
            mail(work, 1)
    with pytest.raises(NotFound):
        resend(ground, stranger, 1)


def test_sending_again_sends_the_same_bytes_and_says_who_asked(sent: tuple[Ground, Actor, Actor]) -> None:
    ground, manager, _ = sent
    with looking(ground, SYSTEM) as work:
        before = work.session.exec(select(MailRow.sha256)).one()
    resend(ground, manager, 1)
    with pytest.raises(Refused):
        resend(ground, manager, 1)
    assert send_outbox(ground, LocalMailbox()) == Sent(sent=1)
    with looking(ground, SYSTEM) as work:
        assert work.session.exec(select(MailRow.sha256)).one() == before
        told = work.session.exec(select(MailEventRow).order_by(col(MailEventRow.id))).all()
    assert [(event.what, event.person_id) for event in told[2:]] == [
        (Happening.RESENT, manager.person),
        (Happening.INTENT, None),
        (Happening.ACCEPTED, None),
    ]


def test_people_say_what_they_want(sent: tuple[Ground, Actor, Actor]) -> None:
    ground, manager, _ = sent
    wanted = Wishes(Language.EN, reminders=True, digests=False)
    store_wishes(ground, manager, wanted)
    with looking(ground, manager) as work:
        assert wishes_of(work) == wanted


def test_the_token_of_a_mail_ends_the_digests_and_nothing_else_does(sent: tuple[Ground, Actor, Actor]) -> None:
    ground, manager, _ = sent
    key = ground.config.secret_key
    for wrong in ("", "1", "1-00", sign(key, "feed", 1), sign("other key", UNSUBSCRIBE, 1)):
        with pytest.raises(NotFound):
            unsubscribe(ground, wrong)
    unsubscribe(ground, sign(key, UNSUBSCRIBE, manager.person or 0))
    with looking(ground, manager) as work:
        assert wishes_of(work) == Wishes(digests=False)
