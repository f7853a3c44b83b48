"""The pages of planned meetings: planning one, what is wrong in the form, moving, calling off, saying who comes."""

from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlmodel import select

from tests.feeds.readers.python_readers import icalendar_sees
from tests.partners import Partnered, a_partnered_town
from tracker.app import create_app
from tracker.operations.ground import looking, working
from tracker.operations.people.sign_in import open_session
from tracker.people.actor import SYSTEM, Actor
from tracker.people.partner import Coming
from tracker.store.meetings import InvitationRow, MeetingRow
from tracker.store.reminder_settings import PersonRemindersRow

LIST = "/planovana-jednani"
FORM = {"day": "3. 12. 2026", "starts": "9", "ends": "11.30", "place": "Radnice", "title": "", "agenda": "Byty"}


@pytest.fixture
def town(sqlite_url: str, tmp_path: Path) -> Partnered:
    return a_partnered_town(sqlite_url, tmp_path, date(2026, 11, 25))


def browser(town: Partnered, actor: Actor) -> FlaskClient:
    app = create_app(town.ground.config, town.ground.clock)
    app.config["WTF_CSRF_ENABLED"] = False
    with working(town.ground, SYSTEM) as work:
        token = open_session(work.session, actor.person or 0, work.now, "test")
    client = app.test_client()
    client.set_cookie("hlidac", token)
    return client


@pytest.fixture
def client(town: Partnered) -> FlaskClient:
    return browser(town, town.manager)


def a_meeting(town: Partnered, client: FlaskClient) -> str:
    answer = client.post(f"{LIST}/nove/{town.group}", data=FORM)
    assert answer.status_code == 303, answer.text
    return answer.location or ""


def test_a_meeting_is_planned_and_shown_with_its_guests(town: Partnered, client: FlaskClient) -> None:
    page = a_meeting(town, client)

    told = client.get(page).text.replace("\u00a0", " ")
    assert all(words in told for words in ("Bydlení", "3. 12. 2026 9:00", "3. 12. 2026 11:30", "Charita", "Byty"))
    assert "Radnice" in client.get(LIST).text


def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(town: Partnered, client: FlaskClient) -> None:
    cases = (
        ({"day": ""}, "Zadejte den"),
        ({"starts": "ráno"}, "Zadejte začátek"),
        ({"ends": "25:00"}, "Zadejte konec"),
        ({"ends": "8:00"}, "Konec musí být po začátku"),
        ({"day": "24. 11. 2026"}, "teprve bude"),
    )
    for changed, words in cases:
        answer = client.post(f"{LIST}/nove/{town.group}", data=FORM | changed)
        assert (answer.status_code, words in answer.text, 'value="Radnice"' in answer.text) == (422, True, True), (
            changed
        )


def test_it_is_moved_from_what_was_typed(town: Partnered, client: FlaskClient) -> None:
    page = a_meeting(town, client)
    assert 'value="11:30"' in client.get(f"{page}/upravit").text

    assert client.post(f"{page}/upravit", data=FORM | {"day": "4. 12. 2026"}).status_code == 303
    with looking(town.ground, SYSTEM) as work:
        meeting = work.session.exec(select(MeetingRow)).one()
    assert (meeting.sequence, meeting.starts_at.isoformat()) == (1, "2026-12-04T08:00:00+00:00")


def test_it_is_called_off_with_a_reason(town: Partnered, client: FlaskClient) -> None:
    page = a_meeting(town, client)
    assert client.post(f"{page}/zrusit", data={"reason": ""}).status_code == 422
    assert client.post(f"{page}/zrusit", data={"reason": "nemoc"}).status_code == 303
    assert "Jednání je zrušeno: nemoc" in client.get(page).text


def test_people_of_the_town_say_whether_they_come_and_want_invitations(town: Partnered, client: FlaskClient) -> None:
    page = a_meeting(town, client)
    consultant = browser(town, town.consultant)

    assert consultant.post(f"{page}/ucast", data={"coming": "yes"}).status_code == 303
    assert "Vaše odpověď: přijdu" in consultant.get(page).text
    assert consultant.post(f"{LIST}/pozvanky", data={"wanted": "1"}).status_code == 303
    with looking(town.ground, SYSTEM) as work:
        assert [row.coming for row in work.session.exec(select(InvitationRow))] == [Coming.UNKNOWN, Coming.YES]
        assert [row.invitations for row in work.session.exec(select(PersonRemindersRow))] == [True]
    assert "Nezvat mě e-mailem" in consultant.get(LIST).text


def test_the_file_is_read_by_an_independent_reader(town: Partnered, client: FlaskClient) -> None:
    page = a_meeting(town, client)
    (event,) = icalendar_sees(client.get(f"{page}.ics").data)
    assert (event.summary, event.location) == ("Lipová: Bydlení", "Radnice")


def test_a_meeting_that_has_begun_is_recorded_instead(town: Partnered, client: FlaskClient) -> None:
    page = a_meeting(town, client)
    later = browser(town.on(date(2026, 12, 4)), town.manager)

    assert "Zaznamenat, že proběhlo" in later.get(page).text
    assert later.post(f"{page}/upravit", data=FORM).status_code == 422
