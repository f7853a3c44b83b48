"""Occurrences and how each stands, today or as of a past day; why one is late, in the words of its owner."""

from datetime import date

from flask import Blueprint

from tracker.api.access import actor, ground, reader
from tracker.api.described import KEY, described
from tracker.api.values import Answered, Day, Key, OfMunicipality, Reason, Sent
from tracker.fulfilment.standing import GROUP_OF, Group, Status
from tracker.obligations.obligation import Act, Party
from tracker.operations.agreements.decide import state_reason
from tracker.operations.registers import extracts
from tracker.operations.standings import Item

blueprint = Blueprint("occurrences", __name__)


class Occurrence(Answered):
    """A dated window that must be met. ``due`` is the day after shifts, ``first_due`` the one first agreed.

    ``counted`` of ``quota`` are in ``unit``; ``days_late`` run to the fulfilling event or to the day asked about.
    """

    id: int
    key: str
    municipality: int
    agreement: int
    obligation: int
    title: str
    label: str
    act: Act
    party: Party
    window_start: date
    window_end: date
    first_due: date | None
    due: date | None
    quota: float
    unit: str
    counted: float
    status: Status
    group: Group
    days_late: int
    fulfilled_on: date | None
    reason: str | None


class Occurrences(Answered):
    """A part of the list; it may hold fewer than ``limit`` while ``next`` goes on."""

    items: list[Occurrence]
    next: int | None


class OccurrencesAsked(OfMunicipality):
    """A part of the occurrences. With ``as_of`` each stands as it stood on that day."""

    obligation: Key | None = None
    status: Status | None = None
    due_from: Day | None = None
    due_to: Day | None = None
    as_of: Day | None = None


class AsOf(Sent):
    """The day asked about (today)."""

    as_of: Day | None = None


class NewReason(Sent):
    """Why an occurrence is late and when it is expected; the due day does not move."""

    reason: Reason
    expected: Day | None = None


@blueprint.get("/occurrences")
@described(Occurrences)
def occurrences(query: OccurrencesAsked) -> Occurrences:
    """List the occurrences in reach and how they stand."""
    wanted = extracts.OccurrencesWanted(
        query.municipality, query.obligation, query.status, query.due_from, query.due_to
    )
    with reader(query.as_of) as work:
        part = extracts.occurrences(work, extracts.Stretch(query.cursor, query.limit), wanted)
        return Occurrences(items=[_shown(item) for item in part.told], next=part.next)


@blueprint.get(f"/occurrences/<{KEY}:occurrence_id>")
@described(Occurrence)
def occurrence(occurrence_id: int, query: AsOf) -> Occurrence:
    """Read an occurrence and how it stands."""
    with reader(query.as_of) as work:
        return _shown(extracts.occurrence(work, occurrence_id))


@blueprint.post(f"/occurrences/<{KEY}:occurrence_id>/reasons")
@described(Occurrence, status=201, sends=True)
def give_reason(occurrence_id: int, json: NewReason) -> tuple[Occurrence, int]:
    """State why an occurrence is late."""
    state_reason(ground(), actor(), occurrence_id, json.reason, json.expected)
    with reader() as work:
        return _shown(extracts.occurrence(work, occurrence_id)), 201


def _shown(item: Item) -> Occurrence:
    row, standing = item.row, item.standing
    assert row.id is not None
    return Occurrence(
        id=row.id,
        key=row.key,
        municipality=row.municipality_id,
        agreement=item.duty.agreement_id,
        obligation=row.obligation_id,
        title=item.obligation.title,
        label=row.label,
        act=item.obligation.act,
        party=item.obligation.party,
        window_start=row.window_start,
        window_end=row.window_end,
        first_due=standing.first_due,
        due=standing.due,
        quota=standing.quota,
        unit=row.unit,
        counted=standing.counted,
        status=standing.status,
        group=GROUP_OF[standing.status],
        days_late=standing.days_late,
        fulfilled_on=standing.fulfilled_on,
        reason=standing.reason.reason if standing.reason else None,
    )
