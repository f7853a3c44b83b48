"""Papers: always handed over as a file to keep, never shown as a page of this application."""

import logging
from urllib.parse import quote

from flask import Blueprint, Response

from tracker.operations.events.event_list import open_paper
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground

blueprint = Blueprint("evidence", __name__)
log = logging.getLogger(__name__)


@blueprint.get("/doklady/<int:evidence_id>")
@allow(Permission.READ)
def download(evidence_id: int) -> Response:
    """The file; who opened an attendance sheet is kept and shown beside it (GDPR)."""
    paper, data = open_paper(ground(), actor(), evidence_id)
    answer = Response(data, mimetype=paper.media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(paper.name)}"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
