"""Papers from outside are kept until a person looks at them: which town they are for, who brought them, about what."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import select

from tracker.operations.events.event_papers import Paper
from tracker.operations.ground import Work
from tracker.store.inbox import IncomingPaperRow


@dataclass(frozen=True, slots=True)
class Origin:
    """Where papers come from; ``bringer`` is what a person reads, an organisation or a name."""

    municipality_id: int
    bringer: str
    occurrence_id: int | None = None
    message_id: int | None = None
    link_id: int | None = None


def keep_incoming(work: Work, origin: Origin, papers: Iterable[Paper]) -> int:
    """Keep the papers that are not there yet for the same thing, settled or not; how many they were."""
    there = work.session.exec(
        select(IncomingPaperRow.sha256).where(
            IncomingPaperRow.municipality_id == origin.municipality_id,
            IncomingPaperRow.occurrence_id == origin.occurrence_id,
        )
    )
    known, new = set(there), {paper.sha256: paper for paper in papers}
    fresh = [paper for sha256, paper in new.items() if sha256 not in known]
    for paper in fresh:
        work.session.add(
            IncomingPaperRow(
                municipality_id=origin.municipality_id,
                occurrence_id=origin.occurrence_id,
                message_id=origin.message_id,
                link_id=origin.link_id,
                bringer=origin.bringer[:300],
                sha256=paper.sha256,
                name=paper.name,
                media_type=paper.media_type,
                size=paper.size,
                kind=paper.kind,
                received_at=work.now,
            )
        )
    return len(fresh)
