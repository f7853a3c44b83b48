"""No page offers what its reader may not open: every link of every page is followed, as every role."""

import pytest

from tests.web.crawl import crawl
from tests.web.world import World, a_copy
from tracker.operations.people import file_limit
from tracker.people.actor import Role


@pytest.fixture(scope="module")
def world(common_world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    return a_copy(common_world, tmp_path_factory.mktemp("links"))


@pytest.mark.parametrize("role", list(Role))
def test_every_link_opens(world: World, role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_limit, "MOST", 1000)  # the clock stands: all files are asked for in one minute
    found = list(crawl(world.browser(role)))
    assert [one for one in found if one.status != 200] == []
    assert len(found) > 10
