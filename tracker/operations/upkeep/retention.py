"""Papers whose time is over: a list first, a person confirms, the bytes go, and a stub tells what there was.

A deleted paper goes on proving its event: what it proved was accepted while it could be read. Its name may name people,
so the stub has another, and the journal forgets it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from tracker.fulfilment.labels import label
from tracker.operations.ground import Ground, NotFound, Refused, Work, working
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.events import EventRow, EvidenceRow
from tracker.store.journal import JournalRow
from tracker.store.named_files import named_files
from tracker.store.territory import MunicipalityRow

ORPHANS_AFTER = timedelta(days=7)
"""So long a file that no row names is kept: it may belong to a form that is still being filled in."""


@dataclass(frozen=True, slots=True)
class Expired:
    """A paper that need not be kept any more."""

    paper: EvidenceRow
    event: EventRow
    municipality: MunicipalityRow


def expired(work: Work) -> tuple[Expired, ...]:
    """The papers in reach whose last day to be kept (``keep_until``) is over, the oldest first."""
    work.require(Permission.MANAGE_PEOPLE)
    query: Any = (
        select(EvidenceRow, EventRow, MunicipalityRow)
        .join(EventRow, col(EventRow.id) == EvidenceRow.event_id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == EvidenceRow.municipality_id)
        .where(
            work.in_reach(),
            col(EvidenceRow.deleted_at).is_(None),
            col(EvidenceRow.keep_until) < work.today,
        )
        .order_by(col(EventRow.day), col(EvidenceRow.id))
    )
    return tuple(Expired(*found) for found in work.session.exec(query))


def delete_papers(ground: Ground, actor: Actor, ids: Collection[int], reason: str) -> int:
    """Delete the chosen papers of the list for good, and answer how many; raises ``Refused`` without a reason."""
    if not reason.strip():
        raise Refused("Napište, podle čeho se doklady mažou.", "reason")
    with working(ground, actor) as work:
        listed = {one.paper.id: one.paper for one in expired(work)}
        if not ids or not set(ids) <= set(listed):
            raise NotFound
        gone = {listed[number].sha256 for number in ids}
        for number in ids:
            _leave_stub(work, listed[number], reason.strip()[:300])
    _forget_files(ground, gone)
    return len(ids)


def forget_orphans(ground: Ground) -> int:
    """Delete old files that no row names: what an upload or a deletion that broke off has left. How many."""
    before = ground.clock.now() - ORPHANS_AFTER
    old = set(ground.files.older(before))
    with ground.engine.connect() as connection:
        orphans = old - named_files(connection)
    return sum(ground.files.forget(name, before) for name in orphans)


def _leave_stub(work: Work, paper: EvidenceRow, reason: str) -> None:
    stub = sa.update(EvidenceRow).where(col(EvidenceRow.id) == paper.id)  # past the journal: it must not tell the name
    work.session.execute(stub.values(name=label(paper.kind)))
    paper.deleted_at, paper.deleted_by, paper.deleted_reason = work.now, work.actor.person, reason
    work.session.flush()
    told = (col(JournalRow.subject) == "evidence", col(JournalRow.subject_id) == paper.id)
    work.session.execute(sa.update(JournalRow).where(*told).values(changes=sa.null(), salt=sa.null()))


def _forget_files(ground: Ground, names: Collection[str]) -> None:
    """The bytes go after the rows: what breaks off here is found by ``forget_orphans``."""
    with ground.engine.connect() as connection:
        needed = named_files(connection)
    for name in set(names) - needed:
        ground.files.forget(name, ground.clock.now())
