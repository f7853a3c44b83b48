"""What is logged: one line a happening, and never a person, a token or what somebody typed."""

import io
import json
import logging
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from tests.api.conftest import key_of
from tests.web.world import OWN, World, a_copy
from tracker.config import Config
from tracker.operations.upkeep.logs import configure_logs
from tracker.people.actor import Role
from tracker.store.api_tokens import TokenScope
from tracker.store.database import writing
from tracker.store.people import PersonRow


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


def told(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_request_is_one_line_with_its_route_and_an_id_that_the_answer_carries(
    world: World, lines: io.StringIO
) -> None:
    town = world.things[OWN]["town_id"]
    answer = world.browser(Role.MANAGER).get(f"/obce/{town}?q=tajne", headers={"X-Request-ID": "od-proxy-1234"})
    (line,) = [entry for entry in told(lines) if entry["logger"] == "tracker.request"]
    del line["timestamp"], line["ms"]
    assert answer.headers["X-Request-ID"] == "od-proxy-1234"
    assert line == {
        "event": "request",
        "level": "info",
        "logger": "tracker.request",
        "method": "GET",
        "request_id": "od-proxy-1234",
        "route": "/obce/<int:town_id>",
        "status": 200,
    }


def test_no_secret_and_no_person_is_found_in_the_log(world: World, lines: io.StringIO) -> None:
    key = key_of(world, Role.MANAGER, TokenScope.READ)
    feed, link = "Abc1" * 10 + "xyz", "Def2" * 10 + "uvw"
    client = world.browser(Role.MANAGER)
    for path in (f"/kalendar/{feed}.ics", f"/o/{link}", f"/odhlasit/{link}", "/hledat?q=Kanarek Tajny"):
        client.get(path)
    client.get("/api/v1/events", headers={"Authorization": f"Bearer {key}"})
    client.post("/prihlaseni", data={"email": "kanarek@tajny.example", "password": "heslo-kanarka"})
    log = logging.getLogger("tracker.somewhere")
    log.warning("mail to kanarek@tajny.example failed at /kalendar/%s.ics with Bearer %s", feed, key)
    with pytest.raises(IntegrityError) as broken, writing(world.ground.engine) as session:
        session.add_all(PersonRow(name="Jan Kanárek", email="dvakrat@tajny.example") for _ in range(2))
    log.error("it broke", exc_info=broken.value)
    text = lines.getvalue()
    canaries = (key, feed, link, "kanarek", "Kanárek", "Kanarek", "heslo", "tajny.example", "prihlaseny.example")
    assert [canary for canary in canaries if canary in text] == []
    assert "IntegrityError" in text


def test_a_message_stays_one_line(lines: io.StringIO) -> None:
    logging.getLogger("x").warning("jméno\nlevel=error podvržený řádek\x1b[31m")
    (line,) = told(lines)
    assert line["event"] == "jméno level=error podvržený řádek [31m"


def test_for_people_a_line_is_text() -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure_logs(Config(log_level="warning"), stream)
    logging.getLogger("tracker.x").info("zamlčeno")
    logging.getLogger("tracker.x").warning("Úlohy neběží")
    root.handlers[:] = before
    root.setLevel(level)
    assert "Úlohy neběží" in stream.getvalue()
    assert "zamlčeno" not in stream.getvalue()
