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
from tracker.mailing.conversation import Conversation, told
from tracker.mailing.deadline import Deadline
from tracker.mailing.mailer import Letter, Line, LocalMailbox, NoConnection, Outcome, Verdict

CONNECT_SECONDS = 10
READ_SECONDS = 15
TOTAL_SECONDS = 60


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
        self.talk: Conversation | None = None

    def __enter__(self) -> Self:
        self.deadline.start()
        try:
            self.host = self.configure_host()
        except (OSError, smtplib.SMTPException, UnicodeError) as error:  # smtplib signs in with ASCII only
            self.deadline.close()
            raise NoConnection(_words(error)) from error
        self.deadline.stop()
        self.talk = Conversation(self.host)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.host is not None
        assert self.talk is not None
        self.deadline.start()
        in_a_letter = kind is not None or not self.talk.is_between_letters
        if not in_a_letter:
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

    def announce(self, letter: Letter) -> None:
        """Tell of the next letter; see ``Line``."""
        assert self.talk is not None
        self.talk.announce(letter)

    def transmit(self, letter: Letter, at: Callable[[str], None], may_finish: Callable[[], bool]) -> Outcome:
        """Offer one letter; see ``Line``."""
        self.deadline.start()
        finishing = False

        def finish() -> bool:
            nonlocal finishing
            finishing = may_finish()
            return finishing

        try:
            assert self.talk is not None
            outcome = self.talk.offer(letter, at, finish)
        except (OSError, smtplib.SMTPException) as error:
            outcome = Outcome(Verdict.AMBIGUOUS if finishing else Verdict.FAULT, _words(error))
        finally:
            self.deadline.stop()
        if self.deadline.was_cut:
            words = f"spojení přerušeno po {self.deadline.seconds:g} s"
            return Outcome(Verdict.AMBIGUOUS if finishing else Verdict.FAULT, words)
        return outcome


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


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        return told(error.smtp_code, words if isinstance(words, bytes) else str(words).encode())
    return str(error) or type(error).__name__


def mailer_for(config: Config) -> SafeMail | LocalMailbox:
    """The mail server of the settings, or the local mailbox where none is set."""
    return SafeMail(config) if config.mail_server else LocalMailbox()
