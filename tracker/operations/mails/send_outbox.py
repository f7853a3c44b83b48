"""Sends what waits in the outbox: many letters over a line or a few, each of them a row before it is a message.

The intent to send is committed before the final dot, and the outcome as soon as the server has answered. So a crash
leaves at most one letter on each line that may have left without a word about it, and it is known which (R3). No
transaction is open while a server is talked to. While the server writes a letter down, the next one on the line is
made and, where nothing holds it back, announced and its intent committed.
"""

import gc
import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

from tracker.mailing.mailer import Line, Mailer, NoConnection, Outcome, Verdict
from tracker.operations.ground import Ground, looking
from tracker.operations.mails.claim_mails import count_due, release
from tracker.operations.mails.letter_supply import LetterSupply
from tracker.operations.mails.prepare_mails import Outgoing
from tracker.operations.mails.send_ledger import SendLedger
from tracker.operations.mails.storm import storm
from tracker.operations.mails.throttle import Throttle
from tracker.people.actor import SYSTEM
from tracker.store.crash_point import cp

WORTH_A_LINE = 25
"""For so many letters another line is opened."""
MOST_TROUBLES = 2
"""So many letters in a row without a clear answer are the server's fault; one may be the fault of that letter."""
NOT_ITS_TURN = "odesílání skončilo dřív, než na e-mail přišla řada"
CLEAR = frozenset({Verdict.ACCEPTED, Verdict.DEFERRED, Verdict.REFUSED})

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the mails: ``deferred`` wait, ``failed`` never arrive, of ``uncertain`` nobody knows."""

    sent: int = 0
    deferred: int = 0
    failed: int = 0
    uncertain: int = 0

    @property
    def told(self) -> str:
        """One line for the diary of the job."""
        return f"odesláno: {self.sent}, odloženo: {self.deferred}, nedoručeno: {self.failed}, nejisté: {self.uncertain}"


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
        with _old_objects_left_alone(), ThreadPoolExecutor(lines, "line") as pool:
            try:
                fates = sum(pool.map(_Courier.work, [_Courier(run) for _ in range(lines)]), Counter[str]())
            except BaseException:  # Ctrl+C too: the lines end after the letter at hand
                run.pause()
                raise
    finally:
        run.supply.close()
        run.ledger.close()
    uncertain = fates["uncertain"] + run.supply.given_up
    return Sent(fates["sent"], fates["deferred"] + count_due(ground), fates["failed"], uncertain)


@contextmanager
def _old_objects_left_alone() -> Iterator[None]:
    """Let the collector look only at what comes up meanwhile: walking through the whole program takes it too long."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class _Run:
    """What the lines of one run have in common."""

    def __init__(self, ground: Ground, mailer: Mailer, throttle: Throttle, stop: Callable[[], bool]) -> None:
        self.ground = ground
        self.mailer = mailer
        self.throttle = throttle
        self.supply = LetterSupply(ground, throttle, self.stopped, held=_is_held(ground))
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


def _is_held(ground: Ground) -> bool:
    """Whether so much waits that a person should look first."""
    with looking(ground, SYSTEM) as work:
        why = storm(work)
    if why:
        _log.warning("the mails of the day are held: %s", why)
    return bool(why)


class _LineLost(Exception):
    """The connection is of no more use; a new one may be."""


@dataclass
class _Courier:
    """Sends over one line; ``made`` is the next letter."""

    run: _Run
    made: Outgoing | None = None
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
            self._give_back()
        return self.fates

    def _over_a_line(self) -> None:
        with suppress(_LineLost), self.run.mailer.connect() as line:
            while self._make_next() and self.run.throttle.wait(self.run.stopped):
                one, self.made = self.made, None
                assert one is not None
                self._send(line, one)

    def _make_next(self) -> bool:
        """Have the next letter at hand."""
        if self.made is None:
            self.made = self.run.supply.take()
        return self.made is not None and not self.run.stopped()

    def _send(self, line: Line, one: Outgoing) -> None:
        outcome = line.transmit(one.letter, partial(self._passed, line), lambda: self.run.ledger.intend(one))
        cp("send.answered")
        self.fates[self.run.ledger.settle(one, outcome)] += 1
        if self.run.is_the_server(outcome.verdict):
            raise NoConnection(outcome.reply)
        if outcome.verdict not in CLEAR:
            raise _LineLost

    def _passed(self, line: Line, step: str) -> None:
        cp(f"smtp.{step}")
        if step == "dot" and self._make_next() and self.run.throttle.is_open:
            assert self.made is not None
            line.announce(self.made.letter)
            self.run.ledger.intend(self.made)  # the server is writing the letter before it down

    def _give_back(self) -> None:
        """Let the next letter wait again where its turn has not come."""
        if self.made is None:
            return
        if self.made.intended is not None:
            self.run.ledger.settle(self.made, Outcome(Verdict.WITHDRAWN, NOT_ITS_TURN))
        else:
            release(self.run.ground, {self.made.mail_id: self.made.token})
