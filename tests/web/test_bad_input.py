"""What people, and programs in their name, may send: nothing of it runs, breaks a page or comes in by its size."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html
from sqlmodel import select
from werkzeug.test import TestResponse

from tests.web.crawl import crawl
from tests.web.world import OWN, World, a_copy
from tracker.operations.ground import working
from tracker.operations.people.file_limit import MOST
from tracker.people.actor import SYSTEM, Role
from tracker.store.people import WebSessionRow

NAUGHTY = "\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}${7*7}\u202e%0d%0aBcc: x@y.example\r\n"
"""Breaks out of attributes, elements and templates where one does not look after them."""
RAW = "<img src=x"
HEART = NAUGHTY[2:40]
ENDS_SOMETHING = {"/odhlaseni", "/ucet/zarizeni", "/ucet/heslo"}


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


def filled(form: html.FormElement) -> dict[str, str]:
    """Every field of a form: naughty where it takes text, else as it stands or the last that is offered."""
    given = {}
    for field in form.inputs:
        kind = field.get("type", field.tag)
        if not field.name or kind in ("file", "submit", "image", "password"):
            continue
        if kind in ("text", "textarea", "email", "tel", "search", "url"):
            given[field.name] = NAUGHTY
        elif kind == "select":
            given[field.name] = field.value_options[-1]
        else:
            given[field.name] = field.get("value") or "1"
    return given


def every_form(browser: FlaskClient) -> dict[str, dict[str, str]]:
    """One form of each kind that the pages have, by its address, filled in."""
    forms: dict[str, dict[str, str]] = {}
    kinds: set[str] = set()
    for found in [one for one in crawl(browser, enough=1, files=False) if one.is_page]:
        document: html.HtmlElement = html.document_fromstring(found.text.encode())
        for form in document.forms:
            address = form.get("action") or found.link
            kind = re.sub(r"\d+", "0", address.partition("?")[0])
            if form.method == "POST" and kind not in kinds and kind not in ENDS_SOMETHING:
                kinds.add(kind)
                forms[address] = filled(form)
    return forms


def loses_words(answer: TestResponse, given: dict[str, str]) -> bool:
    """Whether a form that came back with its errors has not every text that was typed into it."""
    typed = sum(value == NAUGHTY for value in given.values())
    return answer.status_code == 422 and unescape(answer.text).count(HEART) < typed


@pytest.mark.slow
@pytest.mark.parametrize("role", [Role.MANAGER, pytest.param(Role.ADMINISTRATOR, marks=pytest.mark.long)])
def test_naughty_words_in_every_field_break_nothing_and_are_shown_as_they_were_written(
    world: World, role: Role
) -> None:
    browser = world.browser(role)
    forms = every_form(browser)
    answers = {address: browser.post(address, data=given) for address, given in forms.items()}
    assert len(forms) > 15
    assert [address for address, answer in answers.items() if answer.status_code >= 500 or RAW in answer.text] == []
    assert [address for address, answer in answers.items() if loses_words(answer, forms[address])] == []
    shown = [one.text for one in crawl(browser, enough=1, files=False) if one.is_page]
    assert [page[:200] for page in shown if RAW in page or "49$" in page] == []
    assert any("<img src=x" in unescape(page) for page in shown)


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
