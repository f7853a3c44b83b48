"""Registers of plans by locality: number, name, regional office, and the days on which councils approved."""

import re
from collections.abc import Iterator

from tracker.documents.passages import DocumentText
from tracker.drafts.days import DAY, day_or_none
from tracker.drafts.registers import LocalityApproval, LocalityPlan

_ROW = re.compile(r"^(?:(\d{1,3})\.?\s*)?(\D*?[^\W\d]\.?)\s*(RC[SVZ])\s*((?:\d{1,2}\.\s*\d{1,2}\.\s*\d{4}.*)?)$")
_NUMBER = re.compile(r"^\d{1,3}\.?$")
_TOWN = re.compile(r"\s*\(([^)]+)\)")


def locality_plans_in(document: DocumentText) -> tuple[LocalityPlan, ...]:
    """The rows of such a register, also where a copied PDF glued their cells or broke them over lines."""
    plans: list[LocalityPlan] = []
    number: int | None = None
    for line in _lines(document):
        row = _ROW.match(line)
        if row:
            found = int(row[1]) if row[1] else number if number is not None else len(plans) + 1
            plans.append(LocalityPlan(found, row[2].strip(), row[3], _approvals(row[4])))
            number = None
        elif _NUMBER.match(line):
            number = int(line.rstrip("."))
        elif plans and DAY.match(line):
            last = plans[-1]
            plans[-1] = LocalityPlan(last.number, last.locality, last.office, (*last.approvals, *_approvals(line)))
    return tuple(plans)


def _lines(document: DocumentText) -> Iterator[str]:
    """The lines of the text, those of tables with blanks for tabs."""
    for line in document.text.split("\n"):
        words = line.replace("\t", " ").strip()
        if words:
            yield words


def _approvals(words: str) -> tuple[LocalityApproval, ...]:
    approvals = []
    for found in DAY.finditer(words):
        day = day_or_none(*found.groups())
        town = _TOWN.match(words, found.end())
        if day:
            approvals.append(LocalityApproval(day, town[1].strip() if town else None))
    return tuple(approvals)
