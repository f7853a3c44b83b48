"""R16: the diary of notices of a municipality in a period."""

from datetime import timedelta

from sqlmodel import col, select

from tracker.operations.ground import Work
from tracker.operations.registers.known_rows import day_end
from tracker.operations.reports.report_registers import towns_of
from tracker.operations.reports.report_wish import Wish
from tracker.people.permissions import Permission
from tracker.reminders.due import Kind
from tracker.reports.notice_diary import Sent, notice_diary
from tracker.reports.report import Report
from tracker.store.agreements import TermRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.outbox import MailRow, NoticeRow, NoticeState
from tracker.store.people import PersonRow

STATES = {
    NoticeState.IN_MAIL: "čeká na odeslání",
    NoticeState.SENT: "odesláno",
    NoticeState.SUPERSEDED: "nahrazeno novější",
    NoticeState.NOT_NEEDED: "už nebylo třeba",
    NoticeState.UNDELIVERABLE: "nedoručitelné",
}

KINDS = {Kind.BEFORE: "před termínem", Kind.OVERDUE: "po termínu", Kind.RETURNED: "vráceno k doplnění"}


def compile_notices(work: Work, wish: Wish) -> Report:
    """R16 of the period asked for."""
    town = work.municipality(wish.need_town(), Permission.READ_OUTBOX)
    towns = towns_of(work, [town.id or 0])
    first, last = wish.period(work)
    _, known = wish.days(work)
    query = (
        select(NoticeRow, OccurrenceRow, TermRow, PersonRow, MailRow)  # type: ignore[call-overload]
        .join(OccurrenceRow, col(OccurrenceRow.id) == NoticeRow.occurrence_id)
        .join(TermRow, col(TermRow.id) == OccurrenceRow.term_id)
        .join(PersonRow, col(PersonRow.id) == NoticeRow.recipient_id)
        .join(MailRow, col(MailRow.id) == NoticeRow.mail_id, isouter=True)
        .where(
            col(NoticeRow.municipality_id).in_(list(towns)),
            col(NoticeRow.created_at) >= day_end(first - timedelta(days=1)),
            col(NoticeRow.created_at) < day_end(last),
        )
        .order_by(col(NoticeRow.created_at), col(NoticeRow.id))
    )
    notices = [
        Sent(
            created_at=notice.created_at,
            kind=KINDS[notice.kind],
            town=town.name,
            obligation=term.title,
            due=notice.due,
            recipient=person.name,
            subject=mail.subject if mail else "",
            state=STATES[notice.state],
            done_at=mail.done_at if mail else None,
        )
        for notice, _, term, person, mail in work.session.execute(query)
    ]
    return notice_diary(f"obec {town.name}", (first, last), notices, known)
