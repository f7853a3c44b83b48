"""The browser that tests are given: two widths, Czech, and nothing but this machine."""

import pytest
from playwright.sync_api import Error, Page

pytestmark = pytest.mark.browser


def test_a_telephone_is_narrow_and_speaks_czech(phone: Page) -> None:
    phone.set_content("<p>Termín</p>")

    assert phone.evaluate("[innerWidth, navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone]") == [
        390,
        "cs-CZ",
        "Europe/Prague",
    ]


def test_a_desk_is_wide(desk: Page) -> None:
    assert desk.evaluate("innerWidth") == 1280


def test_another_machine_is_out_of_reach(desk: Page) -> None:
    with pytest.raises(Error, match=r"ERR_NAME_NOT_RESOLVED|ERR_INTERNET_DISCONNECTED"):
        desk.goto("http://mesto.example/")
