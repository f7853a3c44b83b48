"""Documents that run out and the duties that rest on them: those whose own words name the document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tracker.obligations.obligation import Obligation
from tracker.timeline.folding import folded

_STEM = 5
_SHORT = 4
_ENOUGH = 0.75
"""This share of a document's significant words names it; Czech endings are left out of the comparison."""
_IN_FULL = {
    "spsz": "strategicky plan socialniho zaclenovani",
    "psz": "plan socialniho zaclenovani",
    "mpi": "mistni plan inkluze",
    "tap": "tematicky akcni plan",
    "kpss": "komunitni plan socialnich sluzeb",
}
"""Plans that are usually called by their letters."""
_SAYS_NOTHING = frozenset({"reviz", "aktua", "mesta", "mesto", "obec", "obce", "obdob", "roky"})


@dataclass(frozen=True, slots=True)
class Expiry:
    """A document on which duties rest, and its last day; ``obligations`` are the keys of those that name it."""

    name: str
    day: date
    obligations: frozenset[str]


def expiry_of(name: str, day: date, duties: Iterable[Obligation]) -> Expiry:
    """The expiry of a document for those of ``duties`` that name it."""
    return Expiry(name, day, frozenset(duty.key for duty in duties if names(duty, name)))


def names(duty: Obligation, document: str) -> bool:
    """Whether the duty's title, words, outputs or halves speak of the document."""
    wanted = _stems(document)
    said = _stems(" ".join((duty.title, duty.quote, *duty.outputs, *duty.halves.values())))
    return bool(wanted) and len(wanted & said) >= _ENOUGH * len(wanted)


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z]+", folded(text))
    whole = (part for word in words for part in _IN_FULL.get(word, word).split())
    stems = (word[:_STEM] for word in whole if len(word) >= _SHORT)
    return frozenset(stem for stem in stems if stem not in _SAYS_NOTHING)
