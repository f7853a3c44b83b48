"""Who took part is chosen by typing: partners are offered, others are taken as they are written."""

from pathlib import Path

import pytest
from sqlmodel import select

from tests.web.world import DAY, FAR, OWN, World, a_copy
from tracker.operations.ground import working
from tracker.people.actor import SYSTEM, Role
from tracker.store.partners import PartnerRow


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    """In the first town two partners, in the far one another; those that were there have ended."""
    world = a_copy(common_world, tmp_path)
    with working(world.ground, SYSTEM) as work:
        for row in work.session.exec(select(PartnerRow)):
            row.ended_on = DAY
        for number, (town, name) in enumerate([(OWN, "Úřad práce"), (OWN, "Charita"), (FAR, "Policie")]):
            place = world.things[town]["town_id"]
            work.session.add(PartnerRow(municipality_id=place, organisation=name, email=f"p{number}@partner.example"))
    return world


def attendance(world: World, **given: str) -> tuple[str, str]:
    """What stands among those who took part after one more was added, and the whole page."""
    form = {"municipality": str(world.things[OWN]["town_id"]), "step": "guest", **given}
    answer = world.browser(Role.MANAGER).post("/zaznamenat", data=form)
    assert answer.status_code == 200
    return answer.text.partition('name="attendance"')[2].partition(">")[2].partition("</textarea>")[0], answer.text


def test_partners_of_the_town_alone_are_offered_in_czech_order(world: World) -> None:
    page = world.browser(Role.MANAGER).get("/zaznamenat").text
    offered = page.partition('<datalist id="guest-offered">')[2].partition("</datalist>")[0]
    assert offered == '<option value="Charita"></option><option value="Úřad práce"></option>'


@pytest.mark.parametrize(
    "typed, persons, line",
    [
        ("urad", "2", "Úřad práce; 2"),
        ("Škola", "", "Škola; 1"),
        ("Policie", "3", "Policie; 3"),
        ("A; B", "x", "A, B; 1"),
    ],
)
def test_a_name_is_completed_where_it_is_known(world: World, typed: str, persons: str, line: str) -> None:
    told, _page = attendance(world, guest=typed, guest_persons=persons, attendance="Charita; 4\r\n")
    assert told == f"Charita; 4\n{line}"


def test_without_a_name_it_is_asked_for_and_nothing_is_lost(world: World) -> None:
    told, page = attendance(world, guest="  ", attendance="Charita; 4", title="Setkání")
    assert (told, 'href="#guest"' in page, 'value="Setkání"' in page) == ("Charita; 4", True, True)
