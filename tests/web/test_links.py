"""No page offers what its reader may not open: every link of every page is followed, as every role."""

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.world import World, a_world
from tracker.people.actor import Role
from tracker.store.migrating import upgrade

_LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')
_NUMBER = re.compile(r"\d+")
ENOUGH = 2
"""So many pages of one kind are looked at."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder: Path = tmp_path_factory.mktemp("links")
    database = f"sqlite:///{folder / 'tracker.db'}"
    upgrade(database)
    return a_world(database, folder)


def dead_links(browser: FlaskClient) -> tuple[int, list[tuple[str, str, int]]]:
    """How many pages were opened from the home page on, and the links that answered an error, with their page."""
    waiting: list[tuple[str, str]] = [("", "/")]
    opened: set[str] = set()
    kinds: dict[str, int] = {}
    dead = []
    while waiting:
        page, link = waiting.pop(0)
        kind = _NUMBER.sub("0", link.partition("?")[0])
        if link in opened or kinds.get(kind, 0) >= ENOUGH:
            continue
        opened.add(link)
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = browser.get(link, follow_redirects=True)
        if answer.status_code != 200:
            dead.append((page, link, answer.status_code))
        elif answer.mimetype == "text/html":
            waiting += [(link, unescape(found)) for found in _LINK.findall(answer.text)]
    return len(opened), dead


@pytest.mark.parametrize("role", list(Role))
def test_every_link_opens(world: World, role: Role) -> None:
    opened, dead = dead_links(world.browser(role))
    assert dead == []
    assert opened > 10
