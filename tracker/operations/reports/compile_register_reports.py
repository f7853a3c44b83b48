"""R4 plans, R9 topics, R10 projects, R13 documents, R5 advisory programmes: reports of the plain registers."""

from datetime import date

from sqlmodel import col, select

from tracker.obligations.agreement import LABELS, AgreementKind
from tracker.operations.ground import Refused, Work
from tracker.operations.reports.report_entries import newest_versions
from tracker.operations.reports.report_happenings import happenings_of
from tracker.operations.reports.report_registers import (
    plans_of,
    programme_of,
    projects_of,
    research_of,
    topics_of,
    totals_of,
    towns_of,
)
from tracker.operations.reports.report_wish import Wish
from tracker.reports.declared_totals import declared_totals
from tracker.reports.papers_report import Validity, papers_report
from tracker.reports.plan_register import plan_register
from tracker.reports.programme_report import programme_report
from tracker.reports.project_sums import project_sums
from tracker.reports.report import Report
from tracker.reports.research_report import research_report
from tracker.reports.topic_matrix import topic_matrix
from tracker.store.agreements import AgreementRow

KINDS = {
    AgreementKind.COOPERATION: "Popis spolupráce",
    AgreementKind.PLAN: "Plán",
    AgreementKind.ADVISORY: "Poradenský program",
    AgreementKind.PROJECT: "Projekt",
    AgreementKind.MEMORANDUM: "Memorandum",
}


def compile_plans(work: Work, wish: Wish) -> Report:
    """R4 as of the day."""
    day, known = wish.days(work)
    towns = towns_of(work, wish.towns)
    return plan_register(plans_of(work, towns, known), day, known, wish.scope(work, towns))


def compile_topics(work: Work, wish: Wish) -> Report:
    """R9 as of the day."""
    day, known = wish.days(work)
    towns = towns_of(work, wish.towns)
    return topic_matrix(topics_of(work, towns, known), day, known, wish.scope(work, towns))


def compile_projects(work: Work, wish: Wish) -> Report:
    """R10 as of the day."""
    day, known = wish.days(work)
    towns = towns_of(work, wish.towns)
    projects, totals = projects_of(work, towns, known), totals_of(work, towns, known)
    return project_sums(projects, day, known, wish.scope(work, towns), declared_totals(totals, projects))


def compile_research(work: Work, wish: Wish) -> Report:
    """Research and recommendations as of the day."""
    day, known = wish.days(work)
    towns = towns_of(work, wish.towns)
    return research_report(research_of(work, towns, known), day, known, wish.scope(work, towns))


def compile_papers(work: Work, wish: Wish) -> Report:
    """R13: agreements and plans by the day they end."""
    day, known = wish.days(work)
    towns = towns_of(work, wish.towns)
    plans = [
        Validity(
            p.town, p.kind, p.title, p.starts, p.ends, approved_on=p.approvals[-1].approved_on if p.approvals else None
        )
        for p in plans_of(work, towns, known)
    ]
    return papers_report(wish.scope(work, towns), [*agreement_papers(work, wish, day), *plans], day, known)


def agreement_papers(work: Work, wish: Wish, day: date) -> list[Validity]:
    """The agreements of the towns asked about as documents with their validity."""
    towns = towns_of(work, wish.towns)
    rows = work.session.exec(select(AgreementRow).where(col(AgreementRow.municipality_id).in_(list(towns)))).all()
    versions = newest_versions(work, [row.id or 0 for row in rows])
    return [
        Validity(
            town=towns[row.municipality_id],
            kind=KINDS[row.kind],
            title=row.title,
            starts=row.starts,
            ends=row.ended_on if row.ended_on and row.ended_on <= day else row.ends,
            state=LABELS[row.state],
            number=row.id,
            approved_on=versions[row.id].approved_on if row.id in versions else None,
            resolution=versions[row.id].resolution if row.id in versions else "",
        )
        for row in rows
    ]


def compile_programme(work: Work, wish: Wish) -> Report:
    """R5 of one advisory programme, with the events of its town in its time."""
    if wish.programme is None:
        raise Refused("Vyberte poradenský program.")
    day, known = wish.days(work)
    programme = programme_of(work, wish.programme, known)
    last = min(programme.ended_early or programme.ends, day)
    towns = {programme.town.id: programme.town}
    return programme_report(programme, happenings_of(work, towns, (programme.starts, last), known), day, known)
