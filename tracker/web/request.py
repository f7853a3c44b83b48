"""What is read from every request before a view runs: who is signed in, and the day the page is asked for."""

import re
from datetime import date

from flask import abort, current_app, g, request

from tracker.operations.people.sign_in import resume
from tracker.web.security import cookie_name

AS_OF = "stav_k"
"""The parameter of a page that is to be seen as of another day (``YYYY-MM-DD``). Only reading pages heed it."""


_UNWRITTEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that nobody types and no field holds; PostgreSQL keeps no NUL at all (ASVS 1.3.11)."""


def refuse_unwritten() -> None:
    """Answer 400 to a request that holds control characters."""
    for given in (request.args, request.form):
        if any(_UNWRITTEN.search(text) for values in given.listvalues() for text in values):
            abort(400)


def open_request() -> None:
    """Fill ``g.signed_in`` and ``g.as_of``; an unreadable day is passed over, the page then shows today."""
    token = request.cookies.get(cookie_name(current_app))
    g.signed_in = resume(current_app.extensions["tracker.ground"], token) if token else None
    g.as_of = _day(request.args.get(AS_OF)) if request.method in ("GET", "HEAD") else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
