"""The history of a thing: what the journal says of the rows it is made of, newest first."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import and_, col, or_, select

from tracker.operations.events.fulfilment_list import end_of
from tracker.operations.ground import Work
from tracker.store.journal import JournalRow
from tracker.store.people import PersonRow
from tracker.store.territory import MunicipalityRow, OfficeRow

NAMED: Mapping[str, Any] = {
    "owner_id": PersonRow,
    "deputy_id": PersonRow,
    "person_id": PersonRow,
    "office_id": OfficeRow,
    "municipality_id": MunicipalityRow,
    "union_id": MunicipalityRow,
}
"""The columns whose numbers stand for something with a name; the history tells the name it has now."""


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
    rows = work.session.exec(query).all()
    names = _names(work, rows)
    return tuple(_change(row, names) for row in rows)


def _names(work: Work, rows: Sequence[JournalRow]) -> dict[tuple[Any, int], str]:
    """The names of everything that the changes point to; at most one query for each kind."""
    wanted: dict[Any, set[int]] = defaultdict(set)
    for row in rows:
        for column, pair in (row.changes or {}).items():
            if column in NAMED:
                wanted[NAMED[column]] |= {number for number in pair if number is not None}
    return {
        (kind, number): name
        for kind, numbers in wanted.items()
        for number, name in work.session.exec(select(kind.id, kind.name).where(kind.id.in_(numbers)))
    }


def _change(row: JournalRow, names: Mapping[tuple[Any, int], str]) -> Change:
    told = {
        column: (_named(column, before, names), _named(column, after, names))
        for column, (before, after) in (row.changes or {}).items()
    }
    return Change(row.at, row.actor, row.action, row.subject, told)


def _named(column: str, value: Any, names: Mapping[tuple[Any, int], str]) -> Any:
    return value if column not in NAMED or value is None else names.get((NAMED[column], value), str(value))
