"""The national roll-up of a year over everything in reach."""

from tracker.operations.ground import Work
from tracker.operations.reports.national_counts import national_counts
from tracker.operations.reports.report_registers import towns_of
from tracker.operations.reports.report_wish import Wish
from tracker.people.permissions import Permission
from tracker.reports.national_overview import National, national_overview
from tracker.reports.report import Report


def compile_overview(work: Work, wish: Wish) -> Report:
    """The overview of a year as of the day."""
    day, known = wish.days(work)
    return national_overview(count_country(work, wish), wish.need_year(work), day, known)


def count_country(work: Work, wish: Wish) -> National:
    """The counts that the overview tells."""
    work.require(Permission.READ_REGION)
    day, known = wish.days(work)
    return national_counts(work, towns_of(work, wish.towns), wish.need_year(work), day, known)
