"""What happens in a sample town day by day: events recorded, and acknowledged by the other side."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from tracker.fulfilment.event import EventForm, EvidenceKind, ReviewVerdict
from tracker.fulfilment.labels import label
from tracker.obligations.obligation import Act, Side
from tracker.operations.documents.confirm_draft import Review, confirm_draft
from tracker.operations.documents.import_document import import_document
from tracker.operations.events.event_papers import Paper
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.events.review_fulfilment import review_fulfilment
from tracker.operations.ground import Ground, looking
from tracker.operations.sample.places import SAMPLES, read_sample
from tracker.people.actor import SYSTEM, Actor
from tracker.store.agreements import AgreementRow
from tracker.store.events import FulfilmentRow
from tracker.store.occurrences import OccurrenceRow

RECORDED_AFTER = timedelta(days=2)
ACKNOWLEDGED_AFTER = timedelta(days=6)
_OTHER = {Side.MUNICIPALITY: Side.ASZ, Side.ASZ: Side.MUNICIPALITY}


@dataclass(frozen=True, slots=True)
class Scene:
    """Something that somebody does on ``day``: record an event, or acknowledge the one recorded before."""

    day: date
    play: Callable[[Ground], None]


def begin(ground: Ground, town: str, municipality: int | None, today: date) -> int:
    """Import and confirm a sample document on ``today``; the id of its municipality."""
    data = (SAMPLES / f"{town}.txt").read_bytes()
    imported = import_document(ground.as_of(today), SYSTEM, data, f"Popis spolupráce {town}.txt", municipality)
    confirmed = confirm_draft(ground.as_of(today), SYSTEM, imported.draft_id, Review(accept_all=True), municipality)
    with looking(ground, SYSTEM) as work:
        agreement = work.session.get(AgreementRow, confirmed.agreement)
        assert agreement is not None
        return agreement.municipality_id


def scenes(municipality: int, town: str, by: Mapping[Side, Actor], since: date) -> list[Scene]:
    """What happens in a sample town, in order: each event is recorded two days later, and acknowledged four days on."""
    played: list[Scene] = []
    for told in read_sample("events.json")[town]:
        side = Side(told.get("side", Side.MUNICIPALITY))
        day = max(date.fromisoformat(told["day"]), since)
        played += _told(municipality, told, day, by[side], by[_OTHER[side]])
    return sorted(played, key=lambda scene: scene.day)


def _told(municipality: int, told: dict[str, Any], day: date, actor: Actor, other: Actor) -> list[Scene]:
    entries: list[int] = []

    def recording(ground: Ground) -> None:
        aims = _aims(ground, municipality, told["for"]) if "for" in told else None
        entries.append(record_event(ground, actor, event_of(ground, municipality, told), counts_for=aims).event_id)

    def acknowledging(ground: Ground) -> None:
        for event in entries:
            for fulfilment in fulfilments_of(ground, event):
                review_fulfilment(ground, other, fulfilment, ReviewVerdict.ACKNOWLEDGED)

    return [Scene(day + RECORDED_AFTER, recording), Scene(day + ACKNOWLEDGED_AFTER, acknowledging)]


def _aims(ground: Ground, municipality: int, ending: str) -> list[str]:
    """The keys of the occurrences of a sample town that an event is meant for."""
    with looking(ground, SYSTEM) as work:
        mine = select(OccurrenceRow.key).where(OccurrenceRow.municipality_id == municipality)
        return list(work.session.exec(mine.where(col(OccurrenceRow.key).endswith(ending, autoescape=True))))


def event_of(ground: Ground, municipality: int, told: dict[str, Any]) -> NewEvent:
    """The event that a row of the sample tells of, with its papers stored."""
    act = Act(told["act"])
    papers = tuple(_paper(ground, told, EvidenceKind(kind)) for kind in told.get("papers", ()))
    return NewEvent(
        municipality_id=municipality,
        act=act,
        day=date.fromisoformat(told["day"]),
        title=told.get("title") or label(act),
        form=EventForm(told.get("form", EventForm.IN_PERSON)),
        hours=told.get("hours"),
        persons=told.get("persons"),
        papers=papers,
    )


def _paper(ground: Ground, told: dict[str, Any], kind: EvidenceKind) -> Paper:
    text = f"Ukázkový doklad: {label(kind)}\n{told.get('title', '')}\nKonáno {told['day']}\n".encode()
    return Paper(ground.files.put(text), f"{kind.value}-{told['day']}.txt", "text/plain", len(text), kind)


def fulfilments_of(ground: Ground, event: int) -> Iterator[int]:
    """What an event counts for."""
    with looking(ground, SYSTEM) as work:
        yield from (n for n in work.session.exec(select(FulfilmentRow.id).where(FulfilmentRow.event_id == event)) if n)
