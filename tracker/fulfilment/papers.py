"""Which papers must prove an event, read from the outputs that a duty should yield (domain law 10)."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache

from tracker.fulfilment.event import Event, EvidenceKind
from tracker.timeline.folding import folded

KEEP_YEARS = 10
_OPTIONAL = re.compile(r"\b(pripadne|eventualne|popripade|je-li|pokud)\b")
_KINDS: tuple[tuple[EvidenceKind, re.Pattern[str]], ...] = (
    (EvidenceKind.RESOLUTION, re.compile(r"\busnesen")),
    (EvidenceKind.ATTENDANCE, re.compile(r"\bprezenc")),
    (EvidenceKind.CERTIFICATE, re.compile(r"\b(certifik|osvedcen)")),
    (EvidenceKind.FEEDBACK, re.compile(r"\b(zpetn\w* vazb|hodnotic)")),
    (EvidenceKind.MINUTES, re.compile(r"\bzapis")),
    (EvidenceKind.RECORD, re.compile(r"\bzaznam")),
    (EvidenceKind.REPORT, re.compile(r"\bzprav")),
)
_MEETING_PAPERS = frozenset({EvidenceKind.RECORD, EvidenceKind.MINUTES})
"""A record and the minutes of a meeting are one thing under two names."""


def papers_for(outputs: Sequence[str]) -> tuple[EvidenceKind, ...]:
    """The kinds of paper that the outputs ask for, each once, in their order.

    What "případně" may come along is not asked for; an output of no known kind asks for some paper that shows it.
    """
    return _papers_for(tuple(outputs))


def kind_named(words: str) -> EvidenceKind:
    """The kind of paper that somebody's own word for it means."""
    return next(iter(papers_for([words])), EvidenceKind.OTHER)


def missing_papers(required: Sequence[EvidenceKind], papers: Collection[EvidenceKind]) -> tuple[EvidenceKind, ...]:
    """The required kinds that ``papers`` do not hold."""
    return tuple(kind for kind in required if not _held(kind, papers))


def keep_until(held: date) -> date:
    """Until when a paper about an event is kept unless somebody says otherwise: ten whole years after its year.

    So long the rules of the European funds that pay for the cooperation may ask for it.
    """
    return date(held.year + KEEP_YEARS, 12, 31)


def papers_of(event: Event) -> frozenset[EvidenceKind]:
    """The kinds of paper that are kept with the event."""
    return frozenset(paper.kind for paper in event.evidence)


@lru_cache(maxsize=4096)
def _papers_for(outputs: tuple[str, ...]) -> tuple[EvidenceKind, ...]:
    required = (kind for output in outputs for kind in _kinds_of(folded(output)))
    return tuple(dict.fromkeys(required))


def _kinds_of(words: str) -> list[EvidenceKind]:
    optional = _OPTIONAL.search(words)
    asked = words[: optional.start()] if optional else words
    if not asked.strip(" ,;."):
        return []
    found = [(match.start(), kind) for kind, pattern in _KINDS if (match := pattern.search(asked))]
    return [kind for _, kind in sorted(found)] or [EvidenceKind.OTHER]


def _held(kind: EvidenceKind, papers: Collection[EvidenceKind]) -> bool:
    if kind is EvidenceKind.OTHER:
        return bool(papers)
    if kind in _MEETING_PAPERS:
        return not _MEETING_PAPERS.isdisjoint(papers)
    return kind in papers
