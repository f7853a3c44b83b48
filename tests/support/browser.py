"""Debian's own Chromium under Playwright; nothing is ever downloaded for it.

A test asks for ``phone`` (390 px wide) or ``desk`` (1280 px) and gets a page in a fresh context: no cookies, Czech,
Prague time, no script of the page evaluated from elsewhere but by the test itself.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.system_tools import require

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
"""Keep the browser from looking for anything outside this machine."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run of a worker; ``CHROMIUM`` names another one than Debian's."""
    require("chromium")
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=[*QUIET, *sandbox])
        yield chromium
        chromium.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a telephone."""
    yield from _page(browser, PHONE)


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A page on a desk."""
    yield from _page(browser, DESK)


def _page(browser: Browser, size: dict[str, int]) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        locale="cs-CZ",
        timezone_id="Europe/Prague",
        bypass_csp=True,  # axe is a script of the test, not of the page
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()
