"""An early end, a term beyond the end, and a revision."""

from dataclasses import replace
from datetime import date

from tests.duties import (
    ONCE_A_YEAR,
    a_duty,
)
from tests.fulfilment.year_2023 import DUE, LP, THREE, YEAR_2023, held, status_on
from tracker.fulfilment.facts import NO_FACTS, Facts
from tracker.fulfilment.standing import Status
from tracker.fulfilment.status import standing
from tracker.obligations.deadline import (
    Offset,
    Period,
    Recurring,
)
from tracker.occurrences.expansion import expand


def test_an_early_end_releases_what_was_not_yet_due_and_closes_what_was():
    ended = Facts(ended=date(2024, 6, 20))
    year_2024 = expand(LP)[2]
    assert standing(LP, year_2024, ended, date(2024, 6, 19)).status is Status.OPEN
    assert standing(LP, year_2024, ended, date(2024, 6, 20)).status is Status.RELEASED
    assert status_on(ended, date(2024, 6, 20)) is Status.OVERDUE
    assert status_on(ended, date(2024, 6, 21)) is Status.MISSED


def test_a_window_due_on_the_very_day_of_an_early_end_was_open_and_is_released():
    assert status_on(Facts(ended=DUE), DUE) is Status.RELEASED
    assert status_on(Facts(ended=DUE), date(2024, 1, 1)) is Status.RELEASED


def test_a_term_beyond_the_end_of_the_agreement_can_be_met_until_it_passes():
    duty = a_duty(Recurring(1, Period.QUARTER, due_offset=Offset(25, "day")))
    last = expand(duty)[-1]
    assert standing(duty, last, NO_FACTS, date(2026, 9, 25)).status is Status.DUE_SOON
    assert standing(duty, last, NO_FACTS, date(2026, 9, 26)).status is Status.MISSED


def test_a_fulfilled_year_stays_fulfilled_after_the_end_and_a_later_meeting_counts_for_nothing():
    done, short = held(*THREE, date(2023, 11, 7)), held(*THREE, date(2024, 7, 1))
    assert status_on(replace(done, ended=date(2024, 6, 20)), date(2025, 1, 1)) is Status.FULFILLED
    assert status_on(replace(short, ended=date(2024, 6, 20)), date(2025, 1, 1)) is Status.PARTLY


def test_a_revision_cancels_open_windows_and_never_closed_ones():
    assert status_on(Facts(cancelled=date(2023, 7, 1)), date(2023, 7, 1)) is Status.CANCELLED
    assert status_on(Facts(cancelled=date(2024, 7, 1)), date(2024, 7, 1)) is Status.OVERDUE


def test_a_meeting_on_the_day_a_revision_drops_the_duty_no_longer_counts():
    facts = replace(held(date(2023, 6, 30), date(2023, 7, 1)), cancelled=date(2023, 7, 1))
    assert standing(LP, YEAR_2023, facts, date(2023, 7, 2)).counted == 1


def test_a_year_that_closed_before_the_revision_can_still_be_met_late():
    facts = replace(held(*THREE, date(2024, 9, 1)), cancelled=date(2024, 7, 1))
    assert status_on(facts, date(2024, 9, 1)) is Status.FULFILLED_LATE


def test_a_report_after_the_end_of_the_validity_is_late_but_counted():
    duty = a_duty(ONCE_A_YEAR)
    last = expand(duty)[4]
    facts = held(date(2026, 9, 10))
    assert standing(duty, last, facts, date(2026, 9, 5)).status is Status.MISSED
    assert standing(duty, last, facts, date(2026, 9, 10)).days_late == 10
