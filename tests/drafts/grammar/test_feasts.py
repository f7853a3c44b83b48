"""Feasts and holidays that stand for a day."""

import pytest

from tracker.drafts.grammar import read
from tracker.obligations.deadline import Dated, Precision


@pytest.mark.parametrize(
    "text, due, doubts",
    [
        ("do Vánoc 2030", "2030-12-24", ["vague_deadline"]),
        ("do Velikonoc 2030", "2030-04-22", ["vague_deadline"]),
        ("do Silvestra 2030", "2030-12-31", []),
        ("do Vánoc", "XXXX-12-24", ["vague_deadline", "year_meaning"]),
    ],
)
def test_a_feast_is_a_day_and_asked_about_where_it_lasts_longer(text: str, due: str, doubts: list[str]) -> None:
    (reading,) = read(text).readings
    assert (reading.deadline, [doubt.kind for doubt in reading.doubts]) == (Dated(due), doubts)


def test_summer_holidays_end_with_august() -> None:
    (reading,) = read("do konce prázdnin 2030").readings
    assert reading.deadline == Dated("2030-08-31", Precision.MONTH)


@pytest.mark.parametrize("text", ["do Velikonoc", "po prázdninách"])
def test_what_no_calendar_tells_without_a_year_is_left_to_a_person(text: str) -> None:
    assert [reading.deadline for reading in read(text).readings if isinstance(reading.deadline, Dated)] == []
