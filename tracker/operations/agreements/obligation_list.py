"""The list of terms, narrowed by year, status, kind, side, municipality: a page of it at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, func, or_, select

from tracker.fulfilment.standing import GROUP_OF, Group, Status
from tracker.obligations.obligation import Act, Party
from tracker.operations.ground import Work
from tracker.operations.standings import Item, items
from tracker.store.agreements import TermRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader wants to see; ``None`` is everything. ``group`` stands for all its statuses."""

    year: int | None = None
    status: Status | None = None
    group: Group | None = None
    act: Act | None = None
    party: Party | None = None
    municipality: int | None = None

    @property
    def statuses(self) -> Collection[Status]:
        """The statuses asked for; empty when any will do."""
        if self.status is not None:
            return (self.status,)
        return tuple(s for s, group in GROUP_OF.items() if group is self.group) if self.group else ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list: ``total`` terms on ``pages`` pages."""

    items: tuple[Item, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


def obligation_list(work: Work, wanted: Wanted, page: int = 1) -> Listing:
    """The terms in reach, by municipality and due day. For another day than today every term is judged anew."""
    conditions = _conditions(wanted)
    if not work.ground.snapshots_hold:
        found = [i for i in items(work, *conditions) if not wanted.statuses or i.standing.status in wanted.statuses]
        return Listing(tuple(found[(page - 1) * PAGE : page * PAGE]), len(found), page)
    if wanted.statuses:
        conditions.append(col(OccurrenceRow.status).in_(wanted.statuses))
    chosen = (
        select(OccurrenceRow.id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == OccurrenceRow.municipality_id)
        .where(work.in_reach(), *conditions)
    )
    total = work.session.exec(select(func.count()).select_from(chosen.subquery())).one()
    ordered = chosen.order_by(
        col(MunicipalityRow.sort_key), col(OccurrenceRow.due).asc().nulls_last(), col(OccurrenceRow.id)
    )
    shown = work.session.exec(ordered.limit(PAGE).offset((page - 1) * PAGE)).all()
    return Listing(tuple(items(work, col(OccurrenceRow.id).in_(shown))), total, page)


def years_in_reach(work: Work) -> tuple[int, ...]:
    """The years in which something in reach is or was due."""
    spans = select(func.min(OccurrenceRow.window_start), func.max(OccurrenceRow.window_end))
    reached = spans.join(MunicipalityRow, col(MunicipalityRow.id) == OccurrenceRow.municipality_id)
    span: Any = work.session.exec(reached.where(work.in_reach())).one()
    first, last = span
    return tuple(range(first.year, last.year + 1)) if first is not None else ()


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.year is not None:
        conditions.append(_in_year(wanted.year))
    if wanted.act is not None:
        conditions.append(col(OccurrenceRow.term_id).in_(select(TermRow.id).where(TermRow.act == wanted.act)))
    if wanted.party is not None:
        conditions.append(col(OccurrenceRow.term_id).in_(select(TermRow.id).where(TermRow.party == wanted.party)))
    if wanted.municipality is not None:
        conditions.append(col(OccurrenceRow.municipality_id) == wanted.municipality)
    return conditions


def _in_year(year: int) -> ColumnElement[bool]:
    """Due in the year; what has no due day, when its window touches the year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    touches = and_(col(OccurrenceRow.window_start) <= last, col(OccurrenceRow.window_end) >= first)
    return or_(col(OccurrenceRow.due).between(first, last), and_(col(OccurrenceRow.due).is_(None), touches))
