"""The daily pages as a browser shows them: nothing for axe, nothing sideways, and a record made without scripts."""

import os
from collections.abc import Iterator
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page

from tests.support.served import served
from tests.web.crawl import crawl
from tests.web.world import OWN, World, a_copy
from tracker.people.actor import Role
from tracker.web.security import cookie_name

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
EVERYTHING = os.environ.get("TRACKER_AXE") == "all"
PARTS = 4
DAILY = {
    "/", "/zavazky", "/zavazky/0", "/zaznamenat", "/zaznamy", "/zaznamy/0", "/k-potvrzeni", "/k-potvrzeni/0", "/obce",
    "/obce/0", "/kalendar", "/dokumenty", "/zpravy", "/upozorneni", "/ucet", "/partneri", "/prehled", "/sprava",
    "/sprava/lide", "/posta",
}  # fmt: skip
"""The kinds of pages that every run looks at; ``TRACKER_AXE=all`` looks at every kind, as every role, at all widths."""
WIDTHS = [320, 390, 1280] if EVERYTHING else [320]
FORMS = {
    Role.MANAGER: ["/z/{occurrence_id}/duvod", "/zaznamy/{event_id}/vzit-zpet", "/hledat?q=jednani", "/z/999999"],
    Role.REGIONAL_HEAD: ["/po-terminu?stav_k=2027-02-01", "/z/{occurrence_id}/rozhodnuti"],
}
"""Pages in a state that no link leads to."""


@pytest.fixture(scope="module")
def world(common_world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    return a_copy(common_world, tmp_path_factory.mktemp("world"), csrf=True)


@pytest.fixture(scope="module")
def address(world: World) -> Iterator[str]:
    with served(world.app) as address:
        yield address


def a_page(browser: Browser, world: World, address: str, role: Role, width: int, *, scripts: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 844}, locale="cs-CZ", bypass_csp=True, java_script_enabled=scripts
    )
    context.add_cookies([{"name": cookie_name(world.app), "value": world.tokens[role], "url": address}])
    return context.new_page()


@pytest.fixture(scope="module")
def pages(world: World) -> list[tuple[Role, str]]:
    """The pages to look at: one of each daily kind, as the first role that reaches it; or all, as every role."""
    seen: set[str] = set()
    found = []
    for role in Role:
        links = [one for one in crawl(world.browser(role), enough=1, files=False) if one.is_page]
        found += [(role, one.link) for one in links if EVERYTHING or (one.kind in DAILY and one.kind not in seen)]
        found += [(role, path.format(**world.things[OWN])) for path in FORMS.get(role, [])]
        seen |= {one.kind for one in links}
    return found


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_and_nothing_scrolls_sideways_on_any_page(
    browser: Browser, world: World, address: str, pages: list[tuple[Role, str]], part: int
) -> None:
    wrong: list[tuple[object, ...]] = []
    opened = {role: a_page(browser, world, address, role, 1280) for role in {role for role, _ in pages[part::PARTS]}}
    for role, path in pages[part::PARTS]:
        page = opened[role]
        page.set_viewport_size({"width": 1280, "height": 844})
        page.goto(address + path)
        wrong += [(path, 1280, "sideways", wider)] if (wider := sideways(page)) > 0 else []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            found = Axe().run(page, options=RULES).response["violations"]
            wrong += [(path, width, fault["id"], [node["target"] for node in fault["nodes"]][:3]) for fault in found]
            wrong += [(path, width, "sideways", wider)] if (wider := sideways(page)) > 0 else []
    for page in opened.values():
        page.context.close()
    assert wrong == []


def test_a_filter_is_folded_on_a_phone_until_it_is_used_and_open_on_a_desk(
    browser: Browser, world: World, address: str
) -> None:
    seen = []
    for width, path in ((390, "/zavazky"), (390, "/zavazky?stav=overdue"), (1280, "/zavazky")):
        page = a_page(browser, world, address, Role.MANAGER, width, scripts=False)
        page.goto(address + path)
        seen.append(
            (page.get_by_text("Filtr", exact=True).is_visible(), page.get_by_label("Stav", exact=True).is_visible())
        )
        page.context.close()
    assert seen == [(True, False), (True, True), (False, True)]


def test_an_event_is_recorded_on_a_phone_without_scripts(browser: Browser, world: World, address: str) -> None:
    page = a_page(browser, world, address, Role.MANAGER, 390, scripts=False)
    page.goto(f"{address}/")
    page.get_by_role("link", name="Zaznamenat událost").click()
    page.get_by_label("Co proběhlo").select_option("partnership_meeting")
    page.get_by_label("Kdy", exact=True).fill("včera")
    page.get_by_label("Počet osob").fill("14")
    page.get_by_role("button", name="Pokračovat na kontrolu").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Zkontrolujte záznam"
    page.get_by_role("button", name="Uložit záznam").click()
    assert page.get_by_text("Záznam je uložen.").is_visible()
    page.context.close()


def test_an_event_is_recorded_with_a_photograph_in_nine_taps(browser: Browser, world: World, address: str) -> None:
    """Opening the form, two for the kind, one for each of two fields, two for the camera, on to the check, store."""
    page = a_page(browser, world, address, Role.MANAGER, 390)
    picture = BytesIO()
    Image.new("RGB", (1200, 900), "#cccccc").save(picture, "JPEG")
    page.goto(f"{address}/")
    page.get_by_role("link", name="Zaznamenat událost").click()
    page.get_by_label("Co proběhlo").select_option("partnership_meeting")
    page.get_by_label("Kdy", exact=True).fill("dnes")
    page.get_by_label("Počet osob").fill("14")
    photograph: FilePayload = {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    page.locator("input[type=file]").set_input_files(photograph)
    page.get_by_role("button", name="Pokračovat na kontrolu").click()
    assert page.get_by_label("Druh dokladu").locator("option:checked").inner_text() == "Prezenční listina"
    page.get_by_role("button", name="Uložit záznam").click()
    assert page.get_by_role("link", name="IMG_2041.jpg").is_visible()
    page.context.close()
