"""Writes the notices of some occurrences, and the mails that will carry them, in the transaction that decides them.

All notices of a person leave in one mail a day. A mail that a sender has taken up is closed: what comes later waits for
the mail of the next working day.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import col, select

from tracker.fulfilment.status import next_change
from tracker.obligations.deadline import Quota, Recurring
from tracker.operations.ground import Work
from tracker.operations.mails.recipients import Directory, Recipient, directory
from tracker.operations.standings import Item
from tracker.reminders.due import Kind, Step, due_now, next_step_day, steps
from tracker.reminders.policy import REMINDED, Watched
from tracker.store.crash_point import cp
from tracker.store.outbox import MAIL, NOTICE, MailKind, MailRow, MailState, NoticeRow, NoticeState, insert_new
from tracker.timeline.clock import PRAGUE

MORNING = time(7)
"""The Prague time of day from which on the mails of a day leave (R5)."""


Told = dict[int, dict[int, set[str]]]
"""The names of steps that have a row, by occurrence and recipient."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A step of an item that a recipient should have a row for."""

    item: Item
    step: Step
    recipient: int
    superseded: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """What is wanted of some items, and for each (by the id of its row) the day on which to look at it again."""

    wanted: list[Wanted]
    looks: dict[int, date | None]


def queue_notices(work: Work, items: Sequence[Item]) -> Counter[Kind]:
    """Write what is due of ``items`` and the day on which to look at each again; answer how many notices will go."""
    decided = decide(work, items, decided_steps(work, occurrence_ids(items)))
    for item in items:
        item.row.next_day = decided.looks[item.row.id or 0]
    cp("sweep.decided")
    return _write(work, decided.wanted)


def decide(work: Work, items: Sequence[Item], told: Told) -> Decided:
    """What is due of ``items`` on the day of the work and not ``told`` yet; writes nothing, so a preview may ask."""
    book = directory(work, {item.municipality.id: item.municipality for item in items}.values())
    decided = Decided([], {})
    for item in items:
        number = item.row.id or 0
        hearing = book.of(item.duty, item.obligation, item.municipality)
        decided.wanted.extend(_wanted(work, item, hearing, book, told[number]))
        decided.looks[number] = _next_look(work, item, hearing, book)
    return decided


def watched(item: Item) -> Watched:
    """What the policy needs to know of an item."""
    rule = item.obligation.deadline
    recurs = isinstance(rule, Recurring) or (isinstance(rule, Quota) and rule.per is not None)
    row = item.row
    return Watched(row.window_start, item.standing.due, row.precision, row.quota, recurs)


def morning_of(day: date) -> datetime:
    """The instant from which on the mails of a day may leave."""
    return datetime.combine(day, MORNING, PRAGUE)


def decided_steps(work: Work, occurrences: Collection[int]) -> Told:
    """The steps of these occurrences that have a row."""
    found: Told = defaultdict(lambda: defaultdict(set))
    query = select(NoticeRow.occurrence_id, NoticeRow.recipient_id, NoticeRow.step).where(
        col(NoticeRow.occurrence_id).in_(occurrences)
    )
    for occurrence, recipient, step in work.session.exec(query):
        found[occurrence][recipient].add(step)
    return found


def _wanted(
    work: Work, item: Item, hearing: Sequence[Recipient], book: Directory, decided: dict[int, set[str]]
) -> Iterator[Wanted]:
    if item.standing.status not in REMINDED:
        return
    for recipient in hearing:
        person = recipient.person
        if not book.wants_reminders(person):
            continue
        all_steps = steps(watched(item), book.leads_of(person, item.row.municipality_id), work.working_days)
        due = due_now(all_steps, decided[person], work.today, item.standing.due)
        yield from (Wanted(item, step, person, superseded=True) for step in due.superseded)
        if due.send is not None:
            yield Wanted(item, due.send, person, superseded=False)


def _next_look(work: Work, item: Item, hearing: Sequence[Recipient], book: Directory) -> date | None:
    """The next day on which anything can happen to the item, a reminder included."""
    today, working = work.today, work.working_days
    looks = [next_change(item.occurrence, item.facts, today)]
    if item.standing.status in REMINDED:
        if not hearing:
            looks.append(working.since(today + timedelta(days=1)))  # somebody may get a mandate any day
        for recipient in hearing:
            leads = book.leads_of(recipient.person, item.row.municipality_id)
            looks.append(next_step_day(steps(watched(item), leads, working), today))
    return min((day for day in looks if day is not None), default=None)


def _write(work: Work, wanted: Sequence[Wanted]) -> Counter[Kind]:
    towns = {w.recipient: w.item.row.municipality_id for w in wanted if not w.superseded}
    mails = day_mails(work, towns, work.working_days.since(work.today))
    cp("sweep.mails")
    queued: Counter[Kind] = Counter()
    for kind in Kind:
        going = [_notice(work, w, mails[w.recipient]) for w in wanted if w.step.kind is kind and not w.superseded]
        queued[kind] += len(insert_new(work.session, NOTICE, going))
    insert_new(work.session, NOTICE, [_notice(work, w, None) for w in wanted if w.superseded])
    cp("sweep.notices")
    return queued


def _notice(work: Work, wanted: Wanted, mail: int | None) -> dict[str, Any]:
    return {
        "municipality_id": wanted.item.row.municipality_id,
        "occurrence_id": wanted.item.row.id,
        "kind": wanted.step.kind,
        "step": wanted.step.name,
        "recipient_id": wanted.recipient,
        "due": wanted.item.standing.due,
        "mail_id": mail,
        "state": NoticeState.IN_MAIL if mail else NoticeState.SUPERSEDED,
        "created_at": work.now,
    }


def day_mails(work: Work, towns: dict[int, int], day: date) -> dict[int, int]:
    """The open mail of each person (with the municipality it is about) on ``day`` or on the next day that has one."""
    if not towns:
        return {}
    keys = {f"reminder/{day}/{person}": person for person in towns}
    rows = [_mail(work, key, person, towns[person], day) for key, person in keys.items()]
    insert_new(work.session, MAIL, rows)
    # locked, so that no sender takes a mail up before its new notices are in it
    query = select(MailRow.id, MailRow.key, MailRow.state).where(col(MailRow.key).in_(keys)).order_by(col(MailRow.id))
    there = work.session.exec(query.with_for_update()).all()
    found = {keys[key]: number for number, key, state in there if state is MailState.PENDING and number is not None}
    later = {person: town for person, town in towns.items() if person not in found}
    return found | day_mails(work, later, work.working_days.since(day + timedelta(days=1)))


def _mail(work: Work, key: str, person: int, municipality: int, day: date) -> dict[str, Any]:
    return {
        "key": key,
        "kind": MailKind.REMINDER,
        "day": day,
        "person_id": person,
        "address": "",
        "municipality_id": municipality,
        "content": {},
        "state": MailState.PENDING,
        "stage": "",
        "not_before": morning_of(day),
        "attempts": 0,
        "transmissions": 0,
        "subject": "",
        "sha256": "",
        "message_id": "",
        "reply": "",
        "created_at": work.now,
    }


def still_needed(item: Item, kind: Kind, due: date | None, today: date) -> bool:
    """Whether a notice written earlier is still true (R4)."""
    standing = item.standing
    if standing.status not in REMINDED or standing.due != due or due is None:
        return False
    return today > due if kind is Kind.OVERDUE else today <= due


def occurrence_ids(items: Collection[Item]) -> list[int]:
    """The ids of the occurrences of ``items``."""
    return [item.row.id for item in items if item.row.id is not None]
