"""Every reason of the grammar is told to a person in Czech."""

from tracker.drafts.coverage import REASONS_IN_CZECH
from tracker.drafts.grammar import masks, reasons


def test_every_reason_that_sets_words_aside_is_told_in_czech() -> None:
    given = {rule.name for rule in masks.RULES} | {why for why, _, _ in reasons.REASONS}
    assert given - REASONS_IN_CZECH.keys() == {masks.LEFT_ALONE, "no deadline of its own"}
