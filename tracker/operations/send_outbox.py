"""Sends what waits in the outbox: many letters over one connection, each of them a row before it is a message.

The intent to send is committed just before the final dot, together with the outcome of the letter before it. So a crash
leaves at most one letter of which nobody knows, and that letter is known (R3). No transaction is open while a server
is talked to; while the server writes a letter down, the next one is made.
"""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from tracker.mailing.mailer import Line, Mailer, NoConnection, Outcome, Verdict
from tracker.operations.claim_mails import claim_mails, count_due, release
from tracker.operations.ground import Ground
from tracker.operations.prepare_mails import Outgoing, Ready, prepare_mails, put_aside
from tracker.operations.settle_mail import Fate, intend, settle
from tracker.operations.throttle import Throttle
from tracker.store.crash_point import cp

BATCH = 25
MOST_TROUBLES = 2
"""So many letters in a row without a clear answer are the server's fault; one may be the fault of that letter."""
CLEAR = frozenset({Verdict.ACCEPTED, Verdict.DEFERRED, Verdict.REFUSED})

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the mails: ``deferred`` wait, ``failed`` never arrive, of ``uncertain`` nobody knows."""

    sent: int = 0
    deferred: int = 0
    failed: int = 0
    uncertain: int = 0


def send_outbox(
    ground: Ground, mailer: Mailer, throttle: Throttle | None = None, stopped: Callable[[], bool] = lambda: False
) -> Sent:
    """Send everything that is due; a fault of the server pauses the rest and blames nobody (R7)."""
    if ground.config.mail_mode == "off":
        return Sent(deferred=count_due(ground))
    sender = _Sender(ground, mailer, throttle or Throttle(0), stopped)
    try:
        sender.run()
    except NoConnection as error:
        _log.warning("the queue is paused: %s", error)
    fates = sender.fates
    return Sent(fates["sent"], fates["deferred"] + count_due(ground), fates["failed"], fates["uncertain"])


class _LineLost(Exception):
    """The connection is of no more use; a new one may be."""


@dataclass
class _Sender:
    """One run of sending: ``waiting`` mails were claimed, ``made`` is the next letter, ``unsettled`` the last one."""

    ground: Ground
    mailer: Mailer
    throttle: Throttle
    stopped: Callable[[], bool]
    fates: Counter[str] = field(default_factory=Counter)
    waiting: list[Ready] = field(default_factory=list)
    made: Outgoing | None = None
    unsettled: tuple[Outgoing, Outcome] | None = None
    troubles: int = 0

    def __post_init__(self) -> None:
        self._engine = self.ground.engine.execution_options(sqlite_begin="IMMEDIATE")

    def run(self) -> None:
        """Open lines and send over them until nothing is due."""
        while self._make_next():
            try:
                with self.mailer.connect() as line:
                    self._use(line)
            except _LineLost:
                continue
            finally:
                self._flush()
                self._give_back()

    def _use(self, line: Line) -> None:
        while self._make_next():
            if not self.throttle.wait(self.stopped):
                return
            one, self.made = self.made, None
            assert one is not None
            self._send(line, one)

    def _make_next(self) -> bool:
        """Have the next letter at hand; claims more where none is left."""
        while self.made is None and not self.stopped():
            if not self.waiting:
                claim = claim_mails(self.ground, self.throttle.room(BATCH))
                self.fates["uncertain"] += claim.given_up
                if not claim.mails:
                    return False
                self.waiting = prepare_mails(self.ground, claim)
                continue
            ready = self.waiting.pop(0)
            try:
                self.made = ready.letter(self.ground.config)
            except Exception as error:  # noqa: BLE001  one bad letter never stops the next (R8)
                put_aside(self.ground, ready, error)
        return self.made is not None and not self.stopped()

    def _send(self, line: Line, one: Outgoing) -> None:
        outcome = line.transmit(one.letter, self._passed, lambda: self._intend(one))
        cp("send.answered")
        self.unsettled = (one, outcome)
        if outcome.verdict in CLEAR:
            self.troubles = 0
            return
        self._flush()
        self.troubles += 1
        if self.troubles >= MOST_TROUBLES:
            raise NoConnection(outcome.reply)
        raise _LineLost

    def _passed(self, step: str) -> None:
        cp(f"smtp.{step}")
        if step == "dot":
            self._make_next()  # the server is writing the letter down

    def _intend(self, one: Outgoing) -> bool:
        """Commit that this letter is about to go, and what became of the one before it."""
        with self._engine.begin() as connection:
            fate = self._settle(connection)
            held = intend(connection, self.ground.clock.now(), one)
            cp("intent.before_commit")
        self._count(fate)
        cp("intent.committed")
        return held

    def _flush(self) -> None:
        if self.unsettled is not None:
            with self._engine.begin() as connection:
                fate = self._settle(connection)
            self._count(fate)
            cp("send.settled")

    def _settle(self, connection: Connection) -> Fate | None:
        if self.unsettled is None:
            return None
        return settle(connection, self.ground.clock.now(), *self.unsettled)

    def _count(self, fate: Fate | None) -> None:
        """What was written down is counted only after its commit."""
        if fate is not None:
            self.fates[fate] += 1
            self.unsettled = None

    def _give_back(self) -> None:
        claimed: list[Outgoing | Ready] = [*self.waiting] if self.made is None else [self.made, *self.waiting]
        if claimed:
            release(self.ground, [one.mail for one in claimed], claimed[0].token)
        self.waiting, self.made = [], None
