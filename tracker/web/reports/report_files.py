"""A report as a file in the answer, and how many of them somebody may have made."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Response, abort, current_app, g
from werkzeug.exceptions import TooManyRequests

from tracker.operations.people.file_limit import take_file
from tracker.reports.file_forms import FORMS
from tracker.reports.report import Report

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def a_file(view: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """A view for signed-in people that makes a file; answers 429 to a session that asks for too many a minute."""

    @wraps(view)
    def counted(*given: Given.args, **named: Given.kwargs) -> Answer:
        wait = take_file(current_app.extensions["tracker.ground"], g.signed_in.session_id)
        if wait:
            raise TooManyRequests(retry_after=wait)
        return view(*given, **named)

    return counted


def as_file(report: Report, form: str, name: str) -> Response:
    """The report in the form, under a name that says what it is; an unknown form is not found."""
    if form not in FORMS:
        abort(404)
    written = FORMS[form]
    answer = Response(written.write(report), content_type=written.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{form}")
    return answer
