"""A report as a file in the answer."""

from flask import Response, abort

from tracker.reports.file_forms import FORMS
from tracker.reports.report import Report


def as_file(report: Report, form: str, name: str) -> Response:
    """The report in the form, under a name that says what it is; an unknown form is not found."""
    if form not in FORMS:
        abort(404)
    written = FORMS[form]
    answer = Response(written.write(report), content_type=written.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{form}")
    return answer
