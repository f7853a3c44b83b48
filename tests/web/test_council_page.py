"""„Jednání zastupitelstva“: a manager pastes the days, everybody of the cooperation sees what they ask for."""

from pathlib import Path

import pytest

from tests.web.world import OWN, World, a_copy
from tracker.people.actor import Role


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


def test_pasted_days_stand_on_the_page_with_their_notes(world: World) -> None:
    manager, town = world.browser(Role.MANAGER), world.things[OWN]["town_id"]

    answer = manager.post(f"/obce/{town}/jednani", data={"days": "1. 3. 2027\tmimořádné\n21. 6. 2027"})

    assert (answer.status_code, answer.location) == (303, f"/obce/{town}/jednani")
    told = manager.get(f"/obce/{town}/jednani").text
    assert "Přidáno dnů: 2." in told
    assert '<span class="soft">mimořádné</span>' in told


def test_what_was_pasted_stays_beside_the_fault(world: World) -> None:
    manager, town = world.browser(Role.MANAGER), world.things[OWN]["town_id"]

    answer = manager.post(f"/obce/{town}/jednani", data={"days": "1. 3. 2027\nprvní čtvrtek"})

    assert answer.status_code == 422
    assert "1. 3. 2027\nprvní čtvrtek</textarea>" in answer.text
    assert "Datu „první čtvrtek“ nerozumíme." in answer.text


def test_a_day_taken_back_is_gone_and_stays_in_the_history(world: World) -> None:
    manager, things = world.browser(Role.MANAGER), world.things[OWN]

    manager.post(f"/jednani/{things['council_day_id']}/odebrat")

    told = manager.get(f"/obce/{things['town_id']}/jednani").text
    assert "Žádné nadcházející jednání tu není zapsáno." in told
    assert "odebrán den jednání zastupitelstva" in told


def test_the_distances_of_the_council_are_typed_in_days(world: World) -> None:
    manager, town = world.browser(Role.MANAGER), world.things[OWN]["town_id"]
    leads = {"papers": "21", "between": "0", "drafting": "10"}

    wrong = manager.post(f"/obce/{town}/jednani/lhuty", data={**leads, "papers": "tři"})
    right = manager.post(f"/obce/{town}/jednani/lhuty", data=leads)

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert 'name="papers" type="text" value="21"' in manager.get(f"/obce/{town}/jednani").text


def test_a_consultant_sees_the_days_and_sets_none(world: World) -> None:
    consultant, town = world.browser(Role.CONSULTANT), world.things[OWN]["town_id"]

    told = consultant.get(f"/obce/{town}/jednani").text

    assert "14.\N{NO-BREAK SPACE}12.\N{NO-BREAK SPACE}2026" in told
    assert "Přidat dny" not in told
