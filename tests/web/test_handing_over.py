"""Handing work over on the screen: what there is, what will happen, and then it happens."""

import re
from pathlib import Path

import pytest
from sqlmodel import select

from tests.web.world import FAR, OWN, SISTER, World, a_copy
from tracker.operations.ground import looking, working
from tracker.operations.people.owners import assign_owner
from tracker.people.actor import SYSTEM, Role
from tracker.store.agreements import ObligationRow
from tracker.store.people import MandateRow


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    world = a_copy(common_world, tmp_path)
    assign_owner(world.ground, SYSTEM, world.things[OWN]["obligation_id"], world.things[OWN]["person_id"])
    return world


def test_a_head_sees_what_there_is_checks_it_and_hands_it_over(world: World) -> None:
    head, leaver = world.browser(Role.REGIONAL_HEAD), world.things[OWN]["person_id"]
    successor, place = world.things[SISTER]["person_id"], f"/sprava/lide/{leaver}/predat"
    page = head.get(f"{place}?komu={successor}").text
    keys = re.findall(r'<select id="((?:mandate|obligation)-\d+)"', page)
    form = {"last_day": "30. 11. 2026", **{key: str(successor) for key in keys}}
    check = head.post(place, data=form)
    assert (check.status_code, "Zatím se nic nezměnilo." in check.text) == (200, True)
    carried = check.text.split('<form class="confirm"')[1].split("</form>")[0]
    kept = dict(re.findall(r'type="hidden" name="([a-z_]+(?:-\d+)?)" value="([^"]*)"', carried))
    kept.pop("csrf_token")
    assert kept == form
    done = head.post(f"{place}/provest", data=kept, follow_redirects=True)
    assert "Předáno věcí: 2." in done.text
    with looking(world.ground, SYSTEM) as work:
        assert work.session.get_one(ObligationRow, world.things[OWN]["obligation_id"]).owner_id == successor
        mine = select(MandateRow.municipality_id).where(MandateRow.person_id == successor)
        assert set(work.session.exec(mine)) == {world.things[OWN]["town_id"], world.things[SISTER]["town_id"]}


def test_nothing_chosen_and_no_day_lead_back_with_the_fault(world: World) -> None:
    head, place = world.browser(Role.REGIONAL_HEAD), f"/sprava/lide/{world.things[OWN]['person_id']}/predat"
    for form, words in (({"last_day": "dnes"}, "Vyberte aspoň u jedné věci"), ({}, "Zadejte poslední den.")):
        answer = head.post(place, data=form)
        assert (answer.status_code, words in answer.text) == (422, True)


def test_nobody_out_of_reach_is_offered_or_taken(world: World) -> None:
    head, leaver = world.browser(Role.REGIONAL_HEAD), world.things[OWN]["person_id"]
    with working(world.ground, SYSTEM) as work:
        mandate = work.session.exec(select(MandateRow.id).where(MandateRow.person_id == leaver)).one()
    stranger, place = str(world.things[FAR]["person_id"]), f"/sprava/lide/{leaver}/predat"
    assert f'value="{stranger}"' not in head.get(place).text
    assert head.post(place, data={"last_day": "dnes", f"mandate-{mandate}": stranger}).status_code == 422
