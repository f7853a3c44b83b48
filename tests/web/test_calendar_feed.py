"""The calendar over HTTP: what a client asks and what it is told."""

import gzip
import io
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tests.feeds.readers.python_readers import vobject_sees
from tracker.app import create_app
from tracker.operations.calendars.publish_feed import BODIES_AN_HOUR
from tracker.operations.calendars.subscriptions import Wish, revoke, subscribe
from tracker.operations.ground import Ground, working
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.subscriptions import Scope

TODAY = date(2026, 11, 25)
OUTLOOK = "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)"


@dataclass(frozen=True)
class Served:
    """An application with one subscription to one town."""

    client: FlaskClient
    ground: Ground
    owner: Actor
    subscription: int
    path: str

    def get(self, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(self.path, headers=named)


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Served:
    ground = ground_on(sqlite_url, tmp_path, TODAY)
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        an_agreement(work, town, start=date(2025, 1, 1), end=date(2027, 12, 31))
        owner = a_person(work.session, Role.MANAGER, town)
    issued = subscribe(ground, owner, Wish(Scope.MUNICIPALITY, town.id))
    client = create_app(ground.config, ground.clock).test_client()
    return Served(client, ground, owner, issued.subscription_id, f"/kalendar/{issued.token}.ics")


def test_a_first_fetch_gets_the_whole_calendar_with_every_header_a_client_needs(served: Served) -> None:
    answer = served.get()

    assert answer.status_code == 200
    assert sorted(event.starts for event in vobject_sees(answer.data)) == ["2026-12-31", "2027-12-31"]
    assert {name: answer.headers[name] for name in EXPECTED} == EXPECTED
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert "Set-Cookie" not in answer.headers


EXPECTED = {
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": "inline; filename=\"terminy.ics\"; filename*=UTF-8''term%C3%ADny.ics",
    "Cache-Control": "private, no-cache",
    "Vary": "Accept-Encoding, User-Agent",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


def test_a_client_that_names_its_tag_is_told_that_nothing_is_new(served: Served) -> None:
    first = served.get()
    again = served.get(If_None_Match=first.headers["ETag"])

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("tag", ['W/"{}"', '"other", "{}"', "*"])
def test_weak_listed_and_star_tags_count_too(served: Served, tag: str) -> None:
    known = served.get().headers["ETag"].strip('"')

    assert served.get(If_None_Match=tag.format(known)).status_code == 304


def test_a_tag_decides_over_a_date(served: Served) -> None:
    first = served.get()
    date_known = first.headers["Last-Modified"]

    assert served.get(If_Modified_Since=date_known).status_code == 304
    assert served.get(If_Modified_Since=date_known, If_None_Match='"old"').status_code == 200
    assert served.get(If_Modified_Since="Tue, 01 Jan 2019 00:00:00 GMT").status_code == 200
    assert served.get(If_Modified_Since="someday").status_code == 200
    assert parsedate_to_datetime(date_known).date() == TODAY


def test_the_compressed_form_has_a_tag_of_its_own_and_the_same_content(served: Served) -> None:
    plain, packed = served.get(), served.get(Accept_Encoding="gzip")

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert served.get(Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"]).status_code == 304


@pytest.mark.parametrize("agent", [OUTLOOK, "Microsoft.Exchange/15.20 (Windows NT 10.0; Win64; x64)"])
def test_microsoft_gets_it_uncompressed(served: Served, agent: str) -> None:
    answer = served.get(Accept_Encoding="gzip, deflate", User_Agent=agent)

    assert "Content-Encoding" not in answer.headers
    assert answer.data.startswith(b"BEGIN:VCALENDAR\r\n")


def headers(answer: TestResponse) -> dict[str, str]:
    """The headers of an answer but the one that numbers the request."""
    return {name: value for name, value in answer.headers if name != "X-Request-ID"}


def test_head_tells_the_same_without_the_calendar(served: Served) -> None:
    whole, told = served.get(), served.client.head(served.path)

    assert (told.status_code, told.data) == (200, b"")
    assert headers(told) == headers(whole)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND"])
def test_nothing_but_reading_is_allowed(served: Served, method: str) -> None:
    answer = served.client.open(served.path, method=method)

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"HEAD", "OPTIONS", "GET"}


def test_an_unknown_and_a_revoked_address_get_the_same_plain_404_and_no_way_to_sign_in(served: Served) -> None:
    revoke(served.ground, served.owner, served.subscription)
    dead, unknown = served.get(), served.client.get(f"/kalendar/{'x' * 43}.ics")

    assert [answer.status_code for answer in (dead, unknown)] == [404, 404]
    assert (dead.data, headers(dead)) == (unknown.data, headers(unknown))
    assert "Location" not in dead.headers
    assert dead.mimetype == "text/plain"


def test_whoever_asks_for_everything_too_often_is_told_when_to_come_back(served: Served) -> None:
    for _ in range(BODIES_AN_HOUR):
        served.get()
    answer = served.get()

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")


def test_no_day_but_today_can_be_asked_for(served: Served) -> None:
    assert served.client.get(f"{served.path}?stav_k=2020-01-01").data == served.get().data


def test_the_token_stands_in_no_log(served: Served, lines: io.StringIO) -> None:
    app = served.client.application
    with app.test_request_context(served.path):
        app.log_exception((None, None, None))

    assert served.path not in lines.getvalue()
    assert "/kalendar/…" in lines.getvalue()


def test_a_sign_in_of_somebody_else_changes_nothing(served: Served) -> None:
    served.client.set_cookie("hlidac", "x" * 43)

    assert served.get().status_code == 200
