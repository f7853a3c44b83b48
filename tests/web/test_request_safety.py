"""What every answer and every form keeps to: tokens, headers, reading that changes nothing, sessions that end."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from tests.web.world import FAR, MISSING, OWN, World, a_world, csrf_token
from tracker.people.actor import Role
from tracker.web.security import cookie_name

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
WORDS = {"key": "r1", "form": "csv", "token": "x" * 43, "filename": "css/app.css"}
UNTOUCHED = {"web_session", "feed_use", "sign_in_attempt", "alembic_version"}
"""Tables of telemetry: when somebody was last seen."""


@pytest.fixture
def world(sqlite_url: str, tmp_path: Path) -> World:
    return a_world(sqlite_url, tmp_path, csrf=True)


def addresses(world: World, method: str) -> list[str]:
    """The address of every rule that takes ``method``, naming the things of the reader's own town."""
    found = []
    with world.app.test_request_context():
        adapter = world.app.url_map.bind("localhost")
        for rule in world.app.url_map.iter_rules():
            if method in (rule.methods or set()):
                values = {n: WORDS.get(n, world.things[OWN].get(n, MISSING)) for n in rule.arguments}
                found.append(adapter.build(rule.endpoint, values, method=method))
    return found


def stored(world: World) -> str:
    """A hash of everything that is stored, without telemetry."""
    told = sha256()
    with world.ground.engine.connect() as connection:
        for table in sorted(set(inspect(connection).get_table_names()) - UNTOUCHED):
            told.update(repr(sorted(map(repr, connection.execute(text(f'SELECT * FROM "{table}"'))))).encode())
    return told.hexdigest()


def test_no_form_is_taken_without_its_token(world: World) -> None:
    manager = world.browser(Role.MANAGER)
    # mail programs post to the address of List-Unsubscribe without a session; its signed token decides (RFC 8058)
    forms = [path for path in addresses(world, "POST") if not path.startswith("/odhlasit/")]
    assert {path: manager.post(path).status_code for path in forms} == dict.fromkeys(forms, 400)


def test_reading_any_page_changes_nothing(world: World) -> None:
    before = stored(world)
    head = world.browser(Role.REGIONAL_HEAD)
    for path in addresses(world, "GET"):
        head.get(path)
        head.head(path)
    assert stored(world) == before


def test_every_answer_closes_what_a_browser_would_leave_open(world: World) -> None:
    manager = world.browser(Role.MANAGER)
    for path in [*addresses(world, "GET"), "/takova-stranka-neni"]:
        headers = manager.get(path, base_url="https://localhost").headers
        assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
        assert "default-src 'none'" in headers["Content-Security-Policy"] or (
            "default-src 'self'" in headers["Content-Security-Policy"]
            and "unsafe" not in headers["Content-Security-Policy"]
        )
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_a_paper_is_handed_over_as_a_file_and_never_runs_as_a_page(world: World) -> None:
    answer = world.browser(Role.MANAGER).get(f"/doklady/{world.things[OWN]['evidence_id']}")
    assert answer.data == f"Tajné: {OWN}".encode()
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "no-store"


def test_pages_of_somebody_who_is_signed_in_are_kept_by_nobody(world: World) -> None:
    manager = world.browser(Role.MANAGER)
    told = {path: manager.get(path).headers["Cache-Control"] for path in ("/", "/zavazky", "/ucet", "/nic", "/obce/1")}
    assert set(told.values()) == {"no-store"}


def test_no_door_is_open_for_whoever_mends_the_program(world: World) -> None:
    assert (world.app.debug, world.app.testing, world.app.config["PROPAGATE_EXCEPTIONS"]) == (False, False, None)


def test_a_session_that_was_signed_out_opens_nothing_again(world: World) -> None:
    manager = world.browser(Role.MANAGER)
    manager.post("/odhlaseni", data={"csrf_token": csrf_token(manager.get("/").text)})
    assert world.browser(Role.MANAGER).get("/").status_code == 302


def test_a_token_planted_before_signing_in_is_not_taken_over(world: World) -> None:
    browser = world.app.test_client()
    browser.set_cookie(cookie_name(world.app), "planted")
    assert browser.get("/").status_code == 302
    planted = browser.get_cookie(cookie_name(world.app))
    assert planted is not None
    assert planted.value == "planted"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example"])
def test_a_forged_host_gets_into_no_link(world: World, host: str) -> None:
    for path in ("/", "/prihlaseni", "/kalendar/odbery"):
        answer = world.browser(Role.MANAGER).get(path, headers={"Host": host, "X-Forwarded-Host": host})
        assert host not in answer.headers.get("Location", "")
        assert f'href="http://{host}' not in answer.text
        assert f'action="http://{host}' not in answer.text


def test_a_paper_carried_by_somebody_else_is_not_taken(world: World) -> None:
    """Hidden fields of the form are bound to the person who uploaded."""
    world.app.config["WTF_CSRF_ENABLED"] = False
    form = {
        "municipality": world.things[OWN]["town_id"],
        "act": "training",
        "day": "dnes",
        "hours": "2",
        "form": "in_person",
    }
    manager, consultant = world.browser(Role.MANAGER), world.browser(Role.CONSULTANT)
    page = manager.post(
        "/zaznamenat", data={**form, "files": (BytesIO(PDF), "zapis.pdf")}, content_type="multipart/form-data"
    ).text
    sealed = page.split('name="paper" value="')[1].split('"')[0]
    assert "zapis.pdf" in manager.post("/zaznamenat", data={**form, "paper": sealed}).text
    assert "zapis.pdf" not in consultant.post("/zaznamenat", data={**form, "paper": sealed}).text


def test_nobody_records_an_event_of_another_town(world: World) -> None:
    world.app.config["WTF_CSRF_ENABLED"] = False
    form = {"municipality": world.things[FAR]["town_id"], "act": "training", "day": "dnes", "hours": "2"}
    before = stored(world)
    manager = world.browser(Role.MANAGER)
    assert [manager.post(path, data=form).status_code for path in ("/zaznamenat", "/zaznamenat/ulozit")] == [404, 404]
    assert stored(world) == before
