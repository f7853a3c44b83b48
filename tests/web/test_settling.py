"""What the parties settle after a document is in force: the day of an event, what hours mean, a pause of it all."""

from datetime import date
from pathlib import Path

import pytest

from tests.duties import FORTY_HOURS
from tests.factories import an_agreement
from tests.web.world import OWN, World, a_copy
from tracker.obligations.deadline import Offset, Relative
from tracker.obligations.obligation import Act
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import working
from tracker.people.actor import SYSTEM, Role

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


def test_the_day_of_the_event_is_typed_and_the_clock_runs(world: World) -> None:
    with working(world.ground, SYSTEM) as work:
        town = work.municipality(world.things[OWN]["town_id"])
        duty = an_agreement(work, town, Relative(offset=Offset(30, "day"), anchor="schválení")).obligation
    manager = world.browser(Role.MANAGER)
    assert "Čeká se na událost „schválení“" in manager.get(f"/zavazky/{duty}").text

    empty = manager.post(f"/zavazky/{duty}/udalost", data={"day": ""})
    stored = manager.post(f"/zavazky/{duty}/udalost", data={"day": "10. 11. 2026", "document": "usnesení 7"})

    assert (empty.status_code, stored.status_code) == (422, 303)
    page = manager.get(f"/zavazky/{duty}").text
    assert f"Událost „schválení“ nastala 10.{NBSP}11.{NBSP}2026." in page
    assert f"10.{NBSP}12.{NBSP}2026" in page


def test_both_readings_of_the_hours_stand_there_until_one_is_fixed(world: World) -> None:
    with working(world.ground, SYSTEM) as work:
        town = work.municipality(world.things[OWN]["town_id"])
        agreed = an_agreement(work, town, FORTY_HOURS, act=Act.TRAINING)
    event = NewEvent(agreed.municipality, Act.TRAINING, date(2026, 11, 5), "Kurz", hours=6, persons=10)
    record_event(world.ground, SYSTEM, event)
    manager, address = world.browser(Role.MANAGER), f"/zavazky/{agreed.obligation}"
    shown = manager.get(address).text
    assert "celkem za obec: 6 ze 40 hodin" in shown
    assert "v průměru na 10 osob: 6 ze 40 hodin" in shown

    nothing = manager.post(f"{address}/hodiny", data={"reason": "Dohoda"})
    fixed = manager.post(f"{address}/hodiny", data={"per": "person", "persons": "20", "reason": "Dohoda 19. 11."})

    assert (nothing.status_code, fixed.status_code) == (422, 303)
    settled = "<strong>Platí:</strong> za každou podpořenou osobu, v průměru na 20 osob: 3 ze 40"
    assert settled in manager.get(address).text


def test_a_head_pauses_a_document_and_the_manager_may_not(world: World) -> None:
    address = f"/dokumenty/platne/{world.things[OWN]['agreement_id']}/stav"
    head, pause = world.browser(Role.REGIONAL_HEAD), {"state": "paused", "reason": "Volby"}

    answers = [head.post(address, data=data).status_code for data in ({"state": "paused"}, pause, pause)]

    assert answers == [422, 303, 422]
    assert world.browser(Role.MANAGER).post(address, data=pause).status_code == 403
    assert "pozastaveno" in head.get(address.removesuffix("/stav")).text
