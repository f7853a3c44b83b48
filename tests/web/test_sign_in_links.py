"""Links by e-mail: signing in, a new password, an invitation; each once, for a while, and for its own purpose."""

import re
from pathlib import Path

import pytest
from sqlmodel import select

from tests.web.signing import EMAIL, PASSWORD, later, letters, link_for, sign_in
from tests.web.world import OWN, World, a_copy
from tracker.operations.ground import looking, working
from tracker.operations.people.forget_sign_ins import forget_sign_ins
from tracker.people.actor import SYSTEM, Role
from tracker.store.outbox import MailRow
from tracker.store.people import PersonRow, SignInAttemptRow, SignInLinkRow, WebSessionRow


@pytest.fixture
def world(signing_world: World, tmp_path: Path) -> World:
    return a_copy(signing_world, tmp_path)


def test_a_link_signs_in_once_and_only_when_it_is_confirmed(world: World) -> None:
    link, browser = link_for(world), world.app.test_client()
    assert [browser.get(link).status_code for _ in range(5)] == [200] * 5
    assert (browser.post(link).status_code, browser.get("/").status_code) == (303, 200)
    stranger = world.app.test_client()
    assert [stranger.get(link).status_code, stranger.post(link).status_code] == [410, 410]


@pytest.mark.parametrize("minutes, status", [(14, 303), (16, 410)])
def test_a_link_holds_for_a_quarter_of_an_hour(world: World, minutes: int, status: int) -> None:
    link = link_for(world)
    assert later(world, minutes).app.test_client().post(link).status_code == status


def test_asking_for_a_link_is_answered_alike_whether_there_is_an_account_or_not(world: World) -> None:
    with working(world.ground, SYSTEM) as work:
        work.session.add(PersonRow(name="Zavřený", email="zavreny@obec.example", active=False))
    addresses = [EMAIL, "nikdo@obec.example", "zavreny@obec.example"]
    answers = [world.app.test_client().post("/prihlaseni/odkaz", data={"email": email}) for email in addresses]
    told = {(a.status_code, a.text.replace(email, "…")) for a, email in zip(answers, addresses, strict=True)}
    assert len({(status, re.sub(r'name="csrf_token" value="[^"]+"', "", page)) for status, page in told}) == 1
    assert len(letters(world)) == 1


def test_five_links_in_a_quarter_of_an_hour_are_enough_for_any_address(world: World) -> None:
    for email in (EMAIL, "nikdo@obec.example"):
        asked = [world.app.test_client().post("/prihlaseni/odkaz", data={"email": email}) for _ in range(6)]
        assert [answer.status_code for answer in asked] == [200] * 5 + [429]


def test_a_forgotten_password_is_set_anew_and_every_other_device_signed_out(world: World) -> None:
    other = world.app.test_client()
    sign_in(other)
    link, browser = link_for(world, "/prihlaseni/zapomenute-heslo"), world.app.test_client()
    new = "pět modrých hrnečků"
    assert browser.post(link, data={"password": "heslo123456", "again": "heslo123456"}).status_code == 422
    assert browser.post(link, data={"password": new, "again": "jinak"}).status_code == 422
    assert browser.post(link, data={"password": new, "again": new}).status_code == 303
    assert [browser.get("/").status_code, other.get("/").status_code] == [200, 302]
    statuses = [sign_in(world.app.test_client(), password).status_code for password in (PASSWORD, new)]
    assert statuses == [422, 303]


def test_a_link_is_good_for_its_own_purpose_only(world: World) -> None:
    """ASVS 9.2.2: the token of signing in neither sets a password nor ends digests nor opens a calendar."""
    link = link_for(world)
    token = link.rpartition("/")[2]
    browser = world.app.test_client()
    assert [browser.get(f"/odhlasit/{token}").status_code, browser.get(f"/kalendar/{token}.ics").status_code] == [
        404
    ] * 2
    browser.post(link, data={"password": "pět modrých hrnečků", "again": "pět modrých hrnečků"})
    assert sign_in(world.app.test_client()).status_code == 303


def test_an_administrator_cannot_read_the_link_of_somebody_else_in_the_diary_of_mails(world: World) -> None:
    token = link_for(world).rpartition("/")[2]
    with looking(world.ground, SYSTEM) as work:
        number = work.session.exec(select(MailRow.id).order_by(MailRow.id.desc())).first()  # type: ignore[union-attr]
    administrator = world.browser(Role.ADMINISTRATOR)
    page = administrator.get(f"/posta/{number}")
    again = administrator.post(f"/posta/{number}", follow_redirects=True)
    assert (page.status_code, token in page.text, "Pošlete nový" in again.text) == (200, False, True)


def test_an_invited_person_comes_in_by_the_link_with_or_without_a_password(world: World) -> None:
    head, person = world.browser(Role.REGIONAL_HEAD), world.things[OWN]["person_id"]
    for form in ({}, {"password": "pět modrých hrnečků", "again": "pět modrých hrnečků"}):
        assert head.post(f"/sprava/lide/{person}/pozvat").status_code == 303
        browser, link = world.app.test_client(), letters(world)[-1]
        assert "Vítejte" in browser.get(link).text
        assert (browser.post(link, data=form).status_code, browser.get("/").status_code) == (303, 200)


def test_sign_ins_of_long_ago_are_forgotten(world: World) -> None:
    world.app.test_client().post(link_for(world))
    sign_in(world.app.test_client(), "špatně")
    then = later(world, 31 * 24 * 60)
    link_for(then)
    assert forget_sign_ins(then.ground) == len(Role) + 2
    with looking(then.ground, SYSTEM) as work:
        left = [len(work.session.exec(select(kind)).all()) for kind in (WebSessionRow, SignInLinkRow, SignInAttemptRow)]
        kept = [mail.raw is not None for mail in work.session.exec(select(MailRow).order_by(MailRow.id))]  # type: ignore[arg-type]
    assert (left, kept) == ([0, 1, 1], [False, True])
