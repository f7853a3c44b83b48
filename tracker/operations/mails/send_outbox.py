"""Sends what waits in the outbox: many letters over a line or a few, each of them a row before it is a message.

The intent to send is committed just before the final dot, together with the outcome of the letter before it. So a crash
leaves at most one letter on each line of which nobody knows, and these letters are known (R3). No transaction is open
while a server is talked to; while the server writes a letter down, the next one is made.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tracker.mailing.mailer import Line, Mailer, NoConnection, Verdict
from tracker.operations.ground import Ground
from tracker.operations.mails.claim_mails import count_due, release
from tracker.operations.mails.letter_supply import LetterSupply
from tracker.operations.mails.prepare_mails import Outgoing
from tracker.operations.mails.send_ledger import SendLedger, Settled
from tracker.operations.mails.throttle import Throttle
from tracker.store.crash_point import cp

WORTH_A_LINE = 25
"""For so many letters another line is opened."""
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
    due = count_due(ground)
    if ground.config.mail_mode == "off" or not due:
        return Sent(deferred=due)
    throttle = throttle or Throttle(0)
    run = _Run(ground, mailer, throttle, stopped)
    lines = min(mailer.lines, -(-throttle.room(due) // WORTH_A_LINE))
    try:
        with ThreadPoolExecutor(lines, "line") as pool:
            try:
                fates = sum(pool.map(_Courier.work, [_Courier(run) for _ in range(lines)]), Counter[str]())
            except BaseException:  # Ctrl+C too: the lines end after the letter at hand
                run.pause()
                raise
    finally:
        run.supply.close()
    uncertain = fates["uncertain"] + run.supply.given_up
    return Sent(fates["sent"], fates["deferred"] + count_due(ground), fates["failed"], uncertain)


class _Run:
    """What the lines of one run have in common."""

    def __init__(self, ground: Ground, mailer: Mailer, throttle: Throttle, stop: Callable[[], bool]) -> None:
        self.ground = ground
        self.mailer = mailer
        self.throttle = throttle
        self.supply = LetterSupply(ground, throttle, self.stopped)
        self.ledger = SendLedger(ground)
        self._stop = stop
        self._paused = False
        self._troubles = 0
        self._lock = threading.Lock()

    def stopped(self) -> bool:
        """Whether to begin nothing new."""
        return self._paused or self._stop()

    def pause(self) -> None:
        """Let every line end after its letter."""
        self._paused = True

    def is_the_server(self, verdict: Verdict) -> bool:
        """Whether a letter without a clear answer is one too many."""
        with self._lock:
            self._troubles = 0 if verdict in CLEAR else self._troubles + 1
            return self._troubles >= MOST_TROUBLES


class _LineLost(Exception):
    """The connection is of no more use; a new one may be."""


@dataclass
class _Courier:
    """Sends over one line: ``made`` is the next letter, ``unsettled`` the last one."""

    run: _Run
    made: Outgoing | None = None
    unsettled: Settled | None = None
    fates: Counter[str] = field(default_factory=Counter)

    def work(self) -> Counter[str]:
        """Open lines and send over them until nothing is due; a fault of the server ends the whole run."""
        try:
            while self._make_next():
                self._over_a_line()
        except NoConnection as error:
            _log.warning("the queue is paused: %s", error)
            self.run.pause()
        except BaseException:
            self.run.pause()
            raise
        finally:
            if self.made is not None:
                release(self.run.ground, {self.made.mail_id: self.made.token})
        return self.fates

    def _over_a_line(self) -> None:
        try:
            with self.run.mailer.connect() as line:
                while self._make_next() and self.run.throttle.wait(self.run.stopped):
                    one, self.made = self.made, None
                    assert one is not None
                    self._send(line, one)
        except _LineLost:
            return
        finally:
            self._flush()

    def _make_next(self) -> bool:
        """Have the next letter at hand."""
        if self.made is None:
            self.made = self.run.supply.take()
        return self.made is not None and not self.run.stopped()

    def _send(self, line: Line, one: Outgoing) -> None:
        outcome = line.transmit(one.letter, self._passed, lambda: self._keep(one))
        cp("send.answered")
        self._flush()  # a letter that came to no intent took no outcome of another along
        self.unsettled = (one, outcome)
        if self.run.is_the_server(outcome.verdict):
            raise NoConnection(outcome.reply)
        if outcome.verdict not in CLEAR:
            raise _LineLost

    def _passed(self, step: str) -> None:
        cp(f"smtp.{step}")
        if step == "dot":
            self._make_next()  # the server is writing the letter down

    def _flush(self) -> None:
        if self.unsettled is not None:
            self._keep(None)

    def _keep(self, intended: Outgoing | None) -> bool:
        """Commit that ``intended`` is about to go, and what became of the letter before it."""
        fate, held = self.run.ledger.keep(self.unsettled, intended)
        if fate is not None:  # counted only after its commit
            self.fates[fate] += 1
            self.unsettled = None
        return held
