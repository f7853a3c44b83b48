"""The page of a partner in a browser: nothing for axe in either language, and an answer given without scripts."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from sqlmodel import col, select

from tests.partners import Partnered, a_partnered_town
from tests.support.served import served
from tracker.app import create_app
from tracker.operations.ground import looking
from tracker.operations.meetings.meetings import Wished, plan_meeting
from tracker.operations.partners.partner_links import revoke_link, token_of
from tracker.operations.partners.partner_mail import queue_partner_mails
from tracker.people.actor import SYSTEM
from tracker.store.partners import PartnerLinkRow
from tracker.store.reminder_settings import Language
from tracker.timeline.clock import PRAGUE

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
STARTS = datetime(2026, 12, 3, 9, 0, tzinfo=PRAGUE)


@pytest.fixture(params=list(Language))
def town(request: pytest.FixtureRequest, sqlite_url: str, tmp_path: Path) -> Partnered:
    """A partner asked for a paper and invited to a meeting."""
    made = a_partnered_town(sqlite_url, tmp_path, language=request.param)
    queue_partner_mails(made.ground)
    plan_meeting(made.ground, made.manager, made.group, Wished(STARTS, STARTS + timedelta(hours=2), place="Radnice"))
    return made


@pytest.fixture
def address(town: Partnered) -> Iterator[str]:
    with served(create_app(town.ground.config, town.ground.clock)) as address:
        yield address


def tokens(town: Partnered) -> list[str]:
    """Of the paper and of the meeting."""
    with looking(town.ground, SYSTEM) as work:
        links = work.session.exec(select(PartnerLinkRow).order_by(col(PartnerLinkRow.id)))
        return [token_of(town.ground, link.id or 0) for link in links]


def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Browser, town: Partnered, address: str) -> None:
    paper, meeting = tokens(town)
    page = browser.new_context(bypass_csp=True).new_page()
    wrong = []
    for path in (f"/o/{paper}", f"/o/{meeting}", f"/o/{paper}"):
        page.goto(address + path)
        for summary in page.locator("summary").all():
            summary.click()
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            wrong += [(path, width, fault["id"]) for fault in Axe().run(page, options=RULES).response["violations"]]
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            wrong += [(path, width, "sideways")] if wider > 0 else []
        revoke_link(town.ground, town.manager, 1)  # the third look is at a link that is over
    page.context.close()
    assert wrong == []


def test_a_partner_comes_and_then_cannot_without_a_script(browser: Browser, town: Partnered, address: str) -> None:
    _, meeting = tokens(town)
    page = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False).new_page()
    page.goto(f"{address}/o/{meeting}")
    page.locator("form.answer--first button").click()
    assert page.locator(".gov-message[role=status]").is_visible()
    page.locator("summary").first.click()
    page.locator("textarea[name=reason]").fill("Máme výjezd.")
    page.locator("details.answer[open] button").click()
    assert page.locator(".answered li").count() == 2
    assert "Máme výjezd." in page.locator(".answered").inner_text()
    page.context.close()
