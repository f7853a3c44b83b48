"""The municipalities in reach, in the Czech order of their names, and how many terms of each stand how."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
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
from tracker.timeline.folding import folded

PAGE = 50
LISTED = 40
"""So many municipalities are chosen from a list; of more, one is typed."""


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


@dataclass(frozen=True, slots=True)
class TownList:
    """A page of the list: ``total`` municipalities on ``pages`` pages."""

    rows: tuple[TownRow, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


def reached_towns(work: Work) -> Sequence[MunicipalityRow]:
    """Every municipality that the reader's mandates reach."""
    return work.session.exec(
        select(MunicipalityRow).where(work.in_reach()).order_by(col(MunicipalityRow.sort_key))
    ).all()


def town_names(work: Work, numbers: Collection[int]) -> dict[int, str]:
    """The names of municipalities in reach, by their ids."""
    query = select(MunicipalityRow.id, MunicipalityRow.name).where(
        work.in_reach(), col(MunicipalityRow.id).in_(numbers)
    )
    return {number or 0: name for number, name in work.session.exec(query)}


def town_options(work: Work, chosen: int | None = None) -> list[tuple[int, str]]:
    """What a field offers to choose a municipality from: ids with names.

    All in reach; where they are too many to be listed, the field asks for a name and needs that of the chosen one only.
    """
    query = select(MunicipalityRow.id, MunicipalityRow.name).where(work.in_reach())
    first = work.session.exec(query.order_by(col(MunicipalityRow.sort_key)).limit(LISTED + 1)).all()
    picked = work.session.exec(query.where(MunicipalityRow.id == chosen)).all() if len(first) > LISTED else ()
    return [(number or 0, name) for number, name in dict.fromkeys([*first, *picked])]


def towns_named(work: Work, text: str) -> list[tuple[int, str]]:
    """The municipalities in reach that somebody may mean, ids with names; exactly one where there is no doubt.

    Accents and case do not matter. A whole name comes alone, then what begins with the text, then what holds it; of
    those that are called alike the registration number (IČO) tells them apart.
    """
    wanted = folded(text).strip()
    query = select(MunicipalityRow.id, MunicipalityRow.name, MunicipalityRow.ico).where(work.in_reach())
    found = work.session.exec(query.order_by(col(MunicipalityRow.sort_key))).all()
    rows = [(number or 0, name, ico or "") for number, name, ico in found]
    common = Counter(folded(name) for _, name, _ in rows)
    named = [(number, f"{name} ({ico})" if ico and common[folded(name)] > 1 else name) for number, name, ico in rows]
    whole = [(number, name) for number, name in named if folded(name) == wanted]
    begins = [(number, name) for number, name in named if folded(name).startswith(wanted)]
    holds = [(number, name) for number, name in named if wanted in folded(name) and (number, name) not in begins]
    return whole if len(whole) == 1 else [*begins, *holds]


def town_list(work: Work, page: int = 1, name: str = "", office: int | None = None) -> TownList:
    """A page of the list, counted from 1: all in reach, or those of a name or a part of it, or of one office."""
    reached = select(MunicipalityRow.id).where(work.in_reach())
    if office is not None:
        reached = reached.where(MunicipalityRow.office_id == office)
    if name:
        reached = reached.where(col(MunicipalityRow.id).in_([number for number, _name in towns_named(work, name)]))
    total = work.session.exec(select(func.count()).select_from(reached.subquery())).one()
    ordered = reached.order_by(col(MunicipalityRow.sort_key), col(MunicipalityRow.id))
    shown = work.session.exec(ordered.limit(PAGE).offset((page - 1) * PAGE)).all()
    return TownList(_rows(work, [number for number in shown if number is not None]), total, page)


def _rows(work: Work, towns: Sequence[int]) -> tuple[TownRow, ...]:
    counts, last = _counts(work, towns), _last_events(work, towns)
    rows = work.session.exec(
        select(MunicipalityRow, OfficeRow)
        .join(OfficeRow, col(OfficeRow.id) == MunicipalityRow.office_id)
        .where(col(MunicipalityRow.id).in_(towns))
        .order_by(col(MunicipalityRow.sort_key), col(MunicipalityRow.id))
    )
    return tuple(
        TownRow(town, office, counts.get(town.id or 0, Counter()), last.get(town.id or 0)) for town, office in rows
    )


def _counts(work: Work, towns: Sequence[int]) -> dict[int, Counter[Status]]:
    """Today's answer comes from the snapshot; for another day every term is judged anew."""
    counts: dict[int, Counter[Status]] = defaultdict(Counter)
    if not work.ground.snapshots_hold:
        for item in items(work, col(MunicipalityRow.id).in_(towns)):
            counts[item.row.municipality_id][item.standing.status] += 1
        return counts
    query: Any = (
        select(OccurrenceRow.municipality_id, OccurrenceRow.status, func.count())
        .where(col(OccurrenceRow.municipality_id).in_(towns))
        .group_by(col(OccurrenceRow.municipality_id), col(OccurrenceRow.status))
    )
    for town, status, count in work.session.exec(query):
        counts[town][status] = count
    return counts


def _last_events(work: Work, towns: Sequence[int]) -> dict[int, date]:
    query = (
        select(EventRow.municipality_id, func.max(EventRow.day))
        .where(
            col(EventRow.municipality_id).in_(towns),
            col(EventRow.withdrawn_at).is_(None),
            col(EventRow.day) <= work.today,
        )
        .group_by(col(EventRow.municipality_id))
    )
    return dict(work.session.exec(query).all())
