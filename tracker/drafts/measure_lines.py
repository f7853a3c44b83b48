"""Measures and goals of a plan written as lines: a numbered head, and under it "Garant:", "Termín:", "Výstup:" …

A head without a label under it is a line of a table of contents, or a goal that its measures bring about; only a goal
that says itself by when it shall be reached is a duty.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.documents.passages import Passage
from tracker.drafts.columns import OWNERS, Column, column_of
from tracker.drafts.measures import Measure, Value, duties_of
from tracker.drafts.proposals import Proposal
from tracker.drafts.prose import is_term
from tracker.drafts.survey import Read, Survey

_HEAD = re.compile(
    r"^[\s•▪*–-]*(?P<noun>(?:strategick\w+ |specifick\w+ |dílčí |hlavní )?"
    r"(?:opatření|aktivita|činnost|cíl|priorita|úkol|krok))\s+(?:č\.\s*)?"
    r"(?P<number>[A-Z]?\d{1,2}(?:\.\d{1,2}){0,3})(?![\d/])[.):]?\s*[:.–-]?\s*(?=\S)",
    re.I,
)
_NUMBERED = re.compile(r"^\s*(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=[A-ZÁ-Ž])")
_LABEL = re.compile(r"(?:^|(?<=[;|\t])|(?<=\s{2})|(?<=[.,]\s))[ •▪*–-]*(?P<label>[^\W\d_][\w /()]{1,45}?)\s*:(?!\d)")
_TELLING = OWNERS | {Column.DEADLINE, Column.OUTPUT}
"""Labels that only a measure has under it."""


@dataclass
class _Lines:
    """A head with what stands under it."""

    number: str
    head: Value
    goal: bool
    named: bool
    """Whether the head calls itself a measure or a goal, or has only its number."""
    values: dict[Column, list[Value]] = field(default_factory=dict)
    open: Column | None = None
    """The label whose value goes on in the list under it."""

    def add(self, column: Column | None, value: Value) -> None:
        """A label with its value; of a label that is there twice the first holds."""
        self.open = column if column not in self.values else None
        if column is not None and column not in self.values:
            self.values[column] = [value] if value.words else []

    def go_on(self, value: Value) -> None:
        """A line without a label: an item of the value that was begun."""
        if self.open:
            self.values[self.open].append(value)

    @property
    def is_measure(self) -> bool:
        """Whether labels under the head tell who, when or what; under a bare number at least two do."""
        return len(self.values.keys() & _TELLING) >= (1 if self.named else 2)


def findings_of_lines(survey: Survey) -> tuple[list[Proposal], set[Passage]]:
    """The duties of measures and goals written as lines, and the passages that nobody else shall read."""
    proposals: list[Proposal] = []
    taken: set[Passage] = set()
    for lines in _measures(survey):
        term = _term(lines)
        if not lines.is_measure and term is None:
            continue
        values = {column: tuple(found) for column, found in lines.values.items() if found}
        measure = Measure(lines.number, {**values, Column.ACTIVITY: (lines.head,)})
        proposals += duties_of(survey.document, measure, term)
        taken.add(lines.head.entry.block.first)
        taken |= {value.entry.block.first for column in _TELLING for value in values.get(column, ())}
    return proposals, taken


def _term(lines: _Lines) -> Value | None:
    """Where the term stands: beside its label, else in the words of the head itself."""
    labelled = lines.values.get(Column.DEADLINE)
    if labelled is not None:
        return labelled[0] if labelled else None
    own = any(is_term(reading.deadline) for reading in lines.head.readings)
    return lines.head if own and (lines.goal or lines.is_measure) else None


def _measures(survey: Survey) -> Iterator[_Lines]:
    current: _Lines | None = None
    for entry in survey.paragraphs():
        if entry.block.first.style in {"footnote", "margin"}:
            continue
        for start, end in _lines_of(entry.block.text):
            head = _head(entry, start, end)
            if head:
                if current:
                    yield current
                current = head
                start = head.head.end
            if current and not _continued(current, entry, start, end):
                yield current
                current = None
    if current:
        yield current


def _lines_of(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for line in text.split("\n"):
        yield position, position + len(line)
        position += len(line) + 1


def _head(entry: Read, start: int, end: int) -> _Lines | None:
    """The measure or goal whose head a line is."""
    line = entry.block.text[start:end]
    named = _HEAD.match(line)
    found = named or _NUMBERED.match(line)
    if found is None:
        return None
    labels = _labels(line)
    stop = labels[0].start() if labels and labels[0].start() > found.end() else len(line)
    goal = bool(named and "cíl" in named["noun"].casefold())
    return _Lines(found["number"], Value(entry, start + found.end(), start + stop), goal, named is not None)


def _continued(current: _Lines, entry: Read, start: int, end: int) -> bool:
    """Take the labels of a line into the measure; whether the measure goes on with it."""
    line = entry.block.text[start:end]
    labels = _labels(line)
    if not labels:
        if not line.strip():
            return True
        if entry.block.first.style == "list" or (current.open and not current.values[current.open]):
            current.go_on(Value(entry, start, end))
            return True
        return entry.block.first.style != "heading"
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        stop = start + (after.start() if after else len(line))
        current.add(column_of(label["label"]), Value(entry, start + label.end(), stop))
    return True


def _labels(line: str) -> Sequence[re.Match[str]]:
    """The labels of a line: the first may be any, one in the middle only one that tells of a measure."""
    found = list(_LABEL.finditer(line))
    return [label for label in found if not line[: label.start()].strip() or column_of(label["label"]) in _TELLING]
