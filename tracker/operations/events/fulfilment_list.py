"""Entries: what was counted toward an occurrence, with its event, papers and verdicts; read together in three queries.

An entry waits for the other side until its last verdict stands; papers added after a return put it before the other
side again (``fulfilment/counting.py``, ``standing_verdict``).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col, select

from tracker.fulfilment.event import ReviewVerdict
from tracker.obligations.obligation import Party, Side
from tracker.operations.ground import Work
from tracker.store.agreements import TermRow
from tracker.store.events import EventRow, EvidenceRow, FulfilmentRow, ReviewRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import PRAGUE

OTHER_SIDE = {Side.MUNICIPALITY: Side.ASZ, Side.ASZ: Side.MUNICIPALITY}


@dataclass(frozen=True, slots=True)
class Entry:
    """One fulfilment with everything that whoever judges it has to see."""

    fulfilment: FulfilmentRow
    event: EventRow
    occurrence: OccurrenceRow
    term: TermRow
    municipality: MunicipalityRow
    papers: tuple[EvidenceRow, ...]
    reviews: tuple[ReviewRow, ...]

    @property
    def last_review(self) -> ReviewRow | None:
        """The last word of the other side."""
        return self.reviews[-1] if self.reviews else None

    @property
    def withdrawn(self) -> bool:
        """Whether it was taken back, alone or with its event."""
        return self.fulfilment.withdrawn_at is not None or self.event.withdrawn_at is not None


def entries(work: Work, *conditions: ColumnElement[bool]) -> list[Entry]:
    """The entries in reach that meet ``conditions``, those recorded first before the others."""
    rows = work.session.execute(_joined(work, *conditions)).all()
    if not rows:
        return []
    papers = _by(work, EvidenceRow, "event_id", {row[1].id for row in rows})
    reviews = _by(work, ReviewRow, "fulfilment_id", {row[0].id for row in rows})
    end = end_of(work)
    return [
        Entry(
            fulfilment,
            event,
            occurrence,
            term,
            town,
            tuple(p for p in papers[event.id] if p.deleted_at is None and p.recorded_at < end),
            tuple(r for r in reviews[fulfilment.id] if r.recorded_at < end),
        )
        for fulfilment, event, occurrence, term, town in rows
    ]


def awaiting(work: Work, entered_by: Side) -> list[Entry]:
    """What ``entered_by`` entered and the other side has still to speak about."""
    return entries(work, *awaits_word(work, entered_by))


def returned(work: Work, entered_by: Side) -> list[Entry]:
    """What the other side returned to ``entered_by``, not yet answered by another paper."""
    last = _last_review(work)
    back = sa.exists().where(ReviewRow.id == last, ReviewRow.verdict == ReviewVerdict.RETURNED)  # type: ignore[arg-type]
    return entries(work, *_standing(work, entered_by), back, ~_answered(work, last))


def awaits_word(work: Work, entered_by: Side) -> tuple[ColumnElement[bool], ...]:
    """The conditions of ``awaiting``, for lists and for counts over the tables of ``joined_entries``."""
    last = _last_review(work)
    back = sa.exists().where(ReviewRow.id == last, ReviewRow.verdict == ReviewVerdict.RETURNED)  # type: ignore[arg-type]
    judged_by_other = col(TermRow.party).in_([Party.BOTH, Party(entered_by.value)])
    return *_standing(work, entered_by), judged_by_other, sa.or_(last.is_(None), sa.and_(back, _answered(work, last)))


def count_awaiting(work: Work, entered_by: Side) -> int:
    """How many ``awaiting`` would answer."""
    count: int = work.session.execute(counting_awaiting(work, entered_by)).scalar_one()
    return count


def counting_awaiting(work: Work, entered_by: Side) -> sa.Select[Any]:
    """The query of that number."""
    found = _joined(work, *awaits_word(work, entered_by)).order_by(None).with_only_columns(col(FulfilmentRow.id))
    return sa.select(sa.func.count()).select_from(found.subquery())


def end_of(work: Work) -> datetime:
    """The first instant after the day that is looked at; what was recorded later is not known yet."""
    return datetime.combine(work.today + timedelta(days=1), time(), PRAGUE).astimezone(UTC)


def _joined(work: Work, *conditions: ColumnElement[bool]) -> Any:
    return (
        select(FulfilmentRow, EventRow, OccurrenceRow, TermRow, MunicipalityRow)  # type: ignore[call-overload]
        .join(EventRow, col(EventRow.id) == FulfilmentRow.event_id)
        .join(OccurrenceRow, col(OccurrenceRow.id) == FulfilmentRow.occurrence_id)
        .join(TermRow, col(TermRow.id) == OccurrenceRow.term_id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == FulfilmentRow.municipality_id)
        .where(work.in_reach(), col(FulfilmentRow.recorded_at) < end_of(work), *conditions)
        .order_by(col(FulfilmentRow.recorded_at), col(FulfilmentRow.id))
    )


def _standing(work: Work, entered_by: Side) -> tuple[ColumnElement[bool], ...]:
    end = end_of(work)
    return (
        col(FulfilmentRow.side) == entered_by,
        sa.or_(col(FulfilmentRow.withdrawn_at).is_(None), col(FulfilmentRow.withdrawn_at) >= end),
        sa.or_(col(EventRow.withdrawn_at).is_(None), col(EventRow.withdrawn_at) >= end),
    )


def _last_review(work: Work) -> Any:
    """The id of the last verdict of the other side on the fulfilment at hand."""
    return (
        sa.select(sa.func.max(col(ReviewRow.id)))
        .where(
            col(ReviewRow.fulfilment_id) == col(FulfilmentRow.id),
            col(ReviewRow.side) != col(FulfilmentRow.side),
            col(ReviewRow.recorded_at) < end_of(work),
        )
        .correlate(FulfilmentRow)
        .scalar_subquery()
    )


def _answered(work: Work, last: Any) -> Any:
    """Whether a paper of the event is newer than the verdict ``last``."""
    said = sa.select(col(ReviewRow.recorded_at)).where(ReviewRow.id == last).correlate(FulfilmentRow).scalar_subquery()
    return sa.exists().where(
        col(EvidenceRow.event_id) == col(FulfilmentRow.event_id),
        col(EvidenceRow.deleted_at).is_(None),
        col(EvidenceRow.recorded_at) > said,
        col(EvidenceRow.recorded_at) < end_of(work),
    )


def _by(work: Work, kind: Any, column: str, numbers: set[int]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in work.session.scalars(sa.select(kind).where(getattr(kind, column).in_(numbers)).order_by(kind.id)):
        groups[getattr(row, column)].append(row)
    return groups
