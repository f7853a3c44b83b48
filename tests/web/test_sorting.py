"""„K roztřídění“ in the browser: a paper is looked at, placed, or put aside, and what is wrong is said."""

from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlmodel import select

from tests.partners import Partnered, a_partnered_town
from tracker.app import create_app
from tracker.obligations.obligation import Act
from tracker.operations.events.keep_paper import keep_paper
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import looking, working
from tracker.operations.partners.answer_link import Given, answer_link
from tracker.operations.partners.partner_mail import queue_partner_mails
from tracker.operations.people.sign_in import open_session
from tracker.people.actor import SYSTEM
from tracker.people.partner import Answer
from tracker.store.inbox import IncomingPaperRow

PAGE = "/k-roztrideni/1"


@pytest.fixture
def town(sqlite_url: str, tmp_path: Path) -> Partnered:
    made = a_partnered_town(sqlite_url, tmp_path)
    queue_partner_mails(made.ground)
    paper = keep_paper(made.ground, b"<b>co by kdyby", "poznamky.txt")
    answer_link(made.ground, made.token(), Given(Answer.PAPER, papers=(paper,)))
    return made


@pytest.fixture
def client(town: Partnered) -> FlaskClient:
    app = create_app(town.ground.config, town.ground.clock)
    app.config["WTF_CSRF_ENABLED"] = False
    with working(town.ground, SYSTEM) as work:
        token = open_session(work.session, town.manager.person or 0, work.now, "test")
    client = app.test_client()
    client.set_cookie("hlidac", token)
    return client


def test_what_waits_is_listed_with_who_brought_it_and_for_what(client: FlaskClient) -> None:
    told = client.get("/k-roztrideni").text
    assert all(words in told for words in ("poznamky.txt", "Charita", "Zpráva o plnění"))
    assert "Nic tu nečeká" not in told


def test_the_file_is_handed_over_and_never_shown(client: FlaskClient) -> None:
    answer = client.get(f"{PAGE}/soubor")
    assert answer.data == b"<b>co by kdyby"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''poznamky.txt"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_it_is_placed_with_a_new_event(town: Partnered, client: FlaskClient) -> None:
    answer = client.post(PAGE, data={"what": "new", "act": "council_report", "day": "16. 11. 2026"})
    assert (answer.status_code, answer.location) == (303, "/zaznamy/1")
    with looking(town.ground, SYSTEM) as work:
        assert work.session.exec(select(IncomingPaperRow)).one().event_id == 1
    assert "Nic tu nečeká" in client.get("/k-roztrideni").text
    assert "Doklad už je zařazen" in client.get(PAGE).text


def test_what_is_missing_is_said_and_what_was_typed_stays(client: FlaskClient) -> None:
    cases = (
        ({"what": "new", "act": "council_report", "title": "Moje slova"}, "Zadejte, kdy"),
        ({"what": "new", "act": "", "day": "16. 11.", "title": "Moje slova"}, "Vyberte, co proběhlo"),
        ({"what": "refuse", "title": "Moje slova"}, "Napište, proč"),
        ({"what": "", "title": "Moje slova"}, "Vyberte, kam"),
        ({"what": "event", "title": "Moje slova"}, "Vyberte záznam"),
        ({"what": "new", "act": "training", "day": "16. 11. 2026", "title": "Moje slova"}, "nelze splnit"),
    )
    for form, words in cases:
        answer = client.post(PAGE, data=form)
        assert (answer.status_code, words in answer.text, "Moje slova" in answer.text) == (422, True, True), form


def test_it_is_placed_with_an_event_that_is_there(town: Partnered, client: FlaskClient) -> None:
    new = NewEvent(town.report.municipality, Act.OTHER, date(2026, 11, 12), "Schůzka s charitou")
    stored = record_event(town.ground, town.manager, new)

    assert "Schůzka s charitou" in client.get(PAGE).text
    answer = client.post(PAGE, data={"what": "event", "event": str(stored.event_id)})
    assert (answer.status_code, answer.location) == (303, f"/zaznamy/{stored.event_id}")


def test_it_is_put_aside(client: FlaskClient) -> None:
    answer = client.post(PAGE, data={"what": "refuse", "reason": "Je to pozvánka."})
    assert (answer.status_code, answer.location) == (303, "/k-roztrideni")
    assert "Je to pozvánka." in client.get(PAGE).text
