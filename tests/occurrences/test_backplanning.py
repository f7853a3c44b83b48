"""From a council day back to the first line of the draft."""

from datetime import date

from tests.duties import ONCE_A_YEAR, a_duty
from tracker.occurrences.backplanning import Leads, Plan, plan_back
from tracker.occurrences.expansion import expand

REPORT_2024 = expand(a_duty(ONCE_A_YEAR, key="report"))[2]
COUNCIL = (date(2024, 3, 11), date(2024, 6, 17), date(2024, 9, 16), date(2024, 12, 9))
PARTNERSHIP = (date(2024, 2, 20), date(2024, 10, 15), date(2024, 11, 12), date(2024, 12, 3))


def test_the_last_session_of_the_year_is_planned_back_to_the_draft():
    assert plan_back(REPORT_2024, COUNCIL, date(2024, 8, 1), PARTNERSHIP) == Plan(
        due=date(2024, 12, 31),
        session=date(2024, 12, 9),
        papers=date(2024, 11, 25),
        discussion=date(2024, 11, 12),
        discussion_known=True,
        draft=date(2024, 10, 11),  # 13. 10. is a Sunday
    )


def test_without_a_known_meeting_the_last_working_day_for_one_is_given():
    plan = plan_back(REPORT_2024, COUNCIL, date(2024, 8, 1), leads=Leads(papers=21))
    assert plan is not None
    assert (plan.papers, plan.discussion, plan.discussion_known) == (date(2024, 11, 18), date(2024, 11, 11), False)


def test_a_plan_that_should_have_begun_says_by_how_many_days():
    plan = plan_back(REPORT_2024, COUNCIL, date(2024, 11, 1), PARTNERSHIP)
    assert plan is not None
    assert plan.late_by == 21


def test_a_shifted_term_uses_a_later_session():
    later = plan_back(REPORT_2024, (*COUNCIL, date(2025, 2, 10)), date(2024, 12, 20), due=date(2025, 3, 31))
    assert later is not None
    assert later.session == date(2025, 2, 10)


def test_after_the_last_session_there_is_no_plan():
    assert plan_back(REPORT_2024, COUNCIL, date(2024, 12, 10)) is None


def test_a_session_today_on_the_due_day_and_a_meeting_on_the_last_day_for_one_are_usable():
    on_due = plan_back(REPORT_2024, (date(2024, 12, 31),), date(2024, 12, 31))
    assert on_due is not None
    assert on_due.session == date(2024, 12, 31)
    exact = plan_back(REPORT_2024, COUNCIL, date(2024, 11, 18), (date(2024, 11, 18),))
    assert exact is not None
    assert (exact.discussion, exact.discussion_known) == (date(2024, 11, 18), True)
