"""R2 paper for the meeting, R6 summary, R11 hours, R12 meetings, R14 handover: reports of one municipality."""

from datetime import date

from sqlmodel import col, or_, select

from tracker.fulfilment.labels import label
from tracker.obligations.agreement import ENDS
from tracker.operations.agreements.hours import hours_of
from tracker.operations.ground import Work
from tracker.operations.reports.compile_register_reports import agreement_papers
from tracker.operations.reports.report_entries import entries_of
from tracker.operations.reports.report_happenings import happenings_of
from tracker.operations.reports.report_registers import (
    Towns,
    members_of,
    plans_of,
    projects_of,
    tasks_of,
    towns_of,
)
from tracker.operations.reports.report_wish import Wish
from tracker.operations.standings import items
from tracker.people.permissions import Permission
from tracker.reports.entry import Entry, Town
from tracker.reports.handover import LOOKING_BACK, Contact, Estate, handover
from tracker.reports.hours_report import Ledger, hours_report
from tracker.reports.meeting_paper import meeting_paper
from tracker.reports.meetings_report import meetings_report
from tracker.reports.period_summary import Cooperation, period_summary
from tracker.reports.report import Report
from tracker.store.agreements import AgreementRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.people import MandateRow, PersonRow


def compile_meeting_paper(work: Work, wish: Wish) -> Report:
    """R2 for a meeting on the day told."""
    (town,), towns = _town(work, wish)
    day, known = wish.days(work)
    return meeting_paper(town, _in_force(work, town, day, known), tasks_of(work, towns, known), day, known)


def compile_handover(work: Work, wish: Wish) -> Report:
    """R14 on the day told."""
    (town,), towns = _town(work, wish)
    day, known = wish.days(work)
    papers = agreement_papers(work, Wish(towns=(town.id,)), day)
    estate = Estate(
        town=town,
        entries=_in_force(work, town, day, known),
        papers=tuple(paper for paper in papers if paper.ends is None or paper.ends >= day),
        contacts=_contacts(work, town, day),
        members=tuple(members_of(work, towns, known)[town.id]),
        tasks=tasks_of(work, towns, known),
        happenings=happenings_of(work, towns, (day - LOOKING_BACK, day), known),
    )
    return handover(estate, day, known)


def compile_summary(work: Work, wish: Wish) -> Report:
    """R6 of the period asked for."""
    (town,), towns = _town(work, wish)
    period = wish.period(work)
    _, known = wish.days(work)
    entries = entries_of(
        work,
        items(
            work,
            col(OccurrenceRow.municipality_id) == town.id,
            col(OccurrenceRow.first_due).between(*period),
            on=period[1],
            known=known,
        ),
    )
    projects = [p for p in projects_of(work, towns, known) if p.starts is None or p.starts <= period[1]]
    cooperation = Cooperation(
        town=town,
        period=period,
        entries=entries,
        happenings=happenings_of(work, towns, period, known),
        plans=plans_of(work, towns, known),
        projects=tuple(p for p in projects if (p.ended_early or p.ends or period[0]) >= period[0]),
    )
    return period_summary(cooperation, known)


def compile_hours(work: Work, wish: Wish) -> Report:
    """R11 of the period asked for, with every ledger in force in it as it stood on the last day."""
    (town,), towns = _town(work, wish)
    period = wish.period(work)
    _, known = wish.days(work)
    ledgers = [
        Ledger(town, h.item.obligation.title, h.item.duty.id or 0, h.item.standing.due, h.balance)
        for h in hours_of(work, col(OccurrenceRow.municipality_id) == town.id, period=period, known=known)
    ]
    return hours_report(f"obec {town.name}", period, happenings_of(work, towns, period, known), ledgers, known)


def compile_meetings(work: Work, wish: Wish) -> Report:
    """R12 of the period asked for, with every task given by its end."""
    (town,), towns = _town(work, wish)
    period = wish.period(work)
    _, known = wish.days(work)
    tasks = [task for task in tasks_of(work, towns, known) if task.given_on <= period[1]]
    return meetings_report(f"obec {town.name}", period, happenings_of(work, towns, period, known), tasks, known)


def _town(work: Work, wish: Wish) -> tuple[tuple[Town], Towns]:
    row = work.municipality(wish.need_town(), Permission.COMPILE_REPORT)
    towns = towns_of(work, [row.id or 0])
    return (towns[row.id or 0],), towns


def _in_force(work: Work, town: Town, day: date, known: date) -> tuple[Entry, ...]:
    """What agreements that hold on the day have had to be done by now, or run."""
    found = items(
        work,
        col(OccurrenceRow.municipality_id) == town.id,
        col(AgreementRow.starts) <= day,
        or_(col(AgreementRow.ended_on).is_(None), col(AgreementRow.ended_on) >= day),
        col(OccurrenceRow.window_start) <= day,
        on=day,
        known=known,
    )
    return entries_of(work, [item for item in found if item.agreement.state not in ENDS or item.agreement.ends >= day])


def _contacts(work: Work, town: Town, day: date) -> tuple[Contact, ...]:
    query = (
        select(PersonRow, MandateRow)
        .join(MandateRow, col(MandateRow.person_id) == PersonRow.id)
        .where(
            MandateRow.municipality_id == town.id,
            MandateRow.starts <= day,
            or_(col(MandateRow.ends).is_(None), col(MandateRow.ends) >= day),
        )
        .order_by(col(MandateRow.role), col(PersonRow.sort_key))
    )
    return tuple(
        Contact(person.name, label(mandate.role), person.email, person.phone, mandate.starts)
        for person, mandate in work.session.exec(query)
    )
