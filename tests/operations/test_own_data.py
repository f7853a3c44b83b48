"""„Moje údaje“: all that is kept of a person, with the files the person brought, and no secret."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.web.world import FAR, OWN, World, a_copy
from tracker.fulfilment.arrival import Sort
from tracker.operations.ground import working
from tracker.operations.people.own_data import own_data
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.inbox import MessageRow
from tracker.store.people import PersonRow
from tracker.store.tables import METADATA


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


def test_everything_of_the_manager_and_nothing_of_others(world: World) -> None:
    data = own_data(world.ground, Actor(_manager_of(world), "kdokoli"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        told = json.loads(archive.read("udaje.json"))
        files = {name: archive.read(name) for name in archive.namelist() if name.startswith("soubory/")}
    tables = told["tables"]
    assert [row["email"] for row in tables["person"]] == [f"{OWN}@obec.example"]
    assert [row["role"] for row in tables["mandate"]] == ["manager"]
    assert [row["title"] for row in tables["event"]] == [f"Sešli se {OWN}"]
    assert list(files.values()) == [f"Tajné: {OWN}".encode()]
    assert "Sousedov" not in json.dumps(told, ensure_ascii=False)


def test_what_came_from_the_address_of_somebody_is_theirs(world: World) -> None:
    with working(world.ground, SYSTEM) as work:
        for sender in (f"{OWN}@OBEC.example", f"{FAR}@obec.example"):
            work.session.add(MessageRow(key=sender, sender=sender, sort=Sort.UNCLEAR, received_at=work.now))
    with zipfile.ZipFile(io.BytesIO(own_data(world.ground, Actor(_manager_of(world), "kdokoli")))) as archive:
        messages = json.loads(archive.read("udaje.json"))["tables"]["incoming_message"]
    assert [row["sender"] for row in messages] == [f"{OWN}@OBEC.example"]


def test_no_secret_is_in_it(world: World) -> None:
    browser = world.browser(Role.MANAGER)
    browser.post("/pristupove-klice", data={"label": "Spisovka"})
    answer = browser.get("/ucet/moje-udaje.zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        told = json.loads(archive.read("udaje.json"))
    columns = {column for rows in told["tables"].values() for row in rows for column in row}
    assert [c for c in columns if "hash" in c or "secret" in c or "token" in c.replace("token_id", "")] == []
    assert told["tables"]["api_token"][0]["label"] == "Spisovka"


def _manager_of(world: World) -> int:
    with world.ground.engine.connect() as connection:
        table = METADATA.tables[str(PersonRow.__tablename__)]
        found: int = connection.execute(table.select().where(table.c.email == f"{OWN}@obec.example")).one().id
        return found
