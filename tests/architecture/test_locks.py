"""The lock files: everything pinned with hashes, nothing said about where it is kept, and both agree."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT

RUNTIME, TEST = ROOT / "requirements.lock", ROOT / "requirements-test.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pinned(text: str) -> dict[str, str]:
    """Package to version."""
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]+])?==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", [RUNTIME, TEST], ids=lambda lock: lock.name)
def test_a_lock_names_no_address(lock) -> None:
    assert "://" not in lock.read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", [RUNTIME, TEST], ids=lambda lock: lock.name)
def test_every_package_is_pinned_with_hashes(lock) -> None:
    entries = re.findall(r"^\S.*(?:\n +.*)*", lock.read_text(encoding="utf-8"), re.MULTILINE)

    assert entries
    assert [entry for entry in entries if not re.match(r"\S+==\S+.*\\\n +--hash=sha256:[0-9a-f]{64}", entry)] == []


def test_tests_run_with_the_versions_that_users_run() -> None:
    users, tests = pinned(RUNTIME.read_text(encoding="utf-8")), pinned(TEST.read_text(encoding="utf-8"))

    assert {package: tests.get(package) for package in users} == users


def test_every_asked_for_package_is_locked_in_an_allowed_version() -> None:
    asked = {RUNTIME: PROJECT["project"]["dependencies"], TEST: PROJECT["dependency-groups"]["test"]}

    for lock, requirements in asked.items():
        locked = pinned(lock.read_text(encoding="utf-8"))
        wrong = [
            text
            for text in requirements
            if not (wanted := Requirement(text)).specifier.contains(locked.get(canonicalize_name(wanted.name), "0"))
        ]
        assert wrong == [], lock.name
