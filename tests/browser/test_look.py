"""The look as a browser shows it: on a phone, on a desk, without scripts, in forced colours, by keyboard, on paper."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.support.served import served
from tests.web.gallery_app import gallery_app

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/formular",
    "/jiny-den",
    "/prazdno",
    "/nic",
    "/rozbite",
    "/napoveda",
    "/prohlaseni-o-pristupnosti",
    "/soukromi",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDE_TEXT = """
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-bottom: 2em !important }
"""
"""WCAG 2.1, 1.4.12."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(gallery_app()) as address:
        yield address


@pytest.fixture(params=[320, 390, 1280])
def page(request, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 844}, locale="cs-CZ", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways_not_even_with_wide_text(page, address, path):
    page.goto(address + path)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []
    assert overflow(page) <= 0
    page.add_style_tag(content=WIDE_TEXT)
    assert overflow(page) <= 0


def test_nothing_breaks_the_content_policy_and_nobody_else_is_asked(browser, address):
    context = browser.new_context()
    page = context.new_page()
    faults, asked = [], []
    page.on("console", lambda message: faults.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/formular"):
        page.goto(address + path)
    context.close()
    assert faults == []
    assert {url.split("/static")[0] for url in asked if "/static" in url} == {address}
    assert all(url.startswith(address) for url in asked)


def test_on_a_phone_rows_become_cards_that_name_their_values(phone, address):
    phone.goto(address)
    assert phone.locator("thead").first.bounding_box()["width"] <= 1
    cell = phone.locator("td[data-label='Termín']").first
    assert cell.evaluate("td => getComputedStyle(td, '::before').content") == '"Termín"'


def test_on_a_phone_the_deed_stays_under_the_thumb_and_covers_no_focused_thing(phone, address):
    phone.goto(address)
    bar = phone.locator(".page-actions")
    box = bar.bounding_box()
    assert box["y"] + box["height"] == phone.viewport_size["height"]
    assert bar.locator(".element").bounding_box()["height"] >= 44
    covered = []
    for _ in range(40):
        phone.keyboard.press("Tab")
        covered += phone.evaluate(COVERED_FOCUS)
    assert covered == []


COVERED_FOCUS = """() => {
  const focused = document.activeElement
  if (!focused || focused === document.body || focused.closest('.page-actions')) return []
  const box = focused.getBoundingClientRect()
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20))
  return seen && seen.closest('.page-actions') ? [focused.outerHTML.slice(0, 80)] : []
}"""


def test_the_first_stop_of_the_keyboard_leads_past_the_navigation(desk, address):
    desk.goto(address)
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.textContent") == "Přeskočit na obsah"
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "obsah"


def test_every_stop_of_the_keyboard_shows_a_ring(desk, address):
    desk.goto(address + "/formular")
    bare = []
    for _ in range(30):
        desk.keyboard.press("Tab")
        bare += desk.evaluate(WITHOUT_RING)
    assert bare == []


WITHOUT_RING = """() => {
  const ringed = (element) => element && getComputedStyle(element).outlineStyle !== 'none'
  const focused = document.activeElement
  if (focused === document.body) return []
  const near = [focused, focused.parentElement, focused.nextElementSibling, focused.closest('.gov-button')]
  return near.some(ringed) ? [] : [focused.outerHTML.slice(0, 100)]
}"""


def test_the_summary_of_errors_takes_the_focus_and_leads_to_the_field(desk, address):
    desk.goto(address + "/formular")
    assert desk.evaluate("document.activeElement.id") == "chyby"
    desk.get_by_role("link", name="Zadejte datum konání").click()
    assert desk.evaluate("document.activeElement.id") == "datum"


def test_the_menu_of_a_phone_opens_without_scripts(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert not page.get_by_role("link", name="Kalendář").is_visible()
    page.get_by_text("Nabídka").click()
    assert page.get_by_role("link", name="Kalendář").is_visible()
    assert page.get_by_role("button", name="Odhlásit").is_visible()
    context.close()


def test_in_forced_colours_the_current_page_and_every_status_can_still_be_told(browser, address):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, forced_colors="active")
    page = context.new_page()
    page.goto(address)
    current, other = page.locator(".site-nav--wide a").nth(0), page.locator(".site-nav--wide a").nth(1)
    assert [link.evaluate("a => getComputedStyle(a).fontWeight") for link in (current, other)] == ["700", "400"]
    widths = page.locator(".badge").evaluate_all("badges => badges.map(b => getComputedStyle(b).borderTopWidth)")
    assert set(widths) == {"1px"}
    context.close()


def test_on_paper_stands_the_table_with_its_address_and_no_navigation(desk, address):
    desk.goto(address)
    desk.emulate_media(media="print")
    seen = [
        desk.locator(what).first.is_visible()
        for what in (".data-table", ".print-only", ".site-header", ".page-actions", "form")
    ]
    assert seen == [True, True, False, False, False]
    assert (
        f"{address}/ · Stav k 20.\N{NO-BREAK SPACE}11.\N{NO-BREAK SPACE}2026"
        in desk.locator(".print-only").inner_text()
    )


def overflow(page: Page) -> int:
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider
