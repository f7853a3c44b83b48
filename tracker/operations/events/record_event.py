"""Record one thing that happened, with its papers, and count it toward every occurrence it fulfils."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, time

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from tracker.fulfilment.event import Attendance, EventForm, EventOutput
from tracker.fulfilment.matching import Match, Refusal, matches, refusals
from tracker.fulfilment.standing import GROUP_OF, Group
from tracker.obligations.obligation import Act, Side
from tracker.operations.events.event_body import body_of
from tracker.operations.events.event_papers import Paper, keep_papers
from tracker.operations.events.event_parts import WHOLE, in_part
from tracker.operations.events.event_tasks import keep_tasks
from tracker.operations.ground import Ground, Refused, Work, looking, working
from tracker.operations.refresh import refresh
from tracker.operations.standings import items
from tracker.people.actor import SYSTEM, Actor, acts_for_municipality
from tracker.people.permissions import Permission
from tracker.store.events import EventRow, FulfilmentRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.sentences import Phrase


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What somebody says happened. ``hours`` are clock hours, ``persons`` heads, ``body`` is the one that met.

    ``form_key`` names the form that it was sent with, so that a form sent twice is one event.
    """

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
    attendance: tuple[Attendance, ...] = ()
    outputs: tuple[EventOutput, ...] = ()
    body: int | None = None
    form_key: str | None = None

    @property
    def heads(self) -> int | None:
        """The persons counted, or the sum of those whom the organisations sent."""
        return self.persons if self.persons is not None else sum(one.persons for one in self.attendance) or None


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
        *_told(new),
        tuple(paper.kind for paper in new.papers),
        [(item.obligation, item.occurrence) for item in open_ones],
        {item.occurrence.key: item.facts for item in open_ones},
        new.title,
    )


def hindrance(work: Work, new: NewEvent, occurrence_id: int) -> Phrase | None:
    """Why the event cannot count toward an occurrence; nothing when it can."""
    (item,) = items(work, col(OccurrenceRow.id) == occurrence_id)
    candidates, facts = [(item.obligation, item.occurrence)], {item.occurrence.key: item.facts}
    told: tuple[Refusal, ...] = refusals(*_told(new), candidates, facts, new.title)
    return told[0].reason if told else None


def _told(new: NewEvent) -> tuple[Act, date, EventForm, float | None, int | None]:
    return new.act, new.day, new.form, new.hours, new.heads


def record_event(
    ground: Ground,
    actor: Actor,
    new: NewEvent,
    *,
    counts_for: Sequence[str] | None = None,
    statement: str = "",
    parts: Mapping[str, float] = WHOLE,
) -> Recorded:
    """Store the event and count it toward the occurrences named by key, or toward every one it can satisfy.

    ``parts`` says how much of it counts toward an occurrence, where that is not all of it.

    Raises ``Refused`` for a day in the future and for an occurrence that the event cannot satisfy. The same form sent
    twice at once is stored once and answered twice.
    """
    try:
        with working(ground, actor) as work:
            return record(work, new, counts_for=counts_for, statement=statement, parts=parts)
    except IntegrityError:
        with looking(ground, actor) as work:
            sent = _sent_before(work, new)
        if sent is None:
            raise
        return sent


def record(
    work: Work,
    new: NewEvent,
    *,
    counts_for: Sequence[str] | None = None,
    statement: str = "",
    parts: Mapping[str, float] = WHOLE,
) -> Recorded:
    """The same within a transaction that is open already."""
    municipality = work.municipality(new.municipality_id, Permission.RECORD_EVENT)
    if (sent := _sent_before(work, new)) is not None:
        return sent
    if new.day > work.today:
        raise Refused("Datum konání nemůže být v budoucnosti. Zapište událost, až proběhne.", "day")
    found = {match.occurrence.key: match for match in proposals(work, new)}
    proposed = [key for key, match in found.items() if not match.alternative]
    chosen = proposed if counts_for is None else list(counts_for)
    if strangers := [key for key in chosen if key not in found]:
        raise Refused(
            "Tímto záznamem nelze splnit: %(names)s. Zkontrolujte druh události a datum.", names=", ".join(strangers)
        )
    side = side_of(work, municipality)
    event = _event(work, new, side)
    keep_papers(work, event, new.papers)
    keep_tasks(work, event, new.outputs)
    _count(work, event, [in_part(found[key], parts) for key in chosen], side, statement)
    assert event.id is not None
    return Recorded(event.id, tuple(chosen))


def _sent_before(work: Work, new: NewEvent) -> Recorded | None:
    """What the same form stored before; raises ``Refused`` when something else is sent with it now."""
    if new.form_key is None:
        return None
    event = work.session.exec(select(EventRow).where(EventRow.form_key == new.form_key)).first()
    if event is None:
        return None
    same = (event.municipality_id, event.act, event.day, event.title, event.form, event.hours, event.persons)
    if same != (new.municipality_id, new.act, new.day, new.title, new.form, new.hours, new.heads):
        raise Refused("Tento formulář už byl uložen. Pro další událost otevřete nový záznam.", "act")
    assert event.id is not None
    keys = select(OccurrenceRow.key).join(FulfilmentRow, col(FulfilmentRow.occurrence_id) == OccurrenceRow.id)
    return Recorded(event.id, tuple(work.session.exec(keys.where(FulfilmentRow.event_id == event.id))))


def side_of(work: Work, municipality: MunicipalityRow) -> Side:
    """The side for which whoever acts speaks in the municipality."""
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
        persons=new.heads,
        attendance=[asdict(one) for one in new.attendance],
        body_id=body_of(work, new.municipality_id, new.act, new.day, new.body),
        outputs=[{**asdict(one), "due": one.due.isoformat() if one.due else None} for one in new.outputs],
        form_key=new.form_key,
        recorded_at=work.now,
        recorded_by=work.actor.person,
        side=side,
    )
    work.session.add(event)
    work.session.flush()
    return event


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
