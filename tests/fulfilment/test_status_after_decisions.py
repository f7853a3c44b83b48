"""What a shift, a pause, a waiver and the others make of a status."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.duties import (
    decided,
    meetings,
    noon,
)
from tests.fulfilment.year_2023 import DUE, LP, THREE, YEAR_2023, status_on
from tracker.fulfilment.event import DecisionKind
from tracker.fulfilment.facts import Facts
from tracker.fulfilment.standing import Status
from tracker.fulfilment.status import standing


def test_a_shift_decided_in_time_moves_the_term_and_keeps_the_first_date():
    facts = Facts(decisions=(decided(DecisionKind.SHIFT, date(2023, 11, 2), new_due=date(2024, 3, 31)),))
    moved = standing(LP, YEAR_2023, facts, date(2024, 2, 1))
    assert (moved.status, moved.due, moved.first_due) == (Status.OPEN, date(2024, 3, 31), DUE)
    assert status_on(facts, date(2024, 4, 1)) is Status.OVERDUE


def test_moving_a_date_never_turns_red_to_green():
    facts = Facts(decisions=(decided(DecisionKind.SHIFT, date(2024, 1, 2), new_due=date(2024, 3, 31)),))
    assert standing(LP, YEAR_2023, facts, date(2024, 2, 1)).status is Status.OVERDUE
    late = replace(facts, fulfilments=meetings(*THREE, date(2024, 3, 1)))
    assert standing(LP, YEAR_2023, late, date(2024, 4, 1)).days_late == 61


def test_a_shift_is_unknown_before_its_day():
    facts = Facts(decisions=(decided(DecisionKind.SHIFT, date(2023, 11, 2), new_due=date(2024, 3, 31)),))
    assert standing(LP, YEAR_2023, facts, date(2023, 11, 1)).due == DUE


def test_a_pause_stops_the_clock_and_resuming_adds_the_days_it_stood():
    pause = decided(DecisionKind.PAUSE, date(2023, 10, 1))
    resume = decided(DecisionKind.RESUME, date(2024, 1, 1))
    assert status_on(Facts(decisions=(pause,)), date(2024, 6, 1)) is Status.PAUSED
    resumed = standing(LP, YEAR_2023, Facts(decisions=(pause, resume)), date(2024, 1, 1))
    assert (resumed.due, resumed.status) == (DUE + timedelta(days=92), Status.OPEN)


def test_a_date_set_during_a_pause_is_moved_only_by_the_rest_of_it():
    pause = decided(DecisionKind.PAUSE, date(2023, 10, 1))
    shift = decided(DecisionKind.SHIFT, date(2023, 12, 1), new_due=date(2024, 6, 30))
    resume = decided(DecisionKind.RESUME, date(2024, 1, 1))
    assert standing(LP, YEAR_2023, Facts(decisions=(pause, shift, resume)), date(2024, 1, 1)).due == date(2024, 7, 31)


def test_a_pause_after_the_term_has_passed_excuses_nothing():
    pause, resume = decided(DecisionKind.PAUSE, date(2024, 1, 5)), decided(DecisionKind.RESUME, date(2024, 4, 5))
    assert standing(LP, YEAR_2023, Facts(decisions=(pause, resume)), date(2024, 5, 1)).days_late == 122


@pytest.mark.parametrize(
    "kind, status",
    [
        (DecisionKind.WAIVE, Status.WAIVED),
        (DecisionKind.REPLACE, Status.REPLACED),
        (DecisionKind.DISPUTE, Status.DISPUTED),
    ],
)
def test_a_decision_says_the_status_from_its_day(kind: DecisionKind, status: Status):
    facts = Facts(decisions=(decided(kind, date(2024, 1, 20)),))
    assert status_on(facts, date(2024, 1, 19)) is Status.OVERDUE
    assert status_on(facts, date(2024, 1, 20)) is status


def test_what_was_fulfilled_on_the_day_of_the_waiver_stays_fulfilled():
    facts = Facts(meetings(*THREE, date(2023, 11, 7)), (decided(DecisionKind.WAIVE, date(2023, 11, 7)),))
    assert status_on(facts, DUE) is Status.FULFILLED


def test_a_shift_to_no_day_moves_nothing():
    facts = Facts(decisions=(decided(DecisionKind.SHIFT, date(2023, 11, 2)),))
    assert standing(LP, YEAR_2023, facts, DUE).due == DUE


def test_only_a_dispute_speaks_against_what_was_fulfilled_before():
    done = meetings(*THREE, date(2023, 11, 7))
    waived = Facts(done, (decided(DecisionKind.WAIVE, date(2023, 12, 1)),))
    disputed = Facts(done, (decided(DecisionKind.DISPUTE, date(2023, 12, 1)),))
    assert (status_on(waived, DUE), status_on(disputed, DUE)) == (Status.FULFILLED, Status.DISPUTED)


def test_a_revoked_decision_is_none():
    revoked = replace(decided(DecisionKind.WAIVE, date(2023, 12, 1)), revoked_at=noon(date(2023, 12, 5)))
    assert status_on(Facts(decisions=(revoked,)), date(2024, 1, 1)) is Status.OVERDUE
