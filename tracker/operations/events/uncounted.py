"""What happened while a term ran and does not count toward it, each with the reason."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select

from tracker.fulfilment.acts import serves
from tracker.fulfilment.matching import refusals
from tracker.occurrences.wording import term_phrase
from tracker.operations.events.fulfilment_list import end_of
from tracker.operations.ground import Work
from tracker.operations.standings import Item
from tracker.store.events import EventRow, FulfilmentRow
from tracker.store.occurrences import OccurrenceRow
from tracker.timeline.sentences import Phrase


@dataclass(frozen=True, slots=True)
class Uncounted:
    """An event that does not count toward a term, and why. ``alike``: it is of the kind that the duty asks for."""

    event: EventRow
    reason: Phrase
    alike: bool


def uncounted(work: Work, found: Collection[Item]) -> dict[int, tuple[Uncounted, ...]]:
    """The events in the windows of these terms that count toward them by no standing record, by occurrence."""
    if not found:
        return {}
    events = _events(work, found)
    counted = _counted(work, {item.row.obligation_id for item in found})
    return {
        item.row.id: tuple(
            _told(item, event, counted) for event in events[item.row.municipality_id] if _in(item, event)
        )
        for item in found
        if item.row.id is not None
    }


_Counted = dict[tuple[int, int], str]
"""Where an event counts, by (obligation, event): the name of the period."""


def _told(item: Item, event: EventRow, counted: _Counted) -> Uncounted:
    elsewhere = counted.get((item.row.obligation_id, event.id or 0))
    alike = serves(event.act, item.obligation)
    if elsewhere:
        period = term_phrase(elsewhere)
        return Uncounted(event, Phrase("Počítá se do jiného období (%(period)s).", period=period), alike)
    told = refusals(
        event.act,
        event.day,
        event.form,
        event.hours,
        event.persons,
        [(item.obligation, item.occurrence)],
        {item.occurrence.key: item.facts},
        event.title,
    )
    able = Phrase("Splnit ho může, nikdo ji k němu ale nezapočetl.")
    return Uncounted(event, told[0].reason if told else able, alike)


def _in(item: Item, event: EventRow) -> bool:
    """Whether the event lies in the window and does not count toward it already; what was taken back tells itself."""
    last = max(item.occurrence.end, item.standing.due or item.occurrence.end)
    mine = {fulfilment.event.id for fulfilment in item.facts.fulfilments}
    return item.occurrence.opens <= event.day <= last and event.id not in mine


def _events(work: Work, found: Iterable[Item]) -> dict[int, list[EventRow]]:
    """The events known on the day looked at and not taken back, by municipality, in the order of days."""
    spans: dict[int, tuple[date, date]] = {}
    for item in found:
        town = item.row.municipality_id
        first, last = spans.get(town, (date.max, date.min))
        ends = max(item.occurrence.end, item.standing.due or item.occurrence.end)
        spans[town] = min(first, item.occurrence.opens), max(last, ends)
    end = end_of(work)
    query = select(EventRow).where(
        or_(*(_within(town, *span) for town, span in spans.items())),
        col(EventRow.day) <= work.today,
        col(EventRow.recorded_at) < end,
        or_(col(EventRow.withdrawn_at).is_(None), col(EventRow.withdrawn_at) >= end),
    )
    groups: dict[int, list[EventRow]] = defaultdict(list)
    for event in work.session.exec(query.order_by(col(EventRow.day), col(EventRow.id))):
        groups[event.municipality_id].append(event)
    return groups


def _within(town: int, first: date, last: date) -> ColumnElement[bool]:
    return (col(EventRow.municipality_id) == town) & col(EventRow.day).between(first, last)


def _counted(work: Work, duties: Collection[int]) -> _Counted:
    end = end_of(work)
    rows = work.session.exec(
        select(OccurrenceRow.obligation_id, FulfilmentRow.event_id, OccurrenceRow.label)
        .select_from(FulfilmentRow)
        .join(OccurrenceRow, col(OccurrenceRow.id) == FulfilmentRow.occurrence_id)
        .where(
            col(OccurrenceRow.obligation_id).in_(duties),
            col(FulfilmentRow.recorded_at) < end,
            or_(col(FulfilmentRow.withdrawn_at).is_(None), col(FulfilmentRow.withdrawn_at) >= end),
        )
    ).all()
    return {(duty, event): label for duty, event, label in rows}
