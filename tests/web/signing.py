"""Signing in as people do it, for the tests of passwords, links and second factors."""

import re
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlmodel import select
from werkzeug.test import TestResponse

from tests.web.world import World, a_copy
from tracker.app import create_app
from tracker.mailing.mailer import LocalMailbox
from tracker.operations.ground import looking, working
from tracker.operations.mails.send_outbox import send_outbox
from tracker.people.actor import SYSTEM
from tracker.store.outbox import MailRow
from tracker.store.people import PersonRow
from tracker.timeline.clock import FixedClock
from tracker.web.security import cookie_name

EMAIL, PASSWORD = "manager@prihlaseny.example", "čtyři zelené hrnce"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""Cheap to check: the real parameters have a test of their own (``tests/operations/test_passwords.py``)."""


@pytest.fixture(scope="session")
def signing_world(common_world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    """The world in which the manager of the town has a password; only to be copied."""
    world = a_copy(common_world, tmp_path_factory.mktemp("signing"))
    with working(world.ground, SYSTEM) as work:
        work.session.exec(select(PersonRow).where(PersonRow.email == EMAIL)).one().password_hash = HASH
    return world


def later(world: World, minutes: float) -> World:
    """The same installation so many minutes on."""
    clock = FixedClock(world.ground.clock.now() + timedelta(minutes=minutes))
    app = create_app(world.ground.config, clock)
    app.config["WTF_CSRF_ENABLED"] = False
    return replace(world, ground=replace(world.ground, clock=clock), app=app)


def sign_in(browser: FlaskClient, password: str = PASSWORD, email: str = EMAIL, **more: str) -> TestResponse:
    return browser.post("/prihlaseni", data={"email": email, "password": password, **more})


def session_token(world: World, browser: FlaskClient) -> str:
    cookie = browser.get_cookie(cookie_name(world.app))
    return cookie.value if cookie else ""


def link_for(world: World, path: str = "/prihlaseni/odkaz", email: str = EMAIL) -> str:
    """The path of the link that comes by mail."""
    assert world.app.test_client().post(path, data={"email": email}).status_code == 200
    return letters(world)[-1]


def letters(world: World) -> list[str]:
    """The paths of the links in all letters, the latest last."""
    send_outbox(world.ground, LocalMailbox())
    with looking(world.ground, SYSTEM) as work:
        raws = [mail.raw or b"" for mail in work.session.exec(select(MailRow).order_by(MailRow.id))]  # type: ignore[arg-type]
    found = [re.search(r"/prihlaseni/odkaz/[\w-]+", raw.decode().replace("=\r\n", "")) for raw in raws]
    return [link[0] for link in found if link]


def second_factor(world: World, browser: FlaskClient) -> tuple[pyotp.TOTP, list[str]]:
    """Switch the second factor on; the authenticator and the recovery codes."""
    page = browser.post("/ucet/overeni", follow_redirects=True).text
    totp = pyotp.TOTP(page.split('class="secret">')[1].split("<")[0])
    codes = browser.post("/ucet/overeni/potvrdit", data={"code": code_at(world, totp)}).text
    return totp, [part.split("<")[0] for part in codes.split('class="secret">')[1:]]


def code_at(world: World, totp: pyotp.TOTP) -> str:
    return totp.at(world.ground.clock.now())
