"""Tells whoever entered a fulfilment, on the same working day, that the other side returned or disputes it."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import col, select

from tracker.fulfilment.event import ReviewVerdict
from tracker.operations.ground import Work
from tracker.operations.mails.mail_parts import NotNeeded, Part
from tracker.operations.mails.queue_notices import morning_of
from tracker.operations.mails.recipients import directory
from tracker.operations.mails.reminder_mail import Reminders, told, why
from tracker.operations.standings import items
from tracker.reminders.due import Kind
from tracker.store.events import EventRow, EvidenceRow, FulfilmentRow, ReviewRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.outbox import MAIL, NOTICE, MailKind, MailRow, MailState, NoticeRow, NoticeState, insert_new
from tracker.store.people import PersonRow

TOGETHER = timedelta(minutes=10)
"""What is said of one event within this time goes in one mail."""
_STEP = "review-"


def queue_returned(work: Work, review: ReviewRow, fulfilment: FulfilmentRow) -> None:
    """Put the verdict into the mail of whoever entered the fulfilment, or of those who are reminded of the term."""
    for person in _recipients(work, fulfilment):
        notice = {
            "municipality_id": fulfilment.municipality_id,
            "occurrence_id": fulfilment.occurrence_id,
            "kind": Kind.RETURNED,
            "step": f"{_STEP}{review.id}",
            "recipient_id": person,
            "mail_id": _open_mail(work, fulfilment, person) or _new_mail(work, review, fulfilment, person),
            "state": NoticeState.IN_MAIL,
            "created_at": work.now,
        }
        insert_new(work.session, NOTICE, [notice])


def returned_part(work: Work, mail: MailRow, known: Reminders) -> Part | NotNeeded:
    """The words of one such mail: only what has been neither answered nor taken back meanwhile."""
    notices = select(NoticeRow).where(NoticeRow.mail_id == mail.id, NoticeRow.state == NoticeState.IN_MAIL)
    standing: list[tuple[ReviewRow, FulfilmentRow]] = []
    for notice in work.session.exec(notices.order_by(col(NoticeRow.id))):
        review = work.session.get_one(ReviewRow, int(notice.step.removeprefix(_STEP)))
        fulfilment = work.session.get_one(FulfilmentRow, review.fulfilment_id)
        if _stands(work, review, fulfilment):
            standing.append((review, fulfilment))
        else:
            known.not_needed.append(notice.id or 0)
    return _part(work, mail, standing) if standing else NotNeeded("záznam je mezitím doplněn nebo vzat zpět")


def _part(work: Work, mail: MailRow, standing: list[tuple[ReviewRow, FulfilmentRow]]) -> Part:
    review, fulfilment = standing[0]
    event = work.session.get_one(EventRow, fulfilment.event_id)
    about = {
        item.row.id: item for item in items(work, col(OccurrenceRow.id).in_([f.occurrence_id for _, f in standing]))
    }
    first = about[fulfilment.occurrence_id]
    hearing = directory(work, [first.municipality]).of(first.duty, first.obligation, first.municipality)
    by_role = next((one for one in hearing if one.person == mail.person_id), None)
    by = work.session.get(PersonRow, review.recorded_by) if review.recorded_by is not None else None
    values = {
        "event": event.title,
        "day": event.day,
        "municipality": first.municipality.name,
        "returned": [
            told(work, about[f.occurrence_id]) | {"verdict": r.verdict.value, "why": r.reason} for r, f in standing
        ],
        "disputed": all(r.verdict is ReviewVerdict.DISPUTED for r, _ in standing),
        "by": by.name if by else "",
        "own": event.recorded_by == mail.person_id or by_role is None,
        "why": why(first, by_role) if by_role else None,
    }
    return Part("returned", values)


def _stands(work: Work, review: ReviewRow, fulfilment: FulfilmentRow) -> bool:
    """Whether it is the last word on a fulfilment that holds, and no paper has answered it."""
    last = select(ReviewRow.id).where(ReviewRow.fulfilment_id == fulfilment.id).order_by(col(ReviewRow.id).desc())
    answers = select(EvidenceRow.id).where(
        EvidenceRow.event_id == fulfilment.event_id, EvidenceRow.recorded_at > review.recorded_at
    )
    is_last = fulfilment.withdrawn_at is None and work.session.exec(last).first() == review.id
    return is_last and (review.verdict is ReviewVerdict.DISPUTED or work.session.exec(answers).first() is None)


def _recipients(work: Work, fulfilment: FulfilmentRow) -> Iterator[int]:
    entered = work.session.get(PersonRow, fulfilment.recorded_by) if fulfilment.recorded_by is not None else None
    if entered is not None and entered.active and entered.id is not None:
        yield entered.id
        return
    for item in items(work, col(OccurrenceRow.id) == fulfilment.occurrence_id):
        for one in directory(work, [item.municipality]).of(item.duty, item.obligation, item.municipality):
            yield one.person


def _open_mail(work: Work, fulfilment: FulfilmentRow, person: int) -> int | None:
    """The mail about the same event that no sender has taken up yet."""
    query = select(MailRow.id).where(
        MailRow.state == MailState.PENDING,
        MailRow.person_id == person,
        col(MailRow.key).startswith(_key(fulfilment)),
    )
    return work.session.exec(query.with_for_update()).first()


def _new_mail(work: Work, review: ReviewRow, fulfilment: FulfilmentRow, person: int) -> int | None:
    day = work.working_days.since(work.today)
    row = MailRow(
        key=f"{_key(fulfilment)}{review.id}/{person}",
        kind=MailKind.RETURNED,
        day=day,
        person_id=person,
        municipality_id=fulfilment.municipality_id,
        not_before=max(work.now + TOGETHER, morning_of(day)),
        created_at=work.now,
    )
    (number,) = insert_new(work.session, MAIL, [row.model_dump(exclude={"id"})])
    return int(number)


def _key(fulfilment: FulfilmentRow) -> str:
    return f"returned/{fulfilment.event_id}/"
