"""What a document offers to the registers, on its page."""

import re
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.factories import a_lived_in_ground, a_person
from tracker.app import create_app
from tracker.operations.documents.import_document import import_document
from tracker.operations.ground import working
from tracker.operations.people.sign_in import open_session
from tracker.people.actor import SYSTEM, Role
from tracker.timeline.clock import on_day
from tracker.web.security import cookie_name

TODAY = date(2026, 3, 20)
TEXT = """Odpověď na žádost podle zákona č. 106/1999 Sb.

Projekty města Lipová jsou z výzvy č. 12_34_567.

Název projektu\tRealizátor\tRealizace projektu\tZpůsobilé výdaje
Dílna pod lípou\tSpolek Lípa\t1. 1. 2025 – 31. 12. 2026\t1 250 000,50
Noční klub\tSpolek Lípa\t1. 6. 2024 – 31. 12. 2024\t80 000
"""


@pytest.fixture
def headquarters(sqlite_url: str, tmp_path: Path) -> FlaskClient:
    """The browser of somebody at headquarters; draft 1 is the answer above."""
    ground, _ = a_lived_in_ground(sqlite_url, tmp_path, TODAY)
    import_document(ground, SYSTEM, TEXT.encode(), "Odpověď.txt")
    with working(ground, SYSTEM) as work:
        person = a_person(work.session, Role.HEADQUARTERS)
        token = open_session(work.session, person.person or 0, work.now, "test")
    app = create_app(ground.config, on_day(TODAY))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.set_cookie(cookie_name(app), token)
    return client


def _words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page).replace("\xa0", " "))


def test_the_page_of_a_draft_leads_to_its_records(headquarters: FlaskClient) -> None:
    assert "/dokumenty/navrhy/1/evidence" in headquarters.get("/dokumenty/navrhy/1").text
    page = headquarters.get("/dokumenty/navrhy/1/evidence").text
    assert "Projekty (2)" in _words(page)
    assert "Dílna pod lípou – Spolek Lípa, 1. 1. 2025 – 31. 12. 2026, 1 250 000,50 Kč" in _words(page)
    assert page.count('value="Lipová"') == 3  # one in the list of towns, one beside each project


def test_only_ticked_records_are_taken_and_are_told_as_taken(headquarters: FlaskClient) -> None:
    given = {"vzit": ["project-1"], "obec-project-1": "Lipová", "obec-project-2": "Lipová"}
    answer = headquarters.post("/dokumenty/navrhy/1/evidence", data=given)
    assert answer.status_code == 303
    page = _words(headquarters.get(answer.headers["Location"]).text)
    assert "Nových záznamů v evidencích: 1." in page
    assert "Převzato: Dílna pod lípou" in page
    register = _words(headquarters.get("/evidence/projekty").text)
    assert ("Dílna pod lípou" in register, "Noční klub" in register) == (True, False)


def test_nothing_ticked_is_told(headquarters: FlaskClient) -> None:
    answer = headquarters.post("/dokumenty/navrhy/1/evidence", data={})
    assert (answer.status_code, "Vyberte aspoň jeden záznam." in answer.text) == (422, True)


def test_a_row_tells_where_it_was_read(headquarters: FlaskClient) -> None:
    headquarters.post("/dokumenty/navrhy/1/evidence", data={"vzit": ["project-1"]})
    page = headquarters.get("/evidence/projekty/1").text
    assert "Odpověď.txt" in page
    assert "<q>Dílna pod lípou</q>" in page
