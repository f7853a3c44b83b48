"""Writes down, before the final dot, that a letter is about to go, and afterwards what became of it.

An intent is on the disk before the dot. An outcome need not wait for the disk: it outlives the process at once, and
the power of the machine together with the next intent. Several lines write together: whoever comes while a commit is
under way goes along with the next one.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from tracker.mailing.mailer import Outcome
from tracker.operations.ground import Ground
from tracker.operations.mails.prepare_mails import Outgoing
from tracker.operations.mails.settle_mail import Fate, intend, settle
from tracker.store.crash_point import cp
from tracker.store.database import lasting, swift
from tracker.store.outbox import Diary

_Opening = Callable[[Engine], Connection]


@dataclass(slots=True)
class _Entry:
    """What one line wants written down (an intent where there is no outcome), and what came of it."""

    letter: Outgoing
    outcome: Outcome | None
    held: datetime | None = None
    fate: Fate = "lost"
    written: bool = False


@dataclass(slots=True)
class SendLedger:
    """The ledger of one run; safe to be used by several threads."""

    ground: Ground
    _waiting: list[_Entry] = field(default_factory=list)
    _pen: threading.Lock = field(default_factory=threading.Lock)
    _open: dict[_Opening, Connection] = field(default_factory=dict)

    def intend(self, letter: Outgoing) -> bool:
        """Commit that a letter is about to go; answer whether it may (R6). Once is enough."""
        if letter.intended is None:
            self._keep(_Entry(letter, None))
        return letter.intended is not None

    def settle(self, letter: Outgoing, outcome: Outcome) -> Fate:
        """Commit what became of a letter, and answer it."""
        entry = _Entry(letter, outcome)
        self._keep(entry)
        return entry.fate

    def _keep(self, entry: _Entry) -> None:
        self._waiting.append(entry)
        with self._pen:
            if not entry.written:
                self._write()

    def close(self) -> None:
        """Nothing more is written down."""
        while self._open:
            self._open.popitem()[1].close()

    def _write(self) -> None:
        """Commit all that waits; where it fails, each line tries again what is its own."""
        entries = self._waiting[:]
        opening = lasting if any(entry.outcome is None for entry in entries) else swift
        try:
            self._commit(opening, entries)
        except DBAPIError as error:
            self.close()
            if not error.connection_invalidated:
                raise
            self._commit(opening, entries)  # the server was restarted, or has ended what was idle for long
        del self._waiting[: len(entries)]
        for entry in entries:
            entry.written = True
            if entry.outcome is None:
                entry.letter.intended = entry.held
        cp("ledger.committed")

    def _commit(self, opening: _Opening, entries: Iterable[_Entry]) -> None:
        if opening not in self._open:
            self._open[opening] = opening(self.ground.engine)
        connection = self._open[opening]
        with connection.begin():
            now = self.ground.clock.now()
            diary = Diary(now)
            for entry in entries:
                if entry.outcome is None:
                    entry.held = now if intend(connection, now, entry.letter) else None
                else:
                    entry.fate = settle(connection, now, entry.letter, entry.outcome, diary)
            diary.write(connection)
            cp("ledger.before_commit")
