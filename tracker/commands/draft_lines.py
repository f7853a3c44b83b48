"""A draft on the command line: who and for how long, what was found, what is to be decided, what became of the rest."""

from collections.abc import Iterator

from tracker.drafts.covered import State
from tracker.drafts.doubt import Doubt
from tracker.drafts.doubt_labels import LABELS
from tracker.drafts.draft import Draft
from tracker.drafts.finding import Finding
from tracker.drafts.registers import Registers
from tracker.drafts.spans import span_words
from tracker.fulfilment.labels import label
from tracker.obligations.obligation import Party
from tracker.obligations.wording import say_deadline
from tracker.timeline.czech import say_day

_SHOWN = 110
_REGISTERS = {
    "plans": "plánů lokalit",
    "projects": "projektů",
    "meetings": "jednání",
    "criteria": "kritérií",
    "documents": "jmenovaných dokumentů",
    "figures": "údajů",
    "topics": "témat",
    "endings": "ukončení spolupráce",
    "totals": "součtů v tabulkách",
}
"""What the registers of a document hold, in the genitive after a count."""


def draft_lines(draft: Draft) -> Iterator[str]:
    """Everything that was read, for a person to look over."""
    town = draft.header.municipality or "obec neuvedena"
    yield f"Návrh {draft.id}: {town}, možných závazků {len(draft.obligations)}."
    yield from _header(draft)
    for finding in draft.obligations:
        yield from _finding(finding)
    doubts = list(draft.all_doubts)
    yield f"K rozhodnutí: {len(doubts)}"
    for doubt, owner in doubts:
        yield from _doubt(doubt, owner)
    yield from _coverage(draft)
    yield from _registers(draft.registers)


def _header(draft: Draft) -> Iterator[str]:
    header = draft.header
    yield from (f"  ! {notice}" for notice in draft.notices)
    yield from (f"  {role.label or label(role.role)}: {role.name}" for role in header.roles)
    for span in header.validity:
        yield f"  platnost: {span_words(span.start, span.end)} ({_short(span.words)})"
    for approval in header.approvals:
        if approval.day:
            yield f"  schváleno {say_day(approval.day)}{f', {approval.resolution}' if approval.resolution else ''}"


def _finding(finding: Finding) -> Iterator[str]:
    who = "" if finding.party is Party.BOTH else f" – {label(finding.party)}"
    yield f"  {finding.id}. {finding.title}: {say_deadline(finding.deadline)}{who}"
    yield f"      „{_short(finding.quote)}“"


def _doubt(doubt: Doubt, owner: str | None) -> Iterator[str]:
    yield f"  {doubt.id}{f' (závazek {owner})' if owner else ''}: {LABELS[doubt.kind]}: {_short(doubt.words)}"
    for number, reading in enumerate(doubt.readings):
        yield f"      {'→' if number == doubt.proposed else ' '} {number}: {reading.words}"


def _coverage(draft: Draft) -> Iterator[str]:
    made, aside, left = (draft.coverage.count(state) for state in State)
    yield f"Míst s termínem, četností nebo množstvím: závazek {made}, odloženo s důvodem {aside}, nezařazeno {left}"
    for span in draft.coverage.spans:
        if span.state is State.UNHANDLED:
            yield f"  ? {_short(span.words)}"


def _registers(registers: Registers) -> Iterator[str]:
    counts = [(len(getattr(registers, name)), words) for name, words in _REGISTERS.items()]
    told = ", ".join(f"{words} {count}" for count, words in counts if count)
    if told:
        yield f"Pro evidence: {told}"


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rstrip()}…"
