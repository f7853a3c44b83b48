"""The register of slips since the approval."""

from dataclasses import replace
from datetime import date

from tests.duties import SEPTEMBER_2022, a_duty, decided, noon
from tracker.fulfilment.event import DecisionKind
from tracker.fulfilment.facts import Facts
from tracker.fulfilment.slips import Slip, slips
from tracker.obligations.deadline import Missing
from tracker.occurrences.expansion import expand

PLAN = expand(a_duty(SEPTEMBER_2022))[0]
FIRST, CHRISTMAS, SPRING, SUMMER = date(2022, 9, 30), date(2022, 12, 31), date(2023, 3, 31), date(2023, 6, 30)
ONE = decided(DecisionKind.SHIFT, date(2022, 9, 20), new_due=CHRISTMAS)
TWO = decided(DecisionKind.SHIFT, date(2022, 12, 1), new_due=SPRING)
TOO_LATE = decided(DecisionKind.SHIFT, date(2023, 4, 2), new_due=SUMMER)


def test_each_shift_keeps_the_first_date_and_one_too_late_moves_nothing():
    assert slips([(PLAN, Facts(decisions=(TWO, TOO_LATE, ONE)))], date(2024, 1, 1)) == (
        Slip(PLAN, ONE, FIRST, FIRST, CHRISTMAS, in_time=True),
        Slip(PLAN, TWO, FIRST, CHRISTMAS, SPRING, in_time=True),
        Slip(PLAN, TOO_LATE, FIRST, SPRING, SUMMER, in_time=False),
    )


def test_the_slip_is_measured_from_the_first_date():
    assert [slip.days for slip in slips([(PLAN, Facts(decisions=(ONE, TWO)))], date(2024, 1, 1))] == [92, 182]


def test_later_and_revoked_shifts_and_other_decisions_are_no_slips():
    revoked = replace(ONE, revoked_at=noon(date(2022, 9, 21)))
    facts = Facts(decisions=(revoked, TWO, decided(DecisionKind.WAIVE, date(2022, 9, 25))))
    assert slips([(PLAN, facts)], date(2022, 11, 30)) == ()


def test_a_pause_moves_the_term_when_it_is_over():
    pause = decided(DecisionKind.PAUSE, date(2022, 9, 1))
    resumed = decided(DecisionKind.RESUME, date(2022, 10, 1))
    assert slips([(PLAN, Facts(decisions=(pause,)))], date(2024, 1, 1)) == ()
    (slip,) = slips([(PLAN, Facts(decisions=(pause, resumed)))], date(2024, 1, 1))
    assert (slip.decision, slip.was, slip.now, slip.days) == (resumed, FIRST, date(2022, 10, 30), 30)


def test_a_first_date_given_to_a_gap_is_no_slip():
    gap = expand(a_duty(Missing()))[0]
    assert slips([(gap, Facts(decisions=(ONE,)))], date(2024, 1, 1)) == ()
