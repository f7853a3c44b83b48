"""Published reports: frozen versions with their checksum and the head of the journal."""

from datetime import date, datetime
from typing import Any

from flask import Blueprint
from pydantic import Field

from tracker.api.access import reader
from tracker.api.described import KEY, described
from tracker.api.values import Answered, OfMunicipality
from tracker.operations.registers import extracts
from tracker.operations.reports.compile_report import FIRST_YEAR, LAST_YEAR
from tracker.store.reports import ReportRow

blueprint = Blueprint("reports", __name__)


class Report(Answered):
    """A published version. ``content`` is in the form of docs/reports.md; a list leaves it out."""

    id: int
    municipality: int
    year: int
    number: int
    day: date
    published_at: datetime
    correction: str
    checksum: str
    journal_head: str
    content: dict[str, Any] | None


class Reports(Answered):
    """A part of the list."""

    items: list[Report]
    next: int | None


class ReportsAsked(OfMunicipality):
    """A part of the reports, of one year or of all."""

    year: int | None = Field(default=None, ge=FIRST_YEAR, le=LAST_YEAR)


@blueprint.get("/reports")
@described(Reports)
def reports(query: ReportsAsked) -> Reports:
    """List the published reports in reach."""
    stretch = extracts.Stretch(query.cursor, query.limit)
    with reader() as work:
        part = extracts.reports(work, stretch, query.municipality, query.year)
        return Reports(items=[_shown(row, with_content=False) for row in part.told], next=part.next)


@blueprint.get(f"/reports/<{KEY}:report_id>")
@described(Report)
def report(report_id: int) -> Report:
    """Read a published report."""
    with reader() as work:
        return _shown(extracts.report(work, report_id), with_content=True)


def _shown(row: ReportRow, *, with_content: bool) -> Report:
    told = {**row.model_dump(), "municipality": row.municipality_id}
    return Report.model_validate(told if with_content else {**told, "content": None})
