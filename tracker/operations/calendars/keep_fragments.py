"""Keeps the rendered event of every occurrence in step with it, in the transaction that changes anything shown of it.

``keeping_fragments`` binds a session; from then on nothing has to remember to render. What did not change is not
rendered again, and the counter of a municipality rises only when its calendar looks different.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from tracker.feeds.entry import Entry
from tracker.feeds.ical import RENDERER_VERSION, fragment
from tracker.operations.calendars.calendar_entries import (
    Address,
    Shown,
    entry_of,
    fingerprint,
    known_fragments,
    shown_rows,
)
from tracker.store.agreements import AgreementRow, ObligationRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.subscriptions import FEED_STATE, FRAGMENT, FragmentRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import prague_day

_SHOWN: dict[type, frozenset[str]] = {
    OccurrenceRow: frozenset({"status", "due", "counted", "quota", "cancelled_on", "term_id"}),
    AgreementRow: frozenset({"title"}),
    MunicipalityRow: frozenset({"name"}),
    ObligationRow: frozenset({"owner_id"}),
}
"""The columns that an event tells of; a term never changes, its occurrences get another one.

An owner is told of nowhere, but decides in whose calendar an event stands.
"""


def keeping_fragments(session: Session, now: datetime, address: Address) -> Session:
    """Bind ``session``: what it changes of a calendar is rendered before it commits."""
    touched: dict[type, set[int]] = defaultdict(set)

    def note(session: Session, _context: Any) -> None:
        for row in (*session.new, *session.dirty):
            names = _SHOWN.get(type(row), frozenset())
            if any(inspect(row).attrs[name].history.has_changes() for name in names):
                touched[type(row)].add(row.id)

    def render_touched(session: Session) -> None:
        session.flush()
        if touched:
            _render_changed(session, now, address, touched)
            touched.clear()

    event.listen(session, "after_flush", note)
    event.listen(session, "before_commit", render_touched)
    return session


def renderer_key(address: Address) -> str:
    """Names what the bytes depend on beside the data: the renderer, and where the links lead."""
    return sha256(f"{RENDERER_VERSION} {address(0)}".encode()).hexdigest()


def render_whole(session: Session, now: datetime, address: Address, municipality_ids: Iterable[int]) -> None:
    """Render everything of these municipalities by this program, as after an update or a change of address."""
    for number in sorted(municipality_ids):
        _lock(session, now, address, [number])
        whole = col(OccurrenceRow.municipality_id) == number
        _rise(session, now, _render(session, now, address, whole, anew=True))
        made_by = sa.update(FEED_STATE).where(FEED_STATE.c.municipality_id == number)
        session.execute(made_by.values(renderer=renderer_key(address)))


def _of(touched: dict[type, set[int]]) -> sa.ColumnElement[bool]:
    return sa.or_(
        col(OccurrenceRow.id).in_(touched[OccurrenceRow]),
        col(OccurrenceRow.municipality_id).in_(touched[MunicipalityRow]),
        col(AgreementRow.id).in_(touched[AgreementRow]),
    )


def _render_changed(session: Session, now: datetime, address: Address, touched: dict[type, set[int]]) -> None:
    condition = _of(touched)
    towns = (
        select(OccurrenceRow.municipality_id)
        .join(ObligationRow, col(ObligationRow.id) == OccurrenceRow.obligation_id)
        .join(AgreementRow, col(AgreementRow.id) == ObligationRow.agreement_id)
        .where(condition)
    )
    passed_on = col(ObligationRow.id).in_(touched[ObligationRow])
    of_passed_on = set(session.exec(select(ObligationRow.municipality_id).where(passed_on)))
    _lock(session, now, address, of_passed_on.union(session.exec(towns)))
    _rise(session, now, of_passed_on | _render(session, now, address, condition, anew=False))


def _lock(session: Session, now: datetime, address: Address, municipality_ids: Iterable[int]) -> None:
    """Take the counters: whoever changes the same calendar meanwhile waits, so that nothing old is kept.

    A municipality that has no counter has no fragment yet either: all it will have is of this renderer.
    """
    for number in sorted(municipality_ids):
        new = {"municipality_id": number, "revision": 0, "renderer": renderer_key(address), "changed_at": now}
        same = {"municipality_id": number}
        session.execute(
            _insert(session, FEED_STATE, new).on_conflict_do_update(index_elements=["municipality_id"], set_=same)
        )


def _render(
    session: Session, now: datetime, address: Address, condition: sa.ColumnElement[bool], *, anew: bool
) -> set[int]:
    """Store what differs, or all ``anew``; the municipalities whose calendar looks different now."""
    shown = shown_rows(session, condition)
    known = known_fragments(session, [one.occurrence_id for one in shown])
    changed: set[int] = set()
    for one in shown:
        before = known.get(one.occurrence_id)
        entry = entry_of(one, address, before, now)
        differs = _differs(entry, before)
        if differs:
            changed.add(one.row.municipality_id)
        if entry is None:
            session.execute(sa.delete(FRAGMENT).where(FRAGMENT.c.occurrence_id == one.occurrence_id))
        elif differs or anew:
            _store(session, one, entry, before)
    return changed


def _rise(session: Session, now: datetime, municipality_ids: set[int]) -> None:
    if municipality_ids:
        risen = sa.update(FEED_STATE).where(FEED_STATE.c.municipality_id.in_(municipality_ids))
        session.execute(risen.values(revision=FEED_STATE.c.revision + 1, changed_at=now))


def _differs(entry: Entry | None, before: FragmentRow | None) -> bool:
    if entry is None:
        return before is not None
    return before is None or fingerprint(entry) != before.fingerprint


def _store(session: Session, shown: Shown, entry: Entry, before: FragmentRow | None) -> None:
    moved = before is None or (entry.day, entry.state) != (before.day, before.state)
    values = {
        "municipality_id": shown.row.municipality_id,
        "uid_source": entry.uid_source,
        "day": entry.day,
        "state": entry.state,
        "changed_on": prague_day(entry.changed_at) if moved or before is None else before.changed_on,
        "sequence": entry.sequence,
        "changed_at": entry.changed_at,
        "fingerprint": fingerprint(entry),
        "event": fragment(entry),
    }
    new = _insert(session, FRAGMENT, {"occurrence_id": shown.occurrence_id, **values})
    session.execute(new.on_conflict_do_update(index_elements=["occurrence_id"], set_=values))


def _insert(session: Session, table: sa.Table, values: dict[str, Any]) -> Any:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table).values(values)
