"""What is kept of a partner: handed over whole, and erased with everything that names people."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.partners import Partnered, a_partnered_town
from tracker.app import create_app
from tracker.fulfilment.arrival import Sort
from tracker.operations.ground import Refused, working
from tracker.operations.partners.answer_link import Given, answer_link
from tracker.operations.partners.partner_data import erase_partner, partner_data
from tracker.operations.partners.partner_mail import queue_partner_mails
from tracker.operations.people.sign_in import open_session
from tracker.people.actor import SYSTEM
from tracker.people.partner import Answer
from tracker.store.inbox import MessageRow
from tracker.store.journal import verify
from tracker.store.partners import PartnerRow
from tracker.store.tables import METADATA
from tracker.web.security import cookie_name

EMAIL, WORDS = "charita@partner.example", "Jana Nová je nemocná"


@pytest.fixture
def town(sqlite_url: str, tmp_path: Path) -> Partnered:
    """A partner who was asked, declined in words, and wrote a message of their own."""
    made = a_partnered_town(sqlite_url, tmp_path)
    queue_partner_mails(made.ground)
    answer_link(made.ground, made.token(), Given(Answer.DECLINES, WORDS))
    with working(made.ground, SYSTEM) as work:
        work.session.add(
            MessageRow(
                municipality_id=made.report.municipality,
                key="x",
                sender="Charita@partner.example",
                subject="Nemoc",
                text=WORDS,
                sort=Sort.UNCLEAR,
                received_at=work.now,
            )
        )
    return made


def everything(town: Partnered) -> str:
    """Every value of every row."""
    with town.ground.engine.connect() as connection:
        return str([tuple(row) for table in METADATA.sorted_tables for row in connection.execute(table.select())])


def test_everything_that_is_kept_is_handed_over(town: Partnered) -> None:
    tables = json.loads(partner_data(town.ground, town.manager, town.partner))["tables"]
    assert {name: len(rows) for name, rows in tables.items()} == {
        "partner": 1, "partner_seat": 1, "partner_duty": 1, "partner_link": 1, "partner_answer": 1,
        "incoming_message": 1, "mail": 1,
    }  # fmt: skip
    assert tables["partner_answer"][0]["words"] == WORDS


def test_while_the_town_works_with_the_partner_nothing_is_erased(town: Partnered) -> None:
    before = everything(town)
    with pytest.raises(Refused, match="skončila"):
        erase_partner(town.ground, town.manager, town.partner)
    assert everything(town) == before


def test_the_page_says_first_what_goes_and_what_stays(town: Partnered) -> None:
    app = create_app(town.ground.config, town.ground.clock)
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    with working(town.ground, SYSTEM) as work:
        work.session.get_one(PartnerRow, town.partner).ended_on = date(2026, 11, 1)
        browser.set_cookie(cookie_name(app), open_session(work.session, town.manager.person or 0, work.now, "test"))
    path = f"/partneri/{town.partner}/vymazat"
    assert "Vymazání nejde vzít zpět" in browser.get(path).text
    assert "jsou vymazané" in browser.post(path, follow_redirects=True).text


def test_erased_the_people_are_nowhere_and_what_was_asked_stays(town: Partnered) -> None:
    with working(town.ground, town.manager) as work:
        work.session.get_one(PartnerRow, town.partner).ended_on = date(2026, 11, 1)
    erase_partner(town.ground, town.manager, town.partner)
    left = everything(town)
    assert [word for word in (EMAIL, "Charita@", "Jana Nová", WORDS, "Nemoc") if word in left] == []
    assert "Charita" in left
    with working(town.ground, SYSTEM) as work:
        assert verify(work.session) is None
        assert work.session.execute(text("SELECT answer FROM partner_answer")).scalar() == "declines"
