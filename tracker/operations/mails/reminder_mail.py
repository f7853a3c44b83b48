"""The reminder of one person and day: looks again at every notice in it and says only what is still true (R4)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from tracker.mailing.compose import CalendarPart
from tracker.obligations.deadline import Precision
from tracker.operations.calendars.term_file import term_attachments
from tracker.operations.ground import Work
from tracker.operations.mails.mail_parts import NotNeeded, Part, links
from tracker.operations.mails.queue_notices import still_needed, watched
from tracker.operations.mails.recipients import Directory, Recipient, directory
from tracker.operations.standings import Item, items
from tracker.people.actor import Role
from tracker.reminders.due import Kind, next_step_day, steps
from tracker.store.agreements import AgreementRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.outbox import NOTICE, MailRow, NoticeRow, NoticeState

MOST_LINES = 20
"""A mail with more terms than this names the first ones and counts the rest."""


@dataclass(frozen=True, slots=True)
class Needed:
    """A notice that is still true, with its term and why its recipient hears of it."""

    kind: Kind
    item: Item
    recipient: Recipient


@dataclass(frozen=True, slots=True)
class Reminders:
    """What is known today of the terms that some mails speak of."""

    notices: dict[int, list[NoticeRow]]
    items: dict[int, Item]
    book: Directory
    calendars: dict[int, bytes]
    not_needed: list[int] = field(default_factory=list)
    reassigned: set[int] = field(default_factory=set)


def gather(work: Work, mails: Sequence[MailRow]) -> Reminders:
    """Read everything that ``mails`` need in a number of queries that does not grow with them."""
    query = select(NoticeRow).where(
        col(NoticeRow.mail_id).in_([mail.id for mail in mails]), col(NoticeRow.state) == NoticeState.IN_MAIL
    )
    notices: dict[int, list[NoticeRow]] = defaultdict(list)
    for notice in work.session.exec(query.order_by(col(NoticeRow.due), col(NoticeRow.id))):
        notices[notice.mail_id or 0].append(notice)
    numbers = {notice.occurrence_id for group in notices.values() for notice in group}
    found = items(work, col(OccurrenceRow.id).in_(numbers)) if numbers else []
    towns = {item.municipality.id: item.municipality for item in found}
    return Reminders(
        notices=notices,
        items={item.row.id: item for item in found if item.row.id is not None},
        book=directory(work, towns.values()),
        calendars=term_attachments(work, {group[0].occurrence_id for group in notices.values() if len(group) == 1}),
    )


def needed_notices(work: Work, mail: MailRow, known: Reminders) -> list[Needed]:
    """The notices of a mail that are still true; the others are put aside in ``known``."""
    needed: list[Needed] = []
    for notice in known.notices.get(mail.id or 0, ()):
        item = known.items[notice.occurrence_id]
        hearing = known.book.of(item.duty, item.obligation, item.municipality)
        recipient = next((r for r in hearing if r.person == mail.person_id), None)
        if still_needed(item, notice.kind, notice.due, work.today) and recipient is not None:
            needed.append(Needed(notice.kind, item, recipient))
        else:
            known.not_needed.append(notice.id or 0)
            if recipient is None:
                known.reassigned.add(notice.occurrence_id)
    return needed


def reminder_part(work: Work, needed: Sequence[Needed], known: Reminders) -> Part | NotNeeded:
    """The words of one reminder."""
    if not needed:
        return NotNeeded("nic z toho už není potřeba připomínat")
    return _one(work, known, needed[0]) if len(needed) == 1 else _several(work, needed)


def settle_notices(work: Work, known: Reminders) -> None:
    """Write down which notices were not needed; who a duty passed to is told by the next sweep."""
    if known.not_needed:
        aside = sa.update(NOTICE).where(NOTICE.c.id.in_(known.not_needed))
        work.session.execute(aside.values(state=NoticeState.NOT_NEEDED))
    if known.reassigned:
        occurrence: sa.Table = OccurrenceRow.__table__  # type: ignore[attr-defined]
        work.session.execute(
            sa.update(occurrence).where(occurrence.c.id.in_(known.reassigned)).values(next_day=work.today)
        )


def _one(work: Work, known: Reminders, only: Needed) -> Part:
    item = only.item
    values: dict[str, Any] = {"one": told(work, item), "why": why(item, only.recipient)}
    if only.kind is Kind.OVERDUE:
        return Part("overdue", values | {"consultant": _consultant(known, item)})
    leads = known.book.leads_of(only.recipient.person, item.row.municipality_id)
    again = next_step_day(steps(watched(item), leads, work.working_days), work.today)
    due = item.standing.due
    values["more"] = again if again is not None and due is not None and again <= due else None
    attached = known.calendars.get(item.row.id or 0)
    return Part("before", values, calendar=CalendarPart("PUBLISH", attached) if attached else None)


def _several(work: Work, needed: Sequence[Needed]) -> Part:
    late = [told(work, one.item) for one in needed if one.kind is Kind.OVERDUE]
    coming = [told(work, one.item) for one in needed if one.kind is not Kind.OVERDUE]
    return Part(
        "several",
        {
            "late": late[:MOST_LINES],
            "coming": coming[: max(MOST_LINES - len(late), 0)],
            "late_count": len(late),
            "coming_count": len(coming),
            "left_out": max(len(needed) - MOST_LINES, 0),
            "towns": sorted({one.item.municipality.name for one in needed}),
            "why": why(needed[0].item, needed[0].recipient),
        },
    )


def told(work: Work, item: Item) -> dict[str, Any]:
    """What a template says of one term."""
    occurrence, standing = item.occurrence, item.standing
    once = occurrence.start == occurrence.end
    return {
        "title": item.obligation.title,
        "municipality": item.municipality.name,
        "due": standing.due,
        "precision": occurrence.precision if standing.due == standing.first_due else Precision.DAY,
        "period": None if once or not watched(item).recurs else (occurrence.start, occurrence.end),
        "counted": standing.counted,
        "quota": standing.quota,
        "outputs": "; ".join(item.obligation.outputs),
        "quote": item.obligation.quote,
        "source": source_words(item.agreement, item),
        "url": links(work.ground.config).occurrence(item.row.id or 0),
        "days_late": max((work.today - standing.due).days, 0) if standing.due else 0,
        "reason": standing.reason.reason if standing.reason else "",
        "expected": standing.reason.expected if standing.reason else None,
    }


def source_words(agreement: AgreementRow, item: Item) -> str:
    """The document and the page that a duty comes from."""
    page = item.obligation.source.place.page if item.obligation.source else None
    return f"{agreement.title}, str. {page}" if page else agreement.title


def why(item: Item, recipient: Recipient) -> dict[str, Any]:
    """The reason in parts; the words are the template's."""
    return {"role": recipient.role or "owner", "deputy": recipient.deputy, "municipality": item.municipality.name}


def _consultant(known: Reminders, item: Item) -> str:
    people = [known.book.people[r.person] for r in known.book.holders(Role.CONSULTANT, item.municipality)]
    return ", ".join(f"{person.name}, {person.phone}".rstrip(", ") for person in people[:1])
