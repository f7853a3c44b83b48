"""The second factor, and what people change about how they sign in."""

from pathlib import Path

import pytest
from sqlmodel import select

from tests.web.signing import (
    EMAIL,
    PASSWORD,
    code_at,
    later,
    link_for,
    second_factor,
    session_token,
    sign_in,
)
from tests.web.world import World, a_copy
from tracker.mailing.mailer import LocalMailbox
from tracker.operations.ground import looking
from tracker.operations.mails.send_outbox import send_outbox
from tracker.people.actor import SYSTEM, Role
from tracker.store.outbox import MailRow


@pytest.fixture
def world(signing_world: World, tmp_path: Path) -> World:
    return a_copy(signing_world, tmp_path)


def test_with_a_second_factor_a_password_alone_opens_nothing(world: World) -> None:
    totp, _ = second_factor(world, world.browser(Role.MANAGER))
    then, browser = later(world, 2), later(world, 2).app.test_client()
    assert sign_in(browser).location == "/prihlaseni/kod"
    assert (session_token(world, browser), browser.get("/").status_code) == ("", 302)
    assert browser.post("/prihlaseni/kod", data={"code": "000000"}).status_code == 422
    assert browser.post("/prihlaseni/kod", data={"code": code_at(then, totp)}).status_code == 303
    assert browser.get("/").status_code == 200


def test_a_code_counts_once_even_within_its_half_minute(world: World) -> None:
    totp, _ = second_factor(world, world.browser(Role.MANAGER))
    then = later(world, 2)
    first, second = then.app.test_client(), then.app.test_client()
    for browser, status in ((first, 303), (second, 422)):
        sign_in(browser)
        assert browser.post("/prihlaseni/kod", data={"code": code_at(then, totp)}).status_code == status


def test_a_recovery_code_stands_in_once(world: World) -> None:
    _, codes = second_factor(world, world.browser(Role.MANAGER))
    assert len(codes) == 8
    for status in (303, 422):
        browser = world.app.test_client()
        sign_in(browser)
        assert browser.post("/prihlaseni/kod", data={"code": codes[0].upper()}).status_code == status


def test_a_link_by_mail_asks_for_the_second_factor_too(world: World) -> None:
    second_factor(world, world.browser(Role.MANAGER))
    browser = world.app.test_client()
    assert browser.post(link_for(world)).location == "/prihlaseni/kod"
    assert browser.get("/").status_code == 302


def test_codes_are_guessed_ten_times_at_most(world: World) -> None:
    second_factor(world, world.browser(Role.MANAGER))
    browser = world.app.test_client()
    sign_in(browser)
    pages = [browser.post("/prihlaseni/kod", data={"code": f"{n:06}"}).text for n in range(11)]
    assert ["Příliš mnoho pokusů" in page for page in pages] == [False] * 10 + [True]


def test_the_second_step_waits_five_minutes(world: World) -> None:
    _, codes = second_factor(world, world.browser(Role.MANAGER))
    browser = world.app.test_client()
    sign_in(browser)
    cookie = browser.get_cookie("formular")
    assert cookie is not None
    late = later(world, 6).app.test_client()
    late.set_cookie("formular", cookie.value)
    assert late.post("/prihlaseni/kod", data={"code": codes[0]}).location == "/prihlaseni"


def test_whoever_looks_after_an_account_switches_a_lost_second_factor_off(world: World) -> None:
    second_factor(world, world.browser(Role.MANAGER))
    number = world.people[Role.MANAGER]
    assert world.browser(Role.CONSULTANT).post(f"/sprava/lide/{number}/vypnout-overeni").status_code == 403
    assert world.browser(Role.REGIONAL_HEAD).post(f"/sprava/lide/{number}/vypnout-overeni").status_code == 303
    assert sign_in(world.app.test_client()).location == "/"


def test_a_password_is_changed_by_whoever_knows_it_and_other_devices_are_signed_out(world: World) -> None:
    mine, other, new = world.browser(Role.MANAGER), world.app.test_client(), "pět modrých hrnečků"
    sign_in(other)
    form = {"password": new, "again": new}
    assert mine.post("/ucet/heslo", data={**form, "old": "nevím"}).status_code == 422
    assert mine.post("/ucet/heslo", data={"old": PASSWORD, "password": new, "again": "x"}).status_code == 422
    assert mine.post("/ucet/heslo", data={**form, "old": PASSWORD}).status_code == 303
    assert [mine.get("/").status_code, other.get("/").status_code] == [200, 302]


def test_devices_are_listed_and_ended_one_by_one_or_all(world: World) -> None:
    mine, agent = world.browser(Role.MANAGER), "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"
    other = world.app.test_client()
    other.post("/prihlaseni", data={"email": EMAIL, "password": PASSWORD}, headers={"User-Agent": agent})
    page = mine.get("/ucet").text
    assert "Firefox, Windows" in page
    number = page.split("/ucet/zarizeni/")[1].split("/")[0]
    assert world.browser(Role.CONSULTANT).post(f"/ucet/zarizeni/{number}/odhlasit").status_code == 404
    assert mine.post(f"/ucet/zarizeni/{number}/odhlasit").status_code == 303
    assert [mine.get("/").status_code, other.get("/").status_code] == [200, 302]
    sign_in(other)
    mine.post("/odhlaseni", data={"everywhere": "1"})
    assert [mine.get("/").status_code, other.get("/").status_code] == [302, 302]


def told_of(world: World) -> list[tuple[str, str]]:
    """Which changes of an account were told, and to which address."""
    send_outbox(world.ground, LocalMailbox())
    with looking(world.ground, SYSTEM) as work:
        mails = work.session.exec(select(MailRow).order_by(MailRow.id)).all()  # type: ignore[arg-type]
    return [(mail.content["changed"], mail.address) for mail in mails if "changed" in mail.content]


def test_every_change_of_how_somebody_signs_in_is_told_to_them(world: World) -> None:
    """ASVS 6.3.7; a new address is told to the old one."""
    mine, head, number = world.browser(Role.MANAGER), world.browser(Role.REGIONAL_HEAD), world.people[Role.MANAGER]
    form = {"old": PASSWORD, "password": "pět modrých hrnečků", "again": "pět modrých hrnečků"}
    mine.post("/ucet/heslo", data=form)
    second_factor(world, mine)
    head.post(f"/sprava/lide/{number}/vypnout-overeni")
    head.post(f"/sprava/lide/{number}/upravit", data={"name": "Osoba manager", "email": "nova@obec.example"})
    changes = ["password", "second_factor_on", "second_factor_off", "email"]
    assert told_of(world)[:3] == [(change, "nova@obec.example") for change in changes[:3]]
    assert told_of(world)[3] == ("email", EMAIL)
