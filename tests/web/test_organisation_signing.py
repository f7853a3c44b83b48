"""Signing in through the organisation's own provider, against a small one that speaks real HTTP and signs for real."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import requests
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey
from sqlmodel import select
from werkzeug.test import TestResponse

from tests.support.identity_provider import CLIENT, SECRET, Provider, running
from tests.web.world import World, a_copy
from tracker.app import create_app
from tracker.operations.ground import working
from tracker.people.actor import SYSTEM, Role
from tracker.store.people import MandateRow, PersonRow

EMAIL = "manager@prihlaseny.example"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running(Provider()) as provider:
        yield provider


@pytest.fixture
def world(common_world: World, tmp_path: Path, provider: Provider) -> World:
    world = a_copy(common_world, tmp_path)
    provider.email, provider.claims, provider.signing_key = EMAIL, {}, None
    settings = {"oidc_issuer": provider.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
    config = world.ground.config.model_copy(update={**settings, "public_base_url": "http://localhost"})
    return replace(world, app=create_app(config, world.ground.clock))


def come_back(browser: FlaskClient, dal: str = "") -> TestResponse:
    """Go to the provider and follow where it sends."""
    there = browser.get("/prihlaseni/organizace", query_string={"dal": dal} if dal else {})
    back = requests.get(there.location, allow_redirects=False, timeout=5).headers["Location"]
    return browser.get(back.removeprefix("http://localhost"))


def test_whoever_the_organisation_vouches_for_comes_in(world: World) -> None:
    browser = world.app.test_client()
    assert "Přihlásit se přes účet organizace" in browser.get("/prihlaseni").text
    answer = come_back(browser, "/zavazky")
    assert (answer.status_code, answer.location, browser.get("/").status_code) == (303, "/zavazky", 200)


def test_the_way_there_carries_state_nonce_and_a_proof_key(world: World) -> None:
    there = world.app.test_client().get("/prihlaseni/organizace").location
    assert all(f"{name}=" in there for name in ("state", "nonce", "code_challenge"))
    assert "code_challenge_method=S256" in there


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": "nikdo@obec.example"},
        {"email": None},
        {"nonce": "jiný"},
        {"aud": "somebody-else"},
        {"iss": "http://127.0.0.1:1"},
        {"exp": 1},
    ],
)
def test_what_the_token_does_not_rightly_say_opens_nothing(
    world: World, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    browser = world.app.test_client()
    answer = come_back(browser)
    assert (answer.location, browser.get("/").status_code) == ("/prihlaseni", 302)


def test_a_token_signed_by_somebody_else_opens_nothing(world: World, provider: Provider) -> None:
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "1"})
    browser = world.app.test_client()
    assert come_back(browser).location == "/prihlaseni"
    assert browser.get("/").status_code == 302


def test_an_answer_that_this_browser_did_not_ask_for_opens_nothing(world: World) -> None:
    """Login CSRF: a stranger's answer is planted into the browser of somebody else."""
    stranger, victim = world.app.test_client(), world.app.test_client()
    there = stranger.get("/prihlaseni/organizace").location
    back = requests.get(there, allow_redirects=False, timeout=5).headers["Location"].removeprefix("http://localhost")
    assert victim.get(back).location == "/prihlaseni"
    assert victim.get("/").status_code == 302


def test_an_account_without_a_mandate_today_stays_closed_and_none_is_made(world: World) -> None:
    with working(world.ground, SYSTEM) as work:
        person = select(PersonRow.id).where(PersonRow.email == EMAIL)
        mandate = work.session.exec(select(MandateRow).where(MandateRow.person_id == person.scalar_subquery())).one()
        mandate.ends = date(2026, 11, 19)
        people = len(work.session.exec(select(PersonRow.id)).all())
    assert come_back(world.app.test_client()).location == "/prihlaseni"
    with working(world.ground, SYSTEM) as work:
        assert len(work.session.exec(select(PersonRow.id)).all()) == people


def test_the_second_factor_is_asked_for_here_too(world: World) -> None:
    with working(world.ground, SYSTEM) as work:
        person = work.session.get_one(PersonRow, world.people[Role.MANAGER])
        person.totp_secret, person.totp_since = "sealed", work.now
    assert come_back(world.app.test_client()).location == "/prihlaseni/kod"


def test_a_provider_that_does_not_answer_lets_people_sign_in_otherwise(world: World) -> None:
    config = world.ground.config.model_copy(update={"oidc_issuer": "http://127.0.0.1:9", "oidc_client_id": CLIENT})
    app = create_app(config, world.ground.clock)
    answer = app.test_client().get("/prihlaseni/organizace", follow_redirects=True)
    assert (answer.status_code, "se nepodařilo dokončit" in answer.text) == (200, True)


def test_without_a_provider_there_is_no_such_way(world: World) -> None:
    app = create_app(world.ground.config, world.ground.clock)
    browser = app.test_client()
    assert "účet organizace" not in browser.get("/prihlaseni").text
    ways = ("/prihlaseni/organizace", "/prihlaseni/organizace/zpet")
    assert [browser.get(path).status_code for path in ways] == [404, 404]
