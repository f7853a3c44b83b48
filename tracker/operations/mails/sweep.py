"""The sweep: looks at every occurrence whose day has come, writes how it stands and what is due to be said about it.

It asks what *has come and was not done*, never what is due exactly today: after days off the same query catches up, and
a second run finds nothing. A chunk of rows is one transaction; where one row cannot be read the chunk is gone through
row by row, so that the rest is finished.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlmodel import col

from tracker.operations.ground import Ground, Work, looking, working
from tracker.operations.mails.digests import queue_digests
from tracker.operations.mails.queue_notices import queue_notices
from tracker.operations.partners.partner_mail import queue_partner_mails
from tracker.operations.refresh import take_snapshot
from tracker.operations.standings import items
from tracker.people.actor import SYSTEM
from tracker.store.crash_point import cp
from tracker.store.occurrences import OccurrenceRow

CHUNK = 200
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many notices, digests and mails to partners were written, by kind, and the occurrences that failed."""

    by_kind: dict[str, int]
    faulty: tuple[int, ...] = ()

    @property
    def queued(self) -> int:
        """All of them together."""
        return sum(self.by_kind.values())

    @property
    def told(self) -> str:
        """One line for the diary of the job."""
        return f"připraveno: {self.queued}, vadné termíny: {', '.join(map(str, self.faulty)) or 'žádné'}"


def sweep(ground: Ground) -> Swept:
    """Queue everything that is due and not yet queued."""
    queued: Counter[str] = Counter()
    faulty: list[int] = []
    due = _due(ground)
    for start in range(0, len(due), CHUNK):
        chunk = due[start : start + CHUNK]
        try:
            queued += _sweep_chunk(ground, chunk)
        except Exception:  # noqa: BLE001  one bad row never stops the next (R8)
            _log.exception("a chunk of the sweep failed, going on row by row")
            for number in chunk:
                try:
                    queued += _sweep_chunk(ground, [number])
                except Exception:  # noqa: BLE001
                    _log.exception("occurrence %s cannot be swept", number)
                    faulty.append(number)
    digests = {kind.value: n for kind, n in queue_digests(ground).items()}
    partners = {"partner": n} if (n := queue_partner_mails(ground)) else {}
    return Swept({**queued, **digests, **partners}, tuple(faulty))


def _due(ground: Ground) -> Sequence[int]:
    with looking(ground, SYSTEM) as work:
        query = _come(work).order_by(col(OccurrenceRow.municipality_id), col(OccurrenceRow.id))
        return list(work.session.scalars(query))


def _come(work: Work) -> Select[tuple[int]]:
    return select(OccurrenceRow.id).where(col(OccurrenceRow.next_day) <= work.today)  # type: ignore[call-overload,no-any-return]


def _locked(work: Work, numbers: Sequence[int]) -> list[int]:
    """Those of ``numbers`` that no other sweep has looked at meanwhile; another one has to wait for this one.

    Two sweeps that decide about the same rows would both open a mail for the same reminder.
    """
    query = _come(work).where(col(OccurrenceRow.id).in_(numbers)).order_by(col(OccurrenceRow.id))
    return list(work.session.scalars(query.with_for_update()))


def _sweep_chunk(ground: Ground, numbers: Sequence[int]) -> Counter[str]:
    with working(ground, SYSTEM) as work:
        cp("sweep.begun")
        found = items(work, col(OccurrenceRow.id).in_(_locked(work, numbers)))
        for item in found:
            take_snapshot(work, item)
        queued = queue_notices(work, found)
        cp("sweep.before_commit")
    cp("sweep.committed")
    return Counter({kind.value: n for kind, n in queued.items() if n})
