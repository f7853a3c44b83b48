"""Places for a deadline in which nothing stands."""

import pytest

from tracker.drafts.grammar import read
from tracker.obligations.deadline import Dated, Missing


@pytest.mark.parametrize(
    "text",
    ["Termín: ……", "Termín: - Odpovídá: starosta", "T:", "Termín:\nZodpovídá: tajemník", "bude určeno později", "N/A"],
)
def test_an_empty_label_is_a_gap(text: str) -> None:
    assert [reading.deadline for reading in read(text).readings] == [Missing()]


def test_a_label_with_its_date_on_the_next_line_is_no_gap() -> None:
    assert [reading.deadline for reading in read("Termín:\n30. 6. 2030").readings] == [Dated("2030-06-30")]


@pytest.mark.parametrize("text", ["xx. xx. 2030", "__.__.2030", "dd.mm.rrrr"])
def test_a_date_of_blanks_is_a_gap_with_its_own_doubt(text: str) -> None:
    (reading,) = read(text).readings
    assert (reading.deadline, [doubt.kind for doubt in reading.doubts]) == (Missing(), ["placeholder"])


def test_words_that_only_look_like_a_gap_in_a_sentence_leave_no_trace() -> None:
    result = read("Obec není členem svazku a žádný závazek jí nevznikl.")
    assert (result.readings, result.set_aside) == ((), ())
