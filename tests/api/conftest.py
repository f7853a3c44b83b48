"""Keys to the world of tests/web/world.py, for programs of every role."""

from pathlib import Path
from typing import Any

import pytest

from tests.web.world import World, a_world
from tracker.operations.people.api_tokens import issue_token
from tracker.people.actor import SYSTEM, Role
from tracker.store.api_tokens import TokenScope
from tracker.store.migrating import upgrade


def key_of(world: World, role: Role, scope: TokenScope = TokenScope.RECORD) -> str:
    """A new key of the person who holds ``role`` in the world."""
    return issue_token(world.ground, SYSTEM, world.people[role], "zkouška", scope).token


def program(world: World, key: str) -> Any:
    """A client that shows ``key`` with every request; of no type, for what it gets is JSON."""
    client = world.app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {key}"
    return client


@pytest.fixture
def world(sqlite_url: str, tmp_path: Path) -> World:
    return a_world(sqlite_url, tmp_path)


@pytest.fixture(scope="module")
def shared_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world that several tests read."""
    folder = tmp_path_factory.mktemp("world")
    database = f"sqlite:///{folder / 'tracker.db'}"
    upgrade(database)
    return a_world(database, folder)
