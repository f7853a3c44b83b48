"""One letter over an open SMTP connection: its envelope, its bytes, the final dot, and what the answers mean.

A server that announces PIPELINING (RFC 2920) is told the three lines of an envelope at once, and those of the next
letter right behind the final dot of the one before: a round trip for a letter instead of four. Without its own final
dot a letter that was announced is never taken over (RFC 5321, 4.1.1.4).
"""

import smtplib
from collections.abc import Callable
from contextlib import suppress

from tracker.mailing.mailer import Letter, Outcome, Verdict

_SERVICE_CLOSING = (421, 432)
"""Codes that speak of the server and not of the recipient, whatever step they answer (432 4.3.2: too many at once)."""
_STEPS = (("mail", 2), ("rcpt", 2), ("data", 3))
"""The steps of an envelope with the first figure of the answer that lets it go on."""


class Conversation:
    """Letters one after another over ``host``; whoever holds it bounds its time and meets its errors."""

    def __init__(self, host: smtplib.SMTP) -> None:
        self._host = host
        self._pipelines = host.has_extn("pipelining")
        self._announced: Letter | None = None

    @property
    def is_between_letters(self) -> bool:
        """Whether the server waits for a command, so that it may be told QUIT."""
        return self._announced is None

    def announce(self, letter: Letter) -> None:
        """Send the envelope of the next letter, where the server lets us before it has answered for the last one."""
        if self._pipelines and self._is_carried(letter):
            assert self._host.sock is not None
            with suppress(OSError):  # not by ``send``, which would close what may still hold the answer to the last one
                self._host.sock.sendall(b"".join(_envelope(letter)))
            self._announced = letter

    def offer(self, letter: Letter, at: Callable[[str], None], may_finish: Callable[[], bool]) -> Outcome:
        """Offer one letter, which is the announced one if any is; see ``Line``."""
        if not self._is_carried(letter):
            return Outcome(Verdict.REFUSED, "server nepřijímá adresy s diakritikou před zavináčem")
        objection = self._offer_envelope(letter, at)
        if objection is not None:
            return objection
        self._host.send(_dotted(letter.raw))
        at("body")
        if not may_finish():
            self._host.close()
            return Outcome(Verdict.WITHDRAWN, "")
        self._host.send(b".\r\n")
        at("dot")
        code, words = self._host.getreply()
        return _verdict(code, words, {2: Verdict.ACCEPTED}, unclear=Verdict.AMBIGUOUS)

    def _is_carried(self, letter: Letter) -> bool:
        """Whether the server takes letters to such an address (RFC 6531)."""
        return letter.recipient.isascii() or self._host.has_extn("smtputf8")

    def _offer_envelope(self, letter: Letter, at: Callable[[str], None]) -> Outcome | None:
        """What the server has against the letter before it has seen it."""
        commands = _envelope(letter)
        assert self._announced in (None, letter)
        if self._pipelines and self._announced is None:
            self._host.send(b"".join(commands))
        self._announced = None
        for (step, good), command in zip(_STEPS, commands, strict=True):
            if not self._pipelines:
                self._host.send(command)
            code, words = self._host.getreply()
            if code // 100 != good:
                return self._turned_down(step, code, words)
            at(step)
        return None

    def _turned_down(self, step: str, code: int, words: bytes) -> Outcome:
        """End a transaction that the server will not have; after a fault the line is of no use anyway."""
        outcome = _verdict(code, words, {}, unclear=Verdict.FAULT)
        if step == "mail":
            return Outcome(Verdict.FAULT, outcome.reply)  # there is something against us, not against the recipient
        if outcome.verdict is not Verdict.FAULT:
            lone = step == "rcpt" and self._pipelines and self._host.getreply()[0] == 354
            self._host.docmd("." if lone else "RSET")  # a letter to nobody is an empty one (RFC 2920, 3.1)
        return outcome


def _envelope(letter: Letter) -> tuple[bytes, bytes, bytes]:
    extension = "" if letter.recipient.isascii() else " SMTPUTF8"
    sender, recipient = f"MAIL FROM:<{letter.sender}>{extension}\r\n", f"RCPT TO:<{letter.recipient}>\r\n"
    return sender.encode(), recipient.encode(), b"DATA\r\n"


def _dotted(raw: bytes) -> bytes:
    """The bytes as DATA wants them (RFC 5321, 4.5.2): leading dots doubled, the last line ended."""
    text = raw if raw.endswith(b"\r\n") else raw + b"\r\n"
    dotted = text.replace(b"\r\n.", b"\r\n..")
    return b"." + dotted if dotted.startswith(b".") else dotted


def _verdict(code: int, words: bytes, good: dict[int, Verdict], unclear: Verdict) -> Outcome:
    """A clear answer is 4xx, 5xx or a ``good`` one; everything else is ``unclear`` where it is met."""
    reply = told(code, words)
    if code in _SERVICE_CLOSING:
        return Outcome(Verdict.FAULT, reply)
    return Outcome((good | {4: Verdict.DEFERRED, 5: Verdict.REFUSED}).get(code // 100, unclear), reply)


def told(code: int, words: bytes) -> str:
    """An answer of a server on one line."""
    return f"{code} {words.decode('utf-8', 'replace')}".replace("\n", " / ")
