import pytest

from tracker.obligations.recurring_days import recurring_days
from tracker.timeline.czech import NBSP


@pytest.mark.parametrize(
    "marks, words",
    [
        (("tue",), "v úterý"),
        (("mon", "wed", "fri"), "v pondělí, ve středu a v pátek"),
        (("second-sat",), "druhou sobotu"),
        (("fourth-tue",), "čtvrté úterý"),
        (("last-fri",), "poslední pátek"),
        (("day-20",), "20. den"),
        (("month-06",), "v červnu"),
        (("summer",), "v létě"),
        (("full-moon",), "full-moon"),
    ],
)
def test_marks_of_days_become_words(marks: tuple[str, ...], words: str) -> None:
    assert str(recurring_days(marks)).replace(NBSP, " ") == words
