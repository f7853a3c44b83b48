"""The corpus of phrases: ``corpus/open`` is what the grammar was built with, ``corpus/held_out`` what it had not seen
when its figures were taken (``docs/recipes-grammar.md``, "Figures").

A case is one JSON line: ``id``, ``text``, ``context`` and the ``obligations`` in their machine-readable form. The name
of a file is its group: A to O as the design page has them, N followed by a letter for what is no deadline.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.drafts.grammar import Context, read
from tracker.obligations.deadline import Deadline, from_json, same_rule

CORPUS = Path(__file__).parent / "corpus"


@dataclass(frozen=True, slots=True)
class Case:
    """A phrase with what it should give."""

    id: str
    group: str
    text: str
    context: Context
    expected: tuple[Deadline, ...]

    @property
    def read(self) -> tuple[Deadline, ...]:
        return tuple(reading.deadline for reading in read(self.text, self.context).readings)

    @property
    def is_exact(self) -> bool:
        read_now = self.read
        return len(read_now) == len(self.expected) and all(map(same_rule, read_now, self.expected))


def cases(part: str) -> Iterator[Case]:
    """All cases of a part, group by group."""
    for file in sorted((CORPUS / part).glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            around = row.get("context", {})
            day = around.get("ref_date")
            context = Context(date.fromisoformat(day) if day else None, around.get("heading"), around.get("column"))
            expected = tuple(from_json(form) for form in row["obligations"])
            yield Case(row["id"], file.stem, row["text"], context, expected)
