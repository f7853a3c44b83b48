"""„Přehled ČR“: the country in numbers, year by year."""

from flask import Blueprint, render_template, request
from markupsafe import Markup

from tracker.operations.agreements.obligation_list import years_in_reach
from tracker.operations.ground import looking
from tracker.operations.reports.compile_national import count_country
from tracker.operations.reports.report_wish import Wish
from tracker.people.permissions import Permission
from tracker.reports.national_overview import National, front, national_overview, what_counts
from tracker.reports.region_map import drawn, region_map
from tracker.reports.tile_map import MOST_TILES, tile_map
from tracker.web.access import actor, allow, ground
from tracker.web.charts import BurnUpPoint
from tracker.web.fields import whole

blueprint = Blueprint("overview", __name__)


@blueprint.get("/prehled")
@allow(Permission.READ_COUNTRY)
def page() -> str:
    """The terms due in the year asked for, this year's otherwise: the report of the country with its pictures."""
    with looking(ground(), actor()) as work:
        year = min(whole(request.args, "rok", lowest=1990) or work.today.year, 2999)
        national = count_country(work, Wish(year=year))
        regions, many = region_map(national.towns), len(national.towns) > MOST_TILES
        return render_template(
            "web/overview/page.html",
            report=national_overview(national, year, work.today, work.today, by_town=not many),
            front=front(national),
            counted=what_counts(year, work.today),
            year=year,
            years=[(str(number), number) for number in years_in_reach(work)],
            blocks=tile_map(national.towns),
            regions=regions,
            picture=Markup(drawn(regions)),  # noqa: S704  numbers and the names of a code list
            many=many,
            points=_points(national, year),
            agreed=sum(town.counts.total for town in national.towns),
        )


def _points(national: National, year: int) -> list[BurnUpPoint]:
    """The beginning of the year and the ends of its months."""
    ends = [BurnUpPoint(p.until, p.expected, p.fulfilled) for p in national.progress]
    return [BurnUpPoint(ends[0].day.replace(day=1), 0, 0), *ends]
