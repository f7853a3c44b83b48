"""Events: what happened, what it counts toward, and recording it through the same operation as the page."""

import base64
from dataclasses import replace
from datetime import date, datetime, time
from typing import Annotated

from flask import Blueprint, url_for
from pydantic import Field, StringConstraints, WithJsonSchema

from tracker.api import evidence
from tracker.api.access import actor, ground, reader
from tracker.api.described import KEY, described
from tracker.api.values import Amount, Answered, Day, Heads, Line, OfMunicipality, Reason, Sent, SentKey, Words
from tracker.fulfilment.event import EventForm, EvidenceKind, ReviewVerdict
from tracker.fulfilment.labels import label
from tracker.obligations.obligation import Act, Side
from tracker.operations.events.event_papers import Paper as KeptPaper
from tracker.operations.events.fulfilment_list import Entry
from tracker.operations.events.keep_paper import keep_paper
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.events.supplement_event import supplement_event
from tracker.operations.events.withdraw_event import withdraw_event
from tracker.operations.registers import extracts

blueprint = Blueprint("events", __name__)

_BASE64 = r"^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
Bytes = Annotated[
    str,
    StringConstraints(strict=True, min_length=4, pattern=_BASE64),
    WithJsonSchema({"type": "string", "minLength": 4, "pattern": _BASE64, "contentEncoding": "base64"}),
]


class Counted(Answered):
    """What an event counts toward; ``verdict`` is the last word of the other side."""

    id: int
    occurrence: int
    key: str
    amount: float
    verdict: ReviewVerdict | None
    withdrawn: bool


class Event(Answered):
    """Something that happened: ``body`` met, where one did, ``side`` recorded it. A mistake is withdrawn and stays."""

    id: int
    municipality: int
    act: Act
    day: date
    starts: time | None
    title: str
    place: str
    note: str
    form: EventForm
    hours: float | None
    persons: int | None
    body: int | None
    side: Side
    recorded_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str
    evidence: list[evidence.Paper]
    counted: list[Counted]


class Events(Answered):
    """A part of the list."""

    items: list[Event]
    next: int | None


class EventsAsked(OfMunicipality):
    """A part of the events held between two days."""

    since: Day | None = None
    until: Day | None = None


class NewPaper(Sent):
    """A file in base64; without ``kind`` its name tells."""

    name: Annotated[Line, Field(min_length=1)]
    content: Bytes
    kind: EvidenceKind | None = None


class NewEventSent(Sent):
    """What happened. Without ``counts_for`` it counts toward every occurrence that it can satisfy.

    ``counts_for`` names occurrences by ``key``; ``hours`` are clock hours, ``persons`` heads. ``body`` is a row of the
    register of bodies; the only one of the kind need not be named.
    """

    municipality: SentKey
    act: Act
    day: Day
    title: Line = ""
    form: EventForm = EventForm.IN_PERSON
    hours: Amount | None = None
    persons: Heads | None = None
    body: SentKey | None = None
    place: Line = ""
    note: Words = ""
    statement: Words = ""
    counts_for: list[Line] | None = Field(default=None, max_length=100)
    evidence: list[NewPaper] = Field(default_factory=list, max_length=20)


class NewPapers(Sent):
    """Papers to add to an event."""

    evidence: list[NewPaper] = Field(min_length=1, max_length=20)


class Withdrawal(Sent):
    """Why an event is taken back."""

    reason: Reason


@blueprint.get("/events")
@described(Events)
def events(query: EventsAsked) -> Events:
    """List the events in reach."""
    stretch = extracts.Stretch(query.cursor, query.limit)
    with reader() as work:
        part = extracts.events(work, stretch, query.municipality, query.since, query.until)
        return Events(items=[_shown(told) for told in part.told], next=part.next)


@blueprint.get(f"/events/<{KEY}:event_id>")
@described(Event)
def event(event_id: int) -> Event:
    """Read an event."""
    return _read(event_id)


@blueprint.post("/events")
@described(Event, status=201, sends=True)
def record(json: NewEventSent) -> tuple[Event, int, dict[str, str]]:
    """Record an event and count it toward occurrences."""
    new = NewEvent(
        municipality_id=json.municipality,
        act=json.act,
        day=json.day,
        title=json.title.strip() or label(json.act),
        form=json.form,
        hours=json.hours,
        persons=json.persons,
        body=json.body,
        place=json.place,
        note=json.note,
        papers=_kept(json.evidence),
    )
    recorded = record_event(ground(), actor(), new, counts_for=json.counts_for, statement=json.statement)
    return _read(recorded.event_id), 201, {"Location": url_for("events.event", event_id=recorded.event_id)}


@blueprint.post(f"/events/<{KEY}:event_id>/evidence")
@described(Event, status=201, sends=True)
def add_evidence(event_id: int, json: NewPapers) -> tuple[Event, int]:
    """Add papers to an event of one's own side."""
    supplement_event(ground(), actor(), event_id, _kept(json.evidence))
    return _read(event_id), 201


@blueprint.post(f"/events/<{KEY}:event_id>/withdrawal")
@described(Event, sends=True)
def withdraw(event_id: int, json: Withdrawal) -> Event:
    """Take back an event recorded by mistake."""
    withdraw_event(ground(), actor(), event_id, json.reason)
    return _read(event_id)


def _read(event_id: int) -> Event:
    with reader() as work:
        return _shown(extracts.event(work, event_id))


def _kept(sent: list[NewPaper]) -> tuple[KeptPaper, ...]:
    kept = [(keep_paper(ground(), base64.b64decode(paper.content), paper.name), paper.kind) for paper in sent]
    return tuple(replace(paper, kind=kind or paper.kind) for paper, kind in kept)


def _shown(told: extracts.ToldEvent) -> Event:
    row = told.event
    return Event.model_validate(
        {
            **row.model_dump(),
            "municipality": row.municipality_id,
            "body": row.body_id,
            "evidence": [evidence.shown(paper) for paper in told.papers],
            "counted": [_counted(entry) for entry in told.entries],
        }
    )


def _counted(entry: Entry) -> Counted:
    assert entry.fulfilment.id is not None
    return Counted(
        id=entry.fulfilment.id,
        occurrence=entry.fulfilment.occurrence_id,
        key=entry.occurrence.key,
        amount=entry.fulfilment.amount,
        verdict=entry.last_review.verdict if entry.last_review else None,
        withdrawn=entry.withdrawn,
    )
