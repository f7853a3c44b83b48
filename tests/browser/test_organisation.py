"""Signing in through the organisation's own provider, and out on every device, as a browser lets it happen."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.support.identity_provider import CLIENT, SECRET, Provider, running
from tests.support.served import served
from tests.web.world import World, a_copy
from tracker.app import create_app

pytestmark = pytest.mark.browser


class Late:
    """An application that is made when its own address is known."""

    app: Flask

    def __call__(self, *asked: Any) -> Iterable[bytes]:
        return self.app(*asked)


@pytest.fixture
def address(common_world: World, tmp_path: Path) -> Iterator[str]:
    world, late = a_copy(common_world, tmp_path, csrf=True), Late()
    with running(Provider(email="manager@prihlaseny.example")) as provider, served(late) as address:
        settings = {"oidc_issuer": provider.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
        config = world.ground.config.model_copy(update={**settings, "public_base_url": address})
        late.app = create_app(config, world.ground.clock)
        yield address


def signed_in(browser: Browser, address: str, width: int) -> Page:
    """A device that came in by the button of the organisation."""
    page = browser.new_context(viewport={"width": width, "height": 844}, locale="cs-CZ").new_page()
    page.goto(f"{address}/zavazky")
    page.get_by_text("Přihlásit se přes účet organizace").click()
    page.wait_for_url(f"{address}/zavazky")
    return page


def test_whoever_the_organisation_vouches_for_comes_in_and_out_on_every_device(browser: Browser, address: str) -> None:
    phone, desk = signed_in(browser, address, 390), signed_in(browser, address, 1280)
    faults: list[str] = []
    desk.on("console", lambda message: faults.append(message.text))
    desk.goto(f"{address}/ucet")
    desk.get_by_role("button", name="Odhlásit všude").click()
    headings = []
    for page in (desk, phone):
        page.goto(f"{address}/ucet")
        headings.append(page.get_by_role("heading", level=1).inner_text())
        page.context.close()
    assert (headings, faults) == (["Přihlášení", "Přihlášení"], [])
