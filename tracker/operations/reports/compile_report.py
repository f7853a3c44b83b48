"""Compile a report from recorded facts, as of any day and with what was known on any later day."""

from datetime import date

from sqlmodel import col

from tracker.obligations.agreement import AgreementKind
from tracker.operations.ground import Refused, Work
from tracker.operations.reports.report_entries import entries_of, offices_by_id, town_of
from tracker.operations.standings import items
from tracker.people.permissions import Permission
from tracker.reports.compliance_report import compliance_report
from tracker.reports.entry import Entry
from tracker.reports.report import Report
from tracker.reports.yearly import NO_COMMENTS, Comments, Lot, Yearly, day_over, lot_of
from tracker.store.agreements import AgreementRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow

FIRST_YEAR, LAST_YEAR = 2000, 2100


def compile_compliance(
    work: Work,
    municipality_id: int,
    year: int,
    day: date | None = None,
    known: date | None = None,
    comments: Comments = NO_COMMENTS,
) -> Report:
    """R1 of a municipality and year: how it stood on ``day`` (today) by what was recorded until ``known`` (``day``)."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        span = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
        raise Refused("Rok %(year)s neznáme. Zadejte rok od %(first)s do %(last)s.", year=str(year), **span)
    town = work.municipality(municipality_id, Permission.COMPILE_REPORT)
    day = day or work.today
    known = known or day
    before = _entries(work, town, year - 1, min(day, day_over(year - 1)), known)
    return compliance_report(
        Yearly(
            town=town_of(town, offices_by_id(work)),
            year=year,
            day=day,
            known=known,
            entries=_entries(work, town, year, day, known),
            before=tuple(entry for entry in before if lot_of(entry, year - 1) is Lot.YEAR),
            comments=comments,
        )
    )


def _entries(work: Work, town: MunicipalityRow, year: int, day: date, known: date) -> tuple[Entry, ...]:
    """What the cooperation descriptions of the municipality have to do with the year."""
    found = items(
        work,
        col(OccurrenceRow.municipality_id) == town.id,
        col(OccurrenceRow.window_start) <= date(year, 12, 31),
        col(AgreementRow.kind) == AgreementKind.COOPERATION,
        on=day,
        known=known,
    )
    return tuple(entry for entry in entries_of(work, found) if lot_of(entry, year) is not None)
