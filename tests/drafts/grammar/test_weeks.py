"""Weeks by their number."""

from datetime import date

import pytest

from tracker.drafts.grammar import Context, read
from tracker.obligations.deadline import Dated, Deadline, Window

WEEK_38 = Window(date(2030, 9, 16), date(2030, 9, 22))


def rules(text: str, context: Context = Context()) -> list[Deadline]:  # noqa: B008  a frozen value
    return [reading.deadline for reading in read(text, context).readings]


def test_a_week_runs_from_monday_to_sunday_and_is_due_on_its_sunday() -> None:
    assert rules("v 38. týdnu 2030") == [WEEK_38]
    assert rules("do 38. kalendářního týdne roku 2030") == [Dated("2030-09-22")]


@pytest.mark.parametrize(
    "context, week",
    [
        (Context(ref_date=date(2030, 9, 22)), WEEK_38),
        (Context(ref_date=date(2029, 9, 24)), WEEK_38),
        (Context(heading="Harmonogram 2030"), WEEK_38),
    ],
)
def test_the_year_is_that_of_the_heading_or_the_first_that_is_not_over(context: Context, week: Window) -> None:
    assert rules("38. týden", context) == [week]


@pytest.mark.parametrize("text", ["38. týden", "3. týden kurzu", "53. týden 2030"])
def test_a_week_of_no_known_year_is_left_to_a_person(text: str) -> None:
    assert rules(text) == []
