"""What a person sees while recording an event: where it may have been, what it would fulfil, what still hinders it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from tracker.fulfilment.event import Attendance
from tracker.fulfilment.matching import Match
from tracker.obligations.obligation import Act
from tracker.operations.agreements.hours import Hours, hours_of
from tracker.operations.events.event_body import bodies_for
from tracker.operations.events.record_event import NewEvent, hindrance, proposals
from tracker.operations.ground import Work
from tracker.operations.standings import Item, items
from tracker.people.permissions import Permission
from tracker.store.events import EventRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.partners import PartnerRow
from tracker.store.registers import BodyRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.czech_order import sort_key
from tracker.timeline.name_search import Named
from tracker.timeline.sentences import Phrase

_LOOKED_BACK = 20
"""How many earlier events of the kind are looked through for somebody who took part."""


@dataclass(frozen=True, slots=True)
class RecordingPage:
    """The municipalities to choose from, the term that the form was opened for, and the ledgers of hours."""

    towns: tuple[MunicipalityRow, ...]
    item: Item | None
    hours: tuple[Hours, ...]

    @property
    def municipality(self) -> int | None:
        """The municipality that needs no choosing."""
        if self.item is not None:
            return self.item.municipality.id
        return self.towns[0].id if len(self.towns) == 1 else None

    @property
    def act(self) -> Act | None:
        """The kind of event that the term asks for."""
        return self.item.obligation.act if self.item else None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term that the event can fulfil."""

    item: Item
    match: Match


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Everything the event can fulfil; ``hindrance`` says why not the term that the form was opened for.

    ``bodies`` are those that may have held it.
    """

    municipality: MunicipalityRow
    found: tuple[Suggestion, ...]
    wanted: Item | None
    hindrance: Phrase | None
    bodies: tuple[BodyRow, ...] = ()


def usual_guests(work: Work, municipality_id: int | None) -> list[Named]:
    """The organisations that a municipality works with, in Czech order: who may have taken part."""
    if municipality_id is None:
        return []
    place = work.municipality(municipality_id, Permission.RECORD_EVENT)
    query = select(PartnerRow).where(PartnerRow.municipality_id == place.id, col(PartnerRow.ended_on).is_(None))
    names = {row.organisation: row.id or 0 for row in work.session.exec(query)}
    return sorted(((number, name) for name, number in names.items()), key=lambda named: sort_key(named[1]))


def recording_page(work: Work, occurrence_id: int | None = None) -> RecordingPage:
    """The form's surroundings; an occurrence out of reach is not found."""
    item = _item(work, occurrence_id) if occurrence_id is not None else None
    towns = _towns(work)
    place = item.municipality.id if item else towns[0].id if len(towns) == 1 else None
    return RecordingPage(towns, item, hours_of(work, col(MunicipalityRow.id) == place) if place else ())


@dataclass(frozen=True, slots=True)
class LastTime:
    """Who took part and where, when the same kind of event was last recorded in the municipality."""

    day: date
    attendance: tuple[Attendance, ...]
    place: str


def last_time(work: Work, municipality_id: int | None, act: Act | None) -> LastTime | None:
    """What to offer again instead of asking twice; ``None`` where nothing of the kind told of anybody."""
    if municipality_id is None or act is None:
        return None
    town = work.municipality(municipality_id, Permission.RECORD_EVENT)
    query = (
        select(EventRow)
        .where(EventRow.municipality_id == town.id, EventRow.act == act, col(EventRow.withdrawn_at).is_(None))
        .order_by(col(EventRow.day).desc(), col(EventRow.id).desc())
        .limit(_LOOKED_BACK)
    )
    told = (row for row in work.session.exec(query) if row.attendance or row.place)
    row = next(told, None)
    return LastTime(row.day, row.event(()).attendance, row.place) if row else None


def suggestions(work: Work, new: NewEvent, occurrence_id: int | None = None) -> Suggestions:
    """What ``new`` would fulfil, with the reasons and the papers still missing."""
    town = work.municipality(new.municipality_id, Permission.RECORD_EVENT)
    found = proposals(work, new)
    known = {
        item.occurrence.key: item
        for item in items(work, col(OccurrenceRow.key).in_([match.occurrence.key for match in found]))
    }
    wanted = _item(work, occurrence_id) if occurrence_id is not None else None
    why = None
    if wanted is not None and wanted.occurrence.key not in known and wanted.row.id is not None:
        why = hindrance(work, new, wanted.row.id)
    bodies = bodies_for(work, new.municipality_id, new.act, new.day)
    return Suggestions(town, tuple(Suggestion(known[m.occurrence.key], m) for m in found), wanted, why, bodies)


def _item(work: Work, occurrence_id: int) -> Item:
    work.get(OccurrenceRow, occurrence_id, Permission.RECORD_EVENT)
    (item,) = items(work, col(OccurrenceRow.id) == occurrence_id)
    return item


def _towns(work: Work) -> tuple[MunicipalityRow, ...]:
    reached: Sequence[MunicipalityRow] = work.session.exec(
        select(MunicipalityRow).where(work.in_reach()).order_by(col(MunicipalityRow.sort_key))
    ).all()
    return tuple(town for town in reached if work.may(Permission.RECORD_EVENT, town))
