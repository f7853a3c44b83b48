"""Choosing the readings of doubts."""

from datetime import date

import pytest

from tests.drafts.samples import MEETING, description, drafted
from tracker.drafts.draft import draft_from_json, draft_to_json
from tracker.drafts.settling import agreed_validity, proposed_choices, settle
from tracker.obligations.deadline import Continuous, Dated, Missing, Precision
from tracker.obligations.obligation import Validity

GAP = ("Spolupráce", "Revize plánu", "Plán", "Svolání", "Účast", "")
PAST = ("Spolupráce", "Úvodní schůzka", "Zápis", "Svolání", "Účast", "září 2029")
LATE = ("Spolupráce", "Závěrečná schůzka", "Zápis", "Svolání", "Účast", "březen 2033")


def test_taking_all_proposals_leaves_no_doubt_open_and_guesses_nothing() -> None:
    draft = drafted(description(MEETING, GAP, PAST, LATE))
    settled = settle(draft, proposed_choices(draft))
    assert list(settled.all_doubts) == []
    gap, past = (finding.deadline for finding in settled.obligations[1:3])
    assert (gap, past) == (Missing(), Dated("2029-09-30", Precision.MONTH))


def test_a_chosen_rule_replaces_the_one_that_was_read() -> None:
    draft = drafted(description(GAP))
    settled = settle(draft, {"o1.d1": 1})
    assert [(finding.deadline, finding.doubts) for finding in settled.obligations] == [(Continuous(), ())]


def test_a_duty_that_no_longer_holds_is_dropped() -> None:
    draft = drafted(description(PAST))
    last = len(draft.obligations[0].doubts[0].readings) - 1
    assert settle(draft, {"o1.d1": last}).obligations == ()


def test_the_chosen_validity_is_that_of_the_agreement() -> None:
    draft = drafted(description(MEETING, LATE))
    assert agreed_validity(draft, {}) == Validity(date(2030, 1, 1), date(2032, 12, 31))
    assert agreed_validity(draft, {"d1": 1}) == Validity(date(2030, 1, 1), date(2033, 3, 31))


def test_doubts_that_nobody_settled_stay() -> None:
    draft = drafted(description(GAP, PAST))
    settled = settle(draft, {"o1.d1": 0})
    assert [doubt.id for doubt, _ in settled.all_doubts] == ["o2.d1"]


@pytest.mark.parametrize("choices,error", [({"x": 0}, KeyError), ({"o1.d1": 99}, IndexError)])
def test_a_choice_that_is_not_offered_is_an_error(choices: dict[str, int], error: type[Exception]) -> None:
    with pytest.raises(error):
        settle(drafted(description(GAP)), choices)


def test_a_stored_draft_can_be_settled_later() -> None:
    draft = drafted(description(MEETING, GAP, LATE))
    assert settle(draft_from_json(draft_to_json(draft)), {"o2.d1": 1}) == settle(draft, {"o2.d1": 1})
