"""Lists of words: kept by those who look after the country, offered by forms, and never a must."""

import re
from pathlib import Path

import pytest
from sqlmodel import select

from tests.web.world import OWN, World, a_copy
from tracker.fulfilment.event import EvidenceKind
from tracker.operations.ground import looking
from tracker.people.actor import SYSTEM, Role
from tracker.store.events import EvidenceRow


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


def test_a_word_is_offered_until_it_is_taken_out(world: World) -> None:
    keeper, manager = world.browser(Role.HEADQUARTERS), world.browser(Role.MANAGER)
    late = f"/z/{world.things[OWN]['occurrence_id']}/duvod"
    assert "Častý důvod" not in manager.get(late).text
    for words in ("Volby do zastupitelstva", "Čeká se na data úřadu práce"):
        form = {"delay_reason": f" {words} "}
        assert keeper.post("/sprava/ciselniky/delay_reason/pridat", data=form).status_code == 303
    page = manager.get(late).text
    assert page.index("Čeká se na data úřadu práce</option>") < page.index("Volby do zastupitelstva</option>")
    assert manager.post(late, data={"reason": "", "usual": "Volby do zastupitelstva"}).status_code == 303
    keeper.post("/sprava/ciselniky/polozky/1")
    assert "Volby do zastupitelstva</option>" not in manager.get(late).text
    assert "důvod: Volby do zastupitelstva" in manager.get(f"/zavazky/{world.things[OWN]['obligation_id']}").text
    keeper.post("/sprava/ciselniky/polozky/1", data={"vratit": "1"})
    assert "Volby do zastupitelstva</option>" in manager.get(late).text


def test_a_field_of_a_register_offers_its_list_and_takes_other_words_too(world: World) -> None:
    keeper, manager = world.browser(Role.ADMINISTRATOR), world.browser(Role.MANAGER)
    keeper.post("/sprava/ciselniky/topic/pridat", data={"topic": "Bydlení"})
    assert '<option value="Bydlení">' in manager.get("/evidence/temata/novy").text
    form = {"obec": str(world.things[OWN]["town_id"]), "area": "Lokalita", "topic": "Něco docela jiného"}
    assert manager.post("/evidence/temata/novy", data=form).status_code == 303


def test_a_paper_carries_the_word_that_the_list_has_for_its_kind(world: World) -> None:
    keeper, manager = world.browser(Role.HEADQUARTERS), world.browser(Role.MANAGER)
    for words in ("Fotodokumentace", "Zápis z pracovní skupiny"):
        keeper.post("/sprava/ciselniky/output_kind/pridat", data={"output_kind": words})
    event = f"/zaznamy/{world.things[OWN]['event_id']}"
    assert '<option value="Fotodokumentace">' in manager.get(f"{event}/doplnit").text
    for words in ("Fotodokumentace", "Zápis z pracovní skupiny"):
        form = {"kind": words, "reference": f"spis {words}"}
        assert manager.post(f"{event}/doplnit", data=form).status_code == 303
    with looking(world.ground, SYSTEM) as work:
        rows = work.session.exec(select(EvidenceRow).where(EvidenceRow.kind_words != "")).all()
    kept = {(row.kind, row.kind_words) for row in rows}
    assert kept == {(EvidenceKind.OTHER, "Fotodokumentace"), (EvidenceKind.MINUTES, "Zápis z pracovní skupiny")}
    assert "Fotodokumentace · konáno" in manager.get(event).text


def test_the_kind_chosen_while_recording_goes_along_to_the_store(world: World) -> None:
    world.browser(Role.HEADQUARTERS).post("/sprava/ciselniky/output_kind/pridat", data={"output_kind": "Plakát"})
    manager = world.browser(Role.MANAGER)
    form = {"municipality": str(world.things[OWN]["town_id"]), "act": "other", "day": "včera", "reference": "spis 7"}
    step = manager.post("/zaznamenat", data=form).text
    sealed = re.findall(r'name="paper" value="([^"]+)"', step)
    kind = re.findall(r'name="(kind-\w+)"', step)
    assert (len(kind), '<option value="Plakát">' in step) == (1, True)
    again = manager.post("/zaznamenat", data=form | {"reference": "", "paper": sealed, kind[0]: "Plakát"}).text
    assert '<option value="Plakát" selected>' in again
    sealed = re.findall(r'name="paper" value="([^"]+)"', again)
    stored = manager.post("/zaznamenat/ulozit", data=form | {"reference": "", "paper": sealed}, follow_redirects=True)
    assert "Plakát · konáno" in stored.text


def test_a_kind_that_no_list_knows_is_refused(world: World) -> None:
    answer = world.browser(Role.MANAGER).post(
        f"/zaznamy/{world.things[OWN]['event_id']}/doplnit", data={"kind": "Vymyšlený", "reference": "spis 1"}
    )
    assert (answer.status_code, "Druh dokladu „Vymyšlený“ číselník nezná." in answer.text) == (422, True)


@pytest.mark.parametrize("words", ["", "   ", "x" * 121])
def test_what_is_no_word_is_refused_beside_its_list(world: World, words: str) -> None:
    answer = world.browser(Role.HEADQUARTERS).post("/sprava/ciselniky/topic/pridat", data={"topic": words})
    assert (answer.status_code, 'href="#topic"' in answer.text) == (422, True)


def test_the_same_word_is_kept_once(world: World) -> None:
    keeper = world.browser(Role.HEADQUARTERS)
    for _ in range(2):
        keeper.post("/sprava/ciselniky/topic/pridat", data={"topic": "Bydlení"})
    assert "Témata (1)" in keeper.get("/sprava/ciselniky").text


def test_a_list_that_does_not_exist_is_not_there(world: World) -> None:
    keeper = world.browser(Role.HEADQUARTERS)
    ways = ["/sprava/ciselniky/kouzla/pridat", "/sprava/ciselniky/polozky/99"]
    assert [keeper.post(path).status_code for path in ways] == [404, 404]
