"""Otevřená data: the catalogue of everything published, for people and for other catalogues."""

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, url_for

from tracker.operations.reports.publish_report import published_list, published_report
from tracker.reports.open_data import DataSet, catalogue, csv_schema, data_set_record
from tracker.reports.report_schema import report_schema
from tracker.store.reports import ReportRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import prague_day
from tracker.web.access import PUBLIC, allow, ground

blueprint = Blueprint("open_data", __name__, url_prefix="/data")


@blueprint.get("/")
@allow(PUBLIC)
def page() -> str:
    """The data sets with their files."""
    sets = [_data_set(town, row) for town, row in published_list(ground())]
    return render_template("web/reports/public_data.html", sets=sets)


@blueprint.get("/katalog.jsonld")
@allow(PUBLIC)
def record() -> Response:
    """The catalogue record that the national catalogue of open data reads."""
    records = [_data_set(town, row).record for town, row in published_list(ground())]
    return _linked(catalogue(url_for("open_data.record", _external=True), records))


@blueprint.get("/sada/<int:town>/<int:year>/<int:number>.jsonld")
@allow(PUBLIC)
def data_set(town: int, year: int, number: int) -> Response:
    """The record of one version."""
    public = published_report(ground(), town, year, number)
    return _linked(data_set_record(_data_set(public.town, public.row)))


@blueprint.get("/schema/<int:town>/<int:year>/<int:number>.json")
@allow(PUBLIC)
def schema(town: int, year: int, number: int) -> Response:
    """What the columns of the CSV of one version hold."""
    report = published_report(ground(), town, year, number).report
    address = url_for("public_reports.file", town=town, year=year, number=number, form="csv", _external=True)
    return jsonify(csv_schema(report.tables[0], address))


@blueprint.get("/schema/zprava.json")
@allow(PUBLIC)
def form() -> Response:
    """What the JSON form of every published report holds."""
    return jsonify(report_schema())


def _linked(told: dict[str, Any]) -> Response:
    answer = jsonify(told)
    answer.content_type = "application/ld+json; charset=utf-8"
    return answer


def _data_set(town: MunicipalityRow, row: ReportRow) -> DataSet:
    place: dict[str, Any] = {"town": town.id, "year": row.year, "number": row.number, "_external": True}
    content = row.content or {}
    return DataSet(
        record=url_for("open_data.data_set", **place),
        title=f"{content.get('title', '')} · {content.get('subject', '')}, verze {row.number}",
        description=content.get("counted", ""),
        page=url_for("public_reports.version", **place),
        csv=url_for("public_reports.file", form="csv", **place),
        json=url_for("public_reports.file", form="json", **place),
        schema=url_for("open_data.schema", **place),
        json_schema=url_for("open_data.form", _external=True),
        year=row.year,
        published=prague_day(row.published_at or row.created_at),
    )
