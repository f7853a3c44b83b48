"""What people, and programs in their name, may send: nothing of it runs, breaks a page or comes in by its size."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from sqlmodel import select

from tests.web.crawl import crawl
from tests.web.naughty import forms_of
from tests.web.world import OWN, World, a_copy
from tracker.operations.ground import working
from tracker.operations.people.file_limit import MOST
from tracker.people.actor import SYSTEM, Role
from tracker.store.people import WebSessionRow

TYPED = 'co sem <nepatří> & přesto to "je" napsáno'
LEAVING = re.compile("/odhlas|/jazyk|/ucet/")
"""Forms that end the reader's own session, or change how it is signed in."""


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


@pytest.mark.slow
def test_a_form_that_comes_back_with_a_fault_holds_all_that_was_typed_into_it(world: World) -> None:
    manager = world.browser(Role.MANAGER)
    pages = [found for found in crawl(manager, enough=1, files=False) if found.is_page]
    forms = {re.sub(r"\d+", "0", form.action): form for page in pages for form in forms_of(page.text, page.link)}
    faulty, losing = 0, []
    for form in forms.values():
        if form.method == "POST" and not LEAVING.search(form.action):
            answer = manager.post(form.action, data=form.filled(TYPED))
            faulty += answer.status_code == 422
            kept = unescape(answer.text).count(TYPED) >= len(form.typed)
            losing += [form.action] if answer.status_code == 422 and not kept else []
    assert losing == []
    assert faulty > 15


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\x7f"])
def test_characters_that_nobody_types_are_refused_in_fields_and_addresses(world: World, sign: str) -> None:
    manager = world.browser(Role.MANAGER)
    late = f"/z/{world.things[OWN]['occurrence_id']}/duvod"
    answers = [
        manager.post(late, data={"reason": f"Volby{sign}"}),
        manager.get("/hledat", query_string={"q": f"jednání{sign}"}),
        manager.post("/zaznamenat", data={"title": sign}),
    ]
    assert [answer.status_code for answer in answers] == [400, 400, 400]


@pytest.mark.parametrize(
    "name, data",
    [
        ("obrazek.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("zapis.pdf", b"<html><script>alert(1)</script></html>"),
        ("foto.jpg", b"MZ\x90\x00 this is a program"),
        ("listina.png", b"GIF89a"),
        ("zprava.docx", b"PK\x03\x04 no package"),
        ("stranka.html", b"<!doctype html><p>x"),
    ],
)
def test_a_paper_is_taken_for_what_its_bytes_are_and_not_for_its_name(world: World, name: str, data: bytes) -> None:
    manager, event = world.browser(Role.MANAGER), f"/zaznamy/{world.things[OWN]['event_id']}"
    form = {"files": (BytesIO(data), name)}
    answer = manager.post(f"{event}/doplnit", data=form, content_type="multipart/form-data")
    assert (answer.status_code, name in answer.text, 'href="#files"' in answer.text) == (422, True, True)


@pytest.mark.parametrize("path", ["/evidence/plany/soubor.csv", "/zpravy/plans/soubor.csv", "/po-terminu.csv"])
def test_somebody_who_has_files_made_without_end_must_wait_and_nobody_else(world: World, path: str) -> None:
    role = Role.REGIONAL_HEAD
    minute = world.ground.clock.now().replace(second=0, microsecond=0)
    with working(world.ground, SYSTEM) as work:
        for row in work.session.exec(select(WebSessionRow).where(WebSessionRow.person_id == world.people[role])):
            row.files_minute, row.files = minute, MOST - 1
    mine, others = world.browser(role), world.browser(Role.HEADQUARTERS)
    answers = [mine.get(path), mine.get(path), others.get(path)]
    assert [answer.status_code for answer in answers] == [200, 429, 200]
    assert answers[1].headers["Retry-After"] == "60"
    with working(world.ground, SYSTEM) as work:
        for row in work.session.exec(select(WebSessionRow).where(WebSessionRow.person_id == world.people[role])):
            row.files_minute = minute - timedelta(minutes=1)
    assert mine.get(path).status_code == 200


def test_a_request_beyond_the_limits_is_turned_away_before_it_is_read(world: World) -> None:
    manager, event = world.browser(Role.MANAGER), f"/zaznamy/{world.things[OWN]['event_id']}/doplnit"
    parts = {f"pole{number}": "1" for number in range(201)}
    before = set(world.ground.config.evidence_dir.rglob("*"))
    answers = [
        manager.post(event, data={"note": "x" * 500_001}, content_type="multipart/form-data"),
        manager.post(event, data=parts, content_type="multipart/form-data"),
        manager.post(event, environ_overrides={"CONTENT_LENGTH": str(50 * 2**20 + 1)}),
    ]
    assert [answer.status_code for answer in answers] == [413, 413, 413]
    assert set(world.ground.config.evidence_dir.rglob("*")) == before


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "..\\..\\windows\\x.txt", 'ž"\r\nX-Evil: 1;.txt', "a" * 400 + ".txt"]
)
def test_whatever_a_file_is_called_it_lies_under_its_hash_and_comes_back_under_a_plain_name(
    world: World, name: str
) -> None:
    manager, event = world.browser(Role.MANAGER), f"/zaznamy/{world.things[OWN]['event_id']}"
    stored = manager.post(
        f"{event}/doplnit", data={"files": (BytesIO(f"Text {name}".encode()), name)}, follow_redirects=True
    ).text
    links = [int(number) for number in re.findall(r"/doklady/(\d+)", stored)]
    answer = manager.get(f"/doklady/{max(links)}")
    assert answer.data == f"Text {name}".encode()
    told = answer.headers["Content-Disposition"]
    assert told.startswith("attachment; filename")
    assert ("/" in told, "\\" in told, "\n" in told, "X-Evil" in answer.headers) == (False, False, False, False)
    assert {len(path.name) for path in world.ground.config.evidence_dir.rglob("*") if path.is_file()} == {64}
