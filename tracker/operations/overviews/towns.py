"""The municipalities in reach, in the Czech order of their names, and how many terms of each stand how."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, func, select

from tracker.fulfilment.standing import Status
from tracker.operations.ground import Work
from tracker.operations.standings import items
from tracker.store.events import EventRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow, OfficeRow


@dataclass(frozen=True, slots=True)
class TownRow:
    """A row of the list: ``counts`` by status over all terms, and the day of the last event."""

    municipality: MunicipalityRow
    office: OfficeRow
    counts: Counter[Status]
    last_event: date | None

    @property
    def total(self) -> int:
        """How many terms there are."""
        return self.counts.total()

    def of(self, *statuses: Status) -> int:
        """How many of them stand so."""
        return sum(self.counts[status] for status in statuses)


def reached_towns(work: Work) -> Sequence[MunicipalityRow]:
    """Every municipality that the reader's mandates reach."""
    return work.session.exec(
        select(MunicipalityRow).where(work.in_reach()).order_by(col(MunicipalityRow.sort_key))
    ).all()


def town_list(work: Work, office: int | None = None) -> tuple[TownRow, ...]:
    """The list, of one office or of all in reach."""
    query = (
        select(MunicipalityRow, OfficeRow)
        .join(OfficeRow, col(OfficeRow.id) == MunicipalityRow.office_id)
        .where(work.in_reach())
        .order_by(col(MunicipalityRow.sort_key))
    )
    if office is not None:
        query = query.where(MunicipalityRow.office_id == office)
    counts, last = _counts(work), _last_events(work)
    return tuple(
        TownRow(town, place, counts.get(town.id or 0, Counter()), last.get(town.id or 0))
        for town, place in work.session.exec(query)
    )


def _counts(work: Work) -> dict[int, Counter[Status]]:
    """Today's answer comes from the snapshot; for another day every term is judged anew."""
    counts: dict[int, Counter[Status]] = defaultdict(Counter)
    if not work.ground.snapshots_hold:
        for item in items(work):
            counts[item.row.municipality_id][item.standing.status] += 1
        return counts
    query: Any = (
        select(OccurrenceRow.municipality_id, OccurrenceRow.status, func.count())
        .join(MunicipalityRow, col(MunicipalityRow.id) == OccurrenceRow.municipality_id)
        .where(work.in_reach())
        .group_by(col(OccurrenceRow.municipality_id), col(OccurrenceRow.status))
    )
    for town, status, count in work.session.exec(query):
        counts[town][status] = count
    return counts


def _last_events(work: Work) -> dict[int, date]:
    query = (
        select(EventRow.municipality_id, func.max(EventRow.day))
        .join(MunicipalityRow, col(MunicipalityRow.id) == EventRow.municipality_id)
        .where(work.in_reach(), col(EventRow.withdrawn_at).is_(None), col(EventRow.day) <= work.today)
        .group_by(col(EventRow.municipality_id))
    )
    return dict(work.session.exec(query).all())
