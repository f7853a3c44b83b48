"""A subscription that no program fetches is told to its owner once, and no more when it is fetched again."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_person, a_town, an_office, ground_on
from tracker.mailing.render import render
from tracker.operations.calendars.publish_feed import Asked, fetch
from tracker.operations.calendars.silent_feeds import queue_silent_feeds, silent_feed_part
from tracker.operations.calendars.subscriptions import Issued, Wish, renew, revoke, subscribe
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.mail_parts import NotNeeded, Part, links
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.outbox import MailKind, MailRow
from tracker.store.subscriptions import Scope

CREATED = date(2026, 11, 2)


@dataclass(frozen=True)
class Owned:
    """A subscription made on the second of November."""

    ground: Ground
    owner: Actor
    issued: Issued

    def after(self, days: int) -> Ground:
        return self.ground.as_of(CREATED + timedelta(days=days))

    def words(self, days: int) -> Part | NotNeeded:
        with looking(self.after(days), SYSTEM) as work:
            return silent_feed_part(work, work.session.exec(select(MailRow)).one())


@pytest.fixture
def owned(database_url: str, tmp_path: Path) -> Owned:
    ground = ground_on(database_url, tmp_path, CREATED)
    with working(ground, SYSTEM) as work:
        owner = a_person(work.session, Role.MANAGER, a_town(work.session, an_office(work.session)))
    return Owned(ground, owner, subscribe(ground, owner, Wish(Scope.MINE)))


def test_two_weeks_of_silence_are_told_once(owned: Owned) -> None:
    assert [queue_silent_feeds(owned.after(days)) for days in (13, 14, 15, 16, 90)] == [0, 0, 1, 0, 0]

    with looking(owned.ground, SYSTEM) as work:
        (mail,) = work.session.exec(select(MailRow))
    assert (mail.kind, mail.person_id, mail.day) == (MailKind.SUBSCRIPTION, owned.owner.person, date(2026, 11, 18))


def test_a_fetch_begins_the_two_weeks_anew(owned: Owned) -> None:
    fetch(owned.after(10), owned.issued.token, Asked(client="iOS/19"))

    assert [queue_silent_feeds(owned.after(days)) for days in (15, 24, 25)] == [0, 0, 1]
    assert owned.words(25) == Part(
        "silent_feed", {"label": "Moje závazky", "client": "iOS/19", "fetched": CREATED + timedelta(days=10)}
    )


def test_nothing_is_said_of_a_subscription_that_was_ended_or_fetched_before_the_mail_left(owned: Owned) -> None:
    queue_silent_feeds(owned.after(15))
    fetch(owned.after(16), owned.issued.token, Asked())
    assert isinstance(owned.words(16), NotNeeded)

    revoke(owned.after(40), owned.owner, owned.issued.subscription_id)
    assert isinstance(owned.words(40), NotNeeded)
    assert queue_silent_feeds(owned.after(41)) == 0


def test_a_renewed_address_may_fall_silent_once_more(owned: Owned) -> None:
    queue_silent_feeds(owned.after(15))
    renew(owned.after(16), owned.owner, owned.issued.subscription_id)

    assert [queue_silent_feeds(owned.after(days)) for days in (20, 31, 32)] == [0, 1, 0]


@pytest.mark.parametrize(
    "language, subject",
    [("cs", "Kalendář se dva týdny nestáhl: Práce"), ("en", "Calendar not fetched for two weeks: Práce")],
)
def test_the_mail_says_what_fell_silent_and_what_to_do(owned: Owned, language: str, subject: str) -> None:
    values = {"label": "Práce", "client": "", "fetched": None, "links": links(owned.ground.config), "today": CREATED}
    mail = render("silent_feed", "cs" if language == "cs" else "en", values)

    assert mail.subject == subject
    assert "http://127.0.0.1:8080/kalendar/odbery" in mail.text
