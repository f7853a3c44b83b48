"""People and mandates on the screen: who may be added, changed and blocked by whom, and what the history says."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_person
from tests.web.test_daily_pages import queries
from tests.web.world import FAR, OWN, SISTER, World, a_copy
from tracker.operations.ground import looking, working
from tracker.operations.people.sign_in import open_session
from tracker.people.actor import SYSTEM, Role
from tracker.store.agreements import ObligationRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.people import MandateRow, PersonRow, SignInLinkRow, WebSessionRow
from tracker.store.territory import MunicipalityRow
from tracker.web.security import cookie_name


@pytest.fixture(scope="module")
def built(common_world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    return a_copy(common_world, tmp_path_factory.mktemp("people"))


@pytest.fixture
def world(built: World, tmp_path: Path) -> World:
    return a_copy(built, tmp_path)


def a_form(world: World, **changed: str) -> dict[str, str]:
    """Somebody new, to be a consultant in the reader's town."""
    town = str(world.things[OWN]["town_id"])
    form = {"name": "Žofie  Nová", "email": "Zofie@obec.example", "role": "consultant", "municipality": town}
    return {**form, "starts": "1. 12. 2026", **changed}


def stored_people(world: World) -> list[tuple[str, str]]:
    with looking(world.ground, SYSTEM) as work:
        return list(work.session.exec(select(PersonRow.name, PersonRow.email)))


def test_a_head_adds_somebody_with_a_mandate_in_a_town_of_the_office(world: World) -> None:
    head = world.browser(Role.REGIONAL_HEAD)
    answer = head.post("/sprava/lide/novy", data=a_form(world))
    assert answer.status_code == 303
    page = head.get(answer.location).text
    assert all(words in page for words in ("Žofie Nová", "zofie@obec.example", "teprve začne", "udělen mandát"))
    assert ("Žofie Nová", "zofie@obec.example") in stored_people(world)


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"name": " "}, "name"),
        ({"email": "žofie@obec.example"}, "email"),
        ({"email": "a@obec.cz\r\nBcc: b@obec.cz"}, "email"),
        ({"phone": "zavolejte"}, "phone"),
        ({"role": ""}, "role"),
        ({"municipality": ""}, "municipality"),
        ({"role": "methodist"}, "office"),
        ({"starts": "31. 2."}, "starts"),
        ({"ends": "1. 11. 2026"}, "ends"),
    ],
)
def test_what_cannot_be_stored_names_its_field_and_keeps_what_was_typed(
    world: World, changed: dict[str, str], field: str
) -> None:
    before = stored_people(world)
    answer = world.browser(Role.REGIONAL_HEAD).post("/sprava/lide/novy", data=a_form(world, **changed))
    assert (answer.status_code, f'href="#{field}"' in answer.text) == (422, True)
    assert ('value="Žofie  Nová"' in answer.text) == ("name" not in changed)
    assert stored_people(world) == before


@pytest.mark.parametrize(
    "role, changed, status",
    [
        (Role.REGIONAL_HEAD, {"role": "regional_head", "office": "1"}, 403),
        (Role.REGIONAL_HEAD, {"role": "headquarters"}, 403),
        (Role.REGIONAL_HEAD, {"role": "administrator"}, 403),
        (Role.REGIONAL_HEAD, {"role": "methodist", "office": "2"}, 404),
        (Role.HEADQUARTERS, {"role": "administrator"}, 403),
        (Role.HEADQUARTERS, {"role": "regional_head", "office": "2"}, 303),
        (Role.ADMINISTRATOR, {"role": "administrator"}, 303),
        (Role.CONSULTANT, {}, 403),
        (Role.METHODIST, {}, 403),
    ],
)
def test_nobody_gives_more_than_their_own_level_holds(
    world: World, role: Role, changed: dict[str, str], status: int
) -> None:
    assert world.browser(role).post("/sprava/lide/novy", data=a_form(world, **changed)).status_code == status


def test_a_town_of_another_office_is_not_there_for_a_head(world: World) -> None:
    form = a_form(world, municipality=str(world.things[FAR]["town_id"]))
    assert world.browser(Role.REGIONAL_HEAD).post("/sprava/lide/novy", data=form).status_code == 404


def test_a_head_cannot_take_over_the_account_of_somebody_with_a_higher_mandate(world: World) -> None:
    """Whoever changes an address could have a link sent to it and sign in as its owner."""
    with working(world.ground, SYSTEM) as work:
        number = world.things[OWN]["person_id"]
        work.session.add(MandateRow(person_id=number, role=Role.HEADQUARTERS, starts=date(2026, 1, 1)))
    head, form = world.browser(Role.REGIONAL_HEAD), {"name": "Kdosi", "email": "zly@obec.example"}
    assert head.get(f"/sprava/lide/{number}").status_code == 200
    answers = [
        head.get(f"/sprava/lide/{number}/upravit"),
        head.post(f"/sprava/lide/{number}/upravit", data=form),
        head.post(f"/sprava/lide/{number}/zablokovat"),
    ]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert ("Kdosi", "zly@obec.example") not in stored_people(world)


def test_an_address_that_has_an_account_gets_the_mandate_and_keeps_its_name(world: World) -> None:
    form = a_form(world, email="Znama@obec.example", name="Někdo jiný")
    with working(world.ground, SYSTEM) as work:
        town = work.session.get(MunicipalityRow, world.things[FAR]["town_id"])
        name = a_person(work.session, Role.REPRESENTATIVE, town, "znama@obec.example").name
    head = world.browser(Role.REGIONAL_HEAD)
    page = head.get(head.post("/sprava/lide/novy", data=form).location).text
    assert [words in page for words in (name, "mimo vaše pracoviště", "Někdo jiný", FAR)] == [True, True, False, False]


def test_a_mandate_ends_with_its_last_day_and_the_page_says_by_whom(world: World) -> None:
    head, number = world.browser(Role.REGIONAL_HEAD), world.things[SISTER]["mandate_id"]
    place = f"/sprava/mandaty/{number}/ukoncit"
    assert head.post(place, data={"ends": ""}).status_code == 422
    assert head.post(place, data={"ends": "1. 1. 2019"}).status_code == 422
    answer = head.post(place, data={"ends": "30. 11. 2026"})
    assert answer.status_code == 303
    page = head.get(answer.location).text
    assert "platí do: – → 30.\N{NO-BREAK SPACE}11.\N{NO-BREAK SPACE}2026" in page
    assert "Osoba regional_head</strong> změněn mandát" in page


def test_a_stand_in_is_named_changed_and_taken_away(world: World) -> None:
    head, things = world.browser(Role.REGIONAL_HEAD), world.things[OWN]
    place, successor = f"/sprava/mandaty/{things['mandate_id']}/zastup", world.things[SISTER]["person_id"]
    assert head.post(place, data={"deputy": str(things["person_id"])}).status_code == 422
    assert head.post(place, data={"deputy": str(world.things[FAR]["person_id"])}).status_code == 404
    for chosen, stored in ((str(successor), successor), ("", None)):
        assert head.post(place, data={"deputy": chosen}).status_code == 303
        with looking(world.ground, SYSTEM) as work:
            assert work.session.get_one(MandateRow, things["mandate_id"]).deputy_id == stored


def test_whoever_is_added_can_be_invited_in_the_same_step(world: World) -> None:
    answer = world.browser(Role.REGIONAL_HEAD).post("/sprava/lide/novy", data=a_form(world, invite="1"))
    assert answer.status_code == 303
    with looking(world.ground, SYSTEM) as work:
        person = work.session.exec(select(PersonRow.id).where(PersonRow.email == "zofie@obec.example")).one()
        links = work.session.exec(select(SignInLinkRow).where(SignInLinkRow.person_id == person)).all()
    assert [link.purpose.value for link in links] == ["invitation"]


def test_a_mandate_that_has_not_begun_is_taken_back(world: World) -> None:
    head = world.browser(Role.REGIONAL_HEAD)
    head.post("/sprava/lide/novy", data=a_form(world))
    with looking(world.ground, SYSTEM) as work:
        number = work.session.exec(select(MandateRow.id).where(MandateRow.starts == date(2026, 12, 1))).one()
    answer = head.post(f"/sprava/mandaty/{number}/ukoncit", data={"ends": "dnes"})
    assert answer.status_code == 303
    with looking(world.ground, SYSTEM) as work:
        assert work.session.get(MandateRow, number) is None


def test_the_same_mandate_is_not_given_twice_at_once(world: World) -> None:
    head, person = world.browser(Role.REGIONAL_HEAD), world.things[OWN]["person_id"]
    form = {"role": "manager", "municipality": str(world.things[OWN]["town_id"]), "starts": "dnes"}
    answer = head.post(f"/sprava/lide/{person}/mandat", data=form)
    assert (answer.status_code, "Stejný mandát už v té době běží" in answer.text) == (422, True)


def test_a_blocked_account_is_signed_out_at_once(world: World) -> None:
    person = world.things[OWN]["person_id"]
    with working(world.ground, SYSTEM) as work:
        token = open_session(work.session, person, work.now, "test")
    theirs = world.app.test_client()
    theirs.set_cookie(cookie_name(world.app), token)
    assert theirs.get("/").status_code == 200
    assert world.browser(Role.REGIONAL_HEAD).post(f"/sprava/lide/{person}/zablokovat").status_code == 303
    assert theirs.get("/").status_code == 302
    with looking(world.ground, SYSTEM) as work:
        ended = select(WebSessionRow.ended_at).where(WebSessionRow.person_id == person)
        assert work.session.exec(ended).one() is not None


def test_somebody_stays_administrator(world: World) -> None:
    with looking(world.ground, SYSTEM) as work:
        mandate = work.session.exec(select(MandateRow).where(MandateRow.role == Role.ADMINISTRATOR)).one()
    administrator = world.browser(Role.ADMINISTRATOR)
    answer = administrator.post(f"/sprava/mandaty/{mandate.id}/ukoncit", data={"ends": "včera"})
    assert (answer.status_code, "Někdo musí zůstat správcem" in answer.text) == (422, True)
    administrator.post(f"/sprava/lide/{mandate.person_id}/zablokovat")
    assert administrator.get("/sprava").status_code == 200


@pytest.mark.parametrize(
    "asked, names",
    [
        ("q=dalavice", ["Dálavice"]),
        ("role=methodist", ["methodist"]),
        ("pracoviste=2", ["Dálavice"]),
        ("stav=bez-mandatu", ["bez"]),
        ("stav=blokovani", ["zavreny"]),
    ],
)
def test_the_list_is_narrowed_by_name_role_office_and_standing(world: World, asked: str, names: list[str]) -> None:
    with working(world.ground, SYSTEM) as work:
        a_person(work.session, Role.HEADQUARTERS, email="bez@obec.example")
        mandate = work.session.exec(select(MandateRow).order_by(MandateRow.id.desc())).first()  # type: ignore[union-attr]
        assert mandate is not None
        mandate.ends = date(2026, 11, 19)
        work.session.add(PersonRow(name="Zavřený", email="zavreny@obec.example", active=False))
    page = world.browser(Role.ADMINISTRATOR).get(f"/sprava/lide?{asked}").text
    table = page.split("<tbody>")[1].split("</tbody>")[0]
    assert [row.split("@")[0].split(">")[-1] for row in table.split("</tr>")[:-1]] == names


def test_the_owner_of_an_obligation_is_somebody_of_its_town_and_hears_from_the_next_sweep(world: World) -> None:
    manager, number = world.browser(Role.MANAGER), world.things[OWN]["obligation_id"]
    place, stranger = f"/zavazky/{number}/vlastnik", str(world.things[FAR]["person_id"])
    assert manager.post(place, data={"owner": stranger}).status_code == 422
    assert manager.post(place, data={"owner": str(world.things[OWN]["person_id"])}).status_code == 303
    with looking(world.ground, SYSTEM) as work:
        duty = work.session.get_one(ObligationRow, number)
        terms = work.session.exec(select(OccurrenceRow).where(OccurrenceRow.obligation_id == number)).all()
    assert duty.owner_id == world.things[OWN]["person_id"]
    assert {term.next_day for term in terms if term.next_day is not None} == {world.ground.clock.now().date()}
    assert "vlastník: – → Osoba manager" in manager.get(f"/zavazky/{number}").text


@pytest.mark.parametrize("path", ["/sprava", "/sprava/lide", "/sprava/bez-vlastnika"])
def test_thirty_people_cost_as_many_queries_as_one(world: World, path: str) -> None:
    head = world.browser(Role.REGIONAL_HEAD)
    few = queries(world, head, path)
    with working(world.ground, SYSTEM) as work:
        town = work.session.get(MunicipalityRow, world.things[OWN]["town_id"])
        for number in range(30):
            a_person(work.session, Role.DEPARTMENT_HEAD, town, f"vedouci{number}@obec.example")
    assert queries(world, head, path) == few


def test_the_home_of_administration_counts_what_nobody_looks_after(world: World) -> None:
    head = world.browser(Role.REGIONAL_HEAD)
    assert "závazky bez vlastníka: 2" in head.get("/sprava").text
    head.post(f"/sprava/lide/{world.things[SISTER]['person_id']}/zablokovat")
    page = head.get("/sprava/bez-vlastnika").text
    towns = page.split('<ul class="plain-list entries">')[1].split("</ul>")[0]
    assert (SISTER in towns, OWN in towns) == (True, False)
