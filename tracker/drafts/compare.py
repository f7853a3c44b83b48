"""What moved between two documents of a cooperation: dates, weakened goals, vanished deadlines ("co se posunulo").

The obligations of two drafts are paired by their words, then each pair is looked at for what changed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from tracker.drafts.draft import Draft, Finding
from tracker.obligations.deadline import (
    Conditional,
    Continuous,
    Dated,
    Deadline,
    Missing,
    Nothing,
    Quota,
    Recurring,
    Window,
    length_of,
    same_rule,
)
from tracker.timeline.folding import folded


class ChangeKind(StrEnum):
    """What happened to a duty."""

    ADDED = "added"
    DROPPED = "dropped"
    MOVED_LATER = "moved_later"
    MOVED_EARLIER = "moved_earlier"
    DEADLINE_VANISHED = "deadline_vanished"
    DEADLINE_GAINED = "deadline_gained"
    WEAKENED = "weakened"
    STRENGTHENED = "strengthened"
    RULE_CHANGED = "rule_changed"
    REWORDED = "reworded"
    PARTY_CHANGED = "party_changed"
    OUTPUTS_CHANGED = "outputs_changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change; ``old`` and ``new`` are the findings before and after, ``None`` where there is none."""

    kind: ChangeKind
    old: Finding | None
    new: Finding | None


_ALIKE = 0.45
"""Share of common words from which two duties are taken for the same."""

_OPEN = (Missing, Nothing, Continuous, Conditional)
"""Rules by which nothing ever falls due."""
_SENTENCE = 60
"""Characters."""

_SOFT = re.compile(
    r"\b(nektere|nekter\w+|pripadne|dle moznosti|podle moznosti|pokud mozno|usiluj\w+|pokusi se|muze|mohou|zvazi"
    r"|dle potreby|podle potreby|vyhledove|castecne)\b"
)


def compare(old: Draft, new: Draft) -> tuple[Change, ...]:
    """All changes from one draft to the next, in the order of the newer document; what was dropped comes last."""
    pairs = _paired(old.obligations, new.obligations)
    before = {after.id: ago for ago, after in pairs}
    changes: list[Change] = []
    for finding in new.obligations:
        ago = before.get(finding.id)
        changes += (
            [Change(kind, ago, finding) for kind in dict.fromkeys(_changed(ago, finding))]
            if ago
            else [Change(ChangeKind.ADDED, None, finding)]
        )
    kept = {ago.id for ago, _ in pairs}
    changes += [Change(ChangeKind.DROPPED, finding, None) for finding in old.obligations if finding.id not in kept]
    return tuple(changes)


def _paired(old: Sequence[Finding], new: Sequence[Finding]) -> list[tuple[Finding, Finding]]:
    """The most alike duties first; each is used once."""
    scores = sorted(
        ((_likeness(ago, after), -i, -j) for i, ago in enumerate(old) for j, after in enumerate(new)), reverse=True
    )
    pairs: list[tuple[Finding, Finding]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for score, i, j in scores:
        if score >= _ALIKE and -i not in used[0] and -j not in used[1]:
            pairs.append((old[-i], new[-j]))
            used[0].add(-i)
            used[1].add(-j)
    return pairs


def _likeness(one: Finding, other: Finding) -> float:
    """Of titles, and of quotes where they are whole sentences; the quote of a cell is often no more than its term."""
    sentences = min(len(one.quote), len(other.quote)) > _SENTENCE
    quotes = _overlap(one.quote, other.quote) if sentences else 0.0
    same_act = 0.1 if one.act is other.act else 0.0
    return max(_overlap(one.title, other.title), quotes) + same_act


def _overlap(one: str, other: str) -> float:
    """The share of common word beginnings; endings are cut off, for Czech declines."""
    first, second = (_stems(text) for text in (one, other))
    return len(first & second) / max(1, len(first | second))


@lru_cache(4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"[a-z]{3,}", folded(text)))


def _changed(old: Finding, new: Finding) -> Iterator[ChangeKind]:
    moved = tuple(_rule_change(old, new))
    yield from moved
    if old.party is not new.party:
        yield ChangeKind.PARTY_CHANGED
    if set(map(folded, old.outputs)) != set(map(folded, new.outputs)):
        yield ChangeKind.OUTPUTS_CHANGED
    if ChangeKind.DEADLINE_VANISHED in moved:
        return
    if _softer(old.quote, new.quote):
        yield ChangeKind.WEAKENED
    elif _overlap(old.quote, new.quote) < 1 and same_rule(old.deadline, new.deadline):
        yield ChangeKind.REWORDED


def _rule_change(old: Finding, new: Finding) -> Iterator[ChangeKind]:
    before, after = old.deadline, new.deadline
    if same_rule(before, after):
        return
    if isinstance(after, _OPEN) and not isinstance(before, _OPEN):
        yield ChangeKind.DEADLINE_VANISHED
    elif isinstance(before, _OPEN) and not isinstance(after, _OPEN):
        yield ChangeKind.DEADLINE_GAINED
    else:
        yield _moved(last_day(before), last_day(after)) or _less_or_more(before, after)


def _moved(before: date | None, after: date | None) -> ChangeKind | None:
    if before is None or after is None or before == after:
        return None
    return ChangeKind.MOVED_LATER if before < after else ChangeKind.MOVED_EARLIER


def _less_or_more(before: Deadline, after: Deadline) -> ChangeKind:
    one, other = _yearly(before), _yearly(after)
    if one is None or other is None or one == other:
        return ChangeKind.RULE_CHANGED
    return ChangeKind.WEAKENED if other < one else ChangeKind.STRENGTHENED


def _yearly(rule: Deadline) -> float | None:
    """How much a rule asks for: times a year, or an amount."""
    if isinstance(rule, Recurring) and rule.count is not None:
        n, unit = length_of(rule.period, rule.every)
        return rule.count * (12 / n if unit == "month" else 365 / n)
    return rule.amount if isinstance(rule, Quota) else None


def last_day(rule: Deadline) -> date | None:
    """The day by which a rule is met for good, where it names one."""
    if isinstance(rule, Dated):
        return rule.day
    if isinstance(rule, Window):
        return rule.end
    return rule.due if isinstance(rule, Quota) else None


def _softer(old: str, new: str) -> bool:
    """Whether the new words leave open what the old ones promised."""
    return len(_SOFT.findall(folded(new))) > len(_SOFT.findall(folded(old)))
