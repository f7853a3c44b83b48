"""Which duty of an agreement a later document means when it only names it."""

import re
from collections.abc import Sequence

from tracker.obligations.obligation import Obligation
from tracker.timeline.folding import folded

_ENOUGH = 0.6
"""The share of a name's words that a duty must hold to be meant by it."""
_ANYTHING = frozenset({"cinno", "aktiv", "zavaz", "opatr", "ukol"})
"""Beginnings of words that name nothing: activity, obligation, measure, task."""


def named(duties: Sequence[Obligation], name: str, words: str = "") -> Obligation | None:
    """The one duty that ``name`` means; ``words`` are those of its term, where the document quotes them.

    ``None`` when no duty holds the name, or several hold it equally well.
    """
    quoted = [duty for duty in duties if words and _plain(words) in _plain(duty.quote)]
    scored = sorted(((_held(name, duty), n) for n, duty in enumerate(quoted or duties)), reverse=True)
    if not scored or (scored[0][0] < _ENOUGH and len(quoted) != 1):
        return None
    if len(scored) > 1 and scored[0][0] == scored[1][0]:
        return None
    return (quoted or duties)[scored[0][1]]


def _held(name: str, duty: Obligation) -> float:
    """The share of the name's words that the duty holds in any case and number."""
    asked = _stems(name)
    held = _stems(" ".join([duty.title, duty.quote, *duty.outputs]))
    return len(asked & held) / len(asked) if asked else 0.0


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]{3,}", folded(text))} - _ANYTHING


def _plain(text: str) -> str:
    return " ".join(folded(text).split())
