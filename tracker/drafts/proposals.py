"""A finding on its way into the draft, with the places it was read from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tracker.drafts.at import At
from tracker.drafts.finding import Finding


@dataclass(frozen=True, slots=True)
class Proposal:
    """A finding still without its number; ``used`` are the places of the words that it was read from."""

    finding: Finding
    used: tuple[At, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that hold a deadline or an amount and make no duty, with the Czech reason."""

    at: At
    reason: str


def in_order(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals in the order of the document, numbered o1, o2 …"""
    ordered = sorted(proposals, key=lambda p: (p.finding.passage.start, p.used[0].start if p.used else 0))
    return [replace(p, finding=replace(p.finding, id=f"o{n}")) for n, p in enumerate(ordered, start=1)]
