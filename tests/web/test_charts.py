from datetime import date

import pytest

from tracker.web.charts import BurnUp, BurnUpPoint, Tick, burn_up, share


@pytest.mark.parametrize(
    "part, whole, per_cent", [(1, 4, 25.0), (0, 4, 0.0), (5, 4, 100.0), (-1, 4, 0.0), (1, 3, 33.3), (1, 0, 0.0)]
)
def test_a_share_stays_within_its_bar(part, whole, per_cent):
    assert share(part, whole) == per_cent


def test_the_lines_step_up_on_their_days_and_the_done_one_ends_today():
    chart = burn_up(
        [
            BurnUpPoint(date(2025, 7, 1), 0, 0),
            BurnUpPoint(date(2026, 1, 1), 4, 2),
            BurnUpPoint(date(2026, 7, 1), 8, None),
        ],
        today=date(2026, 1, 1),
    )
    assert chart == BurnUp(
        expected="M36.0 196.0H314.2V104.0H588.0V12.0",
        fulfilled="M36.0 196.0H314.2V150.0",
        today=314.2,
        years=(Tick(314.2, 2026),),
        counts=(Tick(196.0, 0), Tick(104.0, 4), Tick(12.0, 8)),
    )


def test_a_single_day_is_still_a_chart():
    chart = burn_up([BurnUpPoint(date(2026, 1, 1), 0, None)], today=date(2026, 5, 1))
    assert (chart.expected, chart.fulfilled, chart.today) == ("M36.0 196.0", "", 588.0)
