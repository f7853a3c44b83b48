"""Municipalities, offices and whole sheets of them and of people, as those who look after them keep them."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlmodel import col, select
from werkzeug.test import TestResponse

from tests.web.world import FAR, OWN, SISTER, World, a_copy
from tracker.operations.ground import looking
from tracker.people.actor import SYSTEM, Role
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow, OfficeRow


@pytest.fixture(scope="module")
def built(common_world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    return a_copy(common_world, tmp_path_factory.mktemp("territory"))


@pytest.fixture
def world(built: World, tmp_path: Path) -> World:
    return a_copy(built, tmp_path)


def town_form(world: World, **changed: str) -> dict[str, str]:
    with looking(world.ground, SYSTEM) as work:
        office = work.session.exec(select(OfficeRow.id).where(OfficeRow.code == "RCV")).one()
    return {"name": "Žabov", "ico": "00261891", "seat": "Hlavní 1", "region": "CZ071", "office": str(office), **changed}


def towns(world: World) -> list[tuple[str, str | None, int, int | None]]:
    with looking(world.ground, SYSTEM) as work:
        rows = work.session.exec(select(MunicipalityRow).order_by(MunicipalityRow.sort_key)).all()
    return [(row.name, row.ico, row.office_id, row.union_id) for row in rows]


def test_the_headquarters_add_a_town_and_rename_it(world: World) -> None:
    browser = world.browser(Role.HEADQUARTERS)
    assert browser.post("/sprava/obce/nova", data=town_form(world)).status_code == 303
    number = world.things[OWN]["town_id"]
    form = town_form(world, name="Kanárkov nad Vodou", ico="", office="1")
    assert browser.post(f"/sprava/obce/{number}/upravit", data=form).status_code == 303
    assert [name for name, *_ in towns(world)] == ["Dálavice", "Kanárkov nad Vodou", "Sousedov", "Žabov"]
    page = browser.get("/sprava/obce").text
    assert page.count("Olomoucký kraj") == 2
    assert "jméno: Kanárkov → Kanárkov nad Vodou" in browser.get(f"/sprava/obce/{number}/upravit").text


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"name": ""}, "name"),
        ({"ico": "12345678"}, "ico"),
        ({"office": ""}, "office"),
        ({"office": "99"}, "office"),
        ({"region": "CZ999"}, "region"),
    ],
)
def test_a_town_with_a_fault_is_not_stored(world: World, changed: dict[str, str], field: str) -> None:
    before = towns(world)
    answer = world.browser(Role.HEADQUARTERS).post("/sprava/obce/nova", data=town_form(world, **changed))
    assert (answer.status_code, f'href="#{field}"' in answer.text, towns(world) == before) == (422, True, True)


def test_a_union_has_members_and_is_no_member(world: World) -> None:
    browser = world.browser(Role.ADMINISTRATOR)
    own, sister, far = (world.things[town]["town_id"] for town in (OWN, SISTER, FAR))
    places = [
        (own, town_form(world, name=OWN, ico="", union=str(sister))),
        (sister, town_form(world, name=SISTER, ico="", union=str(far))),
        (far, town_form(world, name=FAR, ico="", union=str(own))),
        (far, town_form(world, name=FAR, ico="", union=str(far))),
    ]
    answers = [browser.post(f"/sprava/obce/{number}/upravit", data=form).status_code for number, form in places]
    assert answers == [303, 422, 422, 422]


def test_offices_are_added_and_renamed_and_their_codes_differ(world: World) -> None:
    browser = world.browser(Role.HEADQUARTERS)
    assert browser.post("/sprava/pracoviste/nove", data={"code": "rcs", "name": "Střed"}).status_code == 303
    assert browser.post("/sprava/pracoviste/nove", data={"code": "RCZ", "name": "Jiné"}).status_code == 422
    assert browser.post("/sprava/pracoviste/1/upravit", data={"code": "RCZ", "name": "Západ"}).status_code == 303
    with looking(world.ground, SYSTEM) as work:
        rows = work.session.exec(select(OfficeRow.code, OfficeRow.name).order_by(OfficeRow.id)).all()  # type: ignore[arg-type]
    assert [tuple(row) for row in rows] == [("RCZ", "Západ"), ("RCV", "Pracoviště RCV"), ("RCS", "Střed")]


def test_a_head_keeps_no_towns(world: World) -> None:
    head = world.browser(Role.REGIONAL_HEAD)
    ways = ["/sprava/obce", "/sprava/obce/nova", "/sprava/obce/nahrat", "/sprava/pracoviste/1/upravit"]
    assert [head.get(path).status_code for path in ways] == [403] * 4


PEOPLE = """Jméno;E-mail;Telefon;Role;Obec;Pracoviště;Od;Do;Poznámka
Žofie Nová;zofie@obec.example;601 234 567;Lokální konzultant/ka ASZ;Kanárkov;;1. 12. 2026;;x
Adam Malý;adam@asz.example;;methodist;;RCZ;;31. 12. 2027;
"""


def load(world: World, text: str | bytes, role: Role = Role.REGIONAL_HEAD, what: str = "lide") -> TestResponse:
    data = text.encode() if isinstance(text, str) else text
    form = {"soubor": (BytesIO(data), "tabulka.csv")}
    return world.browser(role).post(f"/sprava/{what}/nahrat", data=form, content_type="multipart/form-data")


def store(world: World, looked_at: TestResponse, role: Role = Role.REGIONAL_HEAD, what: str = "lide") -> TestResponse:
    sealed = looked_at.text.split('name="soubor_ulozeny" value="')[1].split('"')[0]
    return world.browser(role).post(f"/sprava/{what}/nahrat", data={"soubor_ulozeny": sealed})


def people(world: World) -> list[tuple[str, str, str, date, date | None]]:
    with looking(world.ground, SYSTEM) as work:
        rows = work.session.exec(
            select(PersonRow, MandateRow)
            .join(MandateRow, col(MandateRow.person_id) == PersonRow.id)
            .where(col(PersonRow.id) > 11)
            .order_by(col(PersonRow.email))
        ).all()
    return [(person.name, person.email, held.role.value, held.starts, held.ends) for person, held in rows]


def test_a_sheet_of_people_is_looked_at_and_then_stored_whole(world: World) -> None:
    looked_at = load(world, PEOPLE)
    assert "Přidá se 2, změní se 0, beze změny zůstane 0." in looked_at.text
    assert "Nečteme sloupce, které neznáme: Poznámka." in looked_at.text
    assert people(world) == []
    assert store(world, looked_at).status_code == 303
    assert people(world) == [
        ("Adam Malý", "adam@asz.example", "methodist", date(2026, 11, 20), date(2027, 12, 31)),
        ("Žofie Nová", "zofie@obec.example", "consultant", date(2026, 12, 1), None),
    ]


def test_the_same_sheet_again_doubles_nothing_and_changes_what_differs(world: World) -> None:
    store(world, load(world, PEOPLE))
    assert "Přidá se 0, změní se 0, beze změny zůstane 2." in load(world, PEOPLE).text
    changed = load(world, PEOPLE.replace("31. 12. 2027", "30. 6. 2027").replace("Žofie Nová", "Žofie Stará"))
    assert "Přidá se 0, změní se 2, beze změny zůstane 0." in changed.text
    store(world, changed)
    assert [(name, ends) for name, _, _, _, ends in people(world)] == [
        ("Adam Malý", date(2027, 6, 30)),
        ("Žofie Stará", None),
    ]


@pytest.mark.parametrize(
    "row, words",
    [
        ("Jan;;;manager;Kanárkov;;;;", "Chybí: E-mail."),
        ("Jan Malý;jan@obec.example;;kouzelník;Kanárkov;;;;", "Roli „kouzelník“ neznáme."),
        ("Jan Malý;jan@obec.example;;manager;Dálavice;;;;", "Obec „Dálavice“ tu není."),
        ("Jan Malý;jan@obec.example;;manager;;;;;", "Vyberte obec."),
        ("Jan Malý;jan@obec.example;;headquarters;;;;;", "Tento mandát uděluje a končí ústředí"),
        ("Jan Malý;jan@obec.example;;methodist;;RCV;;;", "nejsou ve vaší správě"),
        ("Jan Malý;jan@obec.example;;manager;Kanárkov;;31. 2.;;", "31. 2."),
        ("Jan Malý;jan obec;;manager;Kanárkov;;;;", "Zadejte e-mail bez diakritiky"),
    ],
)
def test_one_wrong_row_is_named_and_nothing_is_stored(world: World, row: str, words: str) -> None:
    """The rules are those of the forms: a sheet gives nobody more than they may give by hand (ASVS 8.3.1)."""
    answer = load(world, f"{PEOPLE}{row}\n")
    told = answer.text.split("Co v tabulce opravit</caption>")[1]
    assert (answer.status_code, words in told, '<th scope="row">4</th>' in told) == (422, True, True)
    assert people(world) == []


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", "Jméno\n".encode(), b"PK\x03\x04 not a workbook"])
def test_what_is_no_sheet_is_refused(world: World, data: bytes) -> None:
    answer = load(world, data)
    assert (answer.status_code, 'href="#soubor"' in answer.text) == (422, True)


def test_a_sheet_that_somebody_else_looked_at_is_not_stored(world: World) -> None:
    looked_at = load(world, PEOPLE)
    assert store(world, looked_at, Role.HEADQUARTERS).status_code == 422
    assert people(world) == []


def test_a_workbook_of_towns_is_stored_and_found_again_by_ico_or_name(world: World) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [
        ("Název", "IČO", "Pracoviště", "Kraj", "Svazek"),
        ("Žabov", "00261891", "RCV", "Olomoucký", None),
        (OWN, None, "RCZ", "CZ042", "Žabov"),
        (SISTER, None, "RCZ", None, None),
    ]:
        sheet.append(row)
    data = BytesIO()
    book.save(data)
    looked_at = load(world, data.getvalue(), Role.HEADQUARTERS, "obce")
    assert "Přidá se 1, změní se 1, beze změny zůstane 1." in looked_at.text
    store(world, looked_at, Role.HEADQUARTERS, "obce")
    stored = {name: (ico, union) for name, ico, _, union in towns(world)}
    with looking(world.ground, SYSTEM) as work:
        number = work.session.exec(select(MunicipalityRow.id).where(MunicipalityRow.ico == "00261891")).one()
        regions = dict(work.session.exec(select(MunicipalityRow.name, MunicipalityRow.region)).all())
    assert stored == {FAR: (None, None), OWN: (None, number), SISTER: (None, None), "Žabov": ("00261891", None)}
    assert regions == {FAR: None, OWN: "CZ042", SISTER: None, "Žabov": "CZ071"}
    assert "beze změny zůstane 3" in load(world, data.getvalue(), Role.HEADQUARTERS, "obce").text
