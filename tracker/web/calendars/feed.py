"""The calendar behind a secret address. No sign-in, no cookie, no query: the token in the path says everything.

The address must stand in no log: ``operations/upkeep/logs.py`` takes it out of every line.
"""

import gzip
import re
from collections.abc import Iterable
from typing import cast
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Blueprint, Flask, Response, current_app, request
from flask.blueprints import BlueprintSetupState

from tracker.operations.calendars.publish_feed import Asked, Fetched, fetch, unchanged
from tracker.operations.ground import Ground
from tracker.web.access import PUBLIC, allow

blueprint = Blueprint("feed", __name__)

GZIPPED = "-gz"
"""Ends the tag of the compressed form: other bytes must have another strong tag (RFC 9110, 8.8.3.3)."""

_MICROSOFT = re.compile("Microsoft|MSOffice|Outlook|Exchange", re.IGNORECASE)
"""Agents that were seen to fail on a compressed calendar."""

CACHING = "private, no-cache"
VARYING = ("Accept-Encoding", "User-Agent")
_PATH = re.compile(r"/kalendar/([\w-]{43})\.ics")
_STRONG_TAG = re.compile(r'"[0-9a-f]{32}(-gz)?"')


class QuickAnswers:
    """In front of the application: „nothing new“, where one look at the database tells it. All else goes on.

    Calendar programs ask much more often than anything changes; a whole request costs three times this answer.
    """

    def __init__(self, application: WSGIApplication, ground: Ground) -> None:
        self._application, self._ground = application, ground

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        tag = self._known(environ)
        if tag is None:
            return self._application(environ, start_response)
        start_response("304 NOT MODIFIED", [("ETag", tag), ("Cache-Control", CACHING), ("Vary", ", ".join(VARYING))])
        return ()

    def _known(self, environ: WSGIEnvironment) -> str | None:
        """The one tag that the client named, when it is still the newest."""
        tag, path = environ.get("HTTP_IF_NONE_MATCH", ""), _PATH.fullmatch(environ.get("PATH_INFO", ""))
        if path is None or not _STRONG_TAG.fullmatch(tag) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        newest = unchanged(self._ground, path[1], {tag.replace(f'{GZIPPED}"', '"')})
        return tag if newest else None


@blueprint.record_once
def stand_in_front(state: BlueprintSetupState) -> None:
    """Answer quickly what can be."""
    app = cast(Flask, state.app)
    app.wsgi_app = QuickAnswers(app.wsgi_app, app.extensions["tracker.ground"])  # type: ignore[method-assign]


@blueprint.get("/kalendar/<token>.ics")
@allow(PUBLIC)
def calendar(token: str) -> Response:
    """The calendar of a token, or that the client has it already; a plain 404 for a token that is none."""
    fetched = fetch(current_app.extensions["tracker.ground"], token, _asked())
    if fetched is None:
        return _plain(404, "Kalendář na této adrese není. Odběr mohl být zrušen; vytvořte si nový.")
    if fetched.wait:
        answer = _plain(429, "Kalendář si stahujete příliš často. Zkuste to později.")
        answer.headers["Retry-After"] = str(fetched.wait)
        return answer
    return _answer(fetched)


def _asked() -> Asked:
    tags = {f'"{tag.removesuffix(GZIPPED)}"' for tag in request.if_none_match.as_set(include_weak=True)}
    return Asked(
        tags={"*"} if request.if_none_match.star_tag else tags,
        since=request.if_modified_since,
        client=request.user_agent.string,
        body=request.method == "GET",
    )


def _answer(fetched: Fetched) -> Response:
    compressed = request.accept_encodings["gzip"] > 0 and not _MICROSOFT.search(request.user_agent.string)
    answer = Response(status=304) if fetched.body is None else Response(_encoded(fetched.body, compressed))
    answer.content_type = "text/calendar; charset=utf-8"
    if compressed and fetched.body is not None:
        answer.content_encoding = "gzip"
    answer.set_etag(fetched.tag.strip('"') + (GZIPPED if compressed else ""))
    answer.last_modified = fetched.changed_at
    answer.headers["Cache-Control"] = CACHING
    answer.headers["Content-Disposition"] = "inline; filename=\"terminy.ics\"; filename*=UTF-8''term%C3%ADny.ics"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.vary.update(VARYING)
    return answer


def _encoded(body: bytes, compressed: bool) -> bytes:
    return gzip.compress(body, compresslevel=4, mtime=0) if compressed else body


def _plain(code: int, words: str) -> Response:
    answer = Response(words, status=code, mimetype="text/plain")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
