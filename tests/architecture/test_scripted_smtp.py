"""The scripted mail server misbehaves exactly as ordered; every test of delivery rests on that."""

import smtplib
import socket
import ssl

import pytest

from tests.support.certificates import Identity
from tests.support.smtp import PASSWORD, USER, Answer, Drip, Drop, Hang, ScriptedSMTP

SENDER, PERSON, OTHER = "hlidac@urad.example", "starosta@obec.example", "tajemnice@obec.example"
LETTER = "Subject: Pozvánka\r\n\r\nDobrý den.\r\n".encode()


def client(server: ScriptedSMTP, timeout: float = 5) -> smtplib.SMTP:
    return smtplib.SMTP(server.host, server.port, local_hostname="urad.example", timeout=timeout)


def test_a_healthy_server_keeps_what_it_took_over(smtp_server: ScriptedSMTP) -> None:
    with client(smtp_server) as smtp:
        smtp.sendmail(SENDER, [PERSON], LETTER)

    (mail,) = smtp_server.accepted
    assert (mail.sender, mail.recipients, mail.content, mail.over_tls, mail.login) == (
        SENDER,
        [PERSON],
        LETTER,
        False,
        None,
    )
    assert mail.message["Subject"] == "Pozvánka"


@pytest.mark.parametrize("place", ["MAIL", "RCPT", "DATA", "DOT"])
def test_an_ordered_answer_is_given_once_at_its_place_and_then_no_more(smtp_server: ScriptedSMTP, place: str) -> None:
    plan = smtp_server.misbehave(place, Answer("450 4.2.1 Later"), times=1)

    with client(smtp_server) as smtp:
        with pytest.raises(smtplib.SMTPException, match="450"):
            smtp.sendmail(SENDER, [PERSON], LETTER)
        smtp.rset()
        smtp.sendmail(SENDER, [PERSON], LETTER)

    assert (plan.met, len(smtp_server.accepted)) == (1, 1)


def test_one_of_two_recipients_can_be_refused(smtp_server: ScriptedSMTP) -> None:
    smtp_server.misbehave("RCPT", Answer("550 5.1.1 No such person"), recipient=PERSON)

    with client(smtp_server) as smtp:
        refused = smtp.sendmail(SENDER, [PERSON, OTHER], LETTER)

    assert refused == {PERSON: (550, b"5.1.1 No such person")}
    assert [mail.recipients for mail in smtp_server.accepted] == [[OTHER]]


@pytest.mark.parametrize("place", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "BODY", "DOT"])
def test_a_dropped_connection_loses_the_mail_unless_the_final_dot_was_seen(
    smtp_server: ScriptedSMTP, place: str
) -> None:
    smtp_server.misbehave(place, Drop())

    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)), client(smtp_server) as smtp:
        smtp.sendmail(SENDER, [PERSON], LETTER)

    assert len(smtp_server.accepted) == (1 if place == "DOT" else 0)


@pytest.mark.parametrize("place", ["CONNECT", "MAIL", "DOT"])
def test_a_silent_server_lets_the_client_wait(smtp_server: ScriptedSMTP, place: str) -> None:
    smtp_server.misbehave(place, Hang())

    with pytest.raises((TimeoutError, smtplib.SMTPServerDisconnected)), client(smtp_server, timeout=0.2) as smtp:
        smtp.sendmail(SENDER, [PERSON], LETTER)

    assert len(smtp_server.accepted) == (1 if place == "DOT" else 0)


def test_a_tarpit_sends_now_and_then_a_character_and_never_an_end(smtp_server: ScriptedSMTP) -> None:
    smtp_server.misbehave("CONNECT", Drip(seconds=0.01))

    with socket.create_connection((smtp_server.host, smtp_server.port)) as line:
        heard = b"".join(line.recv(1) for _ in range(12))

    assert heard == b"250-........"


def test_starttls_and_a_login_carry_a_mail_to_a_client_that_trusts_the_authority(
    starttls_server: ScriptedSMTP, smtp_identity: Identity
) -> None:
    with client(starttls_server) as smtp:
        smtp.starttls(context=ssl.create_default_context(cafile=smtp_identity.ca_file))
        smtp.login(USER, PASSWORD)
        smtp.sendmail(SENDER, [PERSON], LETTER)

    assert [(mail.over_tls, mail.login) for mail in starttls_server.accepted] == [(True, USER)]


def test_tls_from_the_first_byte_works_too(tls_server: ScriptedSMTP, smtp_identity: Identity) -> None:
    trusting = ssl.create_default_context(cafile=smtp_identity.ca_file)
    with smtplib.SMTP_SSL(tls_server.host, tls_server.port, local_hostname="urad.example", context=trusting) as smtp:
        smtp.login(USER, PASSWORD)
        smtp.sendmail(SENDER, [PERSON], LETTER)

    assert [(mail.over_tls, mail.login) for mail in tls_server.accepted] == [(True, USER)]


def test_a_wrong_password_is_refused(starttls_server: ScriptedSMTP, smtp_identity: Identity) -> None:
    with client(starttls_server) as smtp:
        smtp.starttls(context=ssl.create_default_context(cafile=smtp_identity.ca_file))
        with pytest.raises(smtplib.SMTPAuthenticationError, match="535"):
            smtp.login(USER, "cizi-heslo")


def test_a_foreign_certificate_is_recognised(foreign_tls_server: ScriptedSMTP, smtp_identity: Identity) -> None:
    with client(foreign_tls_server) as smtp, pytest.raises(ssl.SSLCertVerificationError):
        smtp.starttls(context=ssl.create_default_context(cafile=smtp_identity.ca_file))
