"""Evidence: the papers that prove events, and their bytes."""

from datetime import datetime
from urllib.parse import quote

from flask import Blueprint, Response

from tracker.api.access import actor, ground, reader
from tracker.api.described import KEY, described
from tracker.api.values import Answered, Key, OfMunicipality
from tracker.fulfilment.event import EvidenceKind, Visibility
from tracker.operations.events.event_list import open_paper
from tracker.operations.registers import extracts
from tracker.store.events import EvidenceRow

blueprint = Blueprint("evidence", __name__)


class Paper(Answered):
    """A paper; ``sha256`` names its bytes."""

    id: int
    municipality: int
    event: int
    name: str
    media_type: str
    size: int
    kind: EvidenceKind
    visibility: Visibility
    sha256: str
    recorded_at: datetime


class Papers(Answered):
    """A part of the list."""

    items: list[Paper]
    next: int | None


class PapersAsked(OfMunicipality):
    """A part of the papers, of one event or of all."""

    event: Key | None = None


@blueprint.get("/evidence")
@described(Papers)
def papers(query: PapersAsked) -> Papers:
    """List the papers in reach."""
    with reader() as work:
        part = extracts.papers(work, extracts.Stretch(query.cursor, query.limit), query.municipality, query.event)
        return Papers(items=[shown(row) for row in part.told], next=part.next)


@blueprint.get(f"/evidence/<{KEY}:evidence_id>")
@described(Paper)
def paper(evidence_id: int) -> Paper:
    """Read what is known of a paper."""
    with reader() as work:
        return shown(extracts.paper(work, evidence_id))


@blueprint.get(f"/evidence/<{KEY}:evidence_id>/content")
@described(None)
def paper_content(evidence_id: int) -> Response:
    """Get the bytes of a paper."""
    row, data = open_paper(ground(), actor(), evidence_id)
    answer = Response(data, mimetype=row.media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.name)}"
    return answer


def shown(row: EvidenceRow) -> Paper:
    """A paper as it is answered."""
    return Paper.model_validate({**row.model_dump(), "municipality": row.municipality_id, "event": row.event_id})
