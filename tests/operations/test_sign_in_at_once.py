"""What many ask for at the same moment, on both databases: limits hold exactly, and what counts once counts once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TypeVar

import pyotp
import pytest
from sqlmodel import select

from tests.factories import a_person, ground_on
from tracker.operations.ground import Ground, looking, working
from tracker.operations.people.attempts import TooManyTries, network_of, take_try
from tracker.operations.people.seal_secrets import secret_purpose
from tracker.operations.people.second_factor import complete
from tracker.operations.people.sign_in import Visit
from tracker.operations.people.sign_in_links import invite, use_link
from tracker.operations.sealed import seal
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.people import PersonRow, SignInAttemptRow, WebSessionRow

HERE = Visit("192.0.2.7", "test")
Found = TypeVar("Found")


@pytest.fixture
def ground(database_url: str, tmp_path: Path) -> Ground:
    return ground_on(database_url, tmp_path, date(2026, 11, 20))


@pytest.fixture
def administrator(ground: Ground) -> Actor:
    with working(ground, SYSTEM) as work:
        return a_person(work.session, Role.ADMINISTRATOR, email="spravce@asz.example")


def at_once(count: int, deed: Callable[[], Found]) -> list[Found]:
    with ThreadPoolExecutor(8) as pool:
        return [future.result() for future in [pool.submit(deed) for _ in range(count)]]


def test_ten_tries_are_taken_and_not_one_more(ground: Ground) -> None:
    def deed() -> bool:
        try:
            with working(ground, SYSTEM) as work:
                take_try(work.session, "nekdo@obec.example", HERE.address, work.now)
        except TooManyTries:
            return False
        return True

    assert sorted(at_once(24, deed)) == [False] * 14 + [True] * 10
    with looking(ground, SYSTEM) as work:
        assert len(work.session.exec(select(SignInAttemptRow.id)).all()) == 10


def test_a_link_that_eight_use_at_once_opens_one_session(ground: Ground, administrator: Actor) -> None:
    token = invite(ground, SYSTEM, administrator.person or 0)
    entries = at_once(8, lambda: use_link(ground, token, HERE))
    assert sum(entry is not None for entry in entries) == 1
    with looking(ground, SYSTEM) as work:
        assert len(work.session.exec(select(WebSessionRow.id)).all()) == 1


def test_a_code_that_eight_type_at_once_opens_one_session(ground: Ground, administrator: Actor) -> None:
    secret = pyotp.random_base32()
    with working(ground, SYSTEM) as work:
        person = work.session.get_one(PersonRow, administrator.person)
        person.totp_secret = seal(ground.config, secret_purpose(person.id), secret)
        person.totp_since = work.now
    code = pyotp.TOTP(secret).at(ground.clock.now())
    tokens = at_once(8, lambda: complete(ground, administrator.person or 0, code, HERE))
    assert sum(token is not None for token in tokens) == 1


@pytest.mark.parametrize(
    "address, network",
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2ff:3::1", "2001:db8:1:200::/56"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("nic", "nic"),
        ("", ""),
    ],
)
def test_addresses_are_counted_by_their_network(address: str, network: str) -> None:
    assert network_of(address) == network
