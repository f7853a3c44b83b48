"""The pages about partners: adding one, what they are asked, the answers, taking a link back."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlmodel import select

from tests.partners import Partnered, a_partnered_town
from tracker.app import create_app
from tracker.operations.ground import looking, working
from tracker.operations.partners.answer_link import Given, answer_link
from tracker.operations.people.sign_in import open_session
from tracker.people.actor import SYSTEM
from tracker.people.partner import Answer
from tracker.store.partners import PartnerDutyRow, PartnerLinkRow, PartnerRow, PartnerSeatRow, StoppedAddressRow


@pytest.fixture
def town(sqlite_url: str, tmp_path: Path) -> Partnered:
    return a_partnered_town(sqlite_url, tmp_path)


@pytest.fixture
def client(town: Partnered) -> FlaskClient:
    app = create_app(town.ground.config, town.ground.clock)
    app.config["WTF_CSRF_ENABLED"] = False
    with working(town.ground, SYSTEM) as work:
        token = open_session(work.session, town.manager.person or 0, work.now, "test")
    client = app.test_client()
    client.set_cookie("hlidac", token)
    return client


def test_a_partner_is_added_with_bodies_and_duties(town: Partnered, client: FlaskClient) -> None:
    form = {"organisation": "Člověk v tísni", "email": "LIPOVA@tisen.example", "language": "en"}
    chosen = {"body": str(town.group), "duty": str(town.report.obligation)}
    answer = client.post(f"/partneri/novy/{town.report.municipality}", data=form | chosen)

    assert answer.status_code == 303
    with looking(town.ground, SYSTEM) as work:
        row = work.session.exec(select(PartnerRow).where(PartnerRow.organisation == "Člověk v tísni")).one()
        assert (row.email, row.language.value) == ("lipova@tisen.example", "en")
        assert [s.body_id for s in work.session.exec(select(PartnerSeatRow)) if s.partner_id == row.id] == [town.group]
        duties = [d.obligation_id for d in work.session.exec(select(PartnerDutyRow)) if d.partner_id == row.id]
        assert duties == [town.report.obligation]
    assert "Člověk v tísni" in client.get("/partneri").text


def test_what_cannot_be_stored_is_said_and_nothing_typed_is_lost(town: Partnered, client: FlaskClient) -> None:
    cases = (
        ({"organisation": "", "email": "a@b.cz"}, "Napište název organizace"),
        ({"organisation": "Spolek", "email": "spolek"}, "Napište e-mail"),
        ({"organisation": "Spolek", "email": "charita@partner.example"}, "obec už má"),
        ({"organisation": "x" * 300, "email": "a@b.cz"}, "příliš dlouhý"),
        ({"organisation": "Spolek", "email": "a@b.cz", "ended_on": "včera večer"}, "Spolek"),
    )
    for form, words in cases:
        answer = client.post(f"/partneri/novy/{town.report.municipality}", data=form)
        assert (answer.status_code, words in answer.text) == (422, True), form


def test_unticking_ends_a_connection(town: Partnered, client: FlaskClient) -> None:
    form = {"organisation": "Charita", "email": "charita@partner.example"}
    assert "checked" in client.get(f"/partneri/{town.partner}/upravit").text
    assert client.post(f"/partneri/{town.partner}/upravit", data=form).status_code == 303

    with looking(town.ground, SYSTEM) as work:
        assert work.session.exec(select(PartnerSeatRow)).all() == []
        assert work.session.exec(select(PartnerDutyRow)).all() == []


def test_a_link_is_sent_now_answered_shown_and_taken_back(town: Partnered, client: FlaskClient) -> None:
    occurrence = town.report.occurrences[0]
    for _ in range(2):
        assert client.post(f"/partneri/{town.partner}/pozadat/{occurrence}").status_code == 303
    assert [mail.address for mail in town.mails()] == ["charita@partner.example"]  # within a minute it is the same wish

    answer_link(town.ground, town.token(), Given(Answer.DECLINES, "Zprávu píše kolegyně."))
    told = client.get(f"/partneri/{town.partner}").text
    assert "nemůže: „Zprávu píše kolegyně.“" in told

    assert client.post(f"/partneri/odkazy/{town.link().id}/zrusit").status_code == 303
    assert town.link().revoked_at is not None
    client.post(f"/partneri/{town.partner}/pozadat/{occurrence}")
    with looking(town.ground, SYSTEM) as work:
        links = work.session.exec(select(PartnerLinkRow)).all()
    assert [link.revoked_at is None for link in links] == [False, True]


def test_who_wants_no_mails_is_not_asked_until_they_say_so_themselves(town: Partnered, client: FlaskClient) -> None:
    with working(town.ground, SYSTEM) as work:
        work.session.add(StoppedAddressRow(address="charita@partner.example", stopped_at=work.now))
    page, ask = f"/partneri/{town.partner}", f"/partneri/{town.partner}/pozadat/{town.report.occurrences[0]}"

    assert "nepřeje e-maily" in client.get(page).text
    assert (client.post(ask).status_code, town.mails()) == (409, [])
    assert client.post(f"{page}/psat").status_code == 303
    assert (client.post(ask).status_code, len(town.mails())) == (303, 1)
