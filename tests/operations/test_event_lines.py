"""Who took part and what a meeting left behind, one on a line."""

from datetime import date

import pytest

from tracker.fulfilment.event import Attendance, EventOutput, OutputKind
from tracker.operations.events.event_lines import MOST_LINES, read_attendance, read_outputs, say_attendance
from tracker.operations.ground import Refused

TODAY = date(2026, 11, 20)


def test_an_organisation_tells_how_many_it_sent_and_one_where_it_does_not() -> None:
    told = read_attendance("Úřad práce; 2\n\nMateřská škola Duha\n  Člověk v tísni;Most ; 3 ")
    assert told == (
        Attendance("Úřad práce", 2),
        Attendance("Mateřská škola Duha", 1),
        Attendance("Člověk v tísni;Most", 3),
    )


def test_what_is_offered_again_reads_back_the_same() -> None:
    told = (Attendance("Úřad práce", 2), Attendance("Škola", 1))
    assert read_attendance(say_attendance(told)) == told


@pytest.mark.parametrize("line", ["Úřad práce; dva", "; 2", "Škola; 0", "Škola; -1"])
def test_a_line_that_is_no_attendance_is_named(line: str) -> None:
    with pytest.raises(Refused, match="nerozumíme") as refused:
        read_attendance(line)
    assert refused.value.field == "attendance"


def test_a_task_has_an_owner_and_a_day_or_what_it_waits_for() -> None:
    typed = {
        "facts": "Přibylo exekucí\n",
        "decisions": "Zřídit pracovní skupinu",
        "tasks": "Přehled bytů; sociální odbor; 31. 1. 2027\nSvolat skupinu; ; po vyhlášení výzvy\nRozeslat zápis",
    }
    assert read_outputs(typed, TODAY) == (
        EventOutput(OutputKind.FACT, "Přibylo exekucí"),
        EventOutput(OutputKind.DECISION, "Zřídit pracovní skupinu"),
        EventOutput(OutputKind.TASK, "Přehled bytů", "sociální odbor", date(2027, 1, 31)),
        EventOutput(OutputKind.TASK, "Svolat skupinu", trigger="po vyhlášení výzvy"),
        EventOutput(OutputKind.TASK, "Rozeslat zápis"),
    )


def test_a_task_without_words_is_refused() -> None:
    with pytest.raises(Refused, match="co je úkolem"):
        read_outputs({"tasks": "; sociální odbor"}, TODAY)


def test_nobody_types_a_hundred_lines_by_hand() -> None:
    with pytest.raises(Refused, match=f"nejvýše {MOST_LINES}"):
        read_attendance("Škola\n" * (MOST_LINES + 1))
