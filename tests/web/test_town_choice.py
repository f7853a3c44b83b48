"""A municipality is chosen from a list, or by its name where there are too many; also without scripts."""

import re
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import a_town
from tests.web.world import FAR, OWN, World, a_world
from tracker.operations.ground import looking, working
from tracker.people.actor import SYSTEM, Role
from tracker.store.migrating import upgrade
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow, OfficeRow


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Besides the three towns forty others, two of which are called alike."""
    folder: Path = tmp_path_factory.mktemp("choice")
    database = f"sqlite:///{folder / 'tracker.db'}"
    upgrade(database)
    made = a_world(database, folder)
    with working(made.ground, SYSTEM) as work:
        office = work.session.exec(select(OfficeRow).order_by(col(OfficeRow.id).desc())).first()
        assert office is not None
        for number in range(40):
            town = a_town(work.session, office, "Lhota" if number < 2 else f"Újezd {number}")
            town.ico = f"0000{number:04}"
    return made


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_few_municipalities_are_a_list_and_many_a_field(world: World) -> None:
    few, many = (world.browser(role).get("/zavazky").text for role in (Role.CONSULTANT, Role.HEADQUARTERS))
    assert ("<select" in few, 'id="obec-offered"' in few) == (True, False)
    assert re.search(r'<input id="obec"[^>]* list="obec-offered"', many)
    assert "Újezd" not in main_of(many)


def test_a_filter_takes_a_name_without_accents_and_shows_the_name_again(world: World) -> None:
    page = world.browser(Role.HEADQUARTERS).get("/zavazky?obec=dalavice&rok=").text
    assert (f"Jednání {FAR}" in page, f"Jednání {OWN}" in page, f'value="{FAR}"' in page) == (True, False, True)


def test_a_filter_that_fits_several_offers_them_as_links_that_keep_the_rest(world: World) -> None:
    reader = world.browser(Role.HEADQUARTERS)
    page = reader.get("/zavazky?obec=lho&rok=2027").text
    links = re.findall(r'<a href="([^"]*obec=\d+[^"]*)">([^<]+)</a>', page)
    assert [name for _, name in links] == ["Lhota (00000000)", "Lhota (00000001)"]
    assert all("rok=2027" in url for url, _ in links)
    assert reader.get(links[0][0].replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize(
    "path", ["/zavazky", "/zaznamy", "/po-terminu", "/kalendar", "/posta", "/sprava/lide", "/evidence/organy"]
)
def test_a_name_that_nobody_in_reach_has_is_said_on_every_list(world: World, path: str) -> None:
    answer = world.browser(Role.REGIONAL_HEAD).get(f"{path}?obec={FAR}")
    assert (answer.status_code, f"Obec „{FAR}“ tu není." in answer.text) == (200, True)


@pytest.mark.parametrize("name, status", [("KANÁRKOV", 303), ("Lhota", 422), ("Nikde", 422)])
def test_a_form_takes_the_name_of_one_and_says_beside_the_field_when_it_is_not_clear(
    world: World, name: str, status: int
) -> None:
    form = {
        "name": "Nová Osoba",
        "email": f"{status}.{len(name)}@obec.example",
        "role": "manager",
        "municipality": name,
    }
    answer = world.browser(Role.ADMINISTRATOR).post("/sprava/lide/novy", data=form)
    assert answer.status_code == status
    if status == 422:
        assert 'href="#municipality"' in answer.text
        assert f'value="{name}"' in answer.text
        return
    with looking(world.ground, SYSTEM) as work:
        person = select(PersonRow.id).where(PersonRow.email == form["email"])
        mandate = work.session.exec(select(MandateRow).where(MandateRow.person_id == person.scalar_subquery())).one()
        assert work.session.get_one(MunicipalityRow, mandate.municipality_id).name == OWN


def test_a_report_and_a_sheet_take_the_name_too(world: World) -> None:
    reader = world.browser(Role.HEADQUARTERS)
    report = reader.get("/zpravy/compliance?obec=kanarkov&rok=2026").text
    assert (f'value="{OWN}"' in report, "Stav k" in report) == (True, True)
    sheet = reader.post("/evidence/organy/nahrat", data={"obec": "Lhota"}).text
    assert ('href="#obec"' in sheet, 'value="Lhota"' in sheet) == (True, True)


def test_while_typing_names_are_offered_the_beginnings_first(world: World) -> None:
    offered = world.browser(Role.HEADQUARTERS).get("/napoveda-obci?obec=ujezd 1").text
    assert re.findall(r'value="([^"]+)"', offered)[:2] == ["Újezd 10", "Újezd 11"]
    assert world.browser(Role.MANAGER).get("/napoveda-obci?obec=ujezd").text.strip() == ""
