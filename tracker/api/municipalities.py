"""Municipalities, and the yearly report of one as of any day."""

from typing import Any

from flask import Blueprint
from pydantic import Field

from tracker.api.access import reader
from tracker.api.described import KEY, described
from tracker.api.values import Answered, Asked, Day, Sent
from tracker.operations.registers import extracts
from tracker.operations.reports.compile_report import FIRST_YEAR, LAST_YEAR, compile_compliance
from tracker.reports.frozen import to_json
from tracker.store.territory import MunicipalityRow

blueprint = Blueprint("municipalities", __name__)


class Municipality(Answered):
    """A town, or a union whose members name it in ``union``; ``office`` is the regional office of ASZ.

    ``region`` is the code CZ-NUTS 3 of its region, where it is known.
    """

    id: int
    name: str
    ico: str | None
    seat: str
    region: str | None
    office: int
    union: int | None


class Municipalities(Answered):
    """A part of the list."""

    items: list[Municipality]
    next: int | None


class ReportAsked(Sent):
    """Which year, and as of which day (today)."""

    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    as_of: Day | None = None


class YearlyReport(Answered):
    """The report on the fulfilment of the cooperation description in the form of docs/reports.md."""

    content: dict[str, Any]


@blueprint.get("/municipalities")
@described(Municipalities)
def municipalities(query: Asked) -> Municipalities:
    """List the municipalities in reach."""
    with reader() as work:
        part = extracts.municipalities(work, extracts.Stretch(query.cursor, query.limit))
        return Municipalities(items=[_shown(row) for row in part.told], next=part.next)


@blueprint.get(f"/municipalities/<{KEY}:municipality_id>")
@described(Municipality)
def municipality(municipality_id: int) -> Municipality:
    """Read a municipality."""
    with reader() as work:
        return _shown(work.municipality(municipality_id))


@blueprint.get(f"/municipalities/<{KEY}:municipality_id>/report")
@described(YearlyReport)
def yearly_report(municipality_id: int, query: ReportAsked) -> YearlyReport:
    """Compile the yearly report as it stands on a day."""
    with reader() as work:
        return YearlyReport(content=to_json(compile_compliance(work, municipality_id, query.year, query.as_of)))


def _shown(row: MunicipalityRow) -> Municipality:
    assert row.id is not None
    return Municipality(
        id=row.id,
        name=row.name,
        ico=row.ico,
        seat=row.seat,
        region=row.region,
        office=row.office_id,
        union=row.union_id,
    )
