"""Papers whose time is over: the page shows them, a person confirms, the event tells what there was."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from tests.web.world import OWN, World, a_copy
from tracker.operations.ground import working
from tracker.people.actor import SYSTEM, Role
from tracker.store.events import EvidenceRow

PAGE = "/sprava/k-vymazani"


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    """The world, where the paper of one town should have gone a month ago."""
    world = a_copy(common_world, tmp_path)
    with working(world.ground, SYSTEM) as work:
        paper = work.session.exec(select(EvidenceRow).where(EvidenceRow.id == world.things[OWN]["evidence_id"])).one()
        paper.keep_until = date(2026, 10, 20)
    return world


def test_what_is_confirmed_goes_and_the_event_says_so(world: World) -> None:
    head, paper = world.browser(Role.REGIONAL_HEAD), world.things[OWN]["evidence_id"]
    listed = head.get(PAGE).text
    answer = head.post(PAGE, data={"paper": [str(paper)], "reason": "skončila doba uchování"})
    event = head.get(f"/zaznamy/{world.things[OWN]['event_id']}").text
    assert f"zaznam-{OWN}.txt" in listed
    assert answer.status_code == 303
    assert "skončila doba uchování" in event
    assert f"zaznam-{OWN}.txt" not in event
    assert head.get(f"/doklady/{paper}").status_code == 404
    assert "Žádnému dokladu neskončila doba uchování" in head.get(PAGE).text


@pytest.mark.parametrize("data", [{"paper": [], "reason": "x"}, {"paper": ["1"], "reason": " "}])
def test_nothing_goes_without_a_choice_and_a_reason(world: World, data: dict[str, object]) -> None:
    head = world.browser(Role.REGIONAL_HEAD)
    assert head.post(PAGE, data=data).status_code == 422
    assert f"zaznam-{OWN}.txt" in head.get(PAGE).text
