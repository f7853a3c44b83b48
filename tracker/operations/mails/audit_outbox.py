"""Was anything silently not sent (R2)? An independent look at the outbox.

It asks the rules about every term anew, and believes neither the day on which the sweep wants to look again nor the
stored status. A step that came and has no row is *missing*; a mail that waits too long is *overdue*; a notice whose
mail has ended without it is *stray*.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, or_, select

from tracker.operations.ground import Ground, Work, looking, working
from tracker.operations.mails.look_again import look_again
from tracker.operations.mails.queue_notices import watched
from tracker.operations.mails.recipients import Directory, directory
from tracker.operations.mails.sending_hours import RESTING, open_since
from tracker.operations.standings import Item, items
from tracker.people.actor import SYSTEM
from tracker.reminders.due import Step, steps
from tracker.reminders.policy import LONGEST_LEAD, REMINDED
from tracker.store.occurrences import OccurrenceRow
from tracker.store.outbox import OPEN_MAIL, MailKind, MailRow, NoticeRow, NoticeState
from tracker.store.territory import MunicipalityRow

LOOKS_BACK = timedelta(days=10)
"""The steps of so many days are asked about; a sweep that failed longer than that has long been told of."""
PATIENCE = timedelta(minutes=60)
TOWNS = 200
MOST_NAMED = 10
"""So many of what was found are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found; all three are empty where every promise was kept."""

    missing: tuple[tuple[int, str], ...]
    """Occurrence and name of the step."""
    overdue: tuple[int, ...]
    """Mails."""
    stray: tuple[int, ...]
    """Notices."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not (self.missing or self.overdue or self.stray)


class NotClean(Exception):
    """The audit has found something; the message says what."""


def audit_outbox(ground: Ground) -> Audit:
    """Look at everything; changes nothing."""
    with looking(ground, SYSTEM) as work:
        return Audit(tuple(_missing(work)), overdue(work), stray(work))


def mend_outbox(ground: Ground) -> None:
    """Look at everything, let the next sweep make up for what is missing, and raise ``NotClean`` if there was any."""
    found = audit_outbox(ground)
    if found.is_clean:
        return
    with working(ground, SYSTEM) as work:
        look_again(work, col(OccurrenceRow.id).in_([number for number, _ in found.missing]))
    raise NotClean(_words(found))


def _words(found: Audit) -> str:
    """What was found in one line; the numbers are those of rows, for whoever looks for them."""
    parts = {
        "chybí připomínky": [f"{step} k povinnosti č. {number}" for number, step in found.missing],
        "čekají déle než hodinu e-maily č.": list(map(str, found.overdue)),
        "zůstala po ukončeném e-mailu upozornění č.": list(map(str, found.stray)),
    }
    return "; ".join(f"{what} {_listed(ones)}" for what, ones in parts.items() if ones)


def _listed(ones: Sequence[str]) -> str:
    more = f" a další ({len(ones) - MOST_NAMED})" if len(ones) > MOST_NAMED else ""
    return ", ".join(ones[:MOST_NAMED]) + more


def overdue(work: Work) -> tuple[int, ...]:
    """Mails that should have left long ago and have come to no end; what rests over a weekend is not late."""
    long_ago = work.now - PATIENCE
    opening = open_since(work.now, work.working_days)
    resting = frozenset[MailKind]() if opening is not None and opening < long_ago else RESTING
    query = select(MailRow.id).where(
        col(MailRow.state).in_(OPEN_MAIL),
        col(MailRow.kind).not_in(resting),
        MailRow.not_before < long_ago,
        MailRow.created_at < long_ago,
        or_(col(MailRow.locked_until).is_(None), col(MailRow.locked_until) < long_ago),
    )
    return tuple(number for number in work.session.exec(query.order_by(col(MailRow.id))) if number is not None)


def stray(work: Work) -> tuple[int, ...]:
    """Notices that wait for a mail which has come to its end."""
    query = (
        select(NoticeRow.id)
        .join(MailRow, col(MailRow.id) == NoticeRow.mail_id)
        .where(NoticeRow.state == NoticeState.IN_MAIL, col(MailRow.state).not_in(OPEN_MAIL))
    )
    return tuple(number for number in work.session.exec(query.order_by(col(NoticeRow.id))) if number is not None)


def _missing(work: Work) -> Iterator[tuple[int, str]]:
    towns = work.session.exec(select(MunicipalityRow).order_by(col(MunicipalityRow.id))).all()
    for start in range(0, len(towns), TOWNS):
        yield from _missing_of(work, towns[start : start + TOWNS])


def _missing_of(work: Work, towns: Sequence[MunicipalityRow]) -> Iterator[tuple[int, str]]:
    book = directory(work, towns)
    latest = work.today + timedelta(days=LONGEST_LEAD + LOOKS_BACK.days)
    found = items(
        work,
        col(MunicipalityRow.id).in_([town.id for town in towns]),
        col(OccurrenceRow.due).between(work.today - LOOKS_BACK, latest),
    )
    told = _told(work, [item.row.id or 0 for item in found])
    for item in found:
        if item.standing.status in REMINDED and not _is_pending(work, item):
            number = item.row.id or 0
            for name in sorted({step.name for step in _come(work, item, book)} - told[number]):
                yield number, name


def _is_pending(work: Work, item: Item) -> bool:
    """Whether the sweep of yesterday or of today has this term still before it."""
    day = item.row.next_day
    return day is not None and work.today - timedelta(days=1) <= day <= work.today


def _come(work: Work, item: Item, book: Directory) -> Iterable[Step]:
    """The steps that came within the days asked about, for anybody who hears of the term and wants to."""
    for recipient in book.of(item.duty, item.obligation, item.municipality):
        if book.wants_reminders(recipient.person):
            leads = book.leads_of(recipient.person, item.row.municipality_id)
            for step in steps(watched(item), leads, work.working_days):
                if work.today - LOOKS_BACK <= step.day < work.today:
                    yield step


def _told(work: Work, occurrences: Sequence[int]) -> dict[int, set[str]]:
    """The steps that somebody has a row for."""
    found: dict[int, set[str]] = defaultdict(set)
    for start in range(0, len(occurrences), 1000):
        query = select(NoticeRow.occurrence_id, NoticeRow.step).where(
            col(NoticeRow.occurrence_id).in_(occurrences[start : start + 1000])
        )
        for occurrence, step in work.session.exec(query):
            found[occurrence].add(step)
    return found
