"""A manager uploads a description, looks over what was read, and starts watching; nothing happens before that."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlmodel import func, select

from tests.factories import a_person, a_town, an_office, ground_on
from tracker.app import create_app
from tracker.documents.refusals import MESSAGES
from tracker.operations.ground import Ground, looking, working
from tracker.operations.people.sign_in import open_session
from tracker.operations.sample.places import SAMPLES
from tracker.operations.upkeep.run_task import run_task
from tracker.people.actor import SYSTEM, Role
from tracker.store.agreements import AgreementRow, TermRow
from tracker.store.documents import DocumentRow, DraftRow
from tracker.store.occurrences import OccurrenceRow
from tracker.timeline.clock import on_day
from tracker.web.security import cookie_name

DAY = date(2022, 4, 30)
DRAFT = "/dokumenty/navrhy/1"


@pytest.fixture
def ground(sqlite_url: str, tmp_path: Path) -> Ground:
    return ground_on(sqlite_url, tmp_path, DAY)


@pytest.fixture
def manager(ground: Ground) -> FlaskClient:
    """The browser of the manager of Chomutov."""
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session), "Chomutov")
        person = a_person(work.session, Role.MANAGER, town)
        assert person.person is not None
        token = open_session(work.session, person.person, work.now, "test")
    return _browser(ground, token)


def _browser(ground: Ground, token: str) -> FlaskClient:
    app = create_app(ground.config, on_day(DAY))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.set_cookie(cookie_name(app), token)
    return client


def _upload(client: FlaskClient, ground: Ground, data: bytes, name: str) -> str:
    """Send a file and let a worker read it; the address of the task."""
    answer = client.post("/dokumenty", data={"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")
    assert answer.status_code == 303
    run_task(ground)
    return answer.headers["Location"]


def _sample() -> bytes:
    return (SAMPLES / "chomutov.txt").read_bytes()


def _words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page).replace("\xa0", " "))


def _count(ground: Ground, kind: type) -> int:
    with looking(ground, SYSTEM) as work:
        return work.session.exec(select(func.count()).select_from(kind)).one()


def test_an_upload_becomes_a_draft_beside_its_text_and_watches_nothing(manager: FlaskClient, ground: Ground) -> None:
    task = _upload(manager, ground, _sample(), "popis.txt")
    assert manager.post(f"{task}/otevrit").headers["Location"] == DRAFT
    page = manager.get(DRAFT).text
    assert "možných závazků: 15" in _words(page)
    assert '<mark id="text-o3" tabindex="-1">Minimálně 4x ročně</mark><a class="number" href="#nalez-o3">' in page
    assert _count(ground, OccurrenceRow) == 0


@pytest.mark.parametrize(
    "data, name, reason",
    [(b"", "prazdny.txt", "empty"), (b"MZ\x90\x00" + bytes(200), "program.exe", "foreign")],
)
def test_a_file_that_cannot_be_read_says_why_stays_listed_and_makes_no_draft(
    manager: FlaskClient, ground: Ground, data: bytes, name: str, reason: str
) -> None:
    task = _upload(manager, ground, data, name)
    for page in (task, "/dokumenty", "/prace"):
        words = _words(manager.get(page).text)
        assert (page, name in words, MESSAGES[reason] in words) == (page, True, True)
    assert _count(ground, DraftRow) == 0


def test_no_file_asks_for_one(manager: FlaskClient) -> None:
    assert manager.post("/dokumenty", data={}).status_code == 422


def test_going_on_lists_everything_that_is_undecided(manager: FlaskClient, ground: Ground) -> None:
    _upload(manager, ground, _sample(), "popis.txt")
    answer = manager.post(DRAFT, data={"step": "summary"})
    words = _words(answer.text)
    assert answer.status_code == 422
    assert "Rozhodněte o návrhu „Jednání lokálního partnerství“." in words
    assert "Vyberte čtení: OBDOBÍ KVĚTEN 2022" in words


def test_accepting_all_leads_to_the_summary_and_the_start_to_watching(manager: FlaskClient, ground: Ground) -> None:
    _upload(manager, ground, _sample(), "popis.txt")
    manager.post(DRAFT, data={"step": "accept"})
    assert (
        manager.post(DRAFT, data=_all_as_proposed(ground) | {"step": "summary"}).headers["Location"]
        == f"{DRAFT}/souhrn"
    )
    summary = _words(manager.get(f"{DRAFT}/souhrn").text)
    assert "Bude se hlídat závazků: 15, termínů: 39, v době 1. 5. 2022–31. 8. 2026." in summary
    assert "Jednání lokálního partnerství 18 20 16 17,33" in summary
    assert _count(ground, OccurrenceRow) == 0
    assert manager.post(f"{DRAFT}/souhrn", data={}).status_code == 303
    assert _count(ground, OccurrenceRow) == 39


def test_a_skipped_finding_an_edited_term_and_an_added_duty_are_heeded(manager: FlaskClient, ground: Ground) -> None:
    _upload(manager, ground, _sample(), "popis.txt")
    decided = _all_as_proposed(ground) | {
        "navrh-o2": "skip",
        "duvod-o2": "jen příprava",
        "navrh-o3": "edit",
        "nazev-o3": "Setkání partnerství",
        "termin-o3": "6x ročně",
        "pridany-nazev": "Výroční konference",
        "pridany-termin": "do 30. 9. 2023",
        "pridany-misto": "",
        "step": "summary",
    }
    assert manager.post(DRAFT, data=decided).status_code == 303
    manager.post(f"{DRAFT}/souhrn", data={})
    with looking(ground, SYSTEM) as work:
        terms = {term.title: term.deadline for term in work.session.exec(select(TermRow))}
    assert (len(terms), terms["Setkání partnerství"]["count"]) == (15, 6)
    assert terms["Výroční konference"]["due"] == "2023-09-30"
    assert "Aktualizace lokálního partnerství" not in terms


def test_a_term_that_nobody_understands_is_pointed_at(manager: FlaskClient, ground: Ground) -> None:
    _upload(manager, ground, _sample(), "popis.txt")
    decided = _all_as_proposed(ground) | {"navrh-o3": "edit", "termin-o3": "až naprší", "step": "summary"}
    answer = manager.post(DRAFT, data=decided)
    assert (answer.status_code, "Termínu „až naprší“ nerozumíme." in _words(answer.text)) == (422, True)


def test_a_finding_put_aside_wants_its_reason_and_keeps_it(manager: FlaskClient, ground: Ground) -> None:
    _upload(manager, ground, _sample(), "popis.txt")
    decided = _all_as_proposed(ground) | {"navrh-o2": "skip", "step": "summary"}
    answer = manager.post(DRAFT, data=decided)
    asked = "Napište, proč „Aktualizace lokálního partnerství“ není závazek."
    assert (answer.status_code, asked in _words(answer.text)) == (422, True)
    assert manager.post(DRAFT, data=decided | {"duvod-o2": "jen příprava"}).status_code == 303
    manager.post(f"{DRAFT}/souhrn", data={})
    assert "Není závazek: jen příprava" in _words(manager.get(DRAFT).text)


def test_a_confirmed_draft_tells_what_was_chosen_and_offers_nothing_to_choose(
    manager: FlaskClient, ground: Ground
) -> None:
    _upload(manager, ground, _sample(), "popis.txt")
    edited = {"navrh-o3": "edit", "nazev-o3": "Setkání partnerství", "termin-o3": "6x ročně", "step": "later"}
    manager.post(DRAFT, data=_all_as_proposed(ground) | edited)
    manager.post(f"{DRAFT}/souhrn", data={})
    page = manager.get(DRAFT).text
    words = _words(page)
    with looking(ground, SYSTEM) as work:
        (row,) = work.session.exec(select(DraftRow))
    taken = [doubt["readings"][doubt["proposed"]]["words"] for doubt in row.findings["doubts"] if doubt["readings"]]
    assert [name for name in ("radio", "Přidat závazek", "přidat?") if name in page] == []
    assert [f"Zvoleno: {_words(reading)}" in words for reading in taken] == [True] * len(taken)
    assert "Hlídá se, upraveno: Setkání partnerství, 6x ročně" in words
    assert 'href="/dokumenty/platne/1"' in page


def test_every_place_of_the_account_leads_to_the_text(manager: FlaskClient, ground: Ground) -> None:
    _upload(manager, ground, _sample(), "popis.txt")
    page = manager.get(DRAFT).text
    counted = re.search(r"odloženo s důvodem (\d+), nezařazeno (\d+)", _words(page))
    assert counted is not None
    led = re.findall(r'<li><a href="#([^"]+)">', page)
    assert len(led) == sum(map(int, counted.groups()))
    assert [anchor for anchor in led if f'id="{anchor}"' not in page] == []


def test_a_typed_term_is_read_aloud_before_it_is_kept(manager: FlaskClient, ground: Ground) -> None:
    _upload(manager, ground, _sample(), "popis.txt")
    ask = f"{DRAFT}/cteni"
    answers = [
        _words(manager.get(ask, query_string={"termin-o3": words}).text).strip()
        for words in ("6x ročně", "", "až naprší")
    ]
    assert answers == [
        "Přečteno: 6× ročně",
        "",
        "Tomuto termínu nerozumíme. Napište třeba „4x ročně“ nebo „do 30. 9. 2026“.",
    ]
    typed = {"navrh-o3": "edit", "termin-o3": "6x ročně", "step": "read:o3"}
    assert manager.post(DRAFT, data=typed).headers["Location"] == f"{DRAFT}#nalez-o3"
    assert "Přečteno: 6× ročně" in _words(manager.get(DRAFT).text)


def test_a_duty_is_added_from_its_passage_and_nothing_decided_is_lost(manager: FlaskClient, ground: Ground) -> None:
    _upload(manager, ground, _sample(), "popis.txt")
    with looking(ground, SYSTEM) as work:
        text = work.session.exec(select(DocumentRow.text)).one()
    start = text.index("40 hodin")
    place = f"{start}-{start + 8}"
    answer = manager.post(DRAFT, data={"navrh-o3": "watch", "step": f"add:{place}"})
    assert answer.headers["Location"] == f"{DRAFT}?misto={place}#pridat"
    page = manager.get(answer.headers["Location"]).text
    assert "Z místa: 40 hodin" in _words(page)
    assert re.search(r'name="navrh-o3" value="watch" checked', page)


def test_all_that_is_sure_is_taken_at_once_and_the_rest_stays_open(manager: FlaskClient, ground: Ground) -> None:
    _upload(manager, ground, _sample(), "popis.txt")
    manager.post(DRAFT, data={"step": "sure"})
    with looking(ground, SYSTEM) as work:
        (row,) = work.session.exec(select(DraftRow))
    unsure = {doubt["obligation"] for doubt in row.findings["doubts"] if doubt["readings"]}
    assert set(row.choices["seen"]) == {f["id"] for f in row.findings["obligations"]} - unsure
    assert row.choices["doubts"] == {}


def test_decisions_wait_until_somebody_comes_back(manager: FlaskClient, ground: Ground) -> None:
    _upload(manager, ground, _sample(), "popis.txt")
    manager.post(DRAFT, data={"navrh-o3": "watch", "cteni-d1": "1", "step": "later"})
    page = manager.get(DRAFT).text
    assert "Zkontrolováno 1 z 15" in _words(page)
    assert re.search(r'name="cteni-d1" value="1" checked', page)


def test_two_documents_of_the_town_are_compared_on_a_page(manager: FlaskClient, ground: Ground) -> None:
    _upload(manager, ground, _sample(), "popis.txt")
    later = _sample().decode().replace("Minimálně 4x ročně", "Minimálně 2x ročně")
    _upload(manager, ground, later.encode(), "dodatek.txt")
    assert 'href="/dokumenty/porovnani?do=2"' in manager.get("/dokumenty").text
    page = _words(manager.get("/dokumenty/porovnani?od=1&do=2").text)
    assert "oslabeno: 1, beze změny: 14." in page
    assert "Jednání lokálního partnerství oslabeno nejméně 4× ročně" in page
    assert "Vyberte dva různé dokumenty." in _words(manager.get("/dokumenty/porovnani?od=1&do=1").text)


def test_an_agreement_is_ended_by_the_head_after_a_look_at_the_settlement(manager: FlaskClient, ground: Ground) -> None:
    _upload(manager, ground, _sample(), "popis.txt")
    manager.post(DRAFT, data=_all_as_proposed(ground) | {"step": "later"})
    manager.post(f"{DRAFT}/souhrn", data={})
    assert manager.get("/dokumenty/platne/1/ukoncit").status_code == 403
    with working(ground, SYSTEM) as work:
        town = work.municipality(1)
        office = work.session.get(type(an_office(work.session, "RCV")), town.office_id)
        head = a_person(work.session, Role.REGIONAL_HEAD, office)
        assert head.person is not None
        token = open_session(work.session, head.person, work.now, "test")
    browser = _browser(ground, token)
    shown = _words(browser.get("/dokumenty/platne/1/ukoncit?den=30.4.2022").text)
    assert "Splněno (0)" in shown
    assert "Po termínu v den ukončení (1)" in shown
    late = browser.post(
        "/dokumenty/platne/1/ukoncit", data={"den": "1. 5. 2022", "how": "ended_by_agreement", "reason": "x"}
    )
    assert late.status_code == 422
    with looking(ground, SYSTEM) as work:
        assert work.session.exec(select(AgreementRow)).one().ended_on is None


def test_a_foreign_draft_is_not_found(manager: FlaskClient, ground: Ground) -> None:
    _upload(manager, ground, _sample(), "popis.txt")
    with working(ground, SYSTEM) as work:
        elsewhere = a_town(work.session, an_office(work.session, "RCV"), "Jinde")
        stranger = a_person(work.session, Role.MANAGER, elsewhere, "cizi@obec.example")
        assert stranger.person is not None
        token = open_session(work.session, stranger.person, work.now, "test")
    browser = _browser(ground, token)
    paths = (DRAFT, f"{DRAFT}/souhrn", "/dokumenty/1/soubor")
    assert [browser.get(path).status_code for path in paths] == [404, 404, 404]
    assert "popis.txt" not in browser.get("/dokumenty").text


def _all_as_proposed(ground: Ground) -> dict[str, str]:
    """The form with every proposed reading chosen and every finding watched."""
    with looking(ground, SYSTEM) as work:
        (row,) = work.session.exec(select(DraftRow))
    doubts = {f"cteni-{d['id']}": str(d["proposed"]) for d in row.findings["doubts"] if d["proposed"] is not None}
    return doubts | {f"navrh-{finding['id']}": "watch" for finding in row.findings["obligations"]}
