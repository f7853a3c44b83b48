"""Who chose English reads English on every page; what people and documents say stays Czech and is marked as Czech."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.web.world import FAR, OWN, SISTER, World, a_copy
from tracker.people.actor import Role
from tracker.people.permissions import GRANTS
from tracker.people.regions import Region
from tracker.web.access import policy_of

_CZECH = re.compile(
    r"[ěščřžýáíéúůťďň]|\b(obec|obce|rok|roku|den|druh|stav|doklad|osob|hodin|verze|nebo|kdo|kdy|bez|pro|od|po|je|ze)\b",
    re.IGNORECASE,
)
_PROPER_NAMES = (
    *(
        OWN,
        SISTER,
        FAR,
        "Hlídač závazků",
        "Čeština",
        "Pracoviště RC",
        "IČO",
        "Kč",
        "Google Kalendář",
        "Seznam Kalendář",
    ),
    *(region.called for region in Region),
)
_NOT_SPOKEN = re.compile(
    r"https?://\S+|\S+@\S+"
    r"|„[^“]*“|dnes \(today\) or v pátek|30\. září, dnes, včera, v pátek"
    r"|; mimořádné|Úřad práce; 2|Připravit přehled bytů; sociální odbor|columns? Obec( and Patří k)?"
)
"""Addresses, and what a person is asked to type in Czech."""
_WORDS = {"token": "x" * 43}
_KEYS = {"registers": ("plany", "opatreni", "projekty"), "reports": ("compliance", "request", "board")}
_OF_FORMS = {"option", "textarea", "title"}
"""Elements that hold plain text only, so that no part of it can be marked."""
_VOID = {"br", "img", "input", "meta", "link", "hr", "use", "source", "wbr", "path", "rect", "circle", "line"}
_ROLES = (Role.MANAGER, Role.CONSULTANT, Role.REGIONAL_HEAD, Role.HEADQUARTERS, Role.ADMINISTRATOR)


class Spoken(HTMLParser):
    """Collects the texts that a page says in its own language, each with the element it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        marked = bool(self._open) and self._open[-1][1]
        marked = marked or ("lang" in told and tag != "html") or tag in ("script", "style", "code")
        if not marked:
            said = (told.get(name) for name in ("aria-label", "title", "placeholder", "alt", "data-label"))
            self.texts += [("option", text) for text in said if text]
        if tag not in _VOID:
            self._open.append((tag, marked))

    def handle_endtag(self, tag: str) -> None:
        while tag not in _VOID and self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and not self._open[-1][1] and data.strip():
            self.texts.append((self._open[-1][0], " ".join(data.split())))


def czech_in(page: str) -> set[str]:
    """The Czech that the page says as if it were its own language."""
    spoken = Spoken()
    spoken.feed(page)
    return {text for tag, text in spoken.texts if _is_czech(tag, text)}


def _is_czech(tag: str, text: str) -> bool:
    if tag in _OF_FORMS and any(name in text for name in (OWN, SISTER, FAR)):
        return False
    text = _NOT_SPOKEN.sub("", text)
    for name in _PROPER_NAMES:
        text = text.replace(name, "")
    return _CZECH.search(text) is not None


@pytest.fixture(scope="module")
def world(common_world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    return a_copy(common_world, tmp_path_factory.mktemp("language"))


def in_english(world: World, role: Role) -> FlaskClient:
    browser = world.browser(role)
    browser.post("/jazyk", data={"language": "en", "next": "/"})
    return browser


def addresses(world: World, rule: Rule) -> Iterator[str]:
    """The addresses of a rule, with the things of the reader's town."""
    blueprint = rule.endpoint.partition(".")[0]
    for key in _KEYS.get(blueprint, ("",)) if "key" in rule.arguments else ("",):
        values = {name: world.things[OWN].get(name, _WORDS.get(name, 1)) for name in rule.arguments}
        with world.app.test_request_context():
            told = values | ({"key": key} if key else {})
            yield world.app.url_map.bind("localhost").build(rule.endpoint, told, method="GET")


def test_every_page_speaks_english_and_marks_what_is_czech(world: World) -> None:
    browsers = {role: in_english(world, role) for role in _ROLES}
    czech, seen = {}, 0
    for rule in world.app.url_map.iter_rules():
        policy = policy_of(world.app, rule.endpoint)
        if policy is None or "GET" not in (rule.methods or set()) or rule.arguments & {"form", "filename"}:
            continue
        role = next(role for role in _ROLES if policy.permission is None or role in GRANTS[policy.permission])
        for address in addresses(world, rule):
            answer = browsers[role].get(address)
            if answer.status_code == 200 and answer.mimetype == "text/html" and "<html" in answer.text:
                seen += 1
                if found := czech_in(answer.text):
                    czech[address] = found
    assert czech == {}
    assert seen > 80


@pytest.mark.parametrize(
    "role, path, form, words",
    [
        (Role.MANAGER, "/ucet/heslo", {"password": "x", "again": "x"}, "A password needs at least 10 characters."),
        (Role.MANAGER, "/zaznamenat", {"day": "nikdy"}, "We do not understand the date “nikdy”."),
        (Role.MANAGER, "/upozorneni", {"short": "400"}, "Enter numbers of days from 1 to 365, separated by commas"),
        (Role.HEADQUARTERS, "/sprava/dny-volna", {"day": "1. 1. 2020"}, "A day off cannot be in the past."),
        (Role.ADMINISTRATOR, "/sprava/lide/novy", {"name": "A B", "email": "ž"}, "without accents and spaces"),
    ],
)
def test_what_cannot_be_is_refused_in_english_too(
    world: World, role: Role, path: str, form: dict[str, str], words: str
) -> None:
    answer = in_english(world, role).post(path, data=form)
    assert (answer.status_code, words in answer.text) == (422, True)
