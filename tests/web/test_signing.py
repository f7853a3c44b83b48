"""Signing in as people do it: by password, by a link, with a second factor; and everything that must not work."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from flask.testing import FlaskClient
from sqlmodel import select
from werkzeug.test import TestResponse

from tests.web.world import FAR, OWN, World, a_copy, a_world
from tracker.app import create_app
from tracker.mailing.mailer import LocalMailbox
from tracker.operations.ground import looking, working
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.people.forget_sign_ins import forget_sign_ins
from tracker.operations.people.passwords import password_hash
from tracker.people.actor import SYSTEM, Role
from tracker.store.migrating import upgrade
from tracker.store.outbox import MailRow
from tracker.store.people import PersonRow, SignInAttemptRow, SignInLinkRow, WebSessionRow
from tracker.timeline.clock import FixedClock
from tracker.web.security import cookie_name

EMAIL, PASSWORD = "manager@prihlaseny.example", "čtyři zelené hrnce"
HASH = password_hash(PASSWORD)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("signing")
    database = f"sqlite:///{folder / 'tracker.db'}"
    upgrade(database)
    world = a_world(database, folder)
    with working(world.ground, SYSTEM) as work:
        work.session.exec(select(PersonRow).where(PersonRow.email == EMAIL)).one().password_hash = HASH
    return world


@pytest.fixture
def world(built: World, tmp_path: Path) -> World:
    return a_copy(built, tmp_path)


def later(world: World, minutes: float) -> World:
    """The same installation so many minutes on."""
    clock = FixedClock(world.ground.clock.now() + timedelta(minutes=minutes))
    app = create_app(world.ground.config, clock)
    app.config["WTF_CSRF_ENABLED"] = False
    return replace(world, ground=replace(world.ground, clock=clock), app=app)


def sign_in(browser: FlaskClient, password: str = PASSWORD, email: str = EMAIL, **more: str) -> TestResponse:
    return browser.post("/prihlaseni", data={"email": email, "password": password, **more})


def session_token(world: World, browser: FlaskClient) -> str:
    cookie = browser.get_cookie(cookie_name(world.app))
    return cookie.value if cookie else ""


def link_for(world: World, path: str = "/prihlaseni/odkaz", email: str = EMAIL) -> str:
    """The path of the link that comes by mail."""
    assert world.app.test_client().post(path, data={"email": email}).status_code == 200
    return letters(world)[-1]


def letters(world: World) -> list[str]:
    """The paths of the links in all letters, the latest last."""
    send_outbox(world.ground, LocalMailbox())
    with looking(world.ground, SYSTEM) as work:
        raws = [mail.raw or b"" for mail in work.session.exec(select(MailRow).order_by(MailRow.id))]  # type: ignore[arg-type]
    found = [re.search(r"/prihlaseni/odkaz/[\w-]+", raw.decode().replace("=\r\n", "")) for raw in raws]
    return [link[0] for link in found if link]


def test_a_password_opens_a_session_in_a_cookie_that_scripts_cannot_read(world: World) -> None:
    answer = sign_in(world.app.test_client())
    (cookie,) = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("hlidac=")]
    assert (answer.status_code, answer.location) == (303, "/")
    assert re.fullmatch(r"hlidac=[\w-]{43}; Expires=[^;]+; Max-Age=50400; HttpOnly; Path=/; SameSite=Lax", cookie)


def test_over_tls_the_cookie_belongs_to_this_host_alone(world: World, tmp_path: Path) -> None:
    config = world.ground.config.model_copy(update={"public_base_url": "https://hlidac.example"})
    app = create_app(config, world.ground.clock)
    app.config["WTF_CSRF_ENABLED"] = False
    answer = app.test_client().post("/prihlaseni", data={"email": EMAIL, "password": PASSWORD})
    (cookie,) = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("__Host-hlidac=")]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


@pytest.mark.parametrize("email, password", [(EMAIL, "jiné heslo"), ("nikdo@obec.example", PASSWORD), ("", "")])
def test_a_wrong_password_and_an_unknown_account_are_answered_alike(world: World, email: str, password: str) -> None:
    answer = sign_in(world.app.test_client(), password, email)
    assert (answer.status_code, "E-mail nebo heslo nesouhlasí." in answer.text) == (422, True)


def test_every_sign_in_gives_another_token_and_ends_the_one_before(world: World) -> None:
    """Session fixation (ASVS 7.2.4)."""
    browser, thief = world.app.test_client(), world.app.test_client()
    sign_in(browser)
    first = session_token(world, browser)
    sign_in(browser)
    thief.set_cookie(cookie_name(world.app), first)
    assert session_token(world, browser) != first
    assert (browser.get("/").status_code, thief.get("/").status_code) == (200, 302)


def test_a_token_that_somebody_planted_is_not_taken_over(world: World) -> None:
    browser = world.app.test_client()
    browser.set_cookie(cookie_name(world.app), "planted")
    sign_in(browser)
    with looking(world.ground, SYSTEM) as work:
        browsers = work.session.exec(select(WebSessionRow.token_hash)).all()
    assert session_token(world, browser) != "planted"
    assert "planted" not in browsers


@pytest.mark.parametrize("minutes, status", [(8 * 60, 200), (9 * 60 + 1, 302)])
def test_a_session_lasts_a_day_of_work_and_not_a_night(world: World, minutes: int, status: int) -> None:
    browser = world.app.test_client()
    sign_in(browser)
    then = later(world, minutes)
    again = then.app.test_client()
    again.set_cookie(cookie_name(world.app), session_token(world, browser))
    assert again.get("/").status_code == status


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/\\evil.example", "/\t/evil.example"])
def test_signing_in_leads_nowhere_else(world: World, target: str) -> None:
    assert sign_in(world.app.test_client(), dal=target).location == "/"


def test_ten_wrong_passwords_close_the_account_for_a_quarter_of_an_hour(world: World) -> None:
    wrong = [sign_in(world.app.test_client(), f"pokus {n}").status_code for n in range(11)]
    assert wrong == [422] * 10 + [429]
    assert sign_in(world.app.test_client()).status_code == 429
    assert sign_in(later(world, 16).app.test_client()).status_code == 303


def test_the_link_by_mail_still_lets_the_owner_in_while_somebody_guesses(world: World) -> None:
    for number in range(11):
        sign_in(world.app.test_client(), f"pokus {number}")
    assert world.app.test_client().post(link_for(world)).status_code == 303


def test_guesses_of_two_workers_at_once_are_counted_together(world: World) -> None:
    """ASVS 6.3.1: however many ask at one moment, ten are compared."""
    workers = [world.app, create_app(world.ground.config, world.ground.clock)]
    workers[1].config["WTF_CSRF_ENABLED"] = False

    def guess(number: int) -> int:
        return sign_in(workers[number % 2].test_client(), f"pokus {number}").status_code

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(guess, range(20)))
    assert answers == [422] * 10 + [429] * 10


def test_a_network_is_counted_as_one_whatever_accounts_it_tries(world: World) -> None:
    with working(world.ground, SYSTEM) as work:
        for number in range(100):
            work.session.add(SignInAttemptRow(account=f"{number}", network="192.0.2.0/24", at=work.now))
    browser = world.app.test_client()
    form = {"email": EMAIL, "password": PASSWORD}
    near = browser.post("/prihlaseni", data=form, environ_base={"REMOTE_ADDR": "192.0.2.77"})
    far = browser.post("/prihlaseni", data=form, environ_base={"REMOTE_ADDR": "198.51.100.7"})
    assert (near.status_code, far.status_code) == (429, 303)


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


def test_tokens_and_passwords_stand_in_no_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """ASVS 16.2.5."""
    caplog.set_level(logging.DEBUG)
    link, browser = link_for(world), world.app.test_client()
    browser.post(link)
    sign_in(browser, "tajné a špatné")
    sign_in(browser)
    secrets = [link.rpartition("/")[2], session_token(world, browser), "tajné a špatné", PASSWORD]
    assert [secret for secret in secrets if secret in caplog.text] == []
    assert "a sign-in failed" in caplog.text


def test_an_administrator_cannot_read_the_link_of_somebody_else_in_the_diary_of_mails(world: World) -> None:
    token = link_for(world).rpartition("/")[2]
    with looking(world.ground, SYSTEM) as work:
        number = work.session.exec(select(MailRow.id).order_by(MailRow.id.desc())).first()  # type: ignore[union-attr]
    administrator = world.browser(Role.ADMINISTRATOR)
    page = administrator.get(f"/posta/{number}")
    again = administrator.post(f"/posta/{number}", follow_redirects=True)
    assert (page.status_code, token in page.text, "Pošlete nový" in again.text) == (200, False, True)


def second_factor(world: World, browser: FlaskClient) -> tuple[pyotp.TOTP, list[str]]:
    """Switch the second factor on; the authenticator and the recovery codes."""
    page = browser.post("/ucet/overeni", follow_redirects=True).text
    totp = pyotp.TOTP(page.split('class="secret">')[1].split("<")[0])
    codes = browser.post("/ucet/overeni/potvrdit", data={"code": code_at(world, totp)}).text
    return totp, [part.split("<")[0] for part in codes.split('class="secret">')[1:]]


def code_at(world: World, totp: pyotp.TOTP) -> str:
    return totp.at(world.ground.clock.now())


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


def test_an_invited_person_comes_in_by_the_link_with_or_without_a_password(world: World) -> None:
    head, person = world.browser(Role.REGIONAL_HEAD), world.things[OWN]["person_id"]
    for form in ({}, {"password": "pět modrých hrnečků", "again": "pět modrých hrnečků"}):
        assert head.post(f"/sprava/lide/{person}/pozvat").status_code == 303
        browser, link = world.app.test_client(), letters(world)[-1]
        assert "Vítejte" in browser.get(link).text
        assert (browser.post(link, data=form).status_code, browser.get("/").status_code) == (303, 200)


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


def test_whoever_asks_for_what_is_not_theirs_is_written_down(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """ASVS 16.3.2."""
    number = world.people[Role.MANAGER]
    world.browser(Role.MANAGER).get(f"/obce/{world.things[FAR]['town_id']}")
    world.browser(Role.MANAGER).get("/sprava/lide?q=tajne")
    assert f"refused with 404: person {number}, GET /obce/<int:town_id>" in caplog.text
    assert f"refused with 403: person {number}, GET /sprava/lide" in caplog.text
    assert "tajne" not in caplog.text


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
