"""Amounts that a document calls an estimate and the parties read as a target: each becomes a duty of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tracker.drafts.draft import Doubt, Draft, Finding
from tracker.obligations.deadline import Missing, from_json
from tracker.obligations.wording import say_deadline


def targets(draft: Draft, choices: Mapping[str, int]) -> tuple[Finding, ...]:
    """The duties that come of readings chosen with ``quotas``, in the order of their doubts."""
    owners = {finding.id: finding for finding in draft.obligations}
    return tuple(
        finding
        for doubt, owner in draft.all_doubts
        if doubt.id in choices
        for finding in _of(doubt, doubt.readings[choices[doubt.id]].value.get("quotas", ()), owners.get(owner or ""))
    )


def _of(doubt: Doubt, forms: Sequence[dict[str, Any]], owner: Finding | None) -> Iterator[Finding]:
    """One duty for each amount, with the words of the doubt; beside them it is like the duty that they stand by."""
    passage = doubt.passages[0] if doubt.passages else owner.passage if owner else None
    if passage is None:
        return
    like = owner or Finding(doubt.id, "Cíl", doubt.words, Missing(), passage)
    for number, form in enumerate(forms, start=1):
        deadline = from_json(form)
        yield replace(
            like,
            id=f"{doubt.id}.q{number}",
            title=f"{like.title}: {say_deadline(deadline)}",
            quote=doubt.words if doubt.passages else like.quote,
            deadline=deadline,
            passage=passage,
            outputs=(),
            doubts=(),
        )
