"""Rows of a plain register as they were on a past day, from what stands now and what the journal tells since.

Registers keep no history of their own: the journal holds every change with the value before it.
"""

from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from sqlmodel import col, select

from tracker.operations.ground import Work
from tracker.store.database import Row
from tracker.store.journal import JournalRow
from tracker.timeline.clock import PRAGUE

Kind = TypeVar("Kind", bound=Row)


def known_rows(work: Work, kind: type[Kind], known: date) -> list[Kind]:
    """Every row of the table as it stood at the end of ``known``, in the order of ids; not bound to the session."""
    dumped = (row.model_dump() for row in work.session.exec(select(kind)))
    rows: dict[int, dict[str, Any]] = {row["id"]: row for row in dumped}
    for entry in _since(work, kind, known):
        changes = entry.changes or {}
        before = {column: values[0] for column, values in changes.items()}
        if entry.action == "added":
            rows.pop(entry.subject_id, None)
        else:
            rows[entry.subject_id] = {"id": entry.subject_id, **rows.get(entry.subject_id, {}), **before}
    return [kind.model_validate(rows[number]) for number in sorted(rows)]


def day_end(day: date) -> datetime:
    """The first instant after ``day`` in Prague."""
    return datetime.combine(day + timedelta(days=1), time(), PRAGUE)


def _since(work: Work, kind: type[Row], known: date) -> list[JournalRow]:
    """What happened to the table after ``known``, the latest first."""
    query = select(JournalRow).where(
        JournalRow.subject == str(kind.__tablename__), col(JournalRow.at) >= day_end(known)
    )
    return list(work.session.exec(query.order_by(col(JournalRow.id).desc())))
