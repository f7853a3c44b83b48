"""A key is issued by its owner, shown once, and ends when its owner says so."""

import re
from pathlib import Path

import pytest

from tests.web.world import World, a_copy
from tracker.people.actor import Role


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


def test_a_key_is_shown_once_opens_the_door_and_is_revoked(world: World) -> None:
    manager = world.browser(Role.MANAGER)
    told = manager.post("/pristupove-klice", data={"label": "Spisovka", "scope": "record", "days": "30"}).text
    key = re.findall(r'value="(hz_[\w-]{43})"', told)[0]
    listed = manager.get("/pristupove-klice").text
    asked = {"Authorization": f"Bearer {key}"}
    before = manager.get("/api/v1/municipalities", headers=asked).status_code
    number = re.findall(r"/pristupove-klice/(\d+)/zrusit", listed)[0]
    ended = manager.post(f"/pristupove-klice/{number}/zrusit")
    after = manager.get("/api/v1/municipalities", headers=asked).status_code
    assert ("Spisovka" in listed, key in listed, "číst a zapisovat" in listed) == (True, False, True)
    assert (before, ended.status_code, after) == (200, 303, 401)


def test_a_key_without_a_name_is_asked_for_one_and_keeps_what_was_chosen(world: World) -> None:
    answer = world.browser(Role.MANAGER).post("/pristupove-klice", data={"label": " ", "scope": "record"})
    assert answer.status_code == 422
    assert "Napište, který program bude klíč používat." in answer.text
    assert re.search(r'value="record" checked', answer.text)


def test_nobody_ends_the_key_of_somebody_else(world: World) -> None:
    world.browser(Role.MANAGER).post("/pristupove-klice", data={"label": "Spisovka"})
    assert world.browser(Role.REGIONAL_HEAD).post("/pristupove-klice/1/zrusit").status_code == 404
    assert world.browser(Role.ADMINISTRATOR).post("/pristupove-klice/1/zrusit").status_code == 303
