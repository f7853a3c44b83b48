"""Terms one on a line, the nearest first: what papers for meetings and handovers share."""

from collections.abc import Sequence
from datetime import date

from tracker.reports.entry import Entry, waits_on
from tracker.reports.table import Link, Row, Table, day, status, words
from tracker.reports.telling import reason_said, say_party, say_period, say_progress


def term_list(key: str, title: str, entries: Sequence[Entry], *, owners: bool = False) -> Table:
    """Each term with its day, progress, next step and reason; with ``owners`` also who answers for it."""
    columns = (
        words("obligation", "Závazek", 36),
        words("period", "Období", 18),
        day("due", "Termín"),
        words("progress", "Plnění", 12),
        status(),
        words("waits_on", "Na kom je další krok", 14),
        *((words("owner", "Odpovídá", 18),) if owners else ()),
        words("reason", "Důvod", 36),
    )
    ordered = sorted(entries, key=lambda e: (e.standing.due or date.max, e.obligation.title))
    return Table(key, title, columns, tuple(_line(entry, owners) for entry in ordered))


def _line(entry: Entry, owners: bool) -> Row:
    return (
        Link(entry.obligation.title, "obligation", entry.duty),
        say_period(entry.occurrence),
        entry.standing.due,
        say_progress(entry),
        entry.status,
        say_party(waits_on(entry)),
        *((entry.owner or None,) if owners else ()),
        reason_said(entry),
    )
