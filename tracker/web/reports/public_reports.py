"""Published reports for anybody: permanent addresses, nothing but what was let out, and every version that ever was."""

from flask import Blueprint, Response, render_template

from tracker.operations.ground import NotFound
from tracker.operations.reports.publish_report import published_list, published_report
from tracker.reports.file_forms import FORMS
from tracker.web.access import PUBLIC, allow, ground
from tracker.web.reports.report_files import as_file

DATA = {"json", "csv"}
"""Forms that programs read: the frozen content alone, over which the checksum is."""

blueprint = Blueprint("public_reports", __name__, url_prefix="/zverejneno")


@blueprint.get("")
@allow(PUBLIC)
def page() -> str:
    """Everything that is public."""
    return render_template("web/reports/public_list.html", reports=published_list(ground()), town=None)


@blueprint.get("/<int:town>")
@allow(PUBLIC)
def of_town(town: int) -> str:
    """Everything public of one municipality."""
    reports = published_list(ground(), town)
    if not reports:
        raise NotFound
    return render_template("web/reports/public_list.html", reports=reports, town=reports[0][0])


@blueprint.get("/<int:town>/<int:year>")
@allow(PUBLIC)
def newest(town: int, year: int) -> str:
    """The newest version of a year."""
    return render_template("web/reports/public.html", public=published_report(ground(), town, year), forms=FORMS)


@blueprint.get("/<int:town>/<int:year>/<int:number>")
@allow(PUBLIC)
def version(town: int, year: int, number: int) -> str:
    """One version, for ever."""
    public = published_report(ground(), town, year, number)
    return render_template("web/reports/public.html", public=public, forms=FORMS)


@blueprint.get("/<int:town>/<int:year>/<int:number>/zprava.<form>")
@allow(PUBLIC)
def file(town: int, year: int, number: int, form: str) -> Response:
    """The version as a file, made from what was frozen."""
    public = published_report(ground(), town, year, number)
    report = public.report if form in DATA else public.printed
    return as_file(report, form, f"zprava-{town}-{year}-{number}")
