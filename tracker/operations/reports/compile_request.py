"""R8: the pack for a request under Act 106/1999, for chosen towns and years."""

from datetime import date

from sqlmodel import col

from tracker.operations.ground import Refused, Work
from tracker.operations.reports.report_entries import entries_of
from tracker.operations.reports.report_happenings import happenings_of
from tracker.operations.reports.report_registers import plans_of, projects_of, towns_of, workloads_of
from tracker.operations.reports.report_wish import Wish
from tracker.operations.standings import items
from tracker.reports.report import Report
from tracker.reports.request_pack import Request, request_pack
from tracker.store.occurrences import OccurrenceRow

MOST_TOWNS = 50
"""More towns than this would read every event of the country; such a request is split."""


def compile_request(work: Work, wish: Wish) -> Report:
    """R8 as of the day told: what was on record then, masked, the same whenever it is asked again."""
    day, known = wish.days(work)
    first, last = wish.period(work)
    towns = towns_of(work, wish.towns)
    if len(towns) > MOST_TOWNS:
        raise Refused("Vyberte nejvýše %(most)s obcí, nebo žádost rozdělte.", "obce", most=MOST_TOWNS)
    period = (date(first.year, 1, 1), min(date(last.year, 12, 31), day))
    found = items(
        work,
        col(OccurrenceRow.municipality_id).in_(list(towns)),
        col(OccurrenceRow.first_due).between(period[0], date(last.year, 12, 31)),
        on=day,
        known=known,
    )
    request = Request(
        towns=tuple(towns.values()),
        years=tuple(range(first.year, last.year + 1)),
        happenings=happenings_of(work, towns, period, known),
        entries=entries_of(work, found),
        projects=projects_of(work, towns, known),
        plans=plans_of(work, towns, known),
        workloads=workloads_of(work, towns, day, known),
        levels=wish.levels,
        questions=wish.questions,
    )
    return request_pack(request, day, known)
