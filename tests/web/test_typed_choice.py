"""A person among many is typed by name; also without scripts, and beside the field stands what is unclear."""

import re
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_person
from tests.web.world import FAR, OWN, World, a_copy
from tracker.operations.ground import looking, working
from tracker.people.actor import SYSTEM, Role
from tracker.store.agreements import ObligationRow
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.czech_order import sort_key

TYPED = r'<input id="%s" name="%s" type="text" list="%s-offered"'


@pytest.fixture(scope="module")
def crowded(common_world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    """The world with thirty more people in the first town, two of whom are called alike."""
    world = a_copy(common_world, tmp_path_factory.mktemp("crowd"))
    with working(world.ground, SYSTEM) as work:
        town = work.session.get_one(MunicipalityRow, world.things[OWN]["town_id"])
        for number in range(30):
            name = "Jana Nováková" if number < 2 else f"Zástupce {number:02}"
            actor = a_person(work.session, Role.DEPARTMENT_HEAD, town, f"kolega{number}@obec.example")
            row = work.session.get_one(PersonRow, actor.person)
            row.name, row.sort_key = name, sort_key(name)
    return world


@pytest.fixture
def world(crowded: World, tmp_path: Path) -> World:
    return a_copy(crowded, tmp_path)


def field(name: str) -> str:
    return TYPED % (name, name, name)


def person(world: World, email: str) -> int:
    with looking(world.ground, SYSTEM) as work:
        return work.session.exec(select(PersonRow.id).where(PersonRow.email == email)).one() or 0


def mandate(world: World) -> int:
    return world.things[OWN]["mandate_id"]


def test_few_people_are_a_list_and_many_a_field(common_world: World, crowded: World) -> None:
    path = f"/zavazky/{crowded.things[OWN]['obligation_id']}/vlastnik"
    few, many = (world.browser(Role.CONSULTANT).get(path).text for world in (common_world, crowded))
    assert ('<select id="owner"' in few, field("owner") in few) == (True, False)
    assert ('<select id="owner"' in many, field("owner") in many) == (False, True)


def test_an_owner_is_named_without_accents_and_shown_again(world: World) -> None:
    path = f"/zavazky/{world.things[OWN]['obligation_id']}/vlastnik"
    reader = world.browser(Role.CONSULTANT)
    assert reader.post(path, data={"owner": "zastupce 07"}).status_code == 303
    with looking(world.ground, SYSTEM) as work:
        duty = work.session.get_one(ObligationRow, world.things[OWN]["obligation_id"])
        assert duty.owner_id == person(world, "kolega7@obec.example")
    assert 'value="Zástupce 07" autocomplete' in reader.get(path).text


@pytest.mark.parametrize(
    "typed, told", [("Nikdo Takový", "tu není"), ("zastupce", "víc možností"), ("Jana Nováková", "víc možností")]
)
def test_an_unclear_owner_is_said_beside_the_field_and_what_was_typed_stays(
    world: World, typed: str, told: str
) -> None:
    answer = world.browser(Role.CONSULTANT).post(
        f"/zavazky/{world.things[OWN]['obligation_id']}/vlastnik", data={"owner": typed}
    )
    assert (answer.status_code, told in answer.text, 'href="#owner"' in answer.text) == (422, True, True)
    assert f'value="{typed}"' in answer.text


def test_people_called_alike_are_told_apart_by_their_address(world: World) -> None:
    head, path = world.browser(Role.REGIONAL_HEAD), f"/sprava/mandaty/{mandate(world)}"
    assert head.post(f"{path}/zastup", data={"deputy": "Jana Nováková (kolega1@obec.example)"}).status_code == 303
    with looking(world.ground, SYSTEM) as work:
        held = work.session.get_one(MandateRow, mandate(world))
        assert held.deputy_id == person(world, "kolega1@obec.example")


def test_a_deputy_of_a_new_mandate_is_typed(world: World) -> None:
    head, path = world.browser(Role.REGIONAL_HEAD), f"/sprava/lide/{world.things[OWN]['person_id']}/mandat"
    assert field("deputy") in head.get(path).text
    wish = {"role": "representative", "municipality": OWN, "starts": "1. 1. 2027", "deputy": "12"}
    assert head.post(path, data={**wish, "deputy": "zástupce 12"}).status_code == 303
    with looking(world.ground, SYSTEM) as work:
        given = work.session.exec(select(MandateRow).where(MandateRow.role == Role.REPRESENTATIVE)).all()
        assert person(world, "kolega12@obec.example") in {one.deputy_id for one in given}


def test_work_is_handed_over_to_typed_people_and_to_nobody(world: World) -> None:
    head, leaver = world.browser(Role.REGIONAL_HEAD), world.things[OWN]["person_id"]
    path, key = f"/sprava/lide/{leaver}/predat", f"mandate-{mandate(world)}"
    page = head.get(f"{path}?komu=zastupce+09").text
    assert re.search(rf'<input id="{key}"[^>]* value="Zástupce 09"', page)
    assert "nebo „ukončit bez nástupce“" in page
    for typed, taken in (("Zástupce 09", "Zástupce 09"), ("ukončit", "ukončit bez nástupce")):
        check = head.post(path, data={"last_day": "30. 11. 2026", key: typed})
        assert (check.status_code, f">{taken}<" in re.sub(r"\s*(<)", r"\1", check.text)) == (200, True)
    assert 'href="#komu"' in head.get(f"{path}?komu=nikdo+takovy").text


def test_while_typing_people_in_reach_are_offered(world: World) -> None:
    offered = world.browser(Role.REGIONAL_HEAD).get("/napoveda-lidi?deputy=zast+1").text
    assert re.findall(r'value="([^"]+)"', offered) == [f"Zástupce {number}" for number in range(10, 20)]
    assert world.browser(Role.REGIONAL_HEAD).get(f"/napoveda-lidi?owner={FAR}").text.strip() == ""
    assert world.browser(Role.MANAGER).get("/napoveda-lidi?owner=zast").status_code == 403
