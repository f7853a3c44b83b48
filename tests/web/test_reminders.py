"""The pages of reminders: what one wants, how long ahead a town is reminded, and what will come."""

from collections.abc import Callable
from datetime import date, timedelta
from email import message_from_bytes
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from sqlmodel import col, select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.app import create_app
from tracker.mailing.mailer import LocalMailbox
from tracker.obligations.deadline import Dated
from tracker.obligations.obligation import Act
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.reminder_wishes import Wishes, wishes_of
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.operations.people.sign_in import open_session
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.outbox import Happening, MailKind, MailRow, MailState
from tracker.timeline.clock import on_day
from tracker.web.mails.mail_words import HAPPENINGS, KINDS, STATES
from tracker.web.security import cookie_name

DAY = date(2026, 11, 2)


@pytest.fixture
def town(sqlite_url: str, tmp_path: Path) -> tuple[Ground, dict[Role, Actor]]:
    """A town that owes a report by 14. 12. 2026, with its people."""
    ground = ground_on(sqlite_url, tmp_path, DAY)
    people = {}
    with working(ground, SYSTEM) as work:
        lipova = a_town(work.session, an_office(work.session))
        an_agreement(work, lipova, Dated("2026-12-14"), title="Zpráva o plnění", act=Act.COUNCIL_REPORT)
        for role in (Role.MANAGER, Role.REPRESENTATIVE, Role.CONSULTANT):
            people[role] = a_person(work.session, role, lipova)
    return ground, people


@pytest.fixture
def browse(town: tuple[Ground, dict[Role, Actor]]) -> Callable[[Role], FlaskClient]:
    ground, people = town
    app = create_app(ground.config, on_day(DAY))
    app.config["WTF_CSRF_ENABLED"] = False

    def browser(role: Role) -> FlaskClient:
        client = app.test_client()
        with working(ground, SYSTEM) as work:
            token = open_session(work.session, people[role].person or 0, work.now, "test")
        client.set_cookie(cookie_name(app), token)
        return client

    return browser


def days_told(ground: Ground) -> list[str]:
    """Live until the report is due; the days on which the manager was told of it by a mail of its own."""
    day = DAY
    while day <= date(2026, 12, 14):
        sweep(ground.as_of(day))
        send_outbox(ground.as_of(day), LocalMailbox())
        day += timedelta(days=1)
    with looking(ground, SYSTEM) as work:
        mails = work.session.exec(select(MailRow).where(MailRow.person_id == 1).order_by(col(MailRow.id))).all()
        return [mail.day.isoformat() for mail in mails if mail.subject.startswith("Do 14. 12. 2026")]


def test_a_town_is_reminded_on_the_days_that_its_manager_sets(
    town: tuple[Ground, dict[Role, Actor]], browse: Callable[[Role], FlaskClient]
) -> None:
    manager = browse(Role.MANAGER)
    assert 'value="30, 7"' in manager.get("/obce/1/upozorneni").text
    assert manager.post("/obce/1/upozorneni", data={"short": "5 20", "long": ""}).status_code == 303
    assert 'value="20, 5"' in manager.get("/obce/1/upozorneni").text
    assert days_told(town[0]) == ["2026-11-24", "2026-12-09"]


def test_a_person_may_want_other_days_than_the_town(
    town: tuple[Ground, dict[Role, Actor]], browse: Callable[[Role], FlaskClient]
) -> None:
    ground, people = town
    wanted = {"reminders": "1", "digests": "1", "language": "cs", "short": "3", "long": ""}
    assert browse(Role.MANAGER).post("/upozorneni", data=wanted).status_code == 303
    with looking(ground, people[Role.MANAGER]) as work:
        assert wishes_of(work) == Wishes(short=(3,))
    assert days_told(ground) == ["2026-12-11"]


@pytest.mark.parametrize("days, told", [("třicet", "od 1 do 365"), ("0", "od 1 do 365"), ("6 5 4 3 2 1", "nejvýše 5")])
def test_days_that_cannot_be_are_told_and_what_was_typed_stays(
    browse: Callable[[Role], FlaskClient], days: str, told: str
) -> None:
    for address in ("/obce/1/upozorneni", "/upozorneni"):
        answer = browse(Role.CONSULTANT).post(address, data={"short": days, "long": "60"})
        assert (answer.status_code, told in answer.text, f'value="{days}"' in answer.text) == (422, True, True)
    page = browse(Role.CONSULTANT).get("/obce/1/upozorneni").text
    assert 'value="30, 7"' in page


def test_a_representative_reads_the_days_of_the_town_and_cannot_set_them(
    browse: Callable[[Role], FlaskClient],
) -> None:
    representative = browse(Role.REPRESENTATIVE)
    page = representative.get("/obce/1/upozorneni").text
    assert ("30, 7" in page, 'name="short"' in page) == (True, False)
    assert representative.post("/obce/1/upozorneni", data={"short": "1"}).status_code == 403


def test_the_preview_shows_what_will_come(browse: Callable[[Role], FlaskClient]) -> None:
    manager = browse(Role.MANAGER)
    page = manager.get("/upozorneni/nahled").text
    assert "Osoba manager" in page
    assert "Zpráva o plnění" in page
    assert manager.get("/upozorneni/nahled?obec=1").text.count("Zpráva o plnění") == page.count("Zpráva o plnění")
    assert manager.get("/upozorneni/nahled?obec=2").status_code == 404


def test_the_diary_of_mails_is_current_only_where_it_is_read(browse: Callable[[Role], FlaskClient]) -> None:
    manager = browse(Role.MANAGER)
    current = {
        address: 'href="/posta" aria-current="page"' in manager.get(address).text
        for address in ("/posta", "/upozorneni", "/upozorneni/nahled")
    }
    assert current == {"/posta": True, "/upozorneni": False, "/upozorneni/nahled": False}


def test_every_kind_state_and_happening_of_a_mail_has_its_words() -> None:
    assert (set(KINDS), set(STATES), set(HAPPENINGS)) == (set(MailKind), set(MailState), set(Happening))


def test_one_click_in_a_mail_program_ends_the_digests_and_nothing_else(
    town: tuple[Ground, dict[Role, Actor]],
) -> None:
    ground, people = town
    late = date(2026, 12, 21)  # a Monday a week after the report was due
    sweep(ground.as_of(late))
    send_outbox(ground.as_of(late), LocalMailbox())
    with looking(ground, SYSTEM) as work:
        raw = work.session.exec(select(MailRow.raw).where(MailRow.person_id == people[Role.MANAGER].person)).one()
    headers = message_from_bytes(raw or b"")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = urlsplit(headers["List-Unsubscribe"].strip("<>")).path

    client = create_app(ground.config, on_day(late)).test_client()  # no session, no form and no token but the address
    field, _, value = headers["List-Unsubscribe-Post"].partition("=")
    assert client.post(address, data={field: value}).status_code == 200
    with looking(ground, people[Role.MANAGER]) as work:
        assert wishes_of(work) == Wishes(digests=False)
    week_later = late + timedelta(days=7)
    assert set(sweep(ground.as_of(week_later)).by_kind) <= {"review"}


def test_the_diary_is_narrowed_by_state_kind_and_words(
    town: tuple[Ground, dict[Role, Actor]], browse: Callable[[Role], FlaskClient]
) -> None:
    days_told(town[0])
    manager = browse(Role.MANAGER)
    subject = "Do 14. 12. 2026: Zpráva o plnění (Lipová)"
    found = {
        wish: subject in manager.get(f"/posta?{wish}").text
        for wish in ("stav=sent", "stav=dead", "druh=reminder", "druh=digest", "hledat=zpráva", "hledat=nic", "pred=1")
    }
    assert found == {
        "stav=sent": True,
        "stav=dead": False,
        "druh=reminder": True,
        "druh=digest": False,
        "hledat=zpráva": True,
        "hledat=nic": False,
        "pred=1": False,
    }
