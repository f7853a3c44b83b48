"""What a revision does to the windows of a duty."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.duties import FOUR_A_YEAR, ONCE_A_YEAR, a_duty
from tracker.obligations.deadline import Period, Recurring
from tracker.obligations.obligation import Validity
from tracker.occurrences.expansion import expand
from tracker.occurrences.succession import Succession, succeed

FOUR = expand(a_duty(FOUR_A_YEAR))
TWO = expand(a_duty(Recurring(2, Period.YEAR, minimum=True)))
JULY_2024 = date(2024, 7, 1)


def test_closed_years_keep_the_old_quota_and_the_others_take_the_new_one():
    after = succeed(FOUR, TWO, JULY_2024)
    assert after == Succession(closed=FOUR[:2], changed=TWO[2:])
    assert [(o.label, o.quota) for o in after.in_force] == [
        ("2022", 3), ("2023", 4), ("2024", 2), ("2025", 2), ("2026", 2),
    ]  # fmt: skip


def test_a_dropped_duty_is_cancelled_from_the_windows_that_had_not_closed():
    assert succeed(FOUR, (), JULY_2024) == Succession(closed=FOUR[:2], cancelled=FOUR[2:])


def test_a_new_duty_is_not_made_due_backwards():
    assert [o.label for o in succeed((), TWO, JULY_2024).added] == ["2024", "2025", "2026"]


def test_a_new_rhythm_cancels_the_old_windows_and_adds_its_own():
    halves = expand(a_duty(Recurring(2, Period.HALF_YEAR), validity=Validity(date(2022, 5, 1), date(2025, 6, 30))))
    after = succeed(FOUR, halves, JULY_2024)
    assert [o.label for o in after.cancelled] == ["2024", "2025", "2026"]
    assert [o.label for o in after.added] == ["2024-H2", "2025-H1"]


def test_a_window_due_on_the_day_the_revision_applies_follows_the_new_version():
    assert [o.label for o in succeed(FOUR, TWO, date(2023, 12, 31)).closed] == ["2022"]


def test_a_revision_that_changes_nothing_leaves_every_window():
    assert succeed(FOUR, FOUR, JULY_2024) == Succession(closed=FOUR[:2], unchanged=FOUR[2:])


@given(
    st.sampled_from([FOUR, TWO, expand(a_duty(ONCE_A_YEAR)), ()]),
    st.sampled_from([FOUR, TWO, ()]),
    st.dates(date(2022, 1, 1), date(2027, 1, 1)),
)
def test_applying_a_revision_again_changes_nothing_and_closed_windows_stay(old, new, effective):
    once = succeed(old, new, effective)
    again = succeed(once.in_force, new, effective)
    assert again == replace(again, changed=(), added=(), cancelled=())
    assert again.in_force == once.in_force
    assert {o for o in old if o.due < effective} <= set(once.in_force)
