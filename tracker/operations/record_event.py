"""Record one thing that happened, with its papers, and count it toward every occurrence it fulfils."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlmodel import col, select

from tracker.fulfilment.event import EventForm, EvidenceKind, Visibility
from tracker.fulfilment.matching import Match, Refusal, matches, refusals
from tracker.fulfilment.standing import GROUP_OF, Group
from tracker.obligations.obligation import Act, Side
from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.refresh import refresh
from tracker.operations.standings import items
from tracker.people.actor import SYSTEM, Actor, acts_for_municipality
from tracker.people.permissions import Permission
from tracker.store.events import EventRow, EvidenceRow, FulfilmentRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to keep with the event, already stored under ``sha256``."""

    sha256: str
    name: str
    media_type: str
    size: int
    kind: EvidenceKind = EvidenceKind.OTHER
    visibility: Visibility = Visibility.PARTIES
    keep_until: date | None = None


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What somebody says happened. ``hours`` are clock hours, ``persons`` heads."""

    municipality_id: int
    act: Act
    day: date
    title: str
    form: EventForm = EventForm.IN_PERSON
    hours: float | None = None
    persons: int | None = None
    starts: time | None = None
    place: str = ""
    note: str = ""
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """The stored event and the keys of the occurrences it counts toward."""

    event_id: int
    counted: tuple[str, ...]


def proposals(work: Work, new: NewEvent) -> tuple[Match, ...]:
    """Every occurrence of the municipality that the event can satisfy, with the reason and the papers still missing."""
    candidates = items(work, OccurrenceRow.municipality_id == new.municipality_id)  # type: ignore[arg-type]
    open_ones = [i for i in candidates if GROUP_OF[i.standing.status] is not Group.OUT_OF_FORCE]
    return matches(
        new.act,
        new.day,
        new.form,
        new.hours,
        new.persons,
        tuple(paper.kind for paper in new.papers),
        [(item.obligation, item.occurrence) for item in open_ones],
        {item.occurrence.key: item.facts for item in open_ones},
    )


def hindrance(work: Work, new: NewEvent, occurrence_id: int) -> str:
    """Why the event cannot count toward an occurrence; empty when it can."""
    (item,) = items(work, col(OccurrenceRow.id) == occurrence_id)
    told: tuple[Refusal, ...] = refusals(
        new.act,
        new.day,
        new.form,
        new.hours,
        new.persons,
        [(item.obligation, item.occurrence)],
        {item.occurrence.key: item.facts},
    )
    return told[0].reason if told else ""


def record_event(
    ground: Ground, actor: Actor, new: NewEvent, *, counts_for: Sequence[str] | None = None, statement: str = ""
) -> Recorded:
    """Store the event and count it toward the occurrences named by key, or toward every one it can satisfy.

    Raises ``Refused`` for a day in the future and for an occurrence that the event cannot satisfy.
    """
    with working(ground, actor) as work:
        return record(work, new, counts_for=counts_for, statement=statement)


def record(work: Work, new: NewEvent, *, counts_for: Sequence[str] | None = None, statement: str = "") -> Recorded:
    """The same within a transaction that is open already."""
    municipality = work.municipality(new.municipality_id, Permission.RECORD_EVENT)
    if new.day > work.today:
        raise Refused("Datum konání nemůže být v budoucnosti. Zapište událost, až proběhne.", "day")
    found = {match.occurrence.key: match for match in proposals(work, new)}
    proposed = [key for key, match in found.items() if not match.alternative]
    chosen = proposed if counts_for is None else list(counts_for)
    if strangers := [key for key in chosen if key not in found]:
        raise Refused(f"Tímto záznamem nelze splnit: {', '.join(strangers)}. Zkontrolujte druh události a datum.")
    side = _side(work, municipality)
    event = _event(work, new, side)
    _papers(work, event, new.papers)
    _count(work, event, [found[key] for key in chosen], side, statement)
    assert event.id is not None
    return Recorded(event.id, tuple(chosen))


def withdraw_event(ground: Ground, actor: Actor, event_id: int, reason: str) -> None:
    """Take back an event recorded by mistake; it and what it counted for stay on record as withdrawn."""
    if not reason.strip():
        raise Refused("Napište, proč záznam berete zpět.", "reason")
    with working(ground, actor) as work:
        event = work.get(EventRow, event_id, Permission.RECORD_EVENT)
        if event.withdrawn_at is not None:
            raise Refused("Tento záznam už byl vzat zpět.")
        event.withdrawn_at, event.withdrawn_reason = work.now, reason.strip()
        standing = select(FulfilmentRow).where(
            FulfilmentRow.event_id == event_id, col(FulfilmentRow.withdrawn_at).is_(None)
        )
        counted = work.session.exec(standing).all()
        for fulfilment in counted:
            fulfilment.withdrawn_at = work.now
        refresh(work, {fulfilment.occurrence_id for fulfilment in counted})


def supplement_event(ground: Ground, actor: Actor, event_id: int, papers: Sequence[Paper]) -> None:
    """Add papers to an event; what the other side returned is thereby before it again.

    Raises ``Refused`` without a paper, for an event taken back, and for the side that did not record it.
    """
    with working(ground, actor) as work:
        supplement(work, event_id, papers)


def supplement(work: Work, event_id: int, papers: Sequence[Paper]) -> None:
    """The same within a transaction that is open already."""
    event = work.get(EventRow, event_id, Permission.RECORD_EVENT)
    if not papers:
        raise Refused("Vyberte soubor, který chcete přiložit.", "files")
    if event.withdrawn_at is not None:
        raise Refused("Záznam byl vzat zpět. Zapište událost znovu.", "files")
    if event.side is not _side(work, work.municipality(event.municipality_id)):
        raise Refused("Doklady doplňuje ta strana, která událost zapsala.", "files")
    _papers(work, event, papers)
    counted = work.session.exec(select(FulfilmentRow.occurrence_id).where(FulfilmentRow.event_id == event_id))
    refresh(work, set(counted))


def _side(work: Work, municipality: MunicipalityRow) -> Side:
    if work.actor is SYSTEM:
        return Side.MUNICIPALITY
    municipal = acts_for_municipality(work.actor.roles_at(municipality.place, work.today))
    return Side.MUNICIPALITY if municipal else Side.ASZ


def _event(work: Work, new: NewEvent, side: Side) -> EventRow:
    event = EventRow(
        municipality_id=new.municipality_id,
        act=new.act,
        day=new.day,
        starts=new.starts,
        title=new.title,
        place=new.place,
        note=new.note,
        form=new.form,
        hours=new.hours,
        persons=new.persons,
        recorded_at=work.now,
        recorded_by=work.actor.person,
        side=side,
    )
    work.session.add(event)
    work.session.flush()
    return event


def _papers(work: Work, event: EventRow, papers: Sequence[Paper]) -> None:
    assert event.id is not None
    for paper in papers:
        work.session.add(
            EvidenceRow(
                municipality_id=event.municipality_id,
                event_id=event.id,
                sha256=paper.sha256,
                name=paper.name,
                media_type=paper.media_type,
                size=paper.size,
                kind=paper.kind,
                visibility=paper.visibility,
                keep_until=paper.keep_until,
                recorded_at=work.now,
                recorded_by=work.actor.person,
            )
        )


def _count(work: Work, event: EventRow, found: Sequence[Match], side: Side, statement: str) -> None:
    assert event.id is not None
    keys = [match.occurrence.key for match in found]
    pairs = work.session.exec(select(OccurrenceRow.key, OccurrenceRow.id).where(col(OccurrenceRow.key).in_(keys))).all()
    ids = {key: number for key, number in pairs if number is not None}
    for match in found:
        work.session.add(
            FulfilmentRow(
                municipality_id=event.municipality_id,
                event_id=event.id,
                occurrence_id=ids[match.occurrence.key],
                amount=match.amount,
                statement=statement,
                side=side,
                recorded_at=work.now,
                recorded_by=work.actor.person,
            )
        )
    refresh(work, ids.values())
