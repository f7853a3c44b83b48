"""Reports as pages and files, the way of one to the public, and what strangers see of it."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import FormatChecker, validate
from sqlmodel import select

from tests.factories import a_lived_in_ground, a_person
from tests.support.sample import SAMPLE_DAY
from tracker.app import create_app
from tracker.config import Config
from tracker.obligations.obligation import Act
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import working
from tracker.operations.people.sign_in import open_session
from tracker.operations.refresh import refresh
from tracker.people.actor import SYSTEM, Role
from tracker.store.events import DelayReasonRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import on_day
from tracker.web.security import cookie_name

JANUARY = date(2027, 1, 14)


@pytest.fixture
def manager(sqlite_url: str, tmp_path: Path) -> FlaskClient:
    """The browser of the manager of a town that held one of four meetings of 2026."""
    ground, agreed = a_lived_in_ground(sqlite_url, tmp_path, date(2026, 1, 5))
    meeting = NewEvent(agreed.municipality, Act.PARTNERSHIP_MEETING, date(2026, 3, 10), "Jednání LP", persons=12)
    record_event(ground.as_of(date(2026, 3, 11)), SYSTEM, meeting)
    with working(ground.as_of(JANUARY), SYSTEM) as work:
        town = work.session.get(MunicipalityRow, agreed.municipality)
        (occurrence,) = work.session.exec(select(OccurrenceRow))
        reason = DelayReasonRow(
            municipality_id=agreed.municipality,
            occurrence_id=occurrence.id or 0,
            reason="Paní Nováková onemocněla.",
            recorded_at=work.now,
        )
        work.session.add(reason)
        person = a_person(work.session, Role.MANAGER, town)
        assert person.person is not None
        token = open_session(work.session, person.person, work.now, "test")
    app = create_app(ground.config, on_day(JANUARY))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.set_cookie(cookie_name(app), token)
    return client


def _stranger(client: FlaskClient) -> FlaskClient:
    return client.application.test_client()


def _words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page).replace("\xa0", " "))


def test_a_fresh_installation_shows_strangers_a_published_report(sample_instance: Path) -> None:
    stranger = create_app(Config(instance_dir=sample_instance), on_day(SAMPLE_DAY)).test_client()
    (address,) = set(re.findall(r'href="(/zverejneno/\d+/2025/1)"', stranger.get("/zverejneno").text))
    page = _words(stranger.get(address).text)
    assert "Splněno 5 z 6 termínů (83 %), nesplněno 1." in page
    assert "Prosincové zasedání zastupitelstva se nekonalo." in page
    terms = csv.DictReader(io.StringIO(stranger.get(f"{address}/zprava.csv").data.decode("utf-8-sig")), delimiter=";")
    assert sum(term["Oddíl"] == "rok zprávy" for term in terms) == 6
    told = stranger.get(f"{address}/zprava.json").json
    assert told is not None
    assert [figure["number"] for figure in told["figures"]] == [6, 5, 0, 1]
    assert f"{address}/zprava.csv" in stranger.get("/data/").text


def test_the_reports_are_listed_with_what_they_are_for(manager: FlaskClient) -> None:
    page = _words(manager.get("/zpravy").text)
    assert "Zpráva o plnění popisu spolupráce Co bylo na rok dohodnuto" in page


def test_the_report_opens_for_the_only_town_and_any_day(manager: FlaskClient) -> None:
    page = _words(manager.get("/zpravy/compliance?rok=2026&stav_k=2027-01-02").text)
    assert "Splněno 0 z 1 termínu (0 %), nesplněno 1." in page
    assert "Paní Nováková" not in page, "the reason was written later"
    assert "Paní Nováková onemocněla." in _words(manager.get("/zpravy/compliance?rok=2026").text)


def test_every_table_of_a_report_is_a_csv_file_of_its_own(manager: FlaskClient) -> None:
    page = manager.get("/zpravy/summary?od=2026-01-01&do=2026-12-31").text
    (address,) = re.findall(r'href="([^"]*tabulka=by_act[^"]*)"', page)
    told = manager.get(address.replace("&amp;", "&"))
    assert told.data.decode("utf-8-sig").splitlines()[0].startswith("Druh události;Událostí;")
    assert told.headers["Content-Disposition"].endswith("-by_act.csv")
    assert manager.get("/zpravy/summary/soubor.csv?tabulka=neni").status_code == 404


@pytest.mark.parametrize("form", ["csv", "json", "html", "xlsx", "docx", "pdf"])
def test_the_report_can_be_had_as_a_file(manager: FlaskClient, form: str) -> None:
    answer = manager.get(f"/zpravy/compliance/soubor.{form}?rok=2026")
    assert (answer.status_code, answer.headers["Content-Disposition"]) == (
        200,
        f"attachment; filename=compliance-2027-01-14.{form}",
    )
    assert answer.data


def test_a_day_that_is_none_is_told_above_the_form(manager: FlaskClient) -> None:
    answer = manager.get("/zpravy/compliance?rok=2026&znamo_k=nikdy")
    assert answer.status_code == 200
    assert "nikdy" in answer.text


def test_what_does_not_exist_is_not_found(manager: FlaskClient) -> None:
    asked = ["/zpravy/neni", "/zpravy/compliance/soubor.exe?rok=2026", "/zverejneno/1/2026", "/zverejneno/99"]
    assert [manager.get(address).status_code for address in asked] == [404] * 4


def test_a_stranger_is_sent_to_sign_in(manager: FlaskClient) -> None:
    assert _stranger(manager).get("/zpravy/compliance?rok=2026").status_code == 302


def test_a_report_goes_public_after_a_look_at_what_the_public_will_read(manager: FlaskClient) -> None:
    begun = manager.post("/zpravy/navrhy", data={"obec": "1", "rok": "2026"})
    draft = begun.headers["Location"]
    assert "Paní Nováková onemocněla." in manager.get(draft).text
    kept = {"den": "1. 1. 2027", "next_steps": "Sejdeme se v únoru.", "verejne": "text#next", "kontrola": "1"}
    check = manager.post(draft, data=kept).headers["Location"]
    assert "Nováková" not in manager.get(check).text
    published = manager.post(f"{draft}/zverejnit").headers["Location"]
    page = _words(_stranger(manager).get(published).text)
    assert published == "/zverejneno/1/2026/1"
    assert "Sejdeme se v únoru." in page
    assert "Nováková" not in page
    lines = _stranger(manager).get(f"{published}/zprava.csv").data.decode("utf-8-sig").splitlines()
    (row,) = csv.DictReader(lines, delimiter=";")
    assert (row["Stav"], row["Důvod"]) == ("Částečně splněno", "")
    assert "Názvy dokladů" not in row


def test_a_correction_says_what_it_corrects_and_leaves_the_old_version(manager: FlaskClient) -> None:
    for _ in range(2):
        draft = manager.post("/zpravy/navrhy", data={"obec": "1", "rok": "2026"}).headers["Location"]
        answer = manager.post(f"{draft}/zverejnit")
    assert answer.status_code == 422
    assert "Napište, co nová verze opravuje." in answer.text
    manager.post(f"{draft}/zverejnit", data={"oprava": "Překlep v datu."})
    stranger = _stranger(manager)
    assert "Tato verze opravuje: Překlep v datu." in _words(stranger.get("/zverejneno/1/2026").text)
    assert "Je tu novější verze." in stranger.get("/zverejneno/1/2026/1").text
    assert stranger.get("/zverejneno").text.count("/zverejneno/1/2026/") == 2


def test_looking_at_a_report_changes_nothing(manager: FlaskClient) -> None:
    draft = manager.post("/zpravy/navrhy", data={"obec": "1", "rok": "2026"}).headers["Location"]
    before = _words(manager.get("/zpravy").text)
    for address in (draft, f"{draft}/kontrola", "/zpravy/compliance?rok=2026"):
        assert manager.get(address).status_code == 200
    assert _words(manager.get("/zpravy").text) == before


def _only_record(stranger: FlaskClient) -> dict[str, Any]:
    (address,) = json.loads(stranger.get("/data/katalog.jsonld").text)["datová_sada"]
    answer = stranger.get(address)
    assert answer.content_type == "application/ld+json; charset=utf-8"
    told: dict[str, Any] = json.loads(answer.text)
    return told


def test_only_what_was_published_is_open_data(manager: FlaskClient) -> None:
    stranger = _stranger(manager)
    assert "Zatím není zveřejněna žádná zpráva." in stranger.get("/data/").text
    draft = manager.post("/zpravy/navrhy", data={"obec": "1", "rok": "2026"}).headers["Location"]
    assert json.loads(stranger.get("/data/katalog.jsonld").text)["datová_sada"] == []
    manager.post(f"{draft}/zverejnit")
    published = _only_record(stranger)
    assert published["název"] == {"cs": "Zpráva o plnění popisu spolupráce za rok 2026 · obec Lipová, verze 1"}
    table, form = published["distribuce"]
    heads = stranger.get(table["soubor_ke_stažení"]).data.decode("utf-8-sig").splitlines()[0].split(";")
    schema = json.loads(stranger.get(table["schéma"]).text)
    assert [column["titles"] for column in schema["tableSchema"]["columns"]] == heads
    told = json.loads(stranger.get(form["soubor_ke_stažení"]).text)
    assert told["report"] == "compliance"
    validate(told, json.loads(stranger.get(form["schéma"]).text), format_checker=FormatChecker())
    assert "CSV" in stranger.get("/data/").text


IRI = {"type": "string", "pattern": "^https?://"}
CZECH = {"type": "object", "required": ["cs"]}
TERMS = ("autorské_dílo", "databáze_jako_autorské_dílo", "databáze_chráněná_zvláštními_právy", "osobní_údaje")
DISTRIBUTION = {
    "typ": {"const": "Distribuce"},
    "podmínky_užití": {"required": ["typ", *TERMS], "properties": dict.fromkeys(TERMS, IRI)},
    **dict.fromkeys(("iri", "přístupové_url", "soubor_ke_stažení", "formát", "typ_média", "schéma"), IRI),
}
PUBLISHER = {"type": "string", "pattern": "orgán-veřejné-moci/[0-9]{8}$"}
DATA_SET = {
    "@context": IRI,
    "iri": IRI,
    "poskytovatel": PUBLISHER,
    "typ": {"const": "Datová sada"},
    "název": CZECH,
    "popis": CZECH,
    "prvek_rúian": {"type": "array", "minItems": 1, "items": IRI},
    "klíčové_slovo": CZECH,
    "téma": {"type": "array", "minItems": 1, "items": IRI},
    "periodicita_aktualizace": IRI,
    "dokumentace": IRI,
    "časové_pokrytí": {"type": "object", "required": ["typ", "začátek", "konec"]},
    "datum_vydání": {"type": "string", "format": "date"},
    "distribuce": {
        "type": "array",
        "minItems": 1,
        "items": {"type": "object", "required": list(DISTRIBUTION), "properties": DISTRIBUTION},
    },
}
CATALOGUE = {
    "type": "object",
    "required": ["@context", "iri", "typ", "název", "popis", "poskytovatel", "datová_sada"],
    "properties": {
        "@context": IRI,
        "typ": {"const": "Katalog"},
        "poskytovatel": PUBLISHER,
        "datová_sada": {"type": "array", "items": IRI},
    },
}
"""What DCAT-AP-CZ asks of a record of a catalogue, of its data sets and of their distributions."""


def test_the_catalogue_record_holds_what_the_national_catalogue_asks_for(manager: FlaskClient) -> None:
    draft = manager.post("/zpravy/navrhy", data={"obec": "1", "rok": "2026"}).headers["Location"]
    manager.post(f"{draft}/zverejnit")
    stranger = _stranger(manager)
    record = json.loads(stranger.get("/data/katalog.jsonld").text)
    validate(record, CATALOGUE, format_checker=FormatChecker())
    published = _only_record(stranger)
    validate(published, {"type": "object", "required": list(DATA_SET), "properties": DATA_SET})
    assert record["datová_sada"] == [published["iri"]], "harvesters follow the address and find the record there"


def test_every_cell_of_the_open_table_is_of_the_kind_its_schema_says(manager: FlaskClient) -> None:
    draft = manager.post("/zpravy/navrhy", data={"obec": "1", "rok": "2026"}).headers["Location"]
    manager.post(f"{draft}/zverejnit")
    stranger = _stranger(manager)
    published = _only_record(stranger)
    table, _ = published["distribuce"]
    columns = json.loads(stranger.get(table["schéma"]).text)["tableSchema"]["columns"]
    text = stranger.get(table["soubor_ke_stažení"]).data.decode("utf-8-sig")
    _, *rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows
    for row in rows:
        for cell, column in zip(row, columns, strict=True):
            if cell and column["datatype"] == "date":
                date.fromisoformat(cell)
            elif cell and column["datatype"] != "string":
                float(cell.replace(",", "."))


def test_the_country_is_one_page_with_its_tiles_and_the_file_says_the_same(manager: FlaskClient) -> None:
    ground = manager.application.extensions["tracker.ground"]
    with working(ground, SYSTEM) as work:
        refresh(work, [number for number in work.session.exec(select(OccurrenceRow.id)) if number])
        person = a_person(work.session, Role.HEADQUARTERS)
        token = open_session(work.session, person.person or 0, work.now, "test")
    client = manager.application.test_client()
    client.set_cookie(cookie_name(manager.application), token)
    page = client.get("/prehled?rok=2026")
    told = _words(page.text)
    file = json.loads(client.get("/zpravy/overview/soubor.json?rok=2026").text)
    assert page.status_code == 200
    assert '<a class="tile-map__tile' in page.text
    assert "RCZ: 0 z 1" in told
    assert file["summary"][0].replace("\xa0", " ") in told
    assert "V roce 1999 není žádný termín." in _words(client.get("/prehled?rok=1999").text)
