"""The daily work: an event is recorded with its paper, acknowledged, returned and completed; lists stay cheap."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlmodel import select

from tests.duties import FORTY_HOURS
from tests.factories import an_agreement
from tests.web.world import OWN, World, a_copy
from tracker.fulfilment.event import DecisionKind
from tracker.obligations.obligation import Act
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import looking, working
from tracker.people.actor import SYSTEM, Role
from tracker.store.events import DecisionRow, EventRow, EvidenceRow, FulfilmentRow, ReviewRow

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


def typed(world: World, **changed: str) -> dict[str, str]:
    """The form of a meeting, filled in."""
    things = world.things[OWN]
    return {
        "municipality": str(things["town_id"]),
        "act": "partnership_meeting",
        "day": "18. 11.",
        "title": "Podzimní jednání",
        "form": "in_person",
        "persons": "14",
        **changed,
    }


def sealed_papers(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="paper" value="')[1:]]


def test_a_meeting_is_recorded_in_two_steps_and_its_paper_comes_along(world: World) -> None:
    manager = world.browser(Role.MANAGER)
    first = {**typed(world), "files": (BytesIO(PDF), "zápis z jednání.pdf")}
    check = manager.post("/zaznamenat", data=first, content_type="multipart/form-data").text
    assert "středa 18.\N{NO-BREAK SPACE}listopadu\N{NO-BREAK SPACE}2026" in check
    assert "Bude započteno 2 z 4." in check
    key = check.split('name="counts_for" value="')[1].split('"')[0]
    saved = manager.post("/zaznamenat/ulozit", data={**typed(world), "paper": sealed_papers(check), "counts_for": key})
    assert saved.status_code == 303
    with looking(world.ground, SYSTEM) as work:
        stored = work.session.exec(select(EventRow).where(EventRow.title == "Podzimní jednání")).one()
        papers = work.session.exec(select(EvidenceRow).where(EvidenceRow.event_id == stored.id)).all()
    assert (stored.day, stored.persons) == (date(2026, 11, 18), 14)
    assert [(paper.name, paper.kind.value, paper.size) for paper in papers] == [
        ("zápis z jednání.pdf", "minutes", len(PDF))
    ]


def test_saving_twice_leads_to_the_one_event(world: World) -> None:
    manager = world.browser(Role.MANAGER)
    form_key = manager.get("/zaznamenat").text.split('name="form_key" value="')[1].split('"')[0]
    form = typed(world, form_key=form_key)
    first, second = (manager.post("/zaznamenat/ulozit", data=form) for _ in range(2))
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert first.status_code == 303


def test_who_came_and_what_was_said_are_typed_checked_and_shown(world: World) -> None:
    manager = world.browser(Role.MANAGER)
    said = typed(
        world, persons="", attendance="Úřad práce; 2\nŠkola", decisions="Zřídit skupinu", tasks="Přehled; odbor; 31. 1."
    )
    check = manager.post("/zaznamenat", data=said).text
    assert "3\N{NO-BREAK SPACE}osoby: Úřad práce 2, Škola 1" in check
    stored = manager.post("/zaznamenat/ulozit", data=said).location
    shown = manager.get(stored).text
    for words in ("Úřad práce 2, Škola 1", "<strong>Rozhodnutí:</strong> Zřídit skupinu", "Přehled, odbor, do 31."):
        assert words in shown
    again = manager.post("/zaznamenat", data={**typed(world), "step": "again"}).text
    assert "Úřad práce; 2\nŠkola; 1</textarea>" in again


def test_a_paper_has_its_kind_its_readers_and_its_time(world: World) -> None:
    manager = world.browser(Role.MANAGER)
    first = {**typed(world), "files": (BytesIO(PDF), "listina.pdf")}
    check = manager.post("/zaznamenat", data=first, content_type="multipart/form-data").text
    (sealed,) = sealed_papers(check)
    sha256 = check.split('name="kind-')[1].split('"')[0]
    assert 'value="31.\N{NO-BREAK SPACE}12.\N{NO-BREAK SPACE}2036"' in check
    chosen = {f"kind-{sha256}": "attendance", f"visibility-{sha256}": "public", f"keep-{sha256}": "30. 6. 2030"}
    wrong = manager.post("/zaznamenat/ulozit", data={**typed(world), "paper": sealed, f"keep-{sha256}": "někdy"})
    right = manager.post("/zaznamenat/ulozit", data={**typed(world), "paper": sealed, **chosen})
    assert (wrong.status_code, right.status_code) == (422, 303)
    shown = manager.get(right.location).text
    assert "Veřejné · uchovat do 30." in shown


def test_a_reference_proves_as_a_file_does_and_a_part_of_the_hours_may_count(world: World) -> None:
    with working(world.ground, SYSTEM) as work:
        an_agreement(work, work.municipality(world.things[OWN]["town_id"]), FORTY_HOURS, act=Act.TRAINING)
    manager = world.browser(Role.MANAGER)
    course = typed(world, act="training", hours="6", title="Kurz", reference="certifikát č. 7/2026")
    check = manager.post("/zaznamenat", data=course).text
    key = check.split('name="part-')[1].split('"')[0]
    saved = {**course, "reference": "", "paper": sealed_papers(check), "counts_for": key, f"part-{key}": "2,5"}
    shown = manager.get(manager.post("/zaznamenat/ulozit", data=saved).location).text
    assert "certifikát č. 7-2026.txt" in shown
    with looking(world.ground, SYSTEM) as work:
        counted = select(FulfilmentRow.amount).where(FulfilmentRow.amount != 1)
        assert work.session.exec(counted).all() == [2.5]


def test_an_error_loses_nothing_that_was_typed_or_uploaded(world: World) -> None:
    form = {**typed(world, day="31. 2.", hours="mnoho"), "files": (BytesIO(PDF), "listina.pdf")}
    answer = world.browser(Role.MANAGER).post("/zaznamenat", data=form, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert len(sealed_papers(answer.text)) == 1
    for kept in (
        'value="31. 2."',
        'value="mnoho"',
        'value="Podzimní jednání"',
        'value="14"',
        'href="#day"',
        'href="#hours"',
    ):
        assert kept in answer.text


@pytest.mark.parametrize(
    "name, data, words",
    [
        ("obrazek.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Soubor obrazek.svg"),
        ("velky.pdf", b"%PDF-1.7" + b"0" * (20 * 2**20), "má 21 MB. Nejvyšší velikost je 20 MB."),
    ],
)
def test_a_file_that_cannot_be_kept_says_why(world: World, name: str, data: bytes, words: str) -> None:
    form = {**typed(world), "files": (BytesIO(data), name)}
    answer = world.browser(Role.MANAGER).post("/zaznamenat", data=form, content_type="multipart/form-data")
    assert (answer.status_code, words in answer.text) == (422, True)


def test_what_the_municipality_entered_is_returned_completed_and_acknowledged(world: World) -> None:
    manager, consultant = world.browser(Role.MANAGER), world.browser(Role.CONSULTANT)
    things = world.things[OWN]
    place = f"/k-potvrzeni/{things['fulfilment_id']}"
    assert consultant.post(place, data={"verdict": "returned"}).status_code == 422
    assert consultant.post(place, data={"verdict": "returned", "reason": "Chybí podpisy"}).status_code == 303
    assert "Chybí podpisy" in manager.get("/").text
    assert "Vše je potvrzeno." in consultant.get("/k-potvrzeni").text
    with working(world.ground, SYSTEM) as work:
        review = work.session.exec(select(ReviewRow)).one()
        review.recorded_at = review.recorded_at.replace(hour=1)
    paper = {"files": (BytesIO(PDF), "prezenční listina.pdf")}
    added = manager.post(f"/zaznamy/{things['event_id']}/doplnit", data=paper, content_type="multipart/form-data")
    assert added.status_code == 303
    assert "Chybí podpisy" not in manager.get("/").text
    assert consultant.post("/k-potvrzeni", data={"entry": str(things["fulfilment_id"])}).status_code == 303
    with looking(world.ground, SYSTEM) as work:
        assert [r.verdict.value for r in work.session.exec(select(ReviewRow))] == ["returned", "acknowledged"]


def test_nobody_reviews_what_their_own_side_entered(world: World) -> None:
    place = f"/k-potvrzeni/{world.things[OWN]['fulfilment_id']}"
    assert world.browser(Role.MANAGER).post(place, data={"verdict": "acknowledged"}).status_code == 403


def test_an_event_taken_back_counts_no_more_and_stays_in_sight(world: World) -> None:
    manager, number = world.browser(Role.MANAGER), world.things[OWN]["event_id"]
    assert manager.post(f"/zaznamy/{number}/vzit-zpet", data={"reason": ""}).status_code == 422
    assert manager.post(f"/zaznamy/{number}/vzit-zpet", data={"reason": "Omyl"}).status_code == 303
    assert "Záznam byl vzat zpět" in manager.get(f"/zaznamy/{number}").text
    with looking(world.ground, SYSTEM) as work:
        assert all(
            f.withdrawn_at for f in work.session.exec(select(FulfilmentRow).where(FulfilmentRow.event_id == number))
        )


def test_a_head_decides_and_the_decision_names_its_field_when_something_lacks(world: World) -> None:
    head, number = world.browser(Role.REGIONAL_HEAD), world.things[OWN]["occurrence_id"]
    form = {"kind": "shift", "reason": "Volby", "approver": "Rada 5/2026"}
    refused = head.post(f"/z/{number}/rozhodnuti", data=form)
    assert (refused.status_code, 'href="#new_due"' in refused.text) == (422, True)
    assert head.post(f"/z/{number}/rozhodnuti", data={**form, "new_due": "31. 1. 2027"}).status_code == 303
    with looking(world.ground, SYSTEM) as work:
        decision = work.session.exec(select(DecisionRow)).one()
    assert (decision.kind, decision.new_due) == (DecisionKind.SHIFT, date(2027, 1, 31))


def test_search_does_not_mind_accents_and_finds_only_what_is_in_reach(world: World) -> None:
    page = world.browser(Role.REGIONAL_HEAD).get("/hledat?q=JEDNANI").text
    assert ("Jednání Kanárkov" in page, "Jednání Sousedov" in page, "Dálavice" in page) == (True, True, False)


def test_events_that_are_called_alike_are_told_apart_by_their_day(world: World) -> None:
    for day in (date(2026, 10, 5), date(2026, 11, 9)):
        new = NewEvent(world.things[OWN]["town_id"], Act.PARTNERSHIP_MEETING, day, "Porada")
        record_event(world.ground, SYSTEM, new)
    page = world.browser(Role.MANAGER).get("/hledat?q=porada").text.replace("\xa0", " ")
    assert 0 < page.index("Kanárkov, 9. 11. 2026") < page.index("Kanárkov, 5. 10. 2026")


@pytest.mark.parametrize(
    "path", ["/", "/zavazky", "/zaznamy", "/k-potvrzeni", "/obce", "/po-terminu", "/po-terminu/matice"]
)
def test_thirty_things_cost_no_more_queries_than_one(world: World, path: str) -> None:
    role = Role.REGIONAL_HEAD if path.startswith("/po-terminu") else Role.CONSULTANT
    reader = world.browser(role)
    few = queries(world, reader, path)
    for number in range(30):
        new = NewEvent(world.things[OWN]["town_id"], Act.PARTNERSHIP_MEETING, date(2026, 11, 1), f"Jednání {number}")
        record_event(world.ground, SYSTEM, new)
    assert queries(world, reader, path) <= few


def queries(world: World, reader: FlaskClient, path: str) -> int:
    """How many statements the page takes."""
    engine = reader.application.extensions["tracker.ground"].engine
    with counting(engine) as statements:
        assert reader.get(path).status_code == 200
    return len(statements)


@contextmanager
def counting(engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def test_a_decision_is_taken_back_on_its_page(world: World) -> None:
    head, number = world.browser(Role.REGIONAL_HEAD), world.things[OWN]["occurrence_id"]
    head.post(f"/z/{number}/rozhodnuti", data={"kind": "waive", "reason": "Povodeň", "approver": "Rada"})
    page = head.get(f"/z/{number}/rozhodnuti").text
    decision = page.split('name="decision" value="')[1].split('"')[0]

    back = [head.post(f"/z/{number}/rozhodnuti/odvolat", data={"decision": decision}).status_code for _ in range(2)]

    assert back == [303, 422]
    assert "Platná rozhodnutí" not in head.get(f"/z/{number}/rozhodnuti").text


def test_an_event_is_counted_later_from_its_page(world: World) -> None:
    manager = world.browser(Role.MANAGER)
    stored = manager.post("/zaznamenat/ulozit", data=typed(world)).location
    page = manager.get(stored).text
    assert "Co tím ještě lze splnit" in page
    occurrence = page.split('name="occurrence" value="')[1].split('"')[0]

    answers = [manager.post(f"{stored}/zapocitat", data={"occurrence": occurrence}).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert "Co tím ještě lze splnit" not in manager.get(stored).text
