"""Minutes: tasks with an owner and a term, written under each other or on one line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.documents.passages import DocumentText, Passage
from tracker.drafts import doubts as ask
from tracker.drafts.at import At
from tracker.drafts.doubt import Doubt
from tracker.drafts.finding import Finding
from tracker.drafts.parties import halves_of, party_of_words
from tracker.drafts.proposals import Proposal
from tracker.drafts.survey import Survey
from tracker.drafts.titles import title_of_sentence
from tracker.obligations.act import act_of
from tracker.obligations.deadline import Deadline, Missing, Nothing
from tracker.obligations.obligation import Party

_TASK = re.compile(
    r"^\s*(?:[-–•·▪*]\s*)?(?:úkol|ukládá se|úkoly)\s*(?:č\.\s*)?(\d{1,3}(?:/\d{1,4})?)?\s*[:.)–-]\s*(?=\S)", re.I
)
_OWNER = re.compile(
    r"(?:zodpovídá|odpovídá|zodpovědn\w+|odpovědn\w+(?: osob\w+)?|garant|z)\s*:\s*"
    r"([^;\n]+?)(?=\s*(?:,?\s*termín|;|\n|$))",
    re.I,
)
_TERM = re.compile(r"\b(?:termín(?: splnění)?|lhůta|t|do)\s*:\s*", re.I)
_LABEL = re.compile(r"^\s*(?:zodpovídá|odpovídá|zodpovědn\w+|odpovědn\w+|garant|termín|lhůta|z|t)\b[^:]{0,25}:", re.I)
_FAR = 4


@dataclass(frozen=True, slots=True)
class _Task:
    """A task with the passages that belong to it: its words, its owner, its term."""

    number: str | None
    passages: tuple[Passage, ...]


def findings_of_minutes(survey: Survey) -> Iterator[Proposal]:
    """Every task of the minutes that stands outside a table."""
    for task in _tasks(survey.document):
        yield _finding(survey, task)


def task_passages(document: DocumentText) -> set[Passage]:
    """The passages of all tasks, which nobody else shall read as prose."""
    return {passage for task in _tasks(document) for passage in task.passages}


def _tasks(document: DocumentText) -> Iterator[_Task]:
    outside = [passage for passage in document.passages if passage.place.table is None]
    for i, passage in enumerate(outside):
        begins = _TASK.match(document.words(passage))
        if begins:
            yield _Task(begins[1], (passage, *_labels(document, outside[i + 1 : i + 1 + _FAR])))


def _labels(document: DocumentText, following: Sequence[Passage]) -> Iterator[Passage]:
    for passage in following:
        if not _LABEL.match(document.words(passage)):
            return
        yield passage


def _finding(survey: Survey, task: _Task) -> Proposal:
    document = survey.document
    words = "\n".join(document.words(passage) for passage in task.passages)
    first = document.words(task.passages[0])
    begins = _TASK.match(first)
    stop = min((m.start() for m in (_OWNER.search(first), _TERM.search(first)) if m), default=len(first))
    what = first[begins.end() if begins else 0 : stop].strip(" ,;–-")
    owner = _OWNER.search(words)
    party = party_of_words(owner[1] if owner else what)
    at = At.of(task.passages[0])
    rule, used, doubts = _rule(survey, task, at)
    if owner is None and party is None:
        doubts += (ask.party_missing("Není uvedeno, kdo za úkol odpovídá.", at),)
    half = owner[1].strip() if owner else ""
    title = title_of_sentence(what)
    finding = Finding(
        id="",
        title=title,
        quote=first,
        deadline=rule,
        passage=at,
        party=party or Party.BOTH,
        halves=halves_of(party, half),
        doubts=doubts,
        act=act_of(title, first, ()),
        step=task.number,
        mended=tuple(
            mended
            for entry in map(survey.of_passage, task.passages)
            for mended in entry.mended(0, len(entry.block.text))
        ),
    )
    return Proposal(finding, used)


def _rule(survey: Survey, task: _Task, at: At) -> tuple[Deadline, tuple[At, ...], tuple[Doubt, ...]]:
    """The term of a task: the one behind its label, else any in its words."""
    entries = [survey.of_passage(passage) for passage in task.passages]
    found = [
        (bool(_TERM.search(entry.block.text[: reading.start])), entry, reading)
        for entry in entries
        for reading in entry.result.readings
        if not isinstance(reading.deadline, Nothing | Missing)
    ]
    labelled = [item for item in found if item[0]] or found
    if not labelled:
        return Missing(), (at,), (ask.missing_deadline(at, None),)
    reading = labelled[0][2]
    doubts = tuple(ask.of_grammar(doubt, at) for doubt in reading.doubts)
    return reading.deadline, tuple(e.at(r) for _, e, r in found), doubts
