"""SMTP through Flask-Mail, whose connection is replaced by one that can be trusted.

Flask-Mail 0.10 has no timeout, does not verify certificates on STARTTLS, lets header values inject headers, and does
not tell which step of the conversation failed. Its ``Mail`` and ``Connection`` stay the interface; everything between
the greeting and the answer to the final dot is done here.
"""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

import flask_mail

from tracker.config import Config
from tracker.mailing.deadline import Deadline
from tracker.mailing.mailer import Letter, Line, LocalMailbox, NoConnection, Outcome, Verdict

CONNECT_SECONDS = 10
READ_SECONDS = 15
TOTAL_SECONDS = 60
_SERVICE_CLOSING = (421, 432)
"""Codes that speak of the server and not of the recipient, whatever step they answer (432 4.3.2: too many at once)."""


class SafeMail(flask_mail.Mail):
    """Flask-Mail set up from our own settings; needs no Flask application."""

    def __init__(self, config: Config, total_seconds: float = TOTAL_SECONDS) -> None:
        super().__init__()
        self.state = self.init_mail(
            {
                "MAIL_SERVER": config.mail_server,
                "MAIL_PORT": config.mail_port,
                "MAIL_USE_TLS": config.mail_security == "starttls",
                "MAIL_USE_SSL": config.mail_security == "tls",
                "MAIL_USERNAME": config.mail_username or None,
                "MAIL_PASSWORD": config.mail_password or None,
                "MAIL_DEFAULT_SENDER": config.mail_from,
                "MAIL_DEBUG": 0,
            }
        )
        self.trusted = ssl.create_default_context(cafile=config.mail_ca_file or None)
        self.trusted.minimum_version = ssl.TLSVersion.TLSv1_2
        self.host_name = config.mail_from.rpartition("@")[2] or "localhost"
        self.total_seconds = total_seconds
        self.lines = config.mail_lines

    @contextmanager
    def connect(self) -> Iterator[Line]:  # type: ignore[override]
        """One connection for many letters; raises ``NoConnection``."""
        with SafeConnection(self) as connection:
            yield connection


class SafeConnection(flask_mail.Connection):
    """A connection that verifies whom it talks to, is never blocked for long, and tells a refusal from a fault."""

    host: smtplib.SMTP | None

    def __init__(self, mail: SafeMail) -> None:
        assert mail.state is not None
        super().__init__(mail.state)  # type: ignore[arg-type]
        self.settings = mail
        self.deadline = Deadline(mail.total_seconds)

    def __enter__(self) -> Self:
        self.deadline.start()
        try:
            self.host = self.configure_host()
        except (OSError, smtplib.SMTPException, UnicodeError) as error:  # smtplib signs in with ASCII only
            self.deadline.close()
            raise NoConnection(_words(error)) from error
        self.deadline.stop()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.host is not None
        self.deadline.start()
        if kind is None:  # otherwise the conversation may stand in the middle of a letter
            with suppress(smtplib.SMTPException, OSError):
                self.host.quit()
        self.host.close()
        self.deadline.close()

    def configure_host(self) -> smtplib.SMTP:
        """Connect, greet, encrypt and sign in."""
        state, settings = self.mail, self.settings
        opened = _Tls if state.use_ssl else _Plain
        host = opened(self.deadline, state.server, int(state.port or 0), settings.host_name, settings.trusted)
        try:
            host.ehlo_or_helo_if_needed()
            if state.use_tls:
                host.starttls(context=settings.trusted)
                host.ehlo_or_helo_if_needed()
            if state.username:
                host.login(state.username, state.password or "")
        except BaseException:
            host.close()
            raise
        return host

    def transmit(self, letter: Letter, at: Callable[[str], None], may_finish: Callable[[], bool]) -> Outcome:
        """Offer one letter; see ``Line``."""
        self.deadline.start()
        finishing = False

        def finish() -> bool:
            nonlocal finishing
            finishing = may_finish()
            return finishing

        try:
            outcome = self._converse(letter, at, finish)
        except (OSError, smtplib.SMTPException) as error:
            outcome = Outcome(Verdict.AMBIGUOUS if finishing else Verdict.FAULT, _words(error))
        finally:
            self.deadline.stop()
        if self.deadline.was_cut:
            words = f"spojení přerušeno po {self.deadline.seconds:g} s"
            return Outcome(Verdict.AMBIGUOUS if finishing else Verdict.FAULT, words)
        return outcome

    def _converse(self, letter: Letter, at: Callable[[str], None], finish: Callable[[], bool]) -> Outcome:
        host = self.host
        assert host is not None
        options = []
        if not letter.recipient.isascii():
            if not host.has_extn("smtputf8"):
                return Outcome(Verdict.REFUSED, "server nepřijímá adresy s diakritikou před zavináčem")
            host.command_encoding = "utf-8"  # RFC 6531
            options = ["SMTPUTF8"]
        code, words = host.mail(letter.sender, options)
        if code != 250:
            return Outcome(Verdict.FAULT, _reply(code, words))
        at("mail")
        code, words = host.rcpt(letter.recipient)
        if code not in (250, 251):
            return self._turned_down(code, words)
        at("rcpt")
        code, words = host.docmd("DATA")
        if code != 354:
            return self._turned_down(code, words)
        at("data")
        host.send(_dotted(letter.raw))
        at("body")
        if not finish():
            host.close()  # without the final dot nothing is taken over (RFC 5321, 4.1.1.4)
            return Outcome(Verdict.WITHDRAWN, "")
        host.send(b".\r\n")
        at("dot")
        code, words = host.getreply()
        return _verdict(code, words)

    def _turned_down(self, code: int, words: bytes) -> Outcome:
        assert self.host is not None
        outcome = _verdict(code, words, unclear=Verdict.FAULT)
        if outcome.verdict is not Verdict.FAULT:
            self.host.rset()
        return outcome


def _verdict(code: int, words: bytes, unclear: Verdict = Verdict.AMBIGUOUS) -> Outcome:
    """A clear answer is 2xx, 4xx or 5xx; everything else is ``unclear`` where it is met."""
    reply = _reply(code, words)
    if code in _SERVICE_CLOSING:
        return Outcome(Verdict.FAULT, reply)
    by_class = {2: Verdict.ACCEPTED, 4: Verdict.DEFERRED, 5: Verdict.REFUSED}
    return Outcome(by_class.get(code // 100, unclear), reply)


class _Plain(smtplib.SMTP):
    """Plain SMTP whose socket is guarded from its first byte."""

    def __init__(self, deadline: Deadline, host: str, port: int, name: str, _trusted: ssl.SSLContext) -> None:
        self._deadline = deadline
        super().__init__(host, port, local_hostname=name, timeout=READ_SECONDS)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return _open(self._deadline, host, port, timeout)


class _Tls(smtplib.SMTP_SSL):
    """SMTP inside TLS from the first byte; the handshake is guarded too."""

    def __init__(self, deadline: Deadline, host: str, port: int, name: str, trusted: ssl.SSLContext) -> None:
        self._deadline = deadline
        self._name = host
        super().__init__(host, port, local_hostname=name, timeout=READ_SECONDS, context=trusted)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return self.context.wrap_socket(_open(self._deadline, host, port, timeout), server_hostname=self._name)


def _open(deadline: Deadline, host: str, port: int, timeout: float) -> socket.socket:
    line = socket.create_connection((host, port), CONNECT_SECONDS)
    line.settimeout(timeout)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # the dot goes alone and must not wait for company
    deadline.guard(line)
    return line


def _dotted(raw: bytes) -> bytes:
    """The bytes as DATA wants them (RFC 5321, 4.5.2): leading dots doubled, the last line ended."""
    text = raw if raw.endswith(b"\r\n") else raw + b"\r\n"
    dotted = text.replace(b"\r\n.", b"\r\n..")
    return b"." + dotted if dotted.startswith(b".") else dotted


def _reply(code: int, words: bytes) -> str:
    return f"{code} {words.decode('utf-8', 'replace')}".replace("\n", " / ")


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        told = error.smtp_error
        return _reply(error.smtp_code, told if isinstance(told, bytes) else str(told).encode())
    return str(error) or type(error).__name__


def mailer_for(config: Config) -> SafeMail | LocalMailbox:
    """The mail server of the settings, or the local mailbox where none is set."""
    return SafeMail(config) if config.mail_server else LocalMailbox()
