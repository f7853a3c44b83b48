"""Sends what waits in the outbox: many letters over one connection, each of them a row before it is a message.

The intent to send is committed just before the final dot, together with the outcome of the letter before it. So a crash
leaves at most one letter of which nobody knows, and that letter is known (R3). No transaction is open while a server
is talked to.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlmodel import Session

from tracker.mailing.mailer import Line, Mailer, NoConnection, Outcome, Verdict
from tracker.operations.claim_mails import INTENT, LEASE, Claimed, claim_mails, due_mails, release
from tracker.operations.ground import Ground
from tracker.operations.settle_mail import Fate, Tally, settle
from tracker.operations.throttle import Throttle
from tracker.store.crash_point import cp
from tracker.store.database import writing
from tracker.store.outbox import MAIL, Happening, note

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
        return Sent(deferred=len(due_mails(ground)))
    sender = _Sender(ground, mailer, throttle or Throttle(0), stopped)
    try:
        sender.run()
    except NoConnection as error:
        _log.warning("the queue is paused: %s", error)
    tally = sender.tally
    return Sent(tally.sent, tally.deferred + len(due_mails(ground)), tally.failed, tally.uncertain)


class _LineLost(Exception):
    """The connection is of no more use; a new one may be."""


@dataclass
class _Sender:
    """One run of sending. ``unsettled`` is the letter whose outcome the next transaction writes down."""

    ground: Ground
    mailer: Mailer
    throttle: Throttle
    stopped: Callable[[], bool]
    tally: Tally = field(default_factory=Tally)
    unsettled: list[tuple[Claimed, Outcome]] = field(default_factory=list)
    waiting: list[Claimed] = field(default_factory=list)
    settled: list[Fate] = field(default_factory=list)
    troubles: int = 0

    def run(self) -> None:
        """Open lines and send over them until nothing is due."""
        while self._claim_more():
            try:
                with self.mailer.connect() as line:
                    self._use(line)
            except _LineLost:
                continue
            finally:
                self._flush()
                self._give_back()

    def _claim_more(self) -> bool:
        if not self.waiting and not self.stopped():
            claim = claim_mails(self.ground, self.throttle.room(BATCH))
            self.waiting = claim.letters
            self.tally.uncertain += claim.given_up
        return bool(self.waiting)

    def _use(self, line: Line) -> None:
        while self._claim_more():
            if self.stopped() or not self.throttle.wait(self.stopped):
                return
            self._send(line, self.waiting.pop(0))

    def _send(self, line: Line, one: Claimed) -> None:
        outcome = line.transmit(one.letter, lambda step: cp(f"smtp.{step}"), lambda: self._intend(one))
        cp("send.answered")
        self.unsettled.append((one, outcome))
        if outcome.verdict in CLEAR:
            self.troubles = 0
            return
        self._flush()
        self.troubles += 1
        if self.troubles >= MOST_TROUBLES:
            raise NoConnection(outcome.reply)
        raise _LineLost

    def _intend(self, one: Claimed) -> bool:
        """Commit that this letter is about to go, and what became of the one before it (R6: only its holder may)."""
        with writing(self.ground.engine) as session:
            now = self.ground.clock.now()
            self._settle(session)
            intent = (
                sa.update(MAIL)
                .where(MAIL.c.id == one.mail_id, MAIL.c.lease_token == one.token)
                .values(
                    stage=INTENT,
                    transmissions=MAIL.c.transmissions + 1,
                    transmitted_at=now,
                    locked_until=now + LEASE,
                )
            )
            held = session.connection().execute(intent).rowcount == 1
            if held:
                note(session, [one.mail_id], Happening.INTENT, now)
            cp("intent.before_commit")
        self._count()
        cp("intent.committed")
        return held

    def _flush(self) -> None:
        if self.unsettled:
            with writing(self.ground.engine) as session:
                self._settle(session)
            self._count()
            cp("send.settled")

    def _settle(self, session: Session) -> None:
        self.settled = [settle(session, self.ground.clock.now(), one, outcome) for one, outcome in self.unsettled]

    def _count(self) -> None:
        """What was written down is counted only after its commit."""
        for fate in self.settled:
            setattr(self.tally, fate, getattr(self.tally, fate) + 1)
        self.settled, self.unsettled = [], []

    def _give_back(self) -> None:
        if self.waiting:
            release(self.ground, self.waiting)
            self.waiting = []
