"""Signing in by password: the session it opens, and everything that must not work."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlmodel import select

from tests.web.signing import (
    EMAIL,
    PASSWORD,
    later,
    link_for,
    session_token,
    sign_in,
)
from tests.web.world import FAR, World, a_copy
from tracker.app import create_app
from tracker.operations.ground import looking, working
from tracker.people.actor import SYSTEM, Role
from tracker.store.people import SignInAttemptRow, WebSessionRow
from tracker.web.security import cookie_name


@pytest.fixture
def world(signing_world: World, tmp_path: Path) -> World:
    return a_copy(signing_world, tmp_path)


def test_a_password_opens_a_session_in_a_cookie_that_scripts_cannot_read(world: World) -> None:
    answer = sign_in(world.app.test_client())
    (cookie,) = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("hlidac=")]
    assert (answer.status_code, answer.location) == (303, "/")
    assert re.fullmatch(r"hlidac=[\w-]{43}; Expires=[^;]+; Max-Age=50400; HttpOnly; Path=/; SameSite=Lax", cookie)


def test_over_tls_the_cookie_belongs_to_this_host_alone(world: World, tmp_path: Path) -> None:
    config = world.ground.config.model_copy(update={"public_base_url": "https://hlidac.example"})
    app = create_app(config, world.ground.clock)
    app.config["WTF_CSRF_ENABLED"] = False
    answer = app.test_client().post("/prihlaseni", data={"email": EMAIL, "password": PASSWORD})
    (cookie,) = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("__Host-hlidac=")]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


@pytest.mark.parametrize("email, password", [(EMAIL, "jiné heslo"), ("nikdo@obec.example", PASSWORD), ("", "")])
def test_a_wrong_password_and_an_unknown_account_are_answered_alike(world: World, email: str, password: str) -> None:
    answer = sign_in(world.app.test_client(), password, email)
    assert (answer.status_code, "E-mail nebo heslo nesouhlasí." in answer.text) == (422, True)


def test_every_sign_in_gives_another_token_and_ends_the_one_before(world: World) -> None:
    """Session fixation (ASVS 7.2.4)."""
    browser, thief = world.app.test_client(), world.app.test_client()
    sign_in(browser)
    first = session_token(world, browser)
    sign_in(browser)
    thief.set_cookie(cookie_name(world.app), first)
    assert session_token(world, browser) != first
    assert (browser.get("/").status_code, thief.get("/").status_code) == (200, 302)


def test_a_token_that_somebody_planted_is_not_taken_over(world: World) -> None:
    browser = world.app.test_client()
    browser.set_cookie(cookie_name(world.app), "planted")
    sign_in(browser)
    with looking(world.ground, SYSTEM) as work:
        browsers = work.session.exec(select(WebSessionRow.token_hash)).all()
    assert session_token(world, browser) != "planted"
    assert "planted" not in browsers


@pytest.mark.parametrize("minutes, status", [(8 * 60, 200), (9 * 60 + 1, 302)])
def test_a_session_lasts_a_day_of_work_and_not_a_night(world: World, minutes: int, status: int) -> None:
    browser = world.app.test_client()
    sign_in(browser)
    then = later(world, minutes)
    again = then.app.test_client()
    again.set_cookie(cookie_name(world.app), session_token(world, browser))
    assert again.get("/").status_code == status


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/\\evil.example", "/\t/evil.example"])
def test_signing_in_leads_nowhere_else(world: World, target: str) -> None:
    assert sign_in(world.app.test_client(), dal=target).location == "/"


def test_ten_wrong_passwords_close_the_account_for_a_quarter_of_an_hour(world: World) -> None:
    wrong = [sign_in(world.app.test_client(), f"pokus {n}").status_code for n in range(11)]
    assert wrong == [422] * 10 + [429]
    assert sign_in(world.app.test_client()).status_code == 429
    assert sign_in(later(world, 16).app.test_client()).status_code == 303


def test_the_link_by_mail_still_lets_the_owner_in_while_somebody_guesses(world: World) -> None:
    for number in range(11):
        sign_in(world.app.test_client(), f"pokus {number}")
    assert world.app.test_client().post(link_for(world)).status_code == 303


def test_guesses_of_two_workers_at_once_are_counted_together(world: World) -> None:
    """ASVS 6.3.1: however many ask at one moment, ten are compared."""
    workers = [world.app, create_app(world.ground.config, world.ground.clock)]
    workers[1].config["WTF_CSRF_ENABLED"] = False

    def guess(number: int) -> int:
        return sign_in(workers[number % 2].test_client(), f"pokus {number}").status_code

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(guess, range(20)))
    assert answers == [422] * 10 + [429] * 10


def test_a_network_is_counted_as_one_whatever_accounts_it_tries(world: World) -> None:
    with working(world.ground, SYSTEM) as work:
        for number in range(100):
            work.session.add(SignInAttemptRow(account=f"{number}", network="192.0.2.0/24", at=work.now))
    browser = world.app.test_client()
    form = {"email": EMAIL, "password": PASSWORD}
    near = browser.post("/prihlaseni", data=form, environ_base={"REMOTE_ADDR": "192.0.2.77"})
    far = browser.post("/prihlaseni", data=form, environ_base={"REMOTE_ADDR": "198.51.100.7"})
    assert (near.status_code, far.status_code) == (429, 303)


def test_tokens_and_passwords_stand_in_no_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """ASVS 16.2.5."""
    caplog.set_level(logging.DEBUG)
    link, browser = link_for(world), world.app.test_client()
    browser.post(link)
    sign_in(browser, "tajné a špatné")
    sign_in(browser)
    secrets = [link.rpartition("/")[2], session_token(world, browser), "tajné a špatné", PASSWORD]
    assert [secret for secret in secrets if secret in caplog.text] == []
    assert "a sign-in failed" in caplog.text


def test_whoever_asks_for_what_is_not_theirs_is_written_down(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """ASVS 16.3.2."""
    number = world.people[Role.MANAGER]
    world.browser(Role.MANAGER).get(f"/obce/{world.things[FAR]['town_id']}")
    world.browser(Role.MANAGER).get("/sprava/lide?q=tajne")
    assert f"refused with 404: person {number}, GET /obce/<int:town_id>" in caplog.text
    assert f"refused with 403: person {number}, GET /sprava/lide" in caplog.text
    assert "tajne" not in caplog.text
