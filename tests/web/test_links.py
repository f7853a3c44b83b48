"""No page offers what its reader may not open: every link of every page is followed, as every role."""

from pathlib import Path

import pytest

from tests.web.crawl import crawl
from tests.web.world import World, a_world
from tracker.people.actor import Role
from tracker.store.migrating import upgrade


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder: Path = tmp_path_factory.mktemp("links")
    database = f"sqlite:///{folder / 'tracker.db'}"
    upgrade(database)
    return a_world(database, folder)


@pytest.mark.parametrize("role", list(Role))
def test_every_link_opens(world: World, role: Role) -> None:
    found = list(crawl(world.browser(role)))
    assert [one for one in found if one.status != 200] == []
    assert len(found) > 10
