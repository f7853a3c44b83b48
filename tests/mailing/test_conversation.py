"""Letters that are announced before the last one is answered (RFC 2920): one round trip each, and nothing else."""

import smtplib
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from tests.support.smtp import Answer, ScriptedSMTP
from tracker.mailing.conversation import Conversation
from tracker.mailing.mailer import Letter, Outcome, Verdict

FIRST, SECOND = (Letter("hlidac@asz.example", f"{who}@obec.example", b"Subject: x\r\n\r\nx\r\n") for who in "ab")


def envelope(letter: Letter) -> str:
    return f"MAIL FROM:<{letter.sender}>\r\nRCPT TO:<{letter.recipient}>\r\nDATA\r\n"


@contextmanager
def patient_server(waits_for: list[str], answers: list[str]) -> Iterator[int]:
    """The port of a server that answers only when it has been told a whole piece, which nobody may go on without."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            line, _ = listening.accept()
            line.sendall(b"220 Hello\r\n")
            with line, line.makefile("rb") as told:
                for piece, answer in zip(waits_for, answers, strict=True):
                    heard.append(told.read(len(piece)).decode())
                    line.sendall(answer.encode())
                heard.append(told.read().decode())

        heard: list[str] = []
        serving = threading.Thread(target=serve)
        serving.start()
        yield listening.getsockname()[1]
        serving.join(10)
    assert heard == [*waits_for, ""]


def test_a_letter_costs_one_round_trip_where_the_server_lets_it() -> None:
    opened = "250 1\r\n250 2\r\n354 3\r\n"
    pieces = [
        "ehlo x\r\n",
        envelope(FIRST),
        f"{FIRST.raw.decode()}.\r\n{envelope(SECOND)}",
        f"{SECOND.raw.decode()}.\r\n",
    ]
    answers = ["250-x\r\n250 PIPELINING\r\n", opened, f"250 first\r\n{opened}", "250 second\r\n"]
    with patient_server(pieces, answers) as port, smtplib.SMTP("127.0.0.1", port, "x", timeout=5) as host:
        host.ehlo()
        talk = Conversation(host)
        outcomes = [
            talk.offer(FIRST, lambda step: talk.announce(SECOND) if step == "dot" else None, lambda: True),
            talk.offer(SECOND, lambda _: None, lambda: True),
        ]
        host.close()
    assert outcomes == [Outcome(Verdict.ACCEPTED, "250 first"), Outcome(Verdict.ACCEPTED, "250 second")]


@contextmanager
def conversation(server: ScriptedSMTP) -> Iterator[Conversation]:
    server.pipelining = True
    with closing(smtplib.SMTP("127.0.0.1", server.port, "x", timeout=5)) as host:
        host.ehlo()
        yield Conversation(host)


@pytest.mark.parametrize("after_rcpt", ["354 Go on", "503 5.5.1 Need RCPT", "554 5.5.1 No valid recipients"])
def test_after_a_refused_recipient_the_line_goes_on_whatever_data_is_answered(
    smtp_server: ScriptedSMTP, after_rcpt: str
) -> None:
    smtp_server.misbehave("RCPT", Answer("550 5.1.1 Nobody"), times=1)
    smtp_server.misbehave("DATA", Answer(after_rcpt), times=1)
    with conversation(smtp_server) as talk:
        outcomes = [
            talk.offer(FIRST, lambda _: None, lambda: True),
            talk.offer(SECOND, lambda _: None, lambda: True),
        ]
    assert outcomes == [Outcome(Verdict.REFUSED, "550 5.1.1 Nobody"), Outcome(Verdict.ACCEPTED, "250 2.0.0 Taken over")]
    assert [mail.recipients for mail in smtp_server.accepted] == [[SECOND.recipient]]


def test_a_letter_that_was_announced_and_never_came_is_not_taken_over(smtp_server: ScriptedSMTP) -> None:
    with conversation(smtp_server) as talk:
        talk.offer(FIRST, lambda step: talk.announce(SECOND) if step == "dot" else None, lambda: True)
        assert not talk.is_between_letters
    assert [mail.recipients for mail in smtp_server.accepted] == [[FIRST.recipient]]


def test_a_letter_that_the_server_cannot_take_is_not_announced(smtp_server: ScriptedSMTP) -> None:
    with conversation(smtp_server) as talk:
        talk._host.esmtp_features.pop("smtputf8")
        abroad = Letter(FIRST.sender, "žofie@obec.example", FIRST.raw)
        talk.announce(abroad)
        assert talk.is_between_letters
        assert talk.offer(abroad, lambda _: None, lambda: True).verdict is Verdict.REFUSED
