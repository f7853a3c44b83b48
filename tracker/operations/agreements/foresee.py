"""Who will be sent what in the days to come, if nothing happens until then.

Every day is asked the very questions that the sweep and the digests ask (``decide``, ``collect_digests``); only what
they would write is kept in hand and not stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlmodel import col, select

from tracker.operations.ground import Work
from tracker.operations.mails.digests import Digest, collect_digests
from tracker.operations.mails.queue_notices import Told, Wanted, decide, decided_steps, morning_of
from tracker.operations.standings import Item, items
from tracker.people.permissions import Permission
from tracker.reminders.digest import is_digest_day, week_of
from tracker.reminders.due import Kind
from tracker.store.occurrences import OccurrenceRow
from tracker.store.outbox import OPEN_MAIL, DigestWeekRow, MailKind, MailRow, NoticeRow, NoticeState
from tracker.store.people import PersonRow
from tracker.store.territory import MunicipalityRow

MOST_DAYS = 92
DIGESTS = frozenset({MailKind.DIGEST, MailKind.REVIEW, MailKind.ESCALATION})
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One term that a mail will speak of."""

    occurrence_id: int
    municipality: str
    title: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One mail to come: when it leaves, to whom, the terms it recalls, and how many lines each part of a digest has."""

    day: date
    person_id: int
    name: str
    email: str
    kind: MailKind
    before: tuple[Line, ...]
    overdue: tuple[Line, ...]
    digest: dict[str, int]


@dataclass(slots=True)
class _Mail:
    """A mail while it is put together."""

    reminded: dict[Kind, list[Line]] = field(default_factory=lambda: {Kind.BEFORE: [], Kind.OVERDUE: []})
    digest: Digest | None = None


_Mails = dict[tuple[date, int], _Mail]
"""By the day on which it leaves and the recipient: a person gets one mail a day."""


def foresee(work: Work, days: int, town_id: int | None = None) -> list[Foreseen]:
    """The mails of the next ``days`` days about one municipality, or about all whose mails the actor may read."""
    towns = _towns(work, town_id)
    mails: _Mails = {}
    _take_up_waiting(work, towns, mails)
    looks = _looks(work, towns, work.today + timedelta(days=days))
    told: Told = defaultdict(lambda: defaultdict(set))
    for some in _cut(list(looks)):
        told |= decided_steps(work, some)
    weeks = set(work.session.exec(select(DigestWeekRow.week)))
    for n in range(days + 1):
        then = _on(work, work.today + timedelta(days=n))
        come = [number for number, day in looks.items() if day is not None and day <= then.today]
        for some in _cut(come):
            decided = decide(then, items(then, col(OccurrenceRow.id).in_(some)), told)
            looks |= dict.fromkeys(some) | decided.looks
            for wanted in decided.wanted:
                told[wanted.item.row.id or 0][wanted.recipient].add(wanted.step.name)
                _recall(mails, then.working_days.since(then.today), wanted)
        if is_digest_day(then.today, then.working_days) and week_of(then.today) not in weeks:
            weeks.add(week_of(then.today))
            for person, digest in collect_digests(then, towns).items():
                mails.setdefault((then.today, person), _Mail()).digest = digest
    return list(_foreseen(work, mails))


def _towns(work: Work, town_id: int | None) -> list[int]:
    if town_id is not None:
        return [work.municipality(town_id, Permission.READ_OUTBOX).id or 0]
    work.require(Permission.READ_OUTBOX)
    there = work.session.exec(select(MunicipalityRow).where(work.in_reach()).order_by(col(MunicipalityRow.id)))
    return [town.id for town in there if town.id is not None and work.may(Permission.READ_OUTBOX, town)]


def _on(work: Work, day: date) -> Work:
    return replace(work, ground=work.ground.as_of(day), now=max(work.now, morning_of(day)), today=day)


def _cut(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """In pieces that one query takes."""
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]


def _looks(work: Work, towns: Iterable[int], last: date) -> dict[int, date | None]:
    """The terms that the sweep will look at by ``last``, and when."""
    query = select(col(OccurrenceRow.id), col(OccurrenceRow.next_day)).where(
        col(OccurrenceRow.next_day) <= last, col(OccurrenceRow.municipality_id).in_(towns)
    )
    return {number: day for number, day in work.session.exec(query) if number is not None}


def _recall(mails: _Mails, day: date, wanted: Wanted) -> None:
    if not wanted.superseded:
        mails.setdefault((day, wanted.recipient), _Mail()).reminded[wanted.step.kind].append(_line(wanted.item))


def _take_up_waiting(work: Work, towns: Sequence[int], mails: _Mails) -> None:
    """What the sweep has written already and has not left yet."""
    notices = (
        select(NoticeRow, col(MailRow.day))
        .join(MailRow, col(MailRow.id) == NoticeRow.mail_id)
        .where(
            NoticeRow.state == NoticeState.IN_MAIL,
            NoticeRow.kind != Kind.RETURNED,
            col(NoticeRow.municipality_id).in_(towns),
        )
    )
    waiting = work.session.exec(notices.order_by(col(NoticeRow.due), col(NoticeRow.id))).all()
    about: dict[int | None, Item] = {}
    for some in _cut([notice.occurrence_id for notice, _ in waiting]):
        about |= {item.row.id: item for item in items(work, col(OccurrenceRow.id).in_(some))}
    for notice, day in waiting:
        mail = mails.setdefault((max(day, work.today), notice.recipient_id), _Mail())
        mail.reminded[notice.kind].append(_line(about[notice.occurrence_id]))
    digests = select(col(MailRow.day), col(MailRow.person_id)).where(
        col(MailRow.state).in_(OPEN_MAIL), col(MailRow.kind).in_(DIGESTS)
    )
    if people := {person: max(day, work.today) for day, person in work.session.exec(digests)}:
        for person, digest in collect_digests(work, towns).items():
            if person in people:
                mails.setdefault((people[person], person), _Mail()).digest = digest


def _foreseen(work: Work, mails: _Mails) -> Iterator[Foreseen]:
    numbers = {person for _, person in mails}
    people = {p.id: p for p in work.session.exec(select(PersonRow).where(col(PersonRow.id).in_(numbers)))}
    for (day, number), mail in sorted(mails.items(), key=lambda one: (one[0][0], people[one[0][1]].name, one[0][1])):
        person, digest = people[number], mail.digest
        parts = ("late", "near", "to_review", "region", "country")
        yield Foreseen(
            day=day,
            person_id=number,
            name=person.name,
            email=person.email,
            kind=digest.kind if digest else MailKind.REMINDER,
            before=tuple(mail.reminded[Kind.BEFORE]),
            overdue=tuple(mail.reminded[Kind.OVERDUE]),
            digest={part: len(getattr(digest, part)) for part in parts if getattr(digest, part)} if digest else {},
        )


def _line(item: Item) -> Line:
    return Line(item.row.id or 0, item.municipality.name, item.obligation.title, item.standing.due)
