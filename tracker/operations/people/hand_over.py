"""Hands the work of somebody who leaves over, thing by thing, in one transaction; the successors get a mail.

A mandate passes on the day after the last one of its holder; everything else passes at once. What is left out stays as
it is. An obligation is given only to somebody whose mandate will reach its municipality by then.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.mails.account_mail import queue_handover
from tracker.operations.mails.look_again import look_again
from tracker.operations.people.appoint import Appointment, keep_an_administrator, write_mandate
from tracker.operations.people.hand_over_items import Item, ItemKind, inventory
from tracker.operations.people.owners import FIT, fit_owners
from tracker.operations.people.people_list import colleagues
from tracker.operations.people.people_reach import changeable_person
from tracker.people.actor import Actor
from tracker.store.documents import DocumentRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.people import MandateRow

NOBODY = 0
"""Chosen where a thing ends with whoever leaves: a mandate is over, an obligation has no owner."""
FOR_NOBODY = frozenset({ItemKind.MANDATE, ItemKind.STAND_IN, ItemKind.OBLIGATION, ItemKind.SUBSCRIPTION})


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to become of the things by their keys: a person, or ``NOBODY``; after which day mandates pass."""

    last_day: date
    choices: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that changes hands; ``successor`` is ``None`` where it ends."""

    item: Item
    successor: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a hand-over does."""

    last_day: date
    steps: tuple[Step, ...]
    left: tuple[Item, ...]


def plan(work: Work, person_id: int, wish: Wish) -> Plan:
    """What would happen; raises ``Refused`` with the key of the first thing that cannot be done so."""
    changeable_person(work, person_id)
    things = inventory(work, person_id)
    if wish.last_day < work.today:
        raise Refused("Zadejte dnešek nebo pozdější den. Zpětně se práce nepředává.", "last_day")
    names = {number: name for number, name in colleagues(work) if number != person_id}
    chosen = {item.key: wish.choices[item.key] for item in things if item.key in wish.choices}
    if not chosen:
        raise Refused("Vyberte aspoň u jedné věci, kdo ji převezme.", things[0].key if things else "last_day")
    steps = [_step(item, chosen[item.key], names) for item in things if item.key in chosen]
    _refuse_unfit(work, steps, wish.last_day)
    return Plan(wish.last_day, tuple(steps), tuple(item for item in things if item.key not in chosen))


def hand_over(ground: Ground, actor: Actor, person_id: int, wish: Wish) -> Plan:
    """Do it, and tell every successor by mail what has come to them."""
    with working(ground, actor) as work:
        done = plan(work, person_id, wish)
        for step in done.steps:
            _HANDERS[step.item.kind](work, step, wish.last_day)
        work.session.flush()
        keep_an_administrator(work)
        _tell(work, person_id, done)
        return done


def _step(item: Item, choice: int, names: Mapping[int, str]) -> Step:
    if choice == NOBODY and item.kind in FOR_NOBODY:
        return Step(item, None, "")
    if item.kind is ItemKind.STAND_IN and choice == item.row.person_id:
        raise Refused("Nikdo nezastupuje sám sebe.", item.key)
    if choice not in names or item.kind is ItemKind.SUBSCRIPTION:
        raise Refused("Vyberte někoho, kdo má otevřený účet a platný mandát.", item.key)
    return Step(item, choice, names[choice])


def _refuse_unfit(work: Work, steps: Sequence[Step], last_day: date) -> None:
    """Nobody gets an obligation or a draft of a municipality that their mandates will not reach."""
    coming = {
        (step.successor, step.item.row.municipality_id, step.item.row.office_id)
        for step in steps
        if step.item.kind is ItemKind.MANDATE and step.successor and step.item.row.role in FIT
    }
    fit: dict[int | None, set[int | None]] = {}
    for step in steps:
        town = step.item.town
        if town is None or step.successor is None:
            continue
        if town.id not in fit:
            fit[town.id] = {person.id for person in fit_owners(work, town, last_day + timedelta(days=1))}
        reaches = {(step.successor, town.id, None), (step.successor, None, town.office_id)} & coming
        if step.successor not in fit[town.id] and not reaches:
            raise Refused(
                "%(name)s nemá mandát, který by zahrnoval obec %(town)s.",
                step.item.key,
                name=step.name,
                town=town.name,
            )


def _pass_mandate(work: Work, step: Step, last_day: date) -> None:
    """The holder's mandate ends with the last day (one ahead is taken back), the successor's begins the day after."""
    row: MandateRow = step.item.row
    begins, ends = max(row.starts, last_day + timedelta(days=1)), row.ends
    wish = Appointment(row.role, begins, ends, row.municipality_id, row.office_id)
    if row.starts > last_day:
        work.session.delete(row)
    elif ends is None or ends > last_day:
        row.ends = last_day
    work.session.flush()
    if step.successor is not None and (ends is None or ends >= begins) and not _has_it(work, step.successor, wish):
        write_mandate(work, step.successor, wish)


def _has_it(work: Work, person_id: int, wish: Appointment) -> bool:
    same = select(MandateRow.id).where(
        MandateRow.person_id == person_id,
        MandateRow.role == wish.role,
        col(MandateRow.municipality_id).is_not_distinct_from(wish.municipality_id),
        col(MandateRow.office_id).is_not_distinct_from(wish.office_id),
        col(MandateRow.ends).is_(None) | (col(MandateRow.ends) >= wish.starts),
    )
    return work.session.exec(same).first() is not None


def _pass_stand_in(_work: Work, step: Step, _last_day: date) -> None:
    step.item.row.deputy_id = step.successor


def _pass_obligation(work: Work, step: Step, _last_day: date) -> None:
    step.item.row.owner_id = step.successor
    look_again(work, col(OccurrenceRow.obligation_id) == step.item.row.id)


def _pass_draft(work: Work, step: Step, _last_day: date) -> None:
    """With a draft of no municipality goes its document: whoever brought them in is the only one to see them."""
    step.item.row.created_by = step.successor
    if step.item.row.municipality_id is None:
        work.session.get_one(DocumentRow, step.item.row.document_id).uploaded_by = step.successor


def _end_subscription(work: Work, step: Step, _last_day: date) -> None:
    """An address is a secret of one person and is never given on."""
    step.item.row.revoked_at = work.now


_HANDERS = {
    ItemKind.MANDATE: _pass_mandate,
    ItemKind.STAND_IN: _pass_stand_in,
    ItemKind.OBLIGATION: _pass_obligation,
    ItemKind.DRAFT: _pass_draft,
    ItemKind.SUBSCRIPTION: _end_subscription,
}


def _tell(work: Work, person_id: int, done: Plan) -> None:
    taken: dict[int, list[dict[str, str]]] = defaultdict(list)
    for step in done.steps:
        if step.successor is not None:
            item = step.item
            taken[step.successor].append({"kind": item.kind.value, "name": item.name, "place": item.place})
    for successor, things in taken.items():
        queue_handover(work, person_id, successor, done.last_day, things)
