"""Plain registers: written, changed, loaded from a sheet, told as files, with a history that stays."""

import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient

from tests.factories import a_lived_in_ground, a_person, a_town, an_office
from tracker.app import create_app
from tracker.operations.ground import working
from tracker.operations.people.sign_in import open_session
from tracker.operations.registers.register_catalogue import REGISTERS, register_of
from tracker.operations.registers.registers import save_row
from tracker.people.actor import SYSTEM, Role
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import on_day
from tracker.web.security import cookie_name

TODAY = date(2026, 3, 20)
PROJECT = {"obec": "1", "name": "Terénní práce", "state": "running", "hundredths": "1 250 000,50 Kč", "persons": "120"}


@pytest.fixture
def manager(sqlite_url: str, tmp_path: Path) -> FlaskClient:
    """The browser of the manager of Lipová."""
    ground, agreed = a_lived_in_ground(sqlite_url, tmp_path, TODAY)
    with working(ground, SYSTEM) as work:
        person = a_person(work.session, Role.MANAGER, work.session.get(MunicipalityRow, agreed.municipality))
        token = open_session(work.session, person.person or 0, work.now, "test")
    app = create_app(ground.config, on_day(TODAY))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.set_cookie(cookie_name(app), token)
    return client


def _words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page).replace("\xa0", " "))


def _load(client: FlaskClient, key: str, data: bytes, **owner: str) -> tuple[int, str]:
    form = {"soubor": (io.BytesIO(data), "tabulka.csv"), **owner}
    answer = client.post(f"/evidence/{key}/nahrat", data=form)
    return answer.status_code, _words(answer.text)


@pytest.mark.parametrize("key", list(REGISTERS))
def test_every_register_has_its_list_form_sheet_and_files(manager: FlaskClient, key: str) -> None:
    pages = [f"/evidence/{key}{rest}" for rest in ("", "/novy", "/nahrat", "/soubor.csv", "/soubor.xlsx")]
    assert [manager.get(page).status_code for page in pages] == [200] * 5


def test_a_project_is_written_shown_and_remembered_as_it_was(manager: FlaskClient) -> None:
    stored = manager.post("/evidence/projekty/novy", data=PROJECT).headers["Location"]
    assert "1 250 000,50 Kč" in _words(manager.get(stored).text)
    manager.post(f"{stored}/upravit", data={**PROJECT, "hundredths": "900 000", "state": "Dokončený"})
    page = _words(manager.get(stored).text)
    assert "Způsobilé výdaje: 1 250 000,50 Kč → 900 000 Kč" in page
    assert "Stav: V realizaci → Dokončený" in page


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"hundredths": "hodně"}, "zadejte částku v korunách"),
        ({"hundredths": "1,001"}, "zadejte částku v korunách"),
        ({"persons": "-3"}, "zadejte celé číslo"),
        ({"state": "bůhví"}, "vyberte jednu z možností"),
        ({"name": " "}, "Vyplňte pole Název."),
        ({"name": "x" * 401}, "je příliš dlouhé"),
        ({"starts": "1. 5. 2026", "ends": "1. 4. 2026"}, "končí dřív, než začíná"),
        ({"obec": ""}, "Vyberte obec."),
        ({"state": "ended_early"}, "Doplňte den, kdy projekt předčasně skončil."),
        ({"ended_early": "1. 2. 2026"}, "má stav „Předčasně ukončený“"),
    ],
)
def test_what_cannot_be_is_told_beside_the_field(manager: FlaskClient, wrong: dict[str, str], words: str) -> None:
    answer = manager.post("/evidence/projekty/novy", data={**PROJECT, **wrong})
    assert answer.status_code == 422
    assert words in _words(answer.text)
    assert "Zatím tu není žádný záznam." in manager.get("/evidence/projekty").text


def test_an_approval_belongs_to_its_plan_and_its_town(manager: FlaskClient) -> None:
    plan = manager.post("/evidence/plany/novy", data={"obec": "1", "title": "MPI Lipová", "kind": "MPI"})
    manager.post("/evidence/schvaleni/novy", data={"k": "1", "approved_on": "21. 6. 2025", "member": "Lipová"})
    page = _words(manager.get(plan.headers["Location"]).text)
    assert "Schválení plánů (1)" in page
    assert "21. 6. 2025" in page
    report = _words(manager.get("/zpravy/plans").text)
    assert "K 20. 3. 2026: lokalit 1, schválení 1." in report


def test_what_is_not_as_planned_says_why(manager: FlaskClient) -> None:
    manager.post("/evidence/plany/novy", data={"obec": "1", "title": "MPI Lipová", "kind": "MPI"})
    measure = {"k": "1", "number": "1.1", "level": "measure", "words": "Byty", "state": "not_fulfilled"}
    answer = manager.post("/evidence/opatreni/novy", data=measure)
    assert (answer.status_code, "Napište důvod" in answer.text) == (422, True)
    assert manager.post("/evidence/opatreni/novy", data={**measure, "reason": "Chybí peníze"}).status_code == 303


def test_a_share_of_full_time_is_written_with_a_comma(manager: FlaskClient) -> None:
    share = {"obec": "1", "role": "lokální konzultant", "persons": "2", "hundredths": "1,5", "starts": "1. 1. 2026"}
    stored = manager.post("/evidence/uvazky/novy", data=share).headers["Location"]
    assert "Úvazků celkem 1,5" in _words(manager.get(stored).text)
    wrong = manager.post("/evidence/uvazky/novy", data={**share, "hundredths": "půl"})
    assert "zadejte číslo, například 1,5" in _words(wrong.text)


def test_a_sheet_is_stored_whole(manager: FlaskClient) -> None:
    csv = "Název;Stav;Způsobilé výdaje;Poznámka;Barva\nTerénní práce;V realizaci;100,10;;modrá\nDluhy;podaný;5;x;\n"
    code, _ = _load(manager, "projekty", csv.encode("cp1250"), obec="1")
    page = _words(manager.get("/evidence/projekty").text)
    assert code == 303
    assert "Uloženo záznamů: 2." in page
    assert "Nečteno, sloupce neznáme: Barva" in page
    assert "Terénní práce V realizaci" in page


def test_a_workbook_with_real_days_and_numbers_is_read_alike(manager: FlaskClient) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["Název", "Stav", "Způsobilé výdaje", "Od"], ["Dluhy", "V realizaci", 1500.5, date(2025, 1, 31)]):
        sheet.append(line)
    told = io.BytesIO()
    book.save(told)
    assert _load(manager, "projekty", told.getvalue(), obec="1")[0] == 303
    assert "1 500,50 Kč" in _words(manager.get("/evidence/projekty").text)
    assert "31. 1. 2025" in _words(manager.get("/evidence/projekty").text)


def test_of_a_sheet_with_a_wrong_row_nothing_is_stored_and_the_row_is_named(manager: FlaskClient) -> None:
    csv = "Název;Stav\nDobrý;V realizaci\n;V realizaci\nDivný;nikdy\n"
    code, page = _load(manager, "projekty", csv.encode(), obec="1")
    assert code == 422
    assert "Opravte v tabulce řádků: 2. Nic zatím není uloženo." in page
    assert "3 Vyplňte pole Název." in page
    assert "4 Stav: vyberte jednu z možností" in page
    assert "Dobrý" not in manager.get("/evidence/projekty").text


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\x00\x01\x02", b"a;b\n1;2\n", "Název\n".encode()])
def test_what_is_no_sheet_is_refused(manager: FlaskClient, data: bytes) -> None:
    assert _load(manager, "projekty", data, obec="1")[0] == 422


def test_a_file_of_a_register_can_be_loaded_again(manager: FlaskClient) -> None:
    manager.post("/evidence/projekty/novy", data=PROJECT)
    told = manager.get("/evidence/projekty/soubor.csv").data
    assert _load(manager, "projekty", told, obec="1")[0] == 303
    assert _words(manager.get("/evidence/projekty").text).count("1 250 000,50 Kč") == 2


def test_a_removed_project_is_gone_today_and_there_in_the_report_of_the_day_before(manager: FlaskClient) -> None:
    ground = manager.application.extensions["tracker.ground"]
    number = save_row(ground.as_of(date(2026, 3, 10)), SYSTEM, register_of("projekty"), PROJECT, town=1)
    assert manager.post(f"/evidence/projekty/{number}/odstranit").status_code == 303
    assert "celkem 0," in _words(manager.get("/zpravy/projects").text)
    assert "celkem 1, z toho schválených 1." in _words(manager.get("/zpravy/projects?stav_k=2026-03-15").text)
    assert "celkem 0," in _words(manager.get("/zpravy/projects?stav_k=2026-03-09").text)


def test_the_registers_of_one_town_are_counted_and_listed_for_it(manager: FlaskClient) -> None:
    manager.post("/evidence/projekty/novy", data=PROJECT)
    page = manager.get("/evidence?obec=1")
    assert "Evidence: Lipová" in _words(page.text)
    assert "Projekty 1" in _words(page.text)
    assert "/evidence/projekty?obec=1" in page.text
    assert "/evidence?obec=1" in manager.get("/obce/1").text
    assert manager.get("/evidence?obec=99").status_code == 404


def test_rows_of_a_sheet_may_name_their_town_and_what_they_belong_to(manager: FlaskClient) -> None:
    plans = "Obec;Název;Druh (SPSZ, MPI, TAP)\nLipová;MPI Lipová;MPI\n"
    assert _load(manager, "plany", plans.encode())[0] == 303
    approvals = "Obec;Patří k;Schváleno\nLipová;MPI Lipová;1. 2. 2026\nLipová;MPI Lipová;2. 2. 2026\n"
    assert _load(manager, "schvaleni", approvals.encode())[0] == 303
    assert "Schválení plánů (2)" in _words(manager.get("/evidence/plany/1").text)
    told = manager.get("/evidence/schvaleni/soubor.csv").data.decode("utf-8-sig").splitlines()
    assert told[1] == "Lipová;MPI Lipová;;2026-02-01;"


@pytest.mark.parametrize(
    "line, words",
    [
        ("Odry;MPI Lipová;1. 2. 2026", "Obec „Odry“ tu není."),
        ("Cizí;MPI Lipová;1. 2. 2026", "Obec „Cizí“ tu není."),
        (";MPI Lipová;1. 2. 2026", "Vyplňte sloupec Obec."),
        ("Lipová;SPSZ;1. 2. 2026", "„SPSZ“ v evidenci Plány této obce není"),
    ],
)
def test_a_row_that_names_nobody_known_is_told(manager: FlaskClient, line: str, words: str) -> None:
    with working(manager.application.extensions["tracker.ground"], SYSTEM) as work:
        a_town(work.session, an_office(work.session, "RCV"), "Cizí")
    manager.post("/evidence/plany/novy", data={"obec": "1", "title": "MPI Lipová", "kind": "MPI"})
    code, page = _load(manager, "schvaleni", f"Obec;Patří k;Schváleno\n{line}\n".encode())
    assert (code, words in page) == (422, True)


def test_a_long_register_is_shown_by_pages_and_told_whole_in_its_file(manager: FlaskClient) -> None:
    lines = ["Název;Stav", *(f"Projekt {n:03};Podaný" for n in range(101))]
    assert _load(manager, "projekty", "\n".join(lines).encode(), obec="1")[0] == 303
    first, second = (_words(manager.get(f"/evidence/projekty?strana={page}").text) for page in (1, 2))
    assert "Záznamů: 101" in first
    assert "Strana 1 z 2" in first
    assert ("Projekt 099" in first, "Projekt 100" in first, "Projekt 100" in second) == (True, False, True)
    assert len(manager.get("/evidence/projekty/soubor.csv").data.decode("utf-8-sig").splitlines()) == 102


def test_a_plan_with_approvals_is_not_removed_from_under_them(manager: FlaskClient) -> None:
    plan = manager.post("/evidence/plany/novy", data={"obec": "1", "title": "MPI Lipová", "kind": "MPI"})
    manager.post("/evidence/schvaleni/novy", data={"k": "1", "approved_on": "21. 6. 2025"})
    answer = manager.post(f"{plan.headers['Location']}/odstranit")
    assert answer.status_code == 409
    assert "Nejdřív odstraňte záznamy" in answer.text
