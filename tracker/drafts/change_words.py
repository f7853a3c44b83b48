"""What moved between two documents, in words and in the order in which it hurts."""

from tracker.drafts.compare import Change, ChangeKind, last_day
from tracker.timeline.sentences import Counted, Phrase

LABELS: dict[ChangeKind, str] = {
    ChangeKind.DEADLINE_VANISHED: "termín zmizel",
    ChangeKind.MOVED_LATER: "posunuto na později",
    ChangeKind.WEAKENED: "oslabeno",
    ChangeKind.DROPPED: "vypadlo",
    ChangeKind.MOVED_EARLIER: "posunuto na dříve",
    ChangeKind.RULE_CHANGED: "jiné pravidlo termínu",
    ChangeKind.PARTY_CHANGED: "odpovídá někdo jiný",
    ChangeKind.OUTPUTS_CHANGED: "jiné doklady",
    ChangeKind.REWORDED: "jinak řečeno",
    ChangeKind.DEADLINE_GAINED: "termín přibyl",
    ChangeKind.STRENGTHENED: "zpřísněno",
    ChangeKind.ADDED: "přibylo",
}
"""Every kind of change; what takes something away comes first."""


def in_order(changes: tuple[Change, ...]) -> list[Change]:
    """The changes by kind, each kind in the order of the newer document."""
    order = list(LABELS)
    return sorted(changes, key=lambda change: order.index(change.kind))


def say_change(change: Change) -> str:
    """The kind of a change in Czech."""
    return str(change_phrase(change))


def change_phrase(change: Change) -> Phrase:
    """The kind of a change; for a date that moved also by how much and from when to when."""
    words = Phrase(LABELS[change.kind])
    if change.kind not in {ChangeKind.MOVED_LATER, ChangeKind.MOVED_EARLIER} or not (change.old and change.new):
        return words
    before, after = last_day(change.old.deadline), last_day(change.new.deadline)
    if before is None or after is None:
        return words
    days = Counted(abs((after - before).days), "den")
    return Phrase("%(moved)s o %(days)s (%(before)s → %(after)s)", moved=words, days=days, before=before, after=after)
