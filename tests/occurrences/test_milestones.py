"""The recommended pace (domain, "Pace")."""

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.occurrences.milestones import even_pace, yearly_pace
from tracker.occurrences.occurrence import Milestone
from tracker.timeline.periods import Span, month_end

YEAR = Span(date(2023, 1, 1), date(2023, 12, 31))


def test_four_a_year_are_one_at_the_end_of_each_quarter():
    assert even_pace(YEAR, 4) == (
        Milestone(date(2023, 3, 31), 1),
        Milestone(date(2023, 6, 30), 2),
        Milestone(date(2023, 9, 30), 3),
        Milestone(date(2023, 12, 31), 4),
    )


def test_ten_a_year_are_ten_at_month_ends():
    assert [m.due.month for m in even_pace(YEAR, 10)] == [2, 3, 4, 5, 6, 8, 9, 10, 11, 12]


def test_more_than_months_share_a_milestone():
    assert even_pace(Span(date(2023, 1, 1), date(2023, 2, 28)), 4) == (
        Milestone(date(2023, 1, 31), 2),
        Milestone(date(2023, 2, 28), 4),
    )


def test_the_last_milestone_of_a_window_within_a_month_is_its_end():
    assert even_pace(Span(date(2024, 1, 1), date(2024, 6, 20)), 2)[-1] == Milestone(date(2024, 6, 20), 2)


def test_hours_within_one_year_have_a_single_milestone():
    assert yearly_pace(YEAR, 40) == (Milestone(date(2023, 12, 31), 40),)


@given(st.dates(date(2016, 1, 1), date(2030, 1, 1)), st.integers(0, 1500), st.integers(1, 200))
def test_milestones_rise_to_the_quota_at_month_ends(start, days, quota):
    window = Span(start, date.fromordinal(start.toordinal() + days))
    pace = even_pace(window, quota)
    assert pace[-1] == Milestone(window.end, quota)
    assert all(m.due == month_end(m.due) for m in pace[:-1])
    assert all(one.due < two.due and one.count < two.count for one, two in itertools.pairwise(pace))
