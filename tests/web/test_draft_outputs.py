"""What shall prove a duty: said in the form of a draft, with the words of the list or one's own."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlmodel import func, select

from tests.web.world import OWN, World, a_copy
from tracker.operations.documents.import_document import import_document
from tracker.operations.documents.review_draft import draft_page, outputs_of
from tracker.operations.ground import looking
from tracker.people.actor import SYSTEM, Role
from tracker.store.agreements import TermRow

PAPER = """Popis spolupráce s obcí Kanárkov

Platnost od 1. 1. 2027 do 31. 12. 2027.

Obec předloží zastupitelstvu zprávu o plnění nejméně 2x ročně.
"""


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


@pytest.fixture
def draft(world: World) -> int:
    """A draft with one finding, ``o1``."""
    return import_document(world.ground, SYSTEM, PAPER.encode(), "popis.txt", world.things[OWN]["town_id"]).draft_id


def confirmed(world: World, draft: int, decided: Mapping[str, str]) -> dict[str, list[str]]:
    """The outputs of each duty once it is watched as was decided; of every doubt the proposed reading is taken."""
    manager, address = world.browser(Role.MANAGER), f"/dokumenty/navrhy/{draft}"
    with looking(world.ground, SYSTEM) as work:
        doubts = [doubt for doubt, _ in draft_page(work, draft).draft.all_doubts if doubt.readings]
    proposed = {f"cteni-{doubt.id}": str(doubt.proposed) for doubt in doubts}
    assert manager.post(address, data={**proposed, **decided, "step": "summary"}).status_code == 303
    assert manager.post(f"{address}/souhrn", data={"starts": "1. 1. 2027", "ends": "31. 12. 2027"}).status_code == 303
    with looking(world.ground, SYSTEM) as work:
        newest = work.session.exec(select(func.max(TermRow.version_id))).one()
        return {
            row.title: row.outputs for row in work.session.exec(select(TermRow).where(TermRow.version_id == newest))
        }


def test_the_form_offers_the_known_kinds_and_the_words_of_the_list(world: World, draft: int) -> None:
    keeper, manager = world.browser(Role.HEADQUARTERS), world.browser(Role.MANAGER)
    keeper.post("/sprava/ciselniky/output_kind/pridat", data={"output_kind": "Fotodokumentace"})
    page = manager.get(f"/dokumenty/navrhy/{draft}").text
    offered = page.partition('<datalist id="druhy-dokladu">')[2].partition("</datalist>")[0]
    assert offered.split("</option>")[-2:] == ['<option value="Fotodokumentace">', ""]
    assert '<option value="Prezenční listina">' in offered
    assert "Jiný doklad" not in offered


def test_typed_outputs_take_the_place_of_those_that_were_read(world: World, draft: int) -> None:
    typed = {"navrh-o1": "edit", "doklad-o1": "Fotodokumentace;  zápis z jednání ;"}
    assert list(confirmed(world, draft, typed).values()) == [["Fotodokumentace", "zápis z jednání"]]


def test_outputs_typed_beside_a_finding_that_is_taken_as_read_change_nothing(world: World, draft: int) -> None:
    typed = {"navrh-o1": "watch", "doklad-o1": "Fotodokumentace"}
    assert "Fotodokumentace" not in str(confirmed(world, draft, typed))


def test_a_duty_added_by_hand_has_its_outputs(world: World, draft: int) -> None:
    added = {"pridany-nazev": "Výroční setkání", "pridany-termin": "do 30. 9. 2027", "pridany-doklad": "sborník"}
    assert confirmed(world, draft, {"navrh-o1": "watch", "pridany-misto": ""} | added)["Výroční setkání"] == ["sborník"]


@pytest.mark.parametrize(
    "words, outputs",
    [("zápis; listina", ("zápis", "listina")), ("Žádný", ()), (" ; ", ()), ("žádný; zápis", ("žádný", "zápis"))],
)
def test_outputs_are_parted_by_semicolons_and_none_can_be_said(words: str, outputs: tuple[str, ...]) -> None:
    assert outputs_of(words) == outputs
