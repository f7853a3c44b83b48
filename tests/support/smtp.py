"""A real SMTP server in the test process that keeps what it accepts and misbehaves to order.

    with ScriptedSMTP() as server:
        server.misbehave("RCPT", Answer("550 5.1.1 No such person"), recipient="starosta@obec.example")
        ...
        assert [mail.recipients for mail in server.accepted] == [["tajemnice@obec.example"]]

The places where it can misbehave, in the order of a conversation: ``CONNECT EHLO STARTTLS AUTH MAIL RCPT DATA BODY
DOT RSET NOOP QUIT``. ``BODY`` is after 354 and before the final dot: the mail is never accepted. ``DOT`` is after the
final dot: with ``Drop``, ``Hang`` and ``Drip`` the mail *is* accepted and only the answer never comes; with ``Answer``
it is not.
"""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Literal, Self, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "odesilatel", "tajne-heslo"


@dataclass(frozen=True)
class Answer:
    """Say ``text`` ("450 4.2.1 Later") instead of what a healthy server would say."""

    text: str


@dataclass(frozen=True)
class Drop:
    """Close the connection without a word."""


@dataclass(frozen=True)
class Hang:
    """Say nothing and keep the connection open until the client leaves."""


@dataclass(frozen=True)
class Drip:
    """Begin an answer and send one more character every ``seconds``, without end (a tarpit)."""

    seconds: float


Fault = Answer | Drop | Hang | Drip


@dataclass
class Plan:
    """A fault, where it strikes, whom (any recipient where ``None``) and how often (always where ``None``)."""

    place: str
    fault: Fault
    recipient: str | None
    times: int | None
    met: int = 0

    def strikes(self, place: str, recipients: list[str]) -> bool:
        """Whether it is this fault's turn; counts it."""
        aimed = place == self.place and (self.recipient is None or self.recipient in recipients)
        if not aimed or (self.times is not None and self.met >= self.times):
            return False
        self.met += 1
        return True


@dataclass(frozen=True)
class Accepted:
    """One mail that the server took over."""

    sender: str
    recipients: list[str]
    content: bytes
    over_tls: bool
    login: str | None

    @property
    def message(self) -> EmailMessage:
        """The mail, parsed."""
        parsed = message_from_bytes(self.content, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        return parsed


@dataclass
class ScriptedSMTP:
    """The server; a context manager. ``tls`` needs ``context``; with ``login`` only USER with PASSWORD may send."""

    tls: Literal["none", "starttls", "implicit"] = "none"
    context: ssl.SSLContext | None = None
    login: bool = False
    pipelining: bool = False
    """Whether it lets a client send commands before it has answered those before (RFC 2920)."""
    host: str = "127.0.0.1"
    port: int = 0
    accepted: list[Accepted] = field(default_factory=list)
    connections: int = 0
    plans: list[Plan] = field(default_factory=list)

    def misbehave(self, place: str, fault: Fault, *, recipient: str | None = None, times: int | None = None) -> Plan:
        """Let ``fault`` strike at ``place``; the answered plan counts how often it did."""
        plan = Plan(place, fault, recipient, times)
        self.plans.append(plan)
        return plan

    def heal(self) -> None:
        """Forget every planned fault."""
        self.plans.clear()

    def fault_at(self, place: str, recipients: list[str]) -> Fault | None:
        """The fault whose turn it is."""
        return next((plan.fault for plan in self.plans if plan.strikes(place, recipients)), None)

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda _loop, _context: None)  # connections cut on purpose are no news
        self._thread = threading.Thread(target=self._loop.run_forever, name="scripted-smtp", daemon=True)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _listen(self) -> asyncio.Server:
        implicit = self.context if self.tls == "implicit" else None
        return await self._loop.create_server(lambda: _Conversation(self), self.host, self.port, ssl=implicit)

    async def _close(self) -> None:
        self._server.close()
        conversations = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in conversations:
            task.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)


class _Keeper:
    """Takes over whole mails for the server."""

    def __init__(self, server: ScriptedSMTP) -> None:
        self.server = server

    async def handle_EHLO(
        self, _talk: SMTP, session: Session, _envelope: Envelope, name: str, answers: list[str]
    ) -> list[str]:
        session.host_name = name
        return [*answers[:-1], *["250-PIPELINING"] * self.server.pipelining, answers[-1]]

    async def handle_DATA(self, talk: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(talk, _Conversation)
        assert isinstance(envelope.content, bytes)
        fault = self.server.fault_at("DOT", envelope.rcpt_tos)
        if not isinstance(fault, Answer):
            login = cast("LoginPassword | None", session.auth_data)
            self.server.accepted.append(
                Accepted(
                    sender=envelope.mail_from or "",
                    recipients=list(envelope.rcpt_tos),
                    content=envelope.content,
                    over_tls=talk._writer.get_extra_info("sslcontext") is not None,
                    login=login.login.decode() if login else None,
                )
            )
        if fault is not None:
            return await talk.suffer(fault)
        return "250 2.0.0 Taken over"


def _authenticate(_talk: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any) -> AuthResult:
    right = given == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False, auth_data=given if right else None)


class _Conversation(SMTP):
    """One connection: looks for a planned fault before each step."""

    def __init__(self, server: ScriptedSMTP) -> None:
        self.server = server
        super().__init__(
            _Keeper(server),
            hostname="test.example",
            enable_SMTPUTF8=True,
            tls_context=server.context if server.tls == "starttls" else None,
            require_starttls=server.tls == "starttls",
            authenticator=_authenticate if server.login else None,
            auth_required=server.login,
            auth_require_tls=server.tls == "starttls",
            loop=server._loop,
        )
        for verb in ("EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "RSET", "NOOP", "QUIT"):
            self._smtp_methods[verb] = self._watched(verb, self._smtp_methods[verb])

    def _watched(self, verb: str, healthy: Callable[[str], Awaitable[None]]) -> Callable[[str], Awaitable[None]]:
        async def step(argument: str) -> None:
            fault = self.server.fault_at(verb, self._recipients(verb, argument))
            if isinstance(fault, Answer) and fault.text.startswith("354"):
                await self._take_for_nobody(fault.text)
            elif fault is not None:
                await self.push(await self.suffer(fault))
            elif verb == "DATA" and (fault := self.server.fault_at("BODY", self._recipients(verb, argument))):
                await self.push("354 Go on")
                await self._reader.readline()
                await self.push(await self.suffer(fault))
            else:
                await healthy(argument)

        return step

    async def _take_for_nobody(self, go_on: str) -> None:
        """Let the letter come whose recipients were all refused, as RFC 2920, 3.1 allows a server to."""
        await self.push(go_on)
        while await self._reader.readline() != b".\r\n":
            pass
        self._set_post_data_state()
        await self.push("554 5.5.1 No valid recipients")

    def _recipients(self, verb: str, argument: str) -> list[str]:
        if verb == "RCPT":
            return [argument.partition("<")[2].partition(">")[0]]
        return list(self.envelope.rcpt_tos) if self.envelope else []

    async def _handle_client(self) -> None:
        self.server.connections += 1
        fault = self.server.fault_at("CONNECT", [])
        if fault is not None:
            await self.push(await self.suffer(fault))
            self._writer.close()
            return
        await super()._handle_client()

    async def suffer(self, fault: Fault) -> str:
        """What to answer under ``fault``; does not return while the fault is silence."""
        match fault:
            case Answer(text):
                return text
            case Drip(seconds):
                self._writer.write(b"250-")
                while True:
                    self._writer.write(b".")
                    await self._writer.drain()
                    await asyncio.sleep(seconds)
            case Drop():
                self._writer.transport.abort()
        await asyncio.Event().wait()
        return ""
