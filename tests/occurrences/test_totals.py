"""The readings of a partial period side by side."""

from datetime import date
from fractions import Fraction

from tests.duties import FORTY_HOURS, FOUR_A_YEAR, a_duty, chomutov
from tracker.obligations.deadline import Period, Quota, Recurring
from tracker.obligations.obligation import Validity
from tracker.occurrences.totals import Totals, totals


def test_partnership_meetings_of_chomutov_under_each_reading():
    assert totals(a_duty(FOUR_A_YEAR)) == Totals(rounded_up=18, full=20, exact=Fraction(52, 3), rounded_down=16)
    assert round(float(Fraction(52, 3)), 2) == 17.33


def test_the_other_rates_of_chomutov():
    assert {key: totals(chomutov()[key]) for key in ("three", "individual", "report")} == {
        "three": Totals(10, 10, Fraction(26, 3), 8),
        "individual": Totals(44, 50, Fraction(130, 3), 42),
        "report": Totals(5, 5, Fraction(13, 3), 3),
    }


def test_eight_hours_a_year_are_shared_out_by_months():
    duty = a_duty(Quota(8, "hodina", per=Period.YEAR), validity=Validity(date(2022, 10, 1), date(2023, 12, 31)))
    assert totals(duty) == Totals(10, 16, Fraction(10), 10)


def test_a_duty_that_does_not_come_back_or_has_no_rate_has_no_totals():
    rules = (FORTY_HOURS, Recurring(None, Period.YEAR), Recurring(2, Period.YEAR, maximum=True))
    assert [totals(a_duty(rule)) for rule in rules] == [None, None, None]
