"""The year plan as it leaves the printer: one sheet, however full the year is."""

from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Thread

import pikepdf
import pytest
from playwright.sync_api import Page
from werkzeug.serving import make_server

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.app import create_app
from tracker.obligations.deadline import Period, Recurring
from tracker.operations.ground import working
from tracker.operations.people.sign_in import open_session
from tracker.people.actor import SYSTEM, Role

pytestmark = pytest.mark.browser
MONTHLY = Recurring(count=1, period=Period.MONTH, minimum=True)
LONG_TITLE = "Individuální podpora pracovníků městského úřadu a organizací zapojených do lokálního partnerství " * 2


@pytest.mark.parametrize("monthly", [1, 11, 30])
def test_the_year_plan_is_one_sheet_on_its_side(desk: Page, sqlite_url: str, tmp_path: Path, monthly: int) -> None:
    ground = ground_on(sqlite_url, tmp_path, date(2026, 11, 25))
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        for _ in range(monthly):
            an_agreement(work, town, MONTHLY, title=LONG_TITLE)
        person = a_person(work.session, Role.MANAGER, town).person
        assert person is not None
        token = open_session(work.session, person, work.now, "zkouška")
    server = make_server("127.0.0.1", 0, create_app(ground.config, ground.clock))
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.port}"
    desk.context.add_cookies([{"name": "hlidac", "value": token, "url": address}])

    desk.goto(f"{address}/kalendar/rok/{town.id}")
    sheet = desk.pdf(prefer_css_page_size=True)
    server.shutdown()

    with pikepdf.open(BytesIO(sheet)) as document:
        (page,) = document.pages
        width, height = (float(side) for side in page.mediabox[2:])
        assert width > height
