"""The link that every event of a calendar carries opens the page of what it tells of, for whoever follows it."""

from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from icalendar import Calendar

from tests.partners import a_partnered_town
from tracker.app import create_app
from tracker.operations.agreements.council_days import add_days
from tracker.operations.calendars.subscriptions import Wish, subscribe
from tracker.operations.ground import working
from tracker.operations.meetings.meetings import Wished, plan_meeting
from tracker.operations.people.sign_in import open_session
from tracker.people.actor import SYSTEM
from tracker.store.subscriptions import Scope
from tracker.timeline.clock import PRAGUE


def test_every_link_of_a_calendar_opens_its_page(sqlite_url: str, tmp_path: Path) -> None:
    town = a_partnered_town(sqlite_url, tmp_path, date(2026, 10, 1))
    at = datetime(2026, 10, 20, 9, 0, tzinfo=PRAGUE)
    plan_meeting(town.ground, town.manager, town.group, Wished(at, at + timedelta(hours=2)))
    add_days(town.ground, town.manager, town.report.municipality, "10. 12. 2026")
    issued = subscribe(town.ground, town.manager, Wish(Scope.MUNICIPALITY, town.report.municipality))
    with working(town.ground, SYSTEM) as work:
        token = open_session(work.session, town.manager.person or 0, work.now, "test")
    client = create_app(town.ground.config, town.ground.clock).test_client()
    events = Calendar.from_ical(client.get(f"/kalendar/{issued.token}.ics").data).walk("VEVENT")
    client.set_cookie("hlidac", token)

    opened = {str(e["SUMMARY"]): client.get(urlsplit(str(e["URL"])).path, follow_redirects=True) for e in events}

    assert {summary: answer.status_code for summary, answer in opened.items()} == {
        "Lipová: Bydlení": 200,
        "Lipová: Projednat v lokálním partnerství: Zpráva o plnění": 200,
        "Lipová: Odevzdat podklady pro zastupitelstvo: Zpráva o plnění": 200,
        "Lipová: Jednání zastupitelstva: Zpráva o plnění": 200,
        "Lipová: Zpráva o plnění": 200,
    }
    assert all(summary.rpartition(": ")[2] in answer.text for summary, answer in opened.items())
    assert all(str(e["URL"]).startswith(town.ground.config.public_base_url) for e in events)
    assert all(str(e["DESCRIPTION"]).endswith(str(e["URL"])) for e in events)
