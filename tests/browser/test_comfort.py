"""Keys that save a way, and words that a lost signal does not take: only where scripts run, and never in the way."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.served import served
from tests.web.world import World, a_copy
from tracker.people.actor import Role
from tracker.web.security import cookie_name

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def world(common_world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    return a_copy(common_world, tmp_path_factory.mktemp("comfort"), csrf=True)


@pytest.fixture(scope="module")
def address(world: World) -> Iterator[str]:
    with served(world.app) as address:
        yield address


@pytest.fixture
def device(browser: Browser, world: World, address: str) -> Iterator[BrowserContext]:
    """A telephone on which the manager is signed in."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="cs-CZ")
    context.add_cookies([{"name": cookie_name(world.app), "value": world.tokens[Role.MANAGER], "url": address}])
    yield context
    context.close()


@pytest.fixture
def page(device: BrowserContext) -> Page:
    return device.new_page()


def test_keys_lead_to_the_search_the_record_and_home(page: Page, address: str) -> None:
    page.goto(address + "/zavazky")
    page.keyboard.press("n")
    expect(page).to_have_url(address + "/zaznamenat")
    page.keyboard.press("/")
    page.wait_for_url(address + "/hledat")
    page.keyboard.press("g")
    page.keyboard.press("u")
    page.wait_for_url(address + "/")


def test_keys_typed_into_a_field_are_letters(page: Page, address: str) -> None:
    page.goto(address + "/hledat")
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("n/gu")
    assert page.locator("#q").input_value() == "n/gu"
    expect(page).to_have_url(address + "/hledat")


def test_keys_can_be_switched_off_for_a_device(page: Page, address: str) -> None:
    page.goto(address + "/napoveda")
    page.get_by_label("Používat klávesové zkratky na tomto zařízení").uncheck()
    page.goto(address + "/zavazky")
    page.keyboard.press("n")
    page.goto(address + "/napoveda")
    assert not page.get_by_label("Používat klávesové zkratky na tomto zařízení").is_checked()
    page.get_by_label("Používat klávesové zkratky na tomto zařízení").check()
    page.goto(address + "/zavazky")
    page.keyboard.press("n")
    page.wait_for_url(address + "/zaznamenat")


def test_what_was_typed_is_there_again_after_the_browser_was_closed(
    device: BrowserContext, page: Page, address: str
) -> None:
    page.goto(address + "/zaznamenat")
    page.get_by_label("Název").fill("Jednání o bydlení")
    page.get_by_label("Distančně").check(force=True)
    page.close()

    again = device.new_page()
    again.goto(address + "/zaznamenat")
    assert again.get_by_label("Název").input_value() == "Jednání o bydlení"
    assert again.get_by_label("Distančně").is_checked()
    again.get_by_role("button", name="Začít znovu").click()
    assert again.get_by_label("Název").input_value() == ""
    again.reload()
    expect(again.get_by_role("button", name="Začít znovu")).to_be_hidden()


def test_a_stored_record_is_not_offered_again(page: Page, address: str) -> None:
    page.goto(address + "/zaznamenat")
    page.locator("select[name=act]").select_option("partnership_meeting")
    page.get_by_label("Kdy").fill("18. 11. 2026")
    page.get_by_label("Název").fill("Jednání o dluzích")
    page.get_by_role("button", name="Pokračovat na kontrolu").click()
    page.get_by_role("button", name="Uložit záznam").click()
    page.wait_for_url("**/zaznamy/*")
    page.goto(address + "/zaznamenat")
    assert page.get_by_label("Název").input_value() == ""


def test_signing_out_leaves_nothing_on_the_device(page: Page, address: str) -> None:
    page.goto(address + "/zaznamenat")
    page.get_by_label("Název").fill("Důvěrné")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('kept:'))") == ["kept:record"]
    page.locator(".site-menu summary").click()
    page.locator(".site-menu").get_by_role("button", name="Odhlásit").click()
    page.wait_for_url("**/prihlaseni**")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('kept:'))") == []
