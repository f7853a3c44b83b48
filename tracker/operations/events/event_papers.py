"""The papers of an event: what is to be kept of each, and writing them down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.fulfilment.event import EvidenceKind, Visibility
from tracker.fulfilment.papers import keep_until
from tracker.operations.ground import Refused, Work
from tracker.operations.upkeep.code_lists import unknown
from tracker.store.code_lists import CodeList
from tracker.store.events import EventRow, EvidenceRow


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to keep with the event, already stored under ``sha256``; without ``keep_until`` for the usual time.

    ``kind_words`` is a word of the list of output kinds, where one was chosen.
    """

    sha256: str
    name: str
    media_type: str
    size: int
    kind: EvidenceKind = EvidenceKind.OTHER
    visibility: Visibility = Visibility.PARTIES
    keep_until: date | None = None
    kind_words: str = ""

    @property
    def chosen(self) -> str:
        """What a list of kinds has chosen for it."""
        return self.kind_words or self.kind.value


def keep_papers(work: Work, event: EventRow, papers: Sequence[Paper]) -> None:
    """Write the papers of an event down; raises ``Refused`` for a kind that no list knows."""
    if strange := unknown(work, CodeList.OUTPUT_KIND, {paper.kind_words for paper in papers if paper.kind_words}):
        raise Refused("Druh dokladu „%(kind)s“ číselník nezná. Vyberte jiný.", "files", kind=min(strange))
    assert event.id is not None
    for paper in papers:
        work.session.add(
            EvidenceRow(
                municipality_id=event.municipality_id,
                event_id=event.id,
                sha256=paper.sha256,
                name=paper.name,
                media_type=paper.media_type,
                size=paper.size,
                kind=paper.kind,
                kind_words=paper.kind_words,
                visibility=paper.visibility,
                keep_until=paper.keep_until or keep_until(event.day),
                recorded_at=work.now,
                recorded_by=work.actor.person,
            )
        )
