"""A link by mail, a second factor, on a telephone without scripts; and a hand-over by keyboard alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from tests.support.served import served
from tests.web.world import OWN, SISTER, World, a_copy
from tracker.mailing.mailer import LocalMailbox
from tracker.operations.ground import looking
from tracker.operations.mails.send_outbox import send_outbox
from tracker.people.actor import SYSTEM, Role
from tracker.store.outbox import MailRow
from tracker.store.people import MandateRow
from tracker.web.security import cookie_name

pytestmark = pytest.mark.browser

EMAIL = "manager@prihlaseny.example"


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path, csrf=True)


@pytest.fixture
def address(world: World) -> Iterator[str]:
    with served(world.app) as address:
        yield address


def a_page(browser: Browser, *, scripts: bool, width: int) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="cs-CZ", java_script_enabled=scripts)
    return context.new_page()


def link_in_mail(world: World) -> str:
    send_outbox(world.ground, LocalMailbox())
    with looking(world.ground, SYSTEM) as work:
        raw = work.session.exec(select(MailRow.raw).where(MailRow.kind == "sign_in")).one() or b""
    found = re.search(r"/prihlaseni/odkaz/[\w-]+", raw.decode().replace("=\r\n", ""))
    assert found is not None
    return found[0]


def test_a_link_signs_in_and_a_second_factor_is_switched_on(browser: Browser, world: World, address: str) -> None:
    page = a_page(browser, scripts=False, width=390)
    page.goto(f"{address}/prihlaseni")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_role("button", name="Poslat přihlašovací odkaz").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Podívejte se do e-mailu"
    page.goto(address + link_in_mail(world))
    page.get_by_role("button", name="Přihlásit se").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Co mám udělat"
    page.goto(f"{address}/ucet")
    page.get_by_role("button", name="Zapnout ověření").click()
    totp = pyotp.TOTP(page.locator(".secret").inner_text())
    page.get_by_label("Kód z ověřovací aplikace").fill(totp.at(world.ground.clock.now()))
    page.get_by_role("button", name="Zapnout ověření").click()
    assert page.locator(".secret").count() == 8
    page.context.close()


def test_a_head_hands_work_over_by_keyboard_alone(browser: Browser, world: World, address: str) -> None:
    page = a_page(browser, scripts=True, width=1280)
    page.context.add_cookies(
        [{"name": cookie_name(world.app), "value": world.tokens[Role.REGIONAL_HEAD], "url": address}]
    )
    leaver, successor = world.things[OWN]["person_id"], world.things[SISTER]["person_id"]
    page.goto(f"{address}/sprava/lide/{leaver}/predat?komu={successor}")
    page.get_by_label("Poslední den dosavadních mandátů").focus()
    press_until(page, "Pokračovat na kontrolu")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kontrola předání")
    press_until(page, "Předat práci")
    expect(page.locator("main")).to_contain_text("Předáno věcí: 1.")
    with looking(world.ground, SYSTEM) as work:
        mandates = work.session.exec(select(MandateRow.municipality_id).where(MandateRow.person_id == successor))
        assert set(mandates) == {world.things[OWN]["town_id"], world.things[SISTER]["town_id"]}
    page.context.close()


def press_until(page: Page, button: str) -> None:
    """Tab to a button and press it with Enter."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == button:
            page.keyboard.press("Enter")
            page.wait_for_load_state()
            return
    pytest.fail(f"the keyboard does not get to {button}")
