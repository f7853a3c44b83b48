"""The calendar pages: a month, the year on one sheet, one term as a file, subscriptions with a one-time address."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.factories import Agreed, a_person, a_town, an_agreement, an_office, ground_on
from tests.feeds.readers.python_readers import icalendar_sees
from tracker.app import create_app
from tracker.operations.calendars.subscriptions import listed
from tracker.operations.ground import Ground, looking, working
from tracker.operations.people.sign_in import open_session
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.people import PersonRow

TODAY = date(2026, 11, 25)


@dataclass(frozen=True)
class Seen:
    """An application with two towns, seen by the manager of one of them."""

    ground: Ground
    own: Agreed
    foreign: Agreed
    manager: Actor
    client: FlaskClient

    def page(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text.replace("\u00a0", " ")

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        answer = self.client.post(path, data=fields)
        return answer.status_code, answer.text


@pytest.fixture
def seen(sqlite_url: str, tmp_path: Path) -> Seen:
    ground = ground_on(sqlite_url, tmp_path, TODAY)
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        towns = [a_town(work.session, office, name) for name in ("Lipová", "Kamenná")]
        own, foreign = (an_agreement(work, town, start=date(2025, 1, 1), end=date(2027, 12, 31)) for town in towns)
        manager = a_person(work.session, Role.MANAGER, towns[0])
        assert manager.person is not None
        token = open_session(work.session, manager.person, work.now, "zkouška")
    app = create_app(ground.config, ground.clock)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.set_cookie("hlidac", token)
    return Seen(ground, own, foreign, manager, client)


def test_this_month_is_shown_where_nothing_was_asked_for_and_an_empty_one_says_so(seen: Seen) -> None:
    assert "V tomto měsíci není termín." in seen.page("/kalendar")
    assert "Kalendář: listopad 2026" in seen.page("/kalendar")


def test_a_month_shows_its_terms_in_the_list_and_in_the_weeks_of_the_own_town_only(seen: Seen) -> None:
    december = seen.page("/kalendar?mesic=2026-12")

    assert december.count("Jednání lokálního partnerství") == 3  # in the list, beside its file, in the weeks
    assert "Kamenná" not in december
    assert f"/kalendar/termin/{seen.own.occurrences[1]}.ics" in december


def test_whoever_has_more_terms_than_a_list_can_hold_is_asked_for_a_municipality(
    seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.operations.calendars.calendar_page.READABLE", 0)
    december = seen.page("/kalendar?mesic=2026-12")
    assert "V tomto měsíci je 1 termínů. Vyberte obec, jejíž kalendář chcete vidět." in december
    assert "Jednání lokálního partnerství" not in december
    assert "Jednání lokálního partnerství" in seen.page(f"/kalendar?mesic=2026-12&obec={seen.own.municipality}")


@pytest.mark.parametrize("month", ["2026-13", "x", "2026-1", "9999-99"])
def test_a_month_that_is_none_shows_this_one(seen: Seen, month: str) -> None:
    assert "Kalendář: listopad 2026" in seen.page(f"/kalendar?mesic={month}")


def test_the_year_plan_names_every_month_and_its_terms(seen: Seen) -> None:
    plan = seen.page(f"/kalendar/rok/{seen.own.municipality}")

    assert re.findall(r'<h2 id="mesic-\d+">(\w+) 2026</h2>', plan)[::11] == ["leden", "prosinec"]
    assert plan.count("Jednání lokálního partnerství") == 1
    assert seen.page(f"/kalendar/rok/{seen.own.municipality}?rok=2031").count("bez termínu") == 12


def test_one_term_can_be_downloaded_as_it_stands_in_the_feeds(seen: Seen) -> None:
    answer = seen.client.get(f"/kalendar/termin/{seen.own.occurrences[1]}.ics")

    (event,) = icalendar_sees(answer.data)
    assert (event.starts, event.summary) == ("2026-12-31", "Lipová: Jednání lokálního partnerství")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"


@pytest.mark.parametrize("path", ["/kalendar?obec={0}", "/kalendar/rok/{0}", "/kalendar/termin/{1}.ics"])
def test_nothing_of_another_town_is_found(seen: Seen, path: str) -> None:
    asked = path.format(seen.foreign.municipality, seen.foreign.occurrences[1])

    assert seen.client.get(asked).status_code == 404


def test_a_new_subscription_shows_its_address_once_with_a_code_for_the_phone(seen: Seen) -> None:
    code, issued = seen.post("/kalendar/odbery", what=f"municipality:{seen.own.municipality}", alarms="1")
    (address,) = set(re.findall(r"http://127\.0\.0\.1:8080(/kalendar/[\w-]{43}\.ics)", issued))

    assert code == 200
    assert seen.client.get(address).status_code == 200
    assert 'class="segno"' in issued
    assert f"webcal://127.0.0.1:8080{address}" in issued
    assert address.split("/")[-1] not in seen.page("/kalendar/odbery")


def test_the_list_names_what_is_followed_the_program_and_what_it_has_seen(seen: Seen) -> None:
    _, issued = seen.post("/kalendar/odbery", what="mine", label="Práce")
    never = seen.page("/kalendar/odbery")
    (address,) = set(re.findall(r"/kalendar/[\w-]{43}\.ics", issued))
    seen.client.get(address, headers={"User-Agent": "Thunderbird/153 <b>"})
    fetched = seen.page("/kalendar/odbery")

    assert "Práce" in never
    assert "zatím nikdy" in never
    assert "Thunderbird/153 &lt;b&gt;" in fetched
    assert "poslední stav" in fetched


def test_a_renewed_address_replaces_the_old_one_and_a_revoked_one_is_gone(seen: Seen) -> None:
    _, issued = seen.post("/kalendar/odbery", what="mine")
    with looking(seen.ground, seen.manager) as work:
        (row,) = listed(work)
    old = re.findall(r"/kalendar/[\w-]{43}\.ics", issued)[0]

    code, renewed = seen.post(f"/kalendar/odbery/{row.subscription.id}/obnovit")
    new = re.findall(r"/kalendar/[\w-]{43}\.ics", renewed)[0]
    assert [code, seen.client.get(old).status_code, seen.client.get(new).status_code] == [200, 404, 200]

    assert seen.post(f"/kalendar/odbery/{row.subscription.id}/zrusit")[0] == 303
    assert seen.client.get(new).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [{}, {"what": "everything"}, {"what": "municipality:x"}, {"what": "mine", "act": "working_group"}],
)
def test_a_form_that_says_too_little_comes_back_with_a_word(seen: Seen, fields: dict[str, str]) -> None:
    code, page = seen.post("/kalendar/odbery", **fields)

    assert code == 422
    assert 'id="chyby"' in page
    with looking(seen.ground, seen.manager) as work:
        assert listed(work) == []


def test_a_stranger_is_sent_to_sign_in_and_nobody_subscribes_for_another(seen: Seen) -> None:
    with working(seen.ground, SYSTEM) as work:
        consultant = work.session.get_one(PersonRow, seen.manager.person)
        consultant.name = "Jiná"
    assert seen.post("/kalendar/odbery", what=f"municipality:{seen.foreign.municipality}")[0] == 404
    assert seen.client.application.test_client().get("/kalendar/odbery").status_code == 302
