"""The history of a thing: what the journal says of the rows it is made of, newest first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import and_, col, or_, select

from tracker.operations.fulfilment_list import end_of
from tracker.operations.ground import Work
from tracker.store.journal import JournalRow


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the journal. ``changes`` maps a column to (before, after); empty where personal data was erased."""

    at: datetime
    who: str
    action: str
    subject: str
    changes: dict[str, tuple[Any, Any]]


def history_of(work: Work, things: Mapping[str, Collection[int]], limit: int = 100) -> tuple[Change, ...]:
    """The last changes of the rows named by table and id. Whoever asks has fetched them within the reader's reach."""
    named = [
        and_(JournalRow.subject == table, col(JournalRow.subject_id).in_(ids)) for table, ids in things.items() if ids
    ]
    if not named:
        return ()
    query = (
        select(JournalRow)
        .where(or_(*named), col(JournalRow.at) < end_of(work))
        .order_by(col(JournalRow.id).desc())
        .limit(limit)
    )
    return tuple(_change(row) for row in work.session.exec(query))


def _change(row: JournalRow) -> Change:
    told = {column: (before, after) for column, (before, after) in (row.changes or {}).items()}
    return Change(row.at, row.actor, row.action, row.subject, told)
