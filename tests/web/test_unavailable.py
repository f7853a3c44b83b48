"""When nothing can be stored: a page that says what to do and holds what was typed, and programs that may ask again."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlmodel import select
from werkzeug.test import TestResponse

from tests.support.no_room import no_room, read_only
from tests.web.world import OWN, World, a_copy
from tracker.operations.ground import Ground, looking
from tracker.operations.people.api_tokens import issue_token
from tracker.people.actor import SYSTEM, Role
from tracker.store.api_tokens import TokenScope
from tracker.store.database import make_engine
from tracker.store.events import EventRow
from tracker.timeline.clock import FixedClock

NOTE = "Sešli jsme se „u starosty“ <b>a</b> mluvili. " * 60
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


@pytest.fixture
def manager(world: World) -> FlaskClient:
    return world.browser(Role.MANAGER)


def the_ground(world: World) -> Ground:
    """The ground of the application itself."""
    found: Ground = world.app.extensions["tracker.ground"]
    return found


def training(world: World) -> dict[str, str]:
    town = str(world.things[OWN]["town_id"])
    return {
        "municipality": town, "act": "training", "day": "18. 11. 2026", "title": "Školení", "hours": "2",
        "form": "in_person", "note": NOTE,
    }  # fmt: skip


def kept(answer: TestResponse) -> dict[str, str]:
    """The fields that a page keeps for sending them again."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', answer.text)
    return {unescape(name): unescape(value) for name, value in found}


def trainings(world: World) -> int:
    with looking(world.ground, SYSTEM) as work:
        return sum(event.title == "Školení" for event in work.session.exec(select(EventRow)))


def test_what_was_typed_on_a_full_disk_is_sent_again_from_the_page_when_there_is_room(
    world: World, manager: FlaskClient
) -> None:
    with no_room(the_ground(world).engine):
        refused = manager.post("/zaznamenat/ulozit", data=training(world))
        read = manager.get("/zavazky").status_code
    before = trainings(world)
    again = manager.post("/zaznamenat/ulozit", data=kept(refused))
    assert (refused.status_code, refused.headers["Retry-After"], refused.headers["Cache-Control"]) == (
        507, "300", "no-store"
    )  # fmt: skip
    assert "Na serveru došlo místo" in refused.text
    assert 'action="/zaznamenat/ulozit"' in refused.text
    assert kept(refused) == training(world)
    assert (read, before, again.status_code, trainings(world)) == (200, 0, 303, 1)


def test_a_database_that_only_reads_says_that_it_is_for_a_while(world: World, manager: FlaskClient) -> None:
    with read_only(the_ground(world).engine):
        refused = manager.post("/zaznamenat/ulozit?x=1", data=training(world))
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
    assert "Chvíli to nepůjde" in refused.text
    assert 'action="/zaznamenat/ulozit?x=1"' in refused.text


def away(world: World) -> None:
    """Take the database away from a running application."""
    engine = make_engine("postgresql://nobody@127.0.0.1:1/nothing")
    world.app.extensions["tracker.ground"] = replace(the_ground(world), engine=engine)


def test_where_the_database_does_not_answer_every_page_says_so_and_nobody_gets_in(world: World) -> None:
    away(world)
    pages = [world.browser(role).get("/zavazky") for role in (Role.MANAGER, Role.ADMINISTRATOR)]
    assert [(page.status_code, "Chvíli to nepůjde" in page.text, "<form" in page.text) for page in pages] == [
        (503, True, False)
    ] * 2
    assert "Traceback" not in pages[0].text


def test_reading_goes_on_where_only_the_note_of_it_cannot_be_written(world: World) -> None:
    """The session was last seen ten minutes ago, which is written down every five."""
    later = replace(the_ground(world), clock=FixedClock(the_ground(world).clock.now() + timedelta(minutes=10)))
    world.app.extensions["tracker.ground"] = later
    with read_only(later.engine):
        page = world.browser(Role.MANAGER).get("/zavazky").status_code
    assert page == 200


def test_a_secret_that_was_typed_is_put_into_no_page(world: World) -> None:
    away(world)
    answer = world.app.test_client().post("/prihlaseni", data={"email": "a@b.example", "password": "tajne-heslo"})
    assert (answer.status_code, "tajne-heslo" in answer.text, kept(answer)) == (503, False, {})
    assert "o krok zpět" in answer.text


def test_a_file_is_asked_for_again_by_its_name(world: World, manager: FlaskClient) -> None:
    sent = {**training(world), "files": (BytesIO(PDF), "zápis „1“.pdf")}
    with no_room(the_ground(world).engine):
        refused = manager.post("/zaznamenat/ulozit", data=sent, content_type="multipart/form-data")
    assert refused.status_code == 507
    assert "Soubor „zápis „1“.pdf“ prosím vyberte znovu" in refused.text
    assert 'type="file" id="file-1" name="files" required' in refused.text
    assert kept(refused) == training(world)


def test_a_calendar_says_in_plain_words_when_to_come_again(world: World) -> None:
    away(world)
    answer = world.app.test_client().get(f"/kalendar/{'x' * 43}.ics")
    assert (answer.status_code, answer.mimetype, answer.headers["Retry-After"]) == (503, "text/plain", "30")


def test_a_program_is_told_when_to_ask_again(world: World) -> None:
    key = issue_token(the_ground(world), SYSTEM, world.people[Role.MANAGER], "x", TokenScope.RECORD).token
    program, headers = world.app.test_client(), {"Authorization": f"Bearer {key}"}
    event = {"municipality": world.things[OWN]["town_id"], "act": "training", "day": "2026-11-10", "note": NOTE}
    with no_room(the_ground(world).engine):
        full = program.post("/api/v1/events", json=event, headers=headers)
    assert (full.status_code, full.mimetype, full.headers["Retry-After"]) == (507, "application/problem+json", "300")
    assert full.get_json()["detail"] == "Na serveru došlo místo. Požadavek zopakujte, až ho správce uvolní."
