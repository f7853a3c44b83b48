"""Follows links as a reader would: every page that can be reached from the first one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from flask.testing import FlaskClient

_LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')
_NUMBER = re.compile(r"\d+")
_FILE = re.compile(r"\.[a-z]{3,4}$")
ENOUGH = 2
"""So many pages of one kind are looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """A link, the page that has it, what it answered, and the words of a page to look at; a file to keep has none."""

    page: str
    link: str
    status: int
    is_page: bool
    text: str

    @property
    def kind(self) -> str:
        """The address without numbers and questions: the same for all pages of a kind."""
        return _NUMBER.sub("0", self.link.partition("?")[0])


def crawl(browser: FlaskClient, enough: int = ENOUGH, *, files: bool = True) -> Iterator[Found]:
    """Every link that leads on from the home page, at most ``enough`` of a kind; ``files`` are followed or left."""
    waiting: list[tuple[str, str]] = [("", "/")]
    opened: set[str] = set()
    kinds: dict[str, int] = {}
    while waiting:
        page, link = waiting.pop(0)
        kind = _NUMBER.sub("0", link.partition("?")[0])
        if link in opened or kinds.get(kind, 0) >= enough or (_FILE.search(kind) and not files):
            continue
        opened.add(link)
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = browser.get(link, follow_redirects=True)
        is_page = answer.mimetype == "text/html" and "Content-Disposition" not in answer.headers
        yield Found(page, link, answer.status_code, is_page, answer.text if is_page else "")
        if is_page and answer.status_code == 200:
            waiting += [(link, unescape(found)) for found in _LINK.findall(answer.text)]
