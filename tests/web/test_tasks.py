"""The page of long work: it tells how far it is, goes on to the result, says when nobody works, and can be left."""

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.factories import a_person, a_town, an_office, ground_on
from tracker.app import create_app
from tracker.operations.ground import Ground, working
from tracker.operations.people.sign_in import open_session
from tracker.operations.upkeep.claim_task import claim_task, tell_progress
from tracker.operations.upkeep.keep_lease import beat
from tracker.operations.upkeep.run_task import run_task
from tracker.people.actor import SYSTEM, Role
from tracker.timeline.clock import on_day
from tracker.web.security import cookie_name

DAY = date(2026, 11, 23)
WORDS = "Zpráva o plnění 1x ročně, předložena zastupitelstvu.\n".encode()
NOBODY = "Zpracování na pozadí teď neběží"


@pytest.fixture
def ground(sqlite_url: str, tmp_path: Path) -> Ground:
    return ground_on(sqlite_url, tmp_path, DAY)


@pytest.fixture
def manager(ground: Ground) -> FlaskClient:
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        person = a_person(work.session, Role.MANAGER, town)
        token = open_session(work.session, person.person or 0, work.now, "test")
    app = create_app(ground.config, on_day(DAY))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.set_cookie(cookie_name(app), token)
    return client


def upload(client: FlaskClient, data: bytes = WORDS, name: str = "dodatek.txt") -> str:
    answer = client.post("/dokumenty", data={"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")
    return answer.headers["Location"]


def moving_part(page: str) -> str:
    """The address that the page asks for news."""
    found = re.search(r'data-hx-get="([^"]+)"', page)
    assert found is not None
    return found[1].replace("&amp;", "&")


def test_where_no_job_process_lives_the_page_says_so_and_stops_when_one_does(
    manager: FlaskClient, ground: Ground
) -> None:
    task = upload(manager)
    assert NOBODY in manager.get(task).text
    beat(ground, "runner", None, 0)
    page = manager.get(task).text
    assert (NOBODY in page, "Čeká na zpracování." in page) == (False, True)


def test_news_come_only_when_there_are_any(manager: FlaskClient, ground: Ground) -> None:
    task = upload(manager)
    news = moving_part(manager.get(task).text)
    assert manager.get(news).status_code == 204
    claim = claim_task(ground)
    assert claim is not None
    tell_progress(ground, claim, "Rozpoznávám text po stranách", 3, 12)
    part = manager.get(news).text
    assert "Rozpoznávám text po stranách: 3 z 12" in part
    assert '<progress aria-label="Průběh zpracování" value="3" max="12">' in part
    assert manager.get(moving_part(part)).status_code == 204


def test_the_page_loads_itself_again_without_scripts_only_while_the_work_goes_on(
    manager: FlaskClient, ground: Ground
) -> None:
    refresh = '<noscript><meta http-equiv="refresh" content="5"></noscript>'
    task = upload(manager)
    before = manager.get(task).text
    run_task(ground)
    after = manager.get(task).text
    assert (refresh in before, refresh in after, "Zkontrolovat návrhy" in after) == (True, False, True)


def test_the_end_is_told_on_every_page_until_it_is_opened(manager: FlaskClient, ground: Ground) -> None:
    task = upload(manager)
    told = "Hotovo: dodatek.txt."
    assert told not in manager.get("/zavazky").text
    run_task(ground)
    assert [told in manager.get(path).text for path in ("/zavazky", "/dokumenty", task)] == [True, True, False]
    moved = manager.post(f"{task}/otevrit", headers={"HX-Request": "true"})
    assert (moved.status_code, moved.headers["HX-Redirect"]) == (200, "/dokumenty/navrhy/1")
    assert told not in manager.get("/zavazky").text


def test_what_failed_is_tried_again_or_put_away_by_a_post(manager: FlaskClient, ground: Ground) -> None:
    task = upload(manager, b"MZ" + bytes(100), "program.exe")
    assert manager.post(f"{task}/znovu").status_code == 409
    run_task(ground)
    assert "Nepovedlo se: program.exe." in manager.get("/zavazky").text
    assert manager.post(f"{task}/znovu").headers["Location"] == task
    run_task(ground)
    assert manager.post(f"{task}/odlozit").headers["Location"] == "/dokumenty"
    documents = manager.get("/dokumenty").text
    assert ("program.exe" in documents, "Úkol je odložen." in documents) == (False, True)
    assert "program.exe" in manager.get("/prace").text


def test_the_list_shows_all_and_a_waiting_one_tells_its_place(manager: FlaskClient) -> None:
    for number in range(5):
        upload(manager, WORDS + bytes([65 + number]), f"{number}.txt")
    shown = manager.get("/prace").text
    assert [f"{number}.txt" in shown for number in range(5)] == [True] * 5
    assert "Před ním ve frontě: 4." in manager.get("/prace/5").text


def test_a_report_is_prepared_aside_with_what_its_page_was_told(manager: FlaskClient, ground: Ground) -> None:
    asked = {"obec": "1", "rok": "2025", "stav_k": "2026-03-01", "form": "csv"}
    task = manager.post("/zpravy/compliance/na-pozadi", data=asked).headers["Location"]
    run_task(ground)
    assert manager.post(f"{task}/otevrit").headers["Location"] == f"{task}/soubor"
    sent = manager.get(f"{task}/soubor")
    assert sent.headers["Content-Disposition"] == "attachment; filename=compliance-2026-03-01.csv"
    assert sent.data == manager.get("/zpravy/compliance/soubor.csv?obec=1&rok=2025&stav_k=2026-03-01").data


def test_a_file_larger_than_the_installation_takes_is_refused_at_the_form(ground: Ground, manager: FlaskClient) -> None:
    manager.application.extensions["tracker.ground"] = replace(
        ground, config=ground.config.model_copy(update={"max_upload_mib": 1})
    )
    answer = manager.post(
        "/dokumenty",
        data={"file": (io.BytesIO(bytes(2 * 2**20)), "velky.pdf")},
        content_type="multipart/form-data",
    )
    assert (answer.status_code, "Nejvyšší velikost je 1 MB" in answer.text) == (422, True)
