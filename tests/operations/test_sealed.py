"""Secrets in the database: sealed, sealed anew under another key, and of no use anywhere else."""

from datetime import date
from pathlib import Path

import pyotp
import pytest
from sqlmodel import select

from tests.factories import a_person, ground_on
from tracker.config import Config
from tracker.operations.ground import Ground, looking, working
from tracker.operations.people.seal_secrets import seal_secrets, secret_purpose
from tracker.operations.people.second_factor import begin, begun, confirm
from tracker.operations.sealed import seal, unseal
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.people import PersonRow
from tracker.timeline.clock import on_day

OLD, NEW = Config(secret_key="o" * 40), Config(secret_key="n" * 40)
BOTH = NEW.model_copy(update={"previous_secret_key": OLD.secret_key})


@pytest.fixture
def ground(sqlite_url: str, tmp_path: Path) -> Ground:
    return ground_on(sqlite_url, tmp_path, date(2026, 11, 20))


@pytest.fixture
def owner(ground: Ground) -> Actor:
    with working(ground, SYSTEM) as work:
        return a_person(work.session, Role.ADMINISTRATOR, email="spravce@asz.example")


def under(ground: Ground, config: Config) -> Ground:
    """The same installation with another key."""
    return Ground(config, ground.engine, on_day(date(2026, 11, 20)), ground.files)


def kept(ground: Ground) -> str:
    with looking(ground, SYSTEM) as work:
        return work.session.exec(select(PersonRow.totp_secret)).one() or ""


@pytest.mark.parametrize(
    "config, purpose, opened",
    [(OLD, "totp/1", "JBSWY3DP"), (NEW, "totp/1", None), (OLD, "totp/2", None), (BOTH, "totp/1", "JBSWY3DP")],
)
def test_only_the_right_key_opens_and_only_for_the_purpose(config: Config, purpose: str, opened: str | None) -> None:
    assert unseal(config, purpose, seal(OLD, "totp/1", "JBSWY3DP")) == opened


@pytest.mark.parametrize("text", ["", "JBSWY3DPEHPK3PXP", "a.b.c.d.e"])
def test_what_is_not_sealed_is_not_opened(text: str) -> None:
    assert unseal(OLD, "totp/1", text) is None


def test_what_was_changed_is_not_opened() -> None:
    sealed = seal(OLD, "totp/1", "JBSWY3DP")
    head, first = sealed[:-20], sealed[-20]
    assert unseal(OLD, "totp/1", head + ("B" if first == "A" else "A") + sealed[-19:]) is None


def test_the_database_does_not_hold_the_secret_and_the_authenticator_still_works(ground: Ground, owner: Actor) -> None:
    begin(ground, owner)
    with looking(ground, owner) as work:
        told = begun(work)
    assert told is not None
    assert told.secret not in kept(ground)
    confirm(ground, owner, pyotp.TOTP(told.secret).at(ground.clock.now()))
    with looking(ground, owner) as work:
        assert begun(work) is None


def test_plain_secrets_are_sealed_and_those_of_the_key_before_sealed_anew(ground: Ground, owner: Actor) -> None:
    purpose = secret_purpose(owner.person)
    with working(ground, SYSTEM) as work:
        work.session.get_one(PersonRow, owner.person).totp_secret = "JBSWY3DPEHPK3PXP"
    assert seal_secrets(under(ground, OLD)) == 1
    assert unseal(OLD, purpose, kept(ground)) == "JBSWY3DPEHPK3PXP"
    assert seal_secrets(under(ground, NEW)) == 0
    assert seal_secrets(under(ground, BOTH)) == 1
    assert unseal(NEW, purpose, kept(ground)) == "JBSWY3DPEHPK3PXP"
