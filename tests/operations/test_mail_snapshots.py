"""Every mail as a file that people review: ``tests/snapshots/mails``. Write them anew with ``WRITE_SNAPSHOTS=1``."""

import os
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.fulfilment.event import ReviewVerdict
from tracker.mailing.mailer import LocalMailbox
from tracker.obligations.deadline import Dated
from tracker.obligations.obligation import Act
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.events.review_fulfilment import review_fulfilment
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.operations.people.sign_in import actor_of
from tracker.operations.reports.publish_report import draft_report, publish_report
from tracker.people.actor import SYSTEM, Role
from tracker.store.outbox import MailRow
from tracker.store.people import PersonRow
from tracker.store.reminder_settings import Language, PersonRemindersRow
from tracker.timeline.clock import FixedClock

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "mails"
NASTY = 'Plán <b>péče</b>; "ú=1"\r\nBcc: zly@example.com [x] http://zly.example \u202e\x00'


def a_ground(url: str, folder: Path, language: Language, title: str = "Zpráva o plnění") -> Ground:
    """A town that owes four meetings in 2026 and a report by 14. 12. 2026; everybody reads ``language``."""
    ground = ground_on(url, folder, date(2026, 3, 20))
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        town = a_town(work.session, office)
        an_agreement(work, town, outputs=("záznam z jednání", "prezenční listina"))
        an_agreement(work, town, Dated("2026-12-14"), title=title, act=Act.COUNCIL_REPORT, outputs=("zpráva",))
        manager = a_person(work.session, Role.MANAGER, town)
        a_person(work.session, Role.CONSULTANT, town)
        a_person(work.session, Role.REGIONAL_HEAD, office)
        for person in filter(None, work.session.exec(select(PersonRow.id)).all()):
            work.session.add(PersonRemindersRow(person_id=person, language=language))
    day = ground.as_of(date(2026, 4, 17))
    record_event(day, manager, NewEvent(1, Act.PARTNERSHIP_MEETING, date(2026, 4, 16), "Jednání LP"))
    return ground


def mails_on(ground: Ground, day: date) -> dict[str, tuple[str, str, str]]:
    """Sweep on ``day`` and send ten minutes later: subject, text and HTML of what each person got."""
    now = ground.as_of(day)
    sweep(now)
    send_outbox(replace(now, clock=FixedClock(now.clock.now() + timedelta(minutes=10))), LocalMailbox())
    told = {}
    with looking(ground, SYSTEM) as work:
        for mail in work.session.exec(select(MailRow).where(MailRow.day == day)):
            message = message_from_bytes(mail.raw or b"", policy=policy.default)
            assert message.defects == []
            plain, html = message.get_body(("plain",)), message.get_body(("html",))
            assert plain is not None
            assert html is not None
            told[mail.address.partition("@")[0]] = (mail.subject, plain.get_content(), html.get_content())
    return told


@pytest.mark.parametrize("language", list(Language))
def test_every_mail_reads_as_reviewed(sqlite_url: str, tmp_path: Path, language: Language) -> None:
    ground = a_ground(sqlite_url, tmp_path, language)
    days = {"review": (2026, 4, 20), "before": (2026, 10, 30), "several": (2026, 12, 17), "digest": (2027, 1, 11)}
    for name, day in days.items():
        assert_reviewed(name, mails_on(ground, date(*day)), language)


@pytest.mark.parametrize("language", list(Language))
def test_mails_about_reviews_and_reports_read_as_reviewed(sqlite_url: str, tmp_path: Path, language: Language) -> None:
    ground = a_ground(sqlite_url, tmp_path, language)
    with looking(ground, SYSTEM) as work:
        people = {row.email.partition("@")[0]: row for row in work.session.exec(select(PersonRow))}
        manager, consultant = (actor_of(work.session, people[name]) for name in ("manager", "consultant"))
    returned, disputed, published = date(2026, 4, 21), date(2026, 4, 22), date(2026, 12, 21)
    review_fulfilment(ground.as_of(returned), consultant, 1, ReviewVerdict.RETURNED, "Chybí prezenční listina.")
    mails = {"returned": mails_on(ground, returned)}
    review_fulfilment(ground.as_of(disputed), consultant, 1, ReviewVerdict.DISPUTED, "Nebyla pozvána ASZ.")
    mails["disputed"] = mails_on(ground, disputed)
    publish_report(ground.as_of(published), manager, draft_report(ground.as_of(published), manager, 1, 2026))
    mails["report"] = {"consultant": mails_on(ground, published)["consultant"]}
    for name, told in mails.items():
        assert_reviewed(name, told, language)


def assert_reviewed(name: str, told: dict[str, tuple[str, str, str]], language: Language) -> None:
    """Every mail reads as its file does, in a subject that fits and with one button."""
    for person, (subject, text, html) in told.items():
        assert len(subject) <= 65
        assert html.count("display:inline-block") == 1
        written = f"{subject}\n\n{text}".replace("\r\n", "\n")
        file = SNAPSHOTS / f"{name}.{person}.{language.value}.txt"
        if os.environ.get("WRITE_SNAPSHOTS"):
            file.write_text(written, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == written


class Tags(HTMLParser):
    """The tags and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses |= {value or "" for name, value in attrs if name == "href"}


def test_no_field_makes_a_header_a_tag_or_a_link(sqlite_url: str, tmp_path: Path) -> None:
    ground = a_ground(sqlite_url, tmp_path, Language.CS, NASTY)
    subject, _, html = mails_on(ground, date(2026, 12, 7))["manager"]
    page = Tags(html)
    assert "\n" not in subject
    assert "b" not in page.tags
    assert all(address.startswith("http://127.0.0.1:8080/") for address in page.addresses)
    with looking(ground, SYSTEM) as work:
        raws = [mail.raw for mail in work.session.exec(select(MailRow)) if mail.raw]
    assert [message_from_bytes(raw)["Bcc"] for raw in raws] == [None] * len(raws)
