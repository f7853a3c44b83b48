from datetime import timedelta

import pytest
from flask import Flask

from tests.web.gallery_app import gallery_app
from tracker.fulfilment.labels import label
from tracker.fulfilment.standing import Status
from tracker.timeline.clock import SystemClock, prague_day
from tracker.web.help import last_review


@pytest.fixture(scope="module")
def app() -> Flask:
    return gallery_app()


def test_the_accessibility_statement_was_reviewed_within_a_year():
    assert prague_day(SystemClock().now()) - last_review() <= timedelta(days=366)


def test_the_statement_has_every_part_that_the_decision_asks_for(app):
    page = app.test_client().get("/prohlaseni-o-pristupnosti").text
    parts = ["Stav souladu", "Co přístupné není", "Jak prohlášení vzniklo", "Zpětná vazba", "Kam se obrátit dál"]
    assert [part for part in parts if f"<h2>{part}</h2>" not in page] == []
    assert "částečně v souladu" in page


def test_the_guide_shows_every_status(app):
    page = app.test_client().get("/napoveda").text
    assert [status for status in Status if label(status) not in page] == []


def test_the_privacy_page_warns_of_what_must_not_be_uploaded(app):
    assert "Nenahrávejte seznamy klientů" in app.test_client().get("/soukromi").text
