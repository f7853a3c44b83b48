"""R7 settlement at an early end, R15 change sheet of a revision: reports of one agreement."""

from collections.abc import Sequence

from sqlmodel import col, select

from tracker.fulfilment.settlement import settle
from tracker.obligations.obligation import Obligation
from tracker.obligations.revision import compare
from tracker.operations.ground import Refused, Work
from tracker.operations.reports.report_entries import papers_of
from tracker.operations.reports.report_registers import towns_of
from tracker.operations.reports.report_wish import Wish
from tracker.operations.standings import items
from tracker.people.permissions import Permission
from tracker.reports.change_sheet import change_sheet
from tracker.reports.entry import Paper, Town
from tracker.reports.report import Report
from tracker.reports.settlement_report import settlement_report
from tracker.store.agreements import AgreementRow, ObligationRow, TermRow, VersionRow


def compile_settlement(work: Work, wish: Wish) -> Report:
    """R7 on the day the agreement ended, or on the day told as if it ended then."""
    agreement, town, paper = _agreement(work, wish)
    day, known = wish.days(work)
    last = agreement.ended_on or day
    if not agreement.starts <= last <= agreement.ends:
        raise Refused("V tento den dokument neplatil, není co vypořádat.", "stav_k")
    found = items(work, col(AgreementRow.id) == agreement.id, on=last, known=max(known, last))
    settlement = settle([(item.obligation, item.occurrence, item.facts) for item in found], last)
    return settlement_report(town, paper, settlement, agreement.end_reason, known)


def compile_change_sheet(work: Work, wish: Wish) -> Report:
    """R15 of the last revision of the agreement."""
    agreement, town, paper = _agreement(work, wish)
    _, known = wish.days(work)
    query = select(VersionRow).where(VersionRow.agreement_id == agreement.id).order_by(col(VersionRow.number).desc())
    versions = work.session.exec(query.limit(2)).all()
    if len(versions) < 2:
        raise Refused("Dokument zatím nemá žádnou revizi.", "dokument")
    new, old = versions
    changes = compare(_terms(work, old), _terms(work, new))
    return change_sheet(town, paper, (old.number, new.number), new.applies_from, changes, known)


def _agreement(work: Work, wish: Wish) -> tuple[AgreementRow, Town, Paper]:
    if wish.agreement is None:
        raise Refused("Vyberte dokument.", "dokument")
    agreement = work.get(AgreementRow, wish.agreement, Permission.COMPILE_REPORT)
    town = towns_of(work, [agreement.municipality_id])[agreement.municipality_id]
    return agreement, town, papers_of(work, [agreement])[wish.agreement]


def _terms(work: Work, version: VersionRow) -> Sequence[Obligation]:
    query = (
        select(TermRow, ObligationRow)
        .join(ObligationRow, col(ObligationRow.id) == TermRow.obligation_id)
        .where(TermRow.version_id == version.id)
        .order_by(col(TermRow.position))
    )
    return [term.obligation(duty.key) for term, duty in work.session.exec(query)]
