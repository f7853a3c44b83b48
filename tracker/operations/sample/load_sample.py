"""Sample data: three municipalities in two regional offices, lived through with the product's own operations.

Nothing is written past the operations: documents are imported and confirmed, events recorded and acknowledged on their
own days, decisions taken. The last steps are dated from the day of loading, so that every status can be seen.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from tracker.fulfilment.event import DecisionKind, EventForm, EvidenceKind, ReviewVerdict
from tracker.fulfilment.labels import label
from tracker.fulfilment.standing import Status
from tracker.mailing.mailer import LocalMailbox
from tracker.obligations.obligation import Act, Side
from tracker.operations.agreements.council_days import add_days
from tracker.operations.agreements.decide import decide, state_reason
from tracker.operations.documents.confirm_draft import Review, confirm_draft
from tracker.operations.documents.import_document import import_document
from tracker.operations.events.record_event import NewEvent, Paper, record_event
from tracker.operations.events.review_fulfilment import review_fulfilment
from tracker.operations.ground import Ground, Work, looking, working
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.people.passwords import password_hash
from tracker.operations.people.sign_in import actor_of
from tracker.operations.refresh import refresh
from tracker.operations.registers.load_registers import load_registers
from tracker.operations.sample.load_partners import load_partners
from tracker.operations.sample.publish_year import publish_year
from tracker.people.actor import COUNTRY_ROLES, OFFICE_ROLES, SYSTEM, TOWN_ROLES, Actor, Role
from tracker.people.names import surname_first
from tracker.store.agreements import AgreementRow
from tracker.store.events import FulfilmentRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow, OfficeRow
from tracker.timeline.clock import FixedClock, prague_day
from tracker.timeline.czech import say_day
from tracker.timeline.czech_order import sort_key
from tracker.timeline.hours import at
from tracker.timeline.working_days import CZECH

SAMPLES = Path(__file__).parents[2] / "samples"
PASSWORD = "ukazka-ukazka"  # noqa: S105  the password of the sample accounts, printed at start
RECORDED_AFTER = timedelta(days=2)
ACKNOWLEDGED_AFTER = timedelta(days=6)
_OTHER = {Side.MUNICIPALITY: Side.ASZ, Side.ASZ: Side.MUNICIPALITY}


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """A sign-in to print: who it is and with which e-mail."""

    role: Role
    name: str
    email: str


def is_empty(ground: Ground) -> bool:
    """Whether nobody has put anything in yet."""
    with looking(ground, SYSTEM) as work:
        return work.session.exec(select(MunicipalityRow.id).limit(1)).first() is None


def sample_accounts() -> list[SampleAccount]:
    """The accounts that ``load_sample`` makes; all have the password ``PASSWORD``."""
    return [SampleAccount(Role(p["role"]), p["name"], p["email"]) for p in _read("people.json")["people"]]


def accounts_here(ground: Ground) -> list[SampleAccount]:
    """Those accounts of the sample that this installation knows."""
    with looking(ground, SYSTEM) as work:
        known = set(work.session.exec(select(PersonRow.email)))
    return [account for account in sample_accounts() if account.email in known]


def load_sample(ground: Ground, progress: Callable[[str], None]) -> None:
    """Fill an empty database; ``progress`` is told what is being done."""
    today = prague_day(ground.clock.now())
    people = _read("people.json")
    with working(ground.as_of(date(2022, 4, 20)), SYSTEM) as work:
        towns = _territory(work, people)
        _people(work, people, towns)
    for town in people["towns"]:
        progress(town["name"])
        _live_through(ground, town, towns[town["file"]], today)
    _look_again(ground)
    publish_year(ground, _actor(ground, Role.MANAGER, towns["chomutov"]), towns["chomutov"], today)
    _last_weeks(ground, towns, today)
    load_partners(ground, towns["lipova"], today)
    _look_again(ground)


def _look_again(ground: Ground) -> None:
    """Bring every snapshot to the day of loading; what was lived through was written down on days gone by."""
    with working(ground, SYSTEM) as work:
        refresh(work, [number for number in work.session.exec(select(OccurrenceRow.id)) if number is not None])


def _read(name: str) -> Any:
    return json.loads((SAMPLES / name).read_text(encoding="utf-8"))


def _territory(work: Work, people: dict[str, Any]) -> dict[str, int]:
    offices: dict[str, int] = {}
    towns: dict[str, int] = {}
    for office in people["offices"]:
        offices[office["code"]] = _stored(work, OfficeRow(code=office["code"], name=office["name"]))
    for town in people["towns"]:
        row = MunicipalityRow(
            name=town["name"],
            sort_key=sort_key(town["name"]),
            ico=town["ico"],
            seat=town["seat"],
            region=town["region"],
            office_id=offices[town["office"]],
        )
        towns[town["file"]] = _stored(work, row)
    return {**towns, **offices}


def _people(work: Work, people: dict[str, Any], places: dict[str, int]) -> None:
    secret = password_hash(PASSWORD)
    for person in people["people"]:
        role = Role(person["role"])
        row = PersonRow(
            name=person["name"],
            sort_key=sort_key(surname_first(person["name"])),
            email=person["email"],
            phone=person["phone"],
            password_hash=secret,
        )
        number = _stored(work, row)
        towns = [places[t] for t in person["towns"]] if role in TOWN_ROLES else [None]
        office = places[person["office"]] if role in OFFICE_ROLES else None
        assert role in COUNTRY_ROLES or office or towns != [None]
        for town in towns:
            _stored(
                work,
                MandateRow(
                    person_id=number, role=role, municipality_id=town, office_id=office, starts=date(2022, 1, 1)
                ),
            )


def _stored(work: Work, row: Any) -> int:
    work.session.add(row)
    work.session.flush()
    number: int = row.id
    return number


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
    for told in _read("events.json")[town]:
        side = Side(told.get("side", Side.MUNICIPALITY))
        day = max(date.fromisoformat(told["day"]), since)
        played += _told(municipality, told, day, by[side], by[_OTHER[side]])
    return sorted(played, key=lambda scene: scene.day)


def _told(municipality: int, told: dict[str, Any], day: date, actor: Actor, other: Actor) -> list[Scene]:
    entries: list[int] = []

    def recording(ground: Ground) -> None:
        aims = _aims(ground, municipality, told["for"]) if "for" in told else None
        entries.append(record_event(ground, actor, _event(ground, municipality, told), counts_for=aims).event_id)

    def acknowledging(ground: Ground) -> None:
        for event in entries:
            for fulfilment in _fulfilments(ground, event):
                review_fulfilment(ground, other, fulfilment, ReviewVerdict.ACKNOWLEDGED)

    return [Scene(day + RECORDED_AFTER, recording), Scene(day + ACKNOWLEDGED_AFTER, acknowledging)]


def _aims(ground: Ground, municipality: int, ending: str) -> list[str]:
    """The keys of the occurrences of a sample town that an event is meant for."""
    with looking(ground, SYSTEM) as work:
        mine = select(OccurrenceRow.key).where(OccurrenceRow.municipality_id == municipality)
        return list(work.session.exec(mine.where(col(OccurrenceRow.key).endswith(ending, autoescape=True))))


def _live_through(ground: Ground, town: dict[str, Any], number: int, today: date) -> None:
    since = date.fromisoformat(town["since"]) - timedelta(days=1)
    begin(ground, town["file"], number, since)
    by = {
        Side.MUNICIPALITY: _actor(ground, Role.MANAGER, number),
        Side.ASZ: _actor(ground, Role.CONSULTANT, number),
    }
    for scene in scenes(number, town["file"], by, since):
        if scene.day < today:
            scene.play(ground.as_of(scene.day))
    load_registers(ground, by[Side.MUNICIPALITY], town["file"], number, today)


def _event(ground: Ground, municipality: int, told: dict[str, Any]) -> NewEvent:
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


def _actor(ground: Ground, role: Role, municipality: int) -> Actor:
    with looking(ground, SYSTEM) as work:
        holder = (
            select(PersonRow)
            .join(MandateRow, col(MandateRow.person_id) == PersonRow.id)
            .where(MandateRow.role == role, MandateRow.municipality_id == municipality)
        )
        return actor_of(work.session, work.session.exec(holder).one())


def _fulfilments(ground: Ground, event: int) -> Iterator[int]:
    with looking(ground, SYSTEM) as work:
        yield from (n for n in work.session.exec(select(FulfilmentRow.id).where(FulfilmentRow.event_id == event)) if n)


def _last_weeks(ground: Ground, towns: dict[str, int], today: date) -> None:
    """What is in motion on the day of loading: an entry to acknowledge, one returned, one without papers, decisions."""
    lipova, kamenna = towns["lipova"], towns["kamenna"]
    manager = _actor(ground, Role.MANAGER, lipova)
    sessions = (today + timedelta(days=ahead) for ahead in (26, 110, 208))
    add_days(ground.as_of(today - timedelta(days=30)), manager, lipova, "\n".join(map(say_day, sessions)))
    _recent(
        ground, manager, lipova, Act.PARTNERSHIP_MEETING, today - timedelta(days=5), papers=("record", "attendance")
    )
    returned = _recent(ground, manager, lipova, Act.TRAINING, today - timedelta(days=20), papers=("attendance",))
    for fulfilment in _fulfilments(ground, returned):
        review_fulfilment(
            ground.as_of(today - timedelta(days=12)),
            _actor(ground, Role.CONSULTANT, lipova),
            fulfilment,
            ReviewVerdict.RETURNED,
            "Na prezenční listině chybí podpisy.",
        )
    _deliver(ground, today - timedelta(days=12))
    _recent(ground, _actor(ground, Role.MANAGER, kamenna), kamenna, Act.THREE_PARTY_MEETING, today - timedelta(days=9))
    _decisions(ground, lipova, today)
    for late in _standing(ground, kamenna, Status.OVERDUE):
        words = "Čekáme na data z úřadu práce."
        manager = _actor(ground, Role.MANAGER, kamenna)
        state_reason(ground.as_of(today - timedelta(days=3)), manager, late, words, today + timedelta(days=20))


def _deliver(ground: Ground, day: date) -> None:
    """The mails written on ``day`` left on its morning, or on that of the next working day."""
    morning = FixedClock(at(CZECH.since(day), time(9)))
    send_outbox(replace(ground.as_of(day), clock=morning), LocalMailbox())


def _recent(ground: Ground, actor: Actor, municipality: int, act: Act, day: date, papers: tuple[str, ...] = ()) -> int:
    told = {"act": act, "day": day.isoformat(), "papers": papers, "hours": 3, "persons": 9}
    return record_event(ground.as_of(day + timedelta(days=1)), actor, _event(ground, municipality, told)).event_id


def _decisions(ground: Ground, municipality: int, today: date) -> None:
    """A shift of something that runs, and one decision of every other kind on what lies ahead."""
    kinds = [DecisionKind.WAIVE, DecisionKind.PAUSE, DecisionKind.REPLACE, DecisionKind.DISPUTE]
    running, ahead = (_standing(ground, municipality, status) for status in (Status.OPEN, Status.PLANNED))
    for kind, occurrence in [*zip([DecisionKind.SHIFT], running, strict=False), *zip(kinds, ahead, strict=False)]:
        decide(
            ground.as_of(today - timedelta(days=2)),
            SYSTEM,
            occurrence,
            kind,
            reason="Dohodnuto na jednání tří stran (ukázka).",
            approver="Tomáš Beneš",
            new_due=today + timedelta(days=18) if kind is DecisionKind.SHIFT else None,
            replaced_by="dohoda o navazujícím plánu" if kind is DecisionKind.REPLACE else None,
        )


def _standing(ground: Ground, municipality: int, status: Status) -> list[int]:
    """The occurrences of a town that stand so, the soonest due first."""
    with looking(ground, SYSTEM) as work:
        query = (
            select(OccurrenceRow.id)
            .where(OccurrenceRow.municipality_id == municipality, OccurrenceRow.status == status)
            .order_by(col(OccurrenceRow.due), col(OccurrenceRow.id))
        )
        return [number for number in work.session.exec(query) if number is not None]
