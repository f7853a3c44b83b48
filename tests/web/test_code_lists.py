"""Lists of words: kept by those who look after the country, offered by forms, and never a must."""

from pathlib import Path

import pytest

from tests.web.world import OWN, World, a_copy
from tracker.people.actor import Role


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
