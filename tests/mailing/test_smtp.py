"""The safe connection against a scripted server: every fault at every step gets its verdict, within the deadline."""

import time
from dataclasses import dataclass, field

import pytest

from tests.support.certificates import Identity
from tests.support.smtp import PASSWORD, USER, Answer, Drip, Drop, Fault, Hang, ScriptedSMTP
from tracker.config import Config
from tracker.mailing.mailer import Letter, NoConnection, Outcome, Verdict
from tracker.mailing.smtp import SafeMail

LETTER = Letter("hlidac@asz.example", "starostka@obec.example", b"Subject: x\r\n\r\n.tecka na zacatku\r\nkonec")


@dataclass
class Steps:
    """What the sender is told on the way; agrees to the final dot unless told otherwise."""

    agree: bool = True
    passed: list[str] = field(default_factory=list)

    def may_finish(self) -> bool:
        self.passed.append("asked")
        return self.agree


@pytest.fixture(params=[False, True], ids=["step by step", "pipelining"])
def server(request: pytest.FixtureRequest, smtp_server: ScriptedSMTP) -> ScriptedSMTP:
    """A server that takes the commands one by one, and one that takes them together."""
    smtp_server.pipelining = request.param
    return smtp_server


def mailer(server: ScriptedSMTP, settings: dict[str, str] | None = None, seconds: float = 60) -> SafeMail:
    plain = {"mail_security": "none", "mail_from": "hlidac@asz.example"}
    return SafeMail(
        Config.model_validate(plain | (settings or {}) | {"mail_server": "127.0.0.1", "mail_port": server.port}),
        seconds,
    )


def offer(server: ScriptedSMTP, steps: Steps | None = None, seconds: float = 60) -> Outcome:
    steps = steps or Steps()
    with mailer(server, seconds=seconds).connect() as line:
        return line.transmit(LETTER, steps.passed.append, steps.may_finish)


def test_a_letter_arrives_as_it_was_rendered(server: ScriptedSMTP) -> None:
    steps = Steps()
    assert offer(server, steps) == Outcome(Verdict.ACCEPTED, "250 2.0.0 Taken over")
    (mail,) = server.accepted
    assert (mail.sender, mail.recipients) == (LETTER.sender, [LETTER.recipient])
    assert mail.content == LETTER.raw + b"\r\n"
    assert steps.passed == ["mail", "rcpt", "data", "body", "asked", "dot"]


def test_many_letters_go_over_one_connection(server: ScriptedSMTP) -> None:
    server.misbehave("RCPT", Answer("550 5.1.1 Nobody"), times=1)
    server.misbehave("DATA", Answer("451 4.3.0 Later"), recipient=LETTER.recipient, times=1)
    with mailer(server).connect() as line:
        verdicts = [line.transmit(LETTER, lambda _: None, lambda: True).verdict for _ in range(5)]
    assert verdicts == [Verdict.REFUSED, Verdict.DEFERRED, *[Verdict.ACCEPTED] * 3]
    assert (server.connections, len(server.accepted)) == (1, 3)


def test_without_the_word_of_the_sender_the_letter_is_not_handed_over(server: ScriptedSMTP) -> None:
    assert offer(server, Steps(agree=False)).verdict is Verdict.WITHDRAWN
    assert server.accepted == []


@pytest.mark.parametrize(
    "place, fault",
    [
        ("CONNECT", Answer("554 5.7.1 Go away")),
        ("CONNECT", Answer("421 4.3.2 Closing")),
        ("CONNECT", Drop()),
        ("EHLO", Drop()),
    ],
)
def test_a_server_that_will_not_talk_is_no_connection(smtp_server: ScriptedSMTP, place: str, fault: Fault) -> None:
    smtp_server.misbehave(place, fault)
    with pytest.raises(NoConnection):
        offer(smtp_server)


@pytest.mark.parametrize(
    "place, fault, verdict",
    [
        ("MAIL", Answer("451 4.3.0 Later"), Verdict.FAULT),
        ("MAIL", Answer("550 5.7.1 Not you"), Verdict.FAULT),
        ("RCPT", Answer("450 4.2.1 Greylisted"), Verdict.DEFERRED),
        ("RCPT", Answer("432 4.3.2 Too many connections"), Verdict.FAULT),
        ("RCPT", Answer("421 4.7.0 Closing"), Verdict.FAULT),
        ("RCPT", Answer("550 5.1.1 Nobody"), Verdict.REFUSED),
        ("RCPT", Answer("554 5.2.0 Quota"), Verdict.REFUSED),
        ("DATA", Answer("451 4.3.0 Later"), Verdict.DEFERRED),
        ("DATA", Answer("554 5.6.0 No"), Verdict.REFUSED),
        ("DATA", Answer("250 2.0.0 What?"), Verdict.FAULT),
        ("DOT", Answer("451 4.3.0 Later"), Verdict.DEFERRED),
        ("DOT", Answer("554 5.7.1 Spam"), Verdict.REFUSED),
        ("DOT", Answer("421 4.3.2 Closing"), Verdict.FAULT),
        ("DOT", Answer("999 what"), Verdict.AMBIGUOUS),
        ("DOT", Drop(), Verdict.AMBIGUOUS),
        *[(place, Drop(), Verdict.FAULT) for place in ("MAIL", "RCPT", "DATA")],
    ],
)
def test_each_fault_has_its_verdict(server: ScriptedSMTP, place: str, fault: Fault, verdict: Verdict) -> None:
    server.misbehave(place, fault)
    assert offer(server).verdict is verdict
    assert len(server.accepted) == (place == "DOT" and isinstance(fault, Drop))


def test_a_line_that_breaks_within_the_letter_is_never_taken_for_success(server: ScriptedSMTP) -> None:
    server.misbehave("BODY", Drop())
    assert offer(server).verdict in (Verdict.FAULT, Verdict.AMBIGUOUS)  # the dot may already be on its way
    assert server.accepted == []


@pytest.mark.parametrize("fault, pipelining", [(Hang(), True), (Drip(0.1), False)])
@pytest.mark.parametrize("place", ["MAIL", "RCPT", "DATA", "DOT"])
def test_a_silent_or_dribbling_server_is_left_at_the_deadline(
    smtp_server: ScriptedSMTP, place: str, fault: Fault, pipelining: bool
) -> None:
    smtp_server.pipelining = pipelining
    smtp_server.misbehave(place, fault)
    began = time.monotonic()
    outcome = offer(smtp_server, seconds=0.5)
    assert outcome == Outcome(Verdict.AMBIGUOUS if place == "DOT" else Verdict.FAULT, "spojení přerušeno po 0.5 s")
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("place", ["CONNECT", "EHLO"])
def test_a_tarpit_at_the_door_is_left_at_the_deadline(smtp_server: ScriptedSMTP, place: str) -> None:
    smtp_server.misbehave(place, Drip(0.1))
    began = time.monotonic()
    with pytest.raises(NoConnection):
        offer(smtp_server, seconds=0.5)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_an_encrypted_line_is_verified_and_signed_in(
    starttls_server: ScriptedSMTP, tls_server: ScriptedSMTP, smtp_identity: Identity, tls: str
) -> None:
    server = starttls_server if tls == "starttls" else tls_server
    settings = {
        "mail_security": tls,
        "mail_ca_file": str(smtp_identity.ca_file),
        "mail_username": USER,
        "mail_password": PASSWORD,
    }
    with mailer(server, settings).connect() as line:
        assert line.transmit(LETTER, lambda _: None, lambda: True).verdict is Verdict.ACCEPTED
    assert [(mail.over_tls, mail.login) for mail in server.accepted] == [(True, USER)]


def test_a_certificate_of_a_stranger_is_not_believed(foreign_tls_server: ScriptedSMTP) -> None:
    with (
        pytest.raises(NoConnection, match="certificate"),
        mailer(foreign_tls_server, {"mail_security": "starttls"}).connect(),
    ):
        pass
    assert foreign_tls_server.accepted == []


def test_a_wrong_password_is_no_connection(starttls_server: ScriptedSMTP, smtp_identity: Identity) -> None:
    settings = {"mail_security": "starttls", "mail_ca_file": str(smtp_identity.ca_file), "mail_username": USER}
    with (
        pytest.raises(NoConnection, match="535"),
        mailer(starttls_server, settings | {"mail_password": "jine"}).connect(),
    ):
        pass


def test_a_password_that_the_protocol_cannot_carry_is_no_connection(
    starttls_server: ScriptedSMTP, smtp_identity: Identity
) -> None:
    settings = {"mail_security": "starttls", "mail_ca_file": str(smtp_identity.ca_file), "mail_username": USER}
    with (
        pytest.raises(NoConnection, match="ascii"),
        mailer(starttls_server, settings | {"mail_password": "žádné"}).connect(),
    ):
        pass


def test_a_local_part_with_diacritics_goes_only_where_the_server_takes_it(server: ScriptedSMTP) -> None:
    letter = Letter(LETTER.sender, "žofie@obec.example", LETTER.raw)
    with mailer(server).connect() as line:
        assert line.transmit(letter, lambda _: None, lambda: True).verdict is Verdict.ACCEPTED
    assert server.accepted[0].recipients == ["žofie@obec.example"]


@pytest.mark.parametrize(
    "address", ["a b@obec.example", "a@obec.example>\r\nRCPT TO:<b@obec.example", "a@obec.example\n"]
)
def test_an_address_never_ends_its_line(address: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        Letter(LETTER.sender, address, LETTER.raw)
