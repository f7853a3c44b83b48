"""What a new version of an agreement changes (domain, "Revision"): pairs of duties, compared, and said in Czech
words.

A duty keeps its key over the versions. ``continued`` finds the keys for duties read anew from a document; ``compare``
tells what became of each; ``sheet`` makes the rows of the change sheet.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from tracker.obligations.deadline import (
    Conditional,
    Continuous,
    Deadline,
    Missing,
    Nothing,
    Recurring,
    length_of,
    same_rule,
)
from tracker.obligations.obligation import Obligation, Party, Side
from tracker.obligations.wording import say_deadline
from tracker.timeline.czech import say_range
from tracker.timeline.folding import folded

_ALIKE = 0.6
"""Two texts are versions of one when at least this share of their letters stands in the same order."""
_UNDATED = (Missing, Continuous, Conditional, Nothing)
_PARTIES = {Party.MUNICIPALITY: "obec", Party.ASZ: "ASZ", Party.BOTH: "obec i ASZ"}
_SIDES = {Side.MUNICIPALITY: "obec", Side.ASZ: "ASZ"}
_NONE = "–"


class Aspect(StrEnum):
    """In what two versions of a duty may differ."""

    RULE = "rule"
    WORDS = "words"
    PARTY = "party"
    OUTPUT = "output"
    VALIDITY = "validity"


LABELS = {
    Aspect.RULE: "Pravidlo termínu",
    Aspect.WORDS: "Znění",
    Aspect.PARTY: "Odpovědnost",
    Aspect.OUTPUT: "Výstupy",
    Aspect.VALIDITY: "Platnost",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect before and after, each in Czech; ``remark`` says what a reader might overlook."""

    aspect: Aspect
    was: str
    now: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """A duty that only the new version holds."""

    new: Obligation


@dataclass(frozen=True, slots=True)
class Dropped:
    """A duty that only the old version holds."""

    old: Obligation


@dataclass(frozen=True, slots=True)
class Kept:
    """A duty of both versions; without differences it is unchanged."""

    old: Obligation
    new: Obligation
    differences: tuple[Difference, ...] = ()


Change = Added | Dropped | Kept


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the change sheet: a duty, what happened to it, and how it read before and after."""

    title: str
    change: str
    was: str
    now: str
    remark: str = ""


def compare(old: Sequence[Obligation], new: Sequence[Obligation]) -> tuple[Change, ...]:
    """What became of every duty: those of the new version in its order, then what it dropped. Paired by key."""
    before = {duty.key: duty for duty in old}
    after = {duty.key for duty in new}
    changes: list[Change] = [
        Kept(before[duty.key], duty, tuple(_differences(before[duty.key], duty))) if duty.key in before else Added(duty)
        for duty in new
    ]
    return (*changes, *(Dropped(duty) for duty in old if duty.key not in after))


def continued(old: Sequence[Obligation], new: Sequence[Obligation]) -> tuple[Obligation, ...]:
    """The new duties, each with the key of the old one that it continues; a duty that continues none keeps its own.

    The same words continue each other; then, the most alike first, duties that ask for the same act. Each old duty is
    continued once.
    """
    keys: dict[int, str] = {}
    free = list(old)
    for likeness, one, j in _pairs(old, new):
        if likeness >= _ALIKE and j not in keys and one in free:
            keys[j] = one.key
            free.remove(one)
    return tuple(replace(duty, key=keys.get(j, duty.key)) for j, duty in enumerate(new))


def _pairs(old: Sequence[Obligation], new: Sequence[Obligation]) -> Iterator[tuple[float, Obligation, int]]:
    """Old duties with the places of new ones, the most alike first; letters are compared only where words differ."""
    texts = {_text(duty) for duty in old}
    same = [(1.0, one, j) for one in old for j, other in enumerate(new) if _text(one) == _text(other)]
    reworded = [
        (_likeness(one, other), one, j)
        for one in old
        for j, other in enumerate(new)
        if one.act is other.act and _text(other) not in texts
    ]
    yield from same
    yield from sorted(reworded, key=lambda pair: -pair[0])


def sheet(changes: Iterable[Change]) -> tuple[SheetRow, ...]:
    """The change sheet: one row for each difference, each new and each dropped duty. What did not change has no row."""
    return tuple(row for change in changes for row in _rows(change))


def _rows(change: Change) -> Iterator[SheetRow]:
    match change:
        case Added(new=duty):
            yield SheetRow(duty.title, "Nový závazek", _NONE, f"{duty.quote} ({say_deadline(duty.deadline)})")
        case Dropped(old=duty):
            yield SheetRow(duty.title, "Zrušený závazek", f"{duty.quote} ({say_deadline(duty.deadline)})", _NONE)
        case Kept(new=duty, differences=differences):
            for difference in differences:
                yield SheetRow(duty.title, LABELS[difference.aspect], difference.was, difference.now, difference.remark)


def _differences(old: Obligation, new: Obligation) -> Iterator[Difference]:
    if not same_rule(old.deadline, new.deadline):
        remark = _rule_remark(old.deadline, new.deadline)
        yield Difference(Aspect.RULE, say_deadline(old.deadline), say_deadline(new.deadline), remark)
    if _text(old) != _text(new):
        yield Difference(Aspect.WORDS, _words(old), _words(new), _word_remark(old, new))
    if (old.party, old.halves) != (new.party, new.halves):
        yield Difference(Aspect.PARTY, _parties(old), _parties(new))
    if old.outputs != new.outputs:
        yield Difference(Aspect.OUTPUT, "; ".join(old.outputs) or _NONE, "; ".join(new.outputs) or _NONE)
    if old.validity != new.validity:
        before, after = old.validity, new.validity
        yield Difference(Aspect.VALIDITY, say_range(before.start, before.end), say_range(after.start, after.end))


def _rule_remark(old: Deadline, new: Deadline) -> str:
    """What a reader of the new text alone would not see: a day that is gone, a rate that fell."""
    if isinstance(new, _UNDATED) and not isinstance(old, _UNDATED):
        return "Termín z textu zmizel."
    if isinstance(old, Recurring) and isinstance(new, Recurring) and _rate(old) and _rate(new) < _rate(old):
        return "Má se plnit méně často."
    return ""


def _rate(rule: Recurring) -> float:
    """Times in a year."""
    n, unit = length_of(rule.period, rule.every)
    return (rule.count or 0) * (12 / n if unit == "month" else 365 / n)


def _word_remark(old: Obligation, new: Obligation) -> str:
    """The words that are gone and the words that came, so that a softened goal shows."""
    before, after = _words(old).split(), _words(new).split()
    moves = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    gone = [" ".join(before[a:b]) for tag, a, b, _, _ in moves if tag != "equal" and b > a]
    came = [" ".join(after[c:d]) for tag, _, _, c, d in moves if tag != "equal" and d > c]
    parts = [f"vypadlo „{' … '.join(gone)}“" if gone else "", f"přibylo „{' … '.join(came)}“" if came else ""]
    text = ", ".join(part for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _words(duty: Obligation) -> str:
    return f"{duty.title}: {duty.quote}" if duty.quote and duty.quote != duty.title else duty.title


def _squeezed(*texts: str) -> str:
    """The words alone: a line break or a doubled space is no change."""
    return " ".join(" ".join(texts).split())


def _parties(duty: Obligation) -> str:
    halves = [f"{_SIDES[side]}: {duty.halves[side]}" for side in Side if duty.halves.get(side)]
    return "; ".join([_PARTIES[duty.party], *halves])


def _text(duty: Obligation) -> str:
    return _squeezed(duty.title, duty.quote)


def _likeness(one: Obligation, other: Obligation) -> float:
    return SequenceMatcher(None, folded(_text(one)), folded(_text(other)), autojunk=False).ratio()
