"""Who took part and what a meeting left behind, typed one on a line; the parts of a line stand between semicolons."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tracker.fulfilment.event import Attendance, EventOutput, OutputKind
from tracker.operations.ground import Refused
from tracker.timeline.czech_days import UnreadableDay, read_day

MOST_LINES = 100
_LONGEST = 1000
_LONGEST_NAME = 200
_MOST_HEADS = 10_000

OUTPUT_FIELDS = {
    "facts": OutputKind.FACT,
    "decisions": OutputKind.DECISION,
    "tasks": OutputKind.TASK,
}
"""The field of the form for each kind of output."""


def read_attendance(text: str) -> tuple[Attendance, ...]:
    """``Úřad práce; 2`` on each line; an organisation without a number sent one person."""
    return tuple(_attendance(line) for line in _lines(text, "attendance"))


def say_attendance(told: Iterable[Attendance]) -> str:
    """The same lines, to be offered again."""
    return "\n".join(f"{one.organisation}; {one.persons}" for one in told)


def read_outputs(typed: Mapping[str, str], today: date) -> tuple[EventOutput, ...]:
    """The facts, decisions and tasks of the form, in this order."""
    return tuple(
        _task(line, today) if kind is OutputKind.TASK else EventOutput(kind, line[:_LONGEST])
        for field, kind in OUTPUT_FIELDS.items()
        for line in _lines(typed.get(field, ""), field)
    )


def _task(line: str, today: date) -> EventOutput:
    """``Připravit přehled bytů; sociální odbor; 31. 1. 2027``: words, owner, and a day or what the task waits for."""
    words, owner, until = ([part.strip() for part in line.split(";", 2)] + ["", ""])[:3]
    if not words:
        raise Refused("Napište, co je úkolem, a teprve za středník, kdo ho má.", "tasks")
    due, trigger = _until(until, today)
    return EventOutput(
        OutputKind.TASK, words[:_LONGEST], owner[:_LONGEST_NAME] or None, due, trigger[:_LONGEST_NAME] or None
    )


def _until(text: str, today: date) -> tuple[date | None, str]:
    try:
        return (read_day(text, today, ahead=True), "") if text else (None, "")
    except UnreadableDay:
        return None, text


def _attendance(line: str) -> Attendance:
    organisation, _, number = (part.strip() for part in line.rpartition(";")) if ";" in line else (line, "", "1")
    if not organisation or not number.isdecimal() or not 0 < int(number) <= _MOST_HEADS:
        raise Refused(
            "Řádku „%(line)s“ nerozumíme. Pište organizaci a počet osob, například Úřad práce; 2.",
            "attendance",
            line=line,
        )
    return Attendance(organisation[:_LONGEST_NAME], int(number))


def _lines(text: str, field: str) -> Iterator[str]:
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise Refused("Napište nejvýše %(most_lines)s řádků.", field, most_lines=MOST_LINES)
    yield from lines
