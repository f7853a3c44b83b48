"""The last look before watching: readings of years side by side, a validity that is missing, an amendment."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlmodel import col, select

from tests.factories import a_person, a_town, an_office, ground_on
from tracker.app import create_app
from tracker.obligations.obligation import PartialPeriod, YearKind
from tracker.operations.ground import Ground, looking, working
from tracker.operations.people.sign_in import open_session
from tracker.operations.sample.places import SAMPLES
from tracker.operations.sample.scenes import begin
from tracker.operations.upkeep.run_task import run_task
from tracker.people.actor import SYSTEM, Role
from tracker.store.agreements import AgreementRow, HoursReadingRow, ObligationRow, TermRow
from tracker.store.documents import DraftRow
from tracker.timeline.clock import on_day
from tracker.web.security import cookie_name

DAY = date(2022, 4, 30)
SUMMARY = "/dokumenty/navrhy/1/souhrn"
AMENDMENT = """Dodatek č. 1 k popisu spolupráce města Chomutov ze dne 19. 4. 2022

U činnosti „Lokální partnerství“ se termín „Minimálně 4x ročně“ nahrazuje termínem „Minimálně 2x ročně“.
Vypouští se činnost „Jednání o spolupráci“.
Vypouští se činnost „Průzkum veřejného mínění“.
Tento dodatek nabývá účinnosti dnem 1. 1. 2024.
"""
UNDATED = """Obec Chomutov předloží zprávu o bydlení do 30. 9. 2022.
"""


@pytest.fixture
def ground(sqlite_url: str, tmp_path: Path) -> Ground:
    return ground_on(sqlite_url, tmp_path, DAY)


@pytest.fixture
def manager(ground: Ground) -> FlaskClient:
    """The browser of the manager of Chomutov."""
    with working(ground, SYSTEM) as work:
        person = a_person(work.session, Role.MANAGER, a_town(work.session, an_office(work.session), "Chomutov"))
        assert person.person is not None
        token = open_session(work.session, person.person, work.now, "test")
    app = create_app(ground.config, on_day(DAY))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.set_cookie(cookie_name(app), token)
    return client


def reviewed(client: FlaskClient, ground: Ground, data: bytes, draft: int = 1) -> None:
    """A file read and everything in it taken as proposed."""
    told = {"file": (io.BytesIO(data), "popis.txt"), "municipality": "1"}
    client.post("/dokumenty", data=told, content_type="multipart/form-data")
    run_task(ground)
    client.post(f"/dokumenty/navrhy/{draft}", data={"step": "accept"})


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page).replace("\xa0", " "))


def sample() -> bytes:
    return (SAMPLES / "chomutov.txt").read_bytes()


def test_the_readings_of_years_stand_side_by_side_and_the_chosen_one_is_taken(
    manager: FlaskClient, ground: Ground
) -> None:
    reviewed(manager, ground, sample())
    before = words(manager.get(SUMMARY).text)
    assert "Zaokrouhleno nahoru Plný počet Zaokrouhleno dolů Přesný podíl" in before
    assert "Individuální odborná podpora 44 50 42 43,33" in before
    chosen = {"partial": "full", "year": "cooperation"}
    assert manager.post(SUMMARY, data=chosen | {"step": "again"}).headers["Location"] == f"{SUMMARY}#cteni"
    again = manager.get(SUMMARY).text
    assert re.findall(r'value="(\w+)" checked', again) == ["full", "cooperation"]
    assert "<strong>50</strong>" in again
    manager.post(SUMMARY, data=chosen | {"step": "start"})
    with looking(ground, SYSTEM) as work:
        assert set(work.session.exec(select(TermRow.partial, TermRow.year))) == {
            (PartialPeriod.FULL, YearKind.COOPERATION)
        }


def test_hours_owed_to_each_person_ask_for_how_many(manager: FlaskClient, ground: Ground) -> None:
    reviewed(manager, ground, sample())
    assert "Pro kolik osob" not in manager.get(SUMMARY).text
    with working(ground, SYSTEM) as work:
        row = work.session.exec(select(DraftRow)).one()
        (doubt,) = [doubt for doubt in row.findings["doubts"] if doubt["kind"] == "hours_scope"]
        row.choices = {**row.choices, "doubts": {**row.choices["doubts"], doubt["id"]: 1}}
    assert "Pro kolik osob: Účast pracovníků na vzdělávání (40 hodin)" in words(manager.get(SUMMARY).text)
    manager.post(SUMMARY, data={f"osob-{doubt['obligation']}": "12", "step": "start"})
    with looking(ground, SYSTEM) as work:
        assert list(work.session.exec(select(HoursReadingRow.persons))) == [12]


def test_a_document_without_a_validity_asks_for_one(manager: FlaskClient, ground: Ground) -> None:
    reviewed(manager, ground, UNDATED.encode())
    assert "Dokument ji neuvádí." in words(manager.get(SUMMARY).text)
    refused = manager.post(SUMMARY, data={"starts": "1. 1. 2023", "ends": "1. 5. 2022", "step": "again"})
    assert (refused.status_code, "Konec platnosti musí být po jejím začátku." in words(refused.text)) == (422, True)
    manager.post(SUMMARY, data={"starts": "1. 5. 2022", "ends": "31. 12. 2023", "step": "again"})
    assert "v době 1. 5. 2022–31. 12. 2023" in words(manager.get(SUMMARY).text)
    manager.post(SUMMARY, data={"starts": "1. 5. 2022", "ends": "31. 12. 2023", "step": "start"})
    with looking(ground, SYSTEM) as work:
        row = work.session.exec(select(AgreementRow)).one()
    assert (row.starts, row.ends) == (date(2022, 5, 1), date(2023, 12, 31))


def test_an_amendment_offers_the_revision_of_the_agreement_that_it_names(manager: FlaskClient, ground: Ground) -> None:
    begin(ground, "chomutov", 1, DAY)
    reviewed(manager, ground, AMENDMENT.encode(), draft=2)
    shown = words(manager.get("/dokumenty/navrhy/2").text)
    assert "Podle textu mění dokument, který tu hlídáme: Popis spolupráce Chomutov 2022–2026." in shown
    changes = words(manager.get("/dokumenty/navrhy/2/zmeny/1").text)
    assert "Jednání lokálního partnerství Pravidlo termínu nejméně 4× ročně nejméně 2× ročně" in changes
    assert "Jednání o spolupráci Zrušený závazek" in changes
    assert "co jsme v závazcích nenašli: Průzkum veřejného mínění." in changes
    page = manager.get("/dokumenty/navrhy/2/souhrn").text
    assert re.findall(r'value="(\w*)" checked', page) == ["rounded_up", "calendar", "1", "changes"]
    assert 'value="1. 1. 2024"' in page.replace("\xa0", " ")
    started = {"agreement": "1", "since": "1. 1. 2024", "scope": "changes", "step": "start"}
    assert manager.post("/dokumenty/navrhy/2/souhrn", data=started).status_code == 303
    with looking(ground, SYSTEM) as work:
        dropped = select(ObligationRow.key).where(col(ObligationRow.dropped_on).is_not(None))
        assert list(work.session.exec(dropped)) == ["1/jednani-o-spolupraci"]
