"""A document from the upload to what is watched, on a phone: by keyboard alone, and where no scripts run."""

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from sqlmodel import func, select
from werkzeug.serving import make_server

from tests.factories import a_person, a_town, an_office, ground_on
from tests.support.browser import PHONE
from tracker.app import create_app
from tracker.operations.ground import Ground, looking, working
from tracker.operations.people.sign_in import open_session
from tracker.operations.sample.places import SAMPLES
from tracker.operations.upkeep.keep_lease import beat
from tracker.operations.upkeep.run_task import run_task
from tracker.people.actor import SYSTEM, Role
from tracker.store.occurrences import OccurrenceRow
from tracker.timeline.clock import on_day
from tracker.web.security import cookie_name

pytestmark = pytest.mark.browser

DAY = date(2022, 4, 30)
BACK = "Shift+Tab"
"""From the top of a page it leads to its end, where the buttons of a long form are."""
SAMPLE = SAMPLES / "chomutov.txt"
WIDTHS = [320, 390, 1280] if os.environ.get("TRACKER_AXE") == "all" else [320, 1280]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass(frozen=True, slots=True)
class House:
    """A running installation with one manager, and the way into it."""

    ground: Ground
    address: str
    cookie: str
    token: str

    def page(self, browser: Browser, *, scripts: bool = True, width: int = PHONE["width"]) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": PHONE["height"]},
            locale="cs-CZ",
            bypass_csp=True,
            java_script_enabled=scripts,
        )
        context.add_cookies([{"name": self.cookie, "value": self.token, "url": self.address}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    def watched(self) -> int:
        with looking(self.ground, SYSTEM) as work:
            return work.session.exec(select(func.count()).select_from(OccurrenceRow)).one()


@pytest.fixture
def house(sqlite_url: str, tmp_path: Path) -> Iterator[House]:
    ground = ground_on(sqlite_url, tmp_path, DAY)
    with working(ground, SYSTEM) as work:
        person = a_person(work.session, Role.MANAGER, a_town(work.session, an_office(work.session), "Chomutov"))
        token = open_session(work.session, person.person or 0, work.now, "test")
    beat(ground, "runner", None, 0)
    app = create_app(ground.config, on_day(DAY))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield House(ground, f"http://127.0.0.1:{server.port}", cookie_name(app), token)
    server.shutdown()
    thread.join()


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until the target has the focus; it must then be seen and have a ring."""
    for _ in range(400):
        page.keyboard.press(key)
        if target.evaluate("element => element === document.activeElement"):
            break
    else:
        pytest.fail(f"the keyboard does not lead to {target}")
    seen = target.evaluate(
        """element => {
            const box = element.getBoundingClientRect()
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
            return Boolean(top && (element.contains(top) || top.contains(element) || element.labels?.length))
        }"""
    )
    assert seen, "what has the focus is covered"


def press(page: Page, name: str, key: str = "Tab") -> None:
    """Go to a button by keyboard and press it."""
    tab_to(page, page.get_by_role("button", name=name, exact=True), key)
    page.keyboard.press("Enter")


def test_a_document_goes_from_upload_to_watching_by_keyboard(browser: Browser, house: House) -> None:
    page = house.page(browser)
    page.goto(f"{house.address}/dokumenty")
    chosen = page.locator("input[type=file]")
    tab_to(page, chosen)
    chosen.set_input_files(SAMPLE)
    press(page, "Nahrát dokument")
    expect(page.get_by_role("status").filter(has_text="Čeká na zpracování.")).to_be_visible()
    run_task(house.ground)
    page.wait_for_url("**/dokumenty/navrhy/1")
    tab_to(page, page.locator("#nalez-o3 input[value=watch]"))
    page.keyboard.press("Space")
    expect(page.locator("#text-o3")).to_have_class("now")
    press(page, "Přijmout vše, co je navrženo", BACK)
    press(page, "Pokračovat na souhrn", BACK)
    expect(page.get_by_role("heading", level=1)).to_have_text("Souhrn a spuštění")
    assert house.watched() == 0
    press(page, "Začít hlídat", BACK)
    expect(page.get_by_text("Závazky se hlídají.")).to_be_visible()
    assert house.watched() == 39
    page.context.close()


def test_the_same_goes_without_scripts(browser: Browser, house: House) -> None:
    page = house.page(browser, scripts=False)
    page.goto(f"{house.address}/dokumenty")
    page.locator("input[type=file]").set_input_files(SAMPLE)
    page.get_by_role("button", name="Nahrát dokument").click()
    expect(page.get_by_text("Čeká na zpracování.")).to_be_visible()
    run_task(house.ground)
    page.get_by_role("button", name="Zkontrolovat návrhy").click()  # the page has loaded itself again meanwhile
    page.locator("#nalez-o3").get_by_text("Upravit a hlídat").click()
    page.locator("#termin-o3").fill("6x ročně")
    page.locator("#nalez-o3").get_by_role("button", name="Přečíst termín").click()
    expect(page.locator("#nalez-o3 output")).to_have_text("Přečteno: 6× ročně")
    page.get_by_role("button", name="Přijmout vše, co je navrženo").click()
    page.get_by_role("button", name="Pokračovat na souhrn").click()
    page.get_by_role("button", name="Začít hlídat").click()
    expect(page.get_by_text("Závazky se hlídají.")).to_be_visible()
    page.context.close()


def test_the_work_can_be_left_and_its_end_is_told_elsewhere(browser: Browser, house: House) -> None:
    page = house.page(browser)
    page.goto(f"{house.address}/dokumenty")
    page.locator("input[type=file]").set_input_files(SAMPLE)
    page.get_by_role("button", name="Nahrát dokument").click()
    page.goto(f"{house.address}/zavazky")
    run_task(house.ground)
    page.reload()
    page.get_by_role("link", name="Zobrazit chomutov.txt").click()
    page.get_by_role("button", name="Zkontrolovat návrhy").click()
    page.wait_for_url("**/dokumenty/navrhy/1")
    page.context.close()


def test_axe_finds_nothing_on_the_way_and_nothing_scrolls_sideways(browser: Browser, house: House) -> None:
    page = house.page(browser)
    page.goto(f"{house.address}/dokumenty")
    page.locator("input[type=file]").set_input_files(SAMPLE)
    page.get_by_role("button", name="Nahrát dokument").click()
    wrong = looked_at(page, house, "/prace/1") + looked_at(page, house, "/prace")
    run_task(house.ground)
    wrong += looked_at(page, house, "/prace/1") + looked_at(page, house, "/dokumenty")
    page.goto(f"{house.address}/dokumenty/navrhy/1")
    page.get_by_role("button", name="Přijmout vše, co je navrženo").click()
    for path in ("/dokumenty/navrhy/1", "/dokumenty/navrhy/1/souhrn", "/dokumenty/porovnani?od=1&do=1"):
        wrong += looked_at(page, house, path)
    page.context.close()
    assert wrong == []


def looked_at(page: Page, house: House, path: str) -> list[tuple[str, object]]:
    """What axe finds on a page, and how far it goes sideways, at every width."""
    page.goto(house.address + path)
    faults: list[tuple[str, object]] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        found = Axe().run(page, options=RULES).response["violations"]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        faults += [(f"{path} {width}", (f["id"], [n["target"] for n in f["nodes"]][:3])) for f in found]
        faults += [(f"{path} {width}", f"{wider} px sideways")] if wider > 0 else []
    return faults
