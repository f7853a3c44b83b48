"""Whatever is typed into whatever field: an answer, never a fault, and never a tag of a stranger in a page (T7).

A few of the strings for every form in every run; ``TRACKER_NAUGHTY=large`` (``make long``) types twenty thousand.
"""

import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.crawl import crawl
from tests.web.naughty import STRINGS, TAG, Form, forms_of, many
from tests.web.world import World, a_copy
from tracker.people.actor import Role

LARGE = os.environ.get("TRACKER_NAUGHTY") == "large"
ROLES = list(Role) if LARGE else [Role.REGIONAL_HEAD]
TYPED = 20_000 if LARGE else 90
LEAVING = re.compile("/odhlas|/jazyk|/ucet/")
"""Forms that end the reader's own session, or change how it is signed in."""


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


def forms(browser: FlaskClient) -> Iterator[Form]:
    """Every kind of form that can be reached, once."""
    known = set()
    for found in crawl(browser, 1, files=False):
        for form in forms_of(found.text, found.link) if found.text else ():
            kind = (re.sub(r"\d+", "0", form.action.partition("?")[0]), form.typed)
            if kind not in known and not LEAVING.search(form.action):
                known.add(kind)
                yield form


@pytest.mark.slow
@pytest.mark.timeout(0 if LARGE else 120)
def test_nothing_that_is_typed_breaks_a_page_or_becomes_one(world: World) -> None:
    found = [(role, form) for role in ROLES for form in list(forms(world.browser(role)))]
    browsers = {role: world.browser(role) for role in ROLES}
    strings = itertools.cycle(many(-(-TYPED // len(found)) if LARGE else len(STRINGS)))
    broken, answers = [], 0
    for (role, form), string in zip(itertools.islice(itertools.cycle(found), TYPED), strings, strict=False):
        sent = form.filled(string)
        ask = browsers[role].post if form.method == "POST" else browsers[role].get
        answer = ask(form.action, **{"data" if form.method == "POST" else "query_string": sent})
        answers += 1
        if answer.status_code >= 500 or TAG.search(answer.text):
            broken.append((form.action, string, answer.status_code))
    pages = [one for role in ROLES for one in crawl(world.browser(role), 1, files=False)]
    marked = [one.link for one in pages if TAG.search(one.text)]
    print(f"{answers} strings typed into {len(found)} forms of {len(ROLES)} roles")
    assert (broken, marked) == ([], [])
    assert {one.status for one in pages} == {200}
    assert [browsers[role].get("/hledat").status_code for role in ROLES] == [200] * len(ROLES)  # nobody was signed out
    assert len(found) > 15
