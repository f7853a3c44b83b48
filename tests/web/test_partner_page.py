"""The page behind a partner's link: it says what is asked and no more, and is answered by POST, in their language."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlmodel import select

from tests.partners import Partnered, a_partnered_town
from tracker.app import create_app
from tracker.operations.ground import looking
from tracker.operations.partners.partner_links import revoke_link
from tracker.operations.partners.partner_mail import queue_partner_mails
from tracker.people.actor import SYSTEM
from tracker.store.inbox import IncomingPaperRow
from tracker.store.journal import JournalRow
from tracker.store.reminder_settings import Language

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def town(sqlite_url: str, tmp_path: Path) -> Partnered:
    made = a_partnered_town(sqlite_url, tmp_path)
    queue_partner_mails(made.ground)
    return made


def browser(town: Partnered) -> FlaskClient:
    app = create_app(town.ground.config, town.ground.clock)
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


@pytest.fixture
def client(town: Partnered) -> Iterator[FlaskClient]:
    with browser(town) as client:
        yield client


def journal(town: Partnered) -> int:
    with looking(town.ground, SYSTEM) as work:
        return len(work.session.exec(select(JournalRow)).all())


def test_the_page_says_what_is_asked_and_no_more(town: Partnered, client: FlaskClient) -> None:
    before = journal(town)
    answers = [client.get(f"/o/{town.token()}") for _ in range(5)]

    assert [answer.status_code for answer in answers] == [200] * 5
    told = answers[0].text.replace("\u00a0", " ")
    assert "Prosba o podklad: Zpráva o plnění" in told
    assert "pondělí 14. prosince 2026" in told
    assert "Jana Nová" not in told
    assert "charita@partner.example" not in told
    assert "obec.example" not in told
    assert "Jiný den" not in told
    assert journal(town) == before
    headers = answers[0].headers
    assert (headers["Cache-Control"], headers["Referrer-Policy"], headers["X-Robots-Tag"]) == (
        "no-store",
        "no-referrer",
        "noindex, nofollow",
    )


def test_a_file_is_handed_over_and_the_page_says_so(town: Partnered, client: FlaskClient) -> None:
    for _ in range(2):
        form = {"answer": "paper", "note": "za rok 2026", "files": (io.BytesIO(PDF), "zprava.pdf")}
        answer = client.post(f"/o/{town.token()}", data=form)
        assert (answer.status_code, answer.location) == (303, f"/o/{town.token()}")

    assert "Podklad předán: „za rok 2026“" in re.sub(r"\s+", " ", client.get(answer.location).text)
    with looking(town.ground, SYSTEM) as work:
        (paper,) = work.session.exec(select(IncomingPaperRow))
    assert town.ground.files.get(paper.sha256) == PDF


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(town: Partnered, client: FlaskClient) -> None:
    posts = (
        ({"answer": "paper"}, "Vyberte soubor"),
        ({"answer": "paper", "files": (io.BytesIO(b"MZ\x90\x00"), "virus.exe")}, "virus.exe"),
        ({"answer": "declines", "reason": " "}, "Napište prosím krátce důvod"),
        ({"answer": "passed_on", "address": "kolegyne"}, 'value="kolegyne"'),
        ({"answer": "comes"}, "takto odpovědět nedá"),
        ({"answer": "whatever"}, "Vyberte, jak chcete odpovědět"),
    )
    for form, words in posts:
        answer = client.post(f"/o/{town.token()}", data=form)
        assert answer.status_code == 422, form
        assert words in answer.text


def test_a_link_that_is_over_says_what_to_do(town: Partnered, client: FlaskClient) -> None:
    revoke_link(town.ground, town.manager, town.link().id or 0)

    for answer in (client.get(f"/o/{town.token()}"), client.post(f"/o/{town.token()}", data={"answer": "stops"})):
        assert answer.status_code == 410
        assert "Pošlou vám nový odkaz" in answer.text
        assert "Zpráva o plnění" not in answer.text


def test_a_wrong_token_is_not_found(town: Partnered, client: FlaskClient) -> None:
    for token in ("1-" + "0" * 32, "nic", town.token()[:-1]):
        assert client.get(f"/o/{token}").status_code == 404
        assert client.post(f"/o/{token}", data={"answer": "stops"}).status_code == 404


def test_the_page_speaks_the_partners_language_until_the_reader_chooses(sqlite_url: str, tmp_path: Path) -> None:
    town = a_partnered_town(sqlite_url, tmp_path, language=Language.EN)
    queue_partner_mails(town.ground)
    client = browser(town)

    assert '<html lang="en"' in client.get(f"/o/{town.token()}").text
    client.post("/jazyk", data={"language": "cs", "next": "/"})
    assert '<html lang="cs"' in client.get(f"/o/{town.token()}").text


def test_every_sentence_of_the_page_has_its_english(sqlite_url: str, tmp_path: Path) -> None:
    town = a_partnered_town(sqlite_url, tmp_path, language=Language.EN)
    queue_partner_mails(town.ground)

    told = browser(town).get(f"/o/{town.token()}").text
    page = told[told.index("<main") : told.index("</main>")]
    assert re.findall(r"[^\s<>\"]*[ěščřžůďťň][^\s<>\"]*", page.replace("Zpráva o plnění", "")) == []


def test_a_failing_page_writes_no_token_into_the_log(
    town: Partnered, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, lines: io.StringIO
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the database is gone")

    monkeypatch.setattr("tracker.web.partner_page.link_page", broken)
    assert client.get(f"/o/{town.token()}").status_code == 500
    assert "/o/…" in lines.getvalue()
    assert town.token() not in lines.getvalue()
