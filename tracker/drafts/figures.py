"""Counted results of a national summary, and its matrix of topics and localities."""

import re
from collections.abc import Iterator
from itertools import pairwise

from tracker.documents.passages import DocumentText
from tracker.drafts.registers import Figure, TopicRecord

_FIGURE = re.compile(
    r"^(\d{1,3}(?:[ \u00a0]\d{3})*|\d+)\s+(projekt\s?\w*|Kč|podpo\s?řených osob|osob\w*|účastník\w*)\s*$"
)
_AREA = re.compile(r"^Plnění indikátor\s?ů[^-–]*[-–]\s*(.+)$")
_TOPIC = re.compile(r"^\s*[•·▪-]\s*(.+)$")
_NAME = re.compile(r"^[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ][\w .]+(?:\([^)]*\))?$")


def figures_in(document: DocumentText) -> tuple[Figure, ...]:
    """Amounts that stand on a line of their own under the words that say what they count."""
    lines = _lines(document)
    found = []
    for label, line in pairwise(lines):
        match = _FIGURE.match(line)
        if match:
            unit = re.sub(r"\s", "", match[2]) if match[2].startswith("projekt") else match[2].replace("po ř", "poř")
            found.append(Figure(float(re.sub(r"\s", "", match[1])), unit, f"{label} {line}"))
    return tuple(found)


def topics_in(document: DocumentText) -> tuple[TopicRecord, ...]:
    """The rows of the matrix: a topic behind a bullet, under it the localities, all under the name of an area."""
    return tuple(_topics(_lines(document)))


def _topics(lines: list[str]) -> Iterator[TopicRecord]:
    area = topic = listed = ""
    for line in [*lines, ""]:
        head, item = _AREA.match(line), _TOPIC.match(line)
        if area and topic and not head and not item and (not listed or listed.endswith((",", " a"))):
            listed = f"{listed} {line}".strip()
            continue
        names = tuple(part.strip() for part in listed.split(",") if part.strip())
        if area and topic and names and all(_NAME.match(name) for name in names):
            yield TopicRecord(area, topic, names)
        area = head[1].strip() if head else area if item else ""
        topic, listed = (item[1].strip() if item else ""), ""


def _lines(document: DocumentText) -> list[str]:
    return [line.strip() for line in document.text.split("\n") if line.strip()]
