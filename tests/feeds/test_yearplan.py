"""The year on one page and the month as weeks."""

from dataclasses import replace
from datetime import date, datetime

from tests.feeds.test_ical import DEADLINE
from tracker.feeds.entry import Entry
from tracker.feeds.yearplan import PAGE_LINES, PlannedMonth, month_weeks, year_plan
from tracker.timeline.clock import PRAGUE


def _on(day: date, title: str = "Zpráva") -> Entry:
    return replace(DEADLINE, day=day, title=title)


def test_a_quiet_year_shows_everything_in_its_month() -> None:
    june, december = _on(date(2026, 6, 30)), _on(date(2026, 12, 31))
    elsewhere = [_on(date(2025, 12, 31)), _on(date(2027, 1, 1)), replace(june, state="cancelled")]

    plan = year_plan([december, june, *elsewhere], 2026).months

    assert [month.first.month for month in plan] == list(range(1, 13))
    assert [month for month in plan if month.entries] == [
        PlannedMonth(date(2026, 6, 1), (june,)),
        PlannedMonth(date(2026, 12, 1), (december,)),
    ]


def test_a_full_december_takes_the_room_that_the_other_months_leave() -> None:
    crowd = [_on(date(2026, 12, 31), f"Závazek {number:02}") for number in range(PAGE_LINES)]

    (december,) = [month for month in year_plan(crowd, 2026).months if month.entries]

    assert (december.entries, december.more) == (tuple(crowd), 0)


def test_what_does_not_fit_on_the_page_is_counted() -> None:
    crowd = [_on(date(2026, month, 28), f"{number:03}") for month in range(1, 13) for number in range(40)]

    plan = year_plan(crowd, 2026).months

    assert [(len(month.entries), month.more) for month in plan] == [(10, 30)] * 12


def test_a_page_at_most_half_full_is_roomy() -> None:
    year = [_on(date(2026, 12, 31), str(number)) for number in range(PAGE_LINES)]

    assert [year_plan(year[:count], 2026).roomy for count in (0, PAGE_LINES // 2, PAGE_LINES // 2 + 1)] == [
        True,
        True,
        False,
    ]


def test_a_page_without_room_still_counts_every_month() -> None:
    plan = year_plan([_on(date(2026, 5, 1)), _on(date(2026, 5, 2))], 2026, page_lines=0).months

    assert (plan[4].entries, plan[4].more) == ((), 2)


def test_a_month_is_whole_weeks_from_monday_and_meetings_come_by_their_time() -> None:
    deadline = _on(date(2026, 2, 3))
    late, early = (
        replace(deadline, title=f"v {hour}", starts_at=datetime(2026, 2, 3, hour, tzinfo=PRAGUE)) for hour in (14, 9)
    )

    weeks = month_weeks([deadline, late, early], date(2026, 2, 1))

    assert [(week[0].day, week[-1].day) for week in weeks] == [
        (date(2026, 1, 26), date(2026, 2, 1)),
        (date(2026, 2, 2), date(2026, 2, 8)),
        (date(2026, 2, 9), date(2026, 2, 15)),
        (date(2026, 2, 16), date(2026, 2, 22)),
        (date(2026, 2, 23), date(2026, 3, 1)),
    ]
    assert weeks[1][1].entries == (early, late, deadline)
    assert [day.in_month for day in weeks[0]] == [False] * 6 + [True]
