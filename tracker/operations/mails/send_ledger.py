"""Writes down, before the final dot, that a letter is about to go, and afterwards what became of it.

Several lines write together: whoever comes while a commit is under way goes along with the next one. Each line has at
most one letter whose outcome is not written down, so a crash leaves no more letters in doubt than there are lines.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from tracker.mailing.mailer import Outcome
from tracker.operations.ground import Ground
from tracker.operations.mails.prepare_mails import Outgoing
from tracker.operations.mails.settle_mail import Fate, intend, settle
from tracker.store.crash_point import cp
from tracker.store.outbox import Diary

Settled = tuple[Outgoing, Outcome]
"""A letter and what the server said of it."""


@dataclass(slots=True)
class _Entry:
    """What one line wants written down, and what came of it."""

    settled: Settled | None
    intended: Outgoing | None
    fate: Fate | None = None
    held: bool = False
    written: bool = False


@dataclass(slots=True)
class SendLedger:
    """The ledger of one run; safe to be used by several threads."""

    ground: Ground
    _waiting: list[_Entry] = field(default_factory=list)
    _pen: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, settled: Settled | None, intended: Outgoing | None = None) -> tuple[Fate | None, bool]:
        """Commit an outcome and an intent; answer the fate of the one and whether the other may go (R6)."""
        entry = _Entry(settled, intended)
        self._waiting.append(entry)
        with self._pen:
            if not entry.written:
                self._write()
        return entry.fate, entry.held

    def _write(self) -> None:
        """Commit all that waits; where it fails, each line tries again what is its own."""
        entries = self._waiting[:]
        with self.ground.engine.execution_options(sqlite_begin="IMMEDIATE").begin() as connection:
            self._enter(connection, entries)
            cp("ledger.before_commit")
        del self._waiting[: len(entries)]
        for entry in entries:
            entry.written = True
            if entry.intended is not None:
                entry.intended.intended = entry.held
        cp("ledger.committed")

    def _enter(self, connection: Connection, entries: Iterable[_Entry]) -> None:
        now = self.ground.clock.now()
        diary = Diary(now)
        for entry in entries:
            if entry.settled is not None:
                entry.fate = settle(connection, now, *entry.settled, diary)
            if entry.intended is not None:
                entry.held = intend(connection, now, entry.intended, diary)
        diary.write(connection)
