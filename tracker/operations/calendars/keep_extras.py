"""Stores the rendered events that stand beside those of terms: planned meetings, and steps before council sessions.

The counter of a municipality is that of its terms: whoever changes its calendar takes it first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from tracker.feeds.entry import Entry
from tracker.feeds.ical import fragment
from tracker.operations.calendars.calendar_entries import fingerprint
from tracker.store.subscriptions import EXTRA, FEED_STATE, ExtraFragmentRow
from tracker.timeline.clock import prague_day


@dataclass(frozen=True, slots=True)
class Extra:
    """An entry and whose it is: of a body, or of an occurrence."""

    entry: Entry
    municipality_id: int
    occurrence_id: int | None = None
    body_id: int | None = None


def take_counters(session: Session, now: datetime, municipality_ids: Iterable[int]) -> None:
    """Lock the counters of these municipalities; one that has none yet gets one, made by no renderer."""
    for number in sorted(set(municipality_ids)):
        new = {"municipality_id": number, "revision": 0, "renderer": "", "changed_at": now}
        kept = {"municipality_id": number}
        statement = _insert(session, FEED_STATE, new)
        session.execute(statement.on_conflict_do_update(index_elements=["municipality_id"], set_=kept))


def raise_counters(session: Session, now: datetime, municipality_ids: Iterable[int]) -> None:
    """The calendars of these municipalities look different from now on."""
    numbers = sorted(set(municipality_ids))
    if numbers:
        risen = sa.update(FEED_STATE).where(FEED_STATE.c.municipality_id.in_(numbers))
        session.execute(risen.values(revision=FEED_STATE.c.revision + 1, changed_at=now))


def store_extras(session: Session, now: datetime, extras: Iterable[Extra], *, anew: bool = False) -> set[int]:
    """Store what differs, or all ``anew``; the municipalities whose calendar looks different now."""
    wanted = {extra.entry.uid_source: extra for extra in extras}
    query = select(ExtraFragmentRow).where(col(ExtraFragmentRow.uid_source).in_(wanted))
    rows = session.exec(query.execution_options(populate_existing=True))
    known = {row.uid_source: row for row in rows}
    changed = set()
    for key, extra in wanted.items():
        before = known.get(key)
        differs = before is None or before.fingerprint != fingerprint(extra.entry)
        if differs:
            changed.add(extra.municipality_id)
        if differs or anew:
            _store(session, now, extra, before, differs=differs)
    return changed


def _store(session: Session, now: datetime, extra: Extra, before: ExtraFragmentRow | None, *, differs: bool) -> None:
    entry = extra.entry
    moved = before is None or (entry.day, entry.state) != (before.day, before.state)
    if before is not None:
        changed_at = now if differs else before.changed_at
        sequence = max(entry.sequence, before.sequence + (moved and entry.starts_at is None))
        entry = replace(entry, changed_at=changed_at, sequence=sequence)
    values = {
        "municipality_id": extra.municipality_id,
        "occurrence_id": extra.occurrence_id,
        "body_id": extra.body_id,
        "day": entry.day,
        "state": entry.state,
        "changed_on": prague_day(entry.changed_at) if moved or before is None else before.changed_on,
        "sequence": entry.sequence,
        "changed_at": entry.changed_at,
        "fingerprint": fingerprint(extra.entry),
        "event": fragment(entry),
    }
    new = _insert(session, EXTRA, {"uid_source": entry.uid_source, **values})
    session.execute(new.on_conflict_do_update(index_elements=["uid_source"], set_=values))


def _insert(session: Session, table: sa.Table, values: dict[str, Any]) -> Any:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table).values(values)
