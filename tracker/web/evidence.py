"""Papers: always handed over as a file to keep, never shown as a page of this application."""

import logging
from urllib.parse import quote

from flask import Blueprint, Response

from tracker.operations.event_list import paper_of
from tracker.operations.ground import looking
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground

blueprint = Blueprint("evidence", __name__)
log = logging.getLogger(__name__)


@blueprint.get("/doklady/<int:evidence_id>")
@allow(Permission.READ)
def download(evidence_id: int) -> Response:
    """The file; who opened it is written to the log, for attendance sheets hold names (GDPR)."""
    with looking(ground(), actor()) as work:
        paper, data = paper_of(work, evidence_id)
    log.info("evidence %s opened by person %s", evidence_id, actor().person)
    answer = Response(data, mimetype=paper.media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(paper.name)}"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
