"""What a document offers to the registers: every record with the place it was read from and the towns it speaks of.

A document of many towns rarely says of which one a line is; the town named last before it is proposed, and a person
decides (domain law 2).
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from tracker.drafts.draft import Draft
from tracker.drafts.registers import (
    CriterionRecord,
    Figure,
    LocalityPlan,
    MeetingRecord,
    NamedDocument,
    ProjectRecord,
    Registers,
    TableTotal,
    TopicRecord,
)
from tracker.timeline.czech import EN_DASH, NBSP, say_day
from tracker.timeline.sentences import Phrase

Record = (
    LocalityPlan | NamedDocument | ProjectRecord | MeetingRecord | CriterionRecord | TopicRecord | Figure | TableTotal
)

_BEFORE_A_TOWN = (
    r"\b(?:v|ve|do|z|ze|pro|měst\w*|obc\w*|obec|lokali\w*|partnerstv\w*|SPSZ|MPI|TAP)\s+(?:měst\w+\s+|lokali\w+\s+)?"
)
_ASIDE = re.compile(r"\s*\(([^)]*)\)\s*$")
_VOWELS = "aeiouyáéíóúýůě"


class ItemKind(StrEnum):
    """Which register an item is for."""

    PLAN = "plan"
    DOCUMENT = "document"
    PROJECT = "project"
    MEETING = "meeting"
    CRITERION = "criterion"
    TOPIC = "topic"
    FIGURE = "figure"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Locality:
    """A town as a record names it, with what stands in brackets behind its name."""

    name: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A record under the ``key`` that it has in its document; ``start`` and ``end`` span its words in the text.

    ``towns`` are those that the record names itself where ``names_towns``, else at most the one that is proposed.
    ``fault`` says why it cannot be taken over as it stands.
    """

    key: str
    kind: ItemKind
    record: Record
    words: str
    start: int
    end: int
    towns: tuple[Locality, ...]
    names_towns: bool = False
    fault: Phrase | None = None


def items_of(draft: Draft, text: str, known: Iterable[str] = ()) -> tuple[Item, ...]:
    """Every record of the draft's registers in the order of the document; ``known`` are towns it may speak of."""
    own = draft.header.municipality
    entries = list(_records(draft.registers))
    names = [*(town.name for entry in entries for town in entry.towns), *known, *filter(None, [own])]
    mentions, finder = _Mentions(text, dict.fromkeys(names), own), _Finder(text)
    return tuple(_item(entry, finder, mentions) for entry in entries)


def localities_of(items: Iterable[Item]) -> tuple[str, ...]:
    """The towns that the records of a document name themselves, each once."""
    return tuple(dict.fromkeys(town.name for item in items if item.names_towns for town in item.towns))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A record with the words that find it in the text, and the towns it names itself."""

    kind: ItemKind
    number: int
    record: Record
    sought: str
    words: str
    towns: tuple[Locality, ...] = ()
    fault: Phrase | None = None


def _records(registers: Registers) -> Iterator[_Entry]:
    for n, plan in enumerate(registers.plans, 1):
        days = [say_day(a.day) + (f" ({a.municipality})" if a.municipality else "") for a in plan.approvals]
        words = f"{plan.locality}, {plan.office}: " + (f"schváleno {', '.join(days)}" if days else "dosud neschváleno")
        yield _Entry(ItemKind.PLAN, n, plan, f"{plan.locality} {plan.office}", words, (Locality(plan.locality),))
    for n, named in enumerate(registers.documents, 1):
        yield _Entry(ItemKind.DOCUMENT, n, named, named.name, named.name)
    for n, project in enumerate(registers.projects, 1):
        yield _Entry(ItemKind.PROJECT, n, project, project.name, _told(project.name, project.carrier, _facts(project)))
    for n, meeting in enumerate(registers.meetings, 1):
        fault = None if meeting.day else Phrase("Dokument neuvádí den jednání.")
        yield _Entry(ItemKind.MEETING, n, meeting, meeting.words, meeting.words, fault=fault)
    for n, criterion in enumerate(registers.criteria, 1):
        words = _told(f"{criterion.number} {criterion.words}", criterion.answer, criterion.note)
        yield _Entry(ItemKind.CRITERION, n, criterion, criterion.words, words)
    every = {name for topic in registers.topics for name in topic.localities}
    for n, topic in enumerate(registers.topics, 1):
        words = f"{topic.area}: {topic.topic}"
        yield _Entry(ItemKind.TOPIC, n, topic, topic.topic, words, _localities(topic.localities, every))
    for n, figure in enumerate(registers.figures, 1):
        yield _Entry(ItemKind.FIGURE, n, figure, figure.words, figure.words)
    for n, total in enumerate(registers.totals, 1):
        words = f"{total.subject}: uvedeno {total.declared:n}, řádky dávají {total.counted:n}"
        yield _Entry(ItemKind.TOTAL, n, total, total.subject, words)


def _told(head: str, *rest: str | None) -> str:
    """What a record is called, and behind it what else the document says of it."""
    return f"{head} {EN_DASH} {', '.join(filter(None, rest))}" if any(rest) else head


def _facts(project: ProjectRecord) -> str:
    money = f"{project.money:,.2f}".replace(",", NBSP).replace(".", ",") + f"{NBSP}Kč" if project.money else ""
    return ", ".join(filter(None, [project.period_words, money]))


def _localities(names: Sequence[str], every: Collection[str]) -> tuple[Locality, ...]:
    """The localities listed; two that the document elsewhere calls one ("A a B") are that one."""
    pairs = {(a, b): both for both in every for a, joint, b in [both.partition(" a ")] if joint}
    joined = [pairs.get((a, b), a) for a, b in zip(names, [*names[1:], ""], strict=True)]
    seconds = {b for a, b in pairwise(names) if (a, b) in pairs}
    asides = [(_ASIDE.sub("", name), _ASIDE.search(name)) for name in joined if name not in seconds]
    return tuple(Locality(name, aside[1] if aside else "") for name, aside in asides)


def _item(entry: _Entry, finder: "_Finder", mentions: "_Mentions") -> Item:
    start, end = finder.find(entry.kind, entry.sought)
    proposed = mentions.within(entry.sought) or mentions.before(start)
    return Item(
        key=f"{entry.kind.value}-{entry.number}",
        kind=entry.kind,
        record=entry.record,
        words=entry.words,
        start=start,
        end=end,
        towns=entry.towns or ((Locality(proposed),) if proposed else ()),
        names_towns=bool(entry.towns),
        fault=entry.fault,
    )


class _Finder:
    """Finds words in a text however they are spaced or broken; records of a kind follow each other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._since: dict[ItemKind, int] = {}

    def find(self, kind: ItemKind, words: str) -> tuple[int, int]:
        """The span of the words; an empty one at the start of the text when they are not there."""
        pattern = re.compile(r"[\s*]*".join(re.escape(part) for part in words.split()))
        since = self._since.get(kind, 0)
        found = pattern.search(self._text, since) or pattern.search(self._text)
        if not found or not words.strip():
            return 0, 0
        self._since[kind] = found.start()
        if kind is ItemKind.PLAN:
            return found.start(), self._line_end(found.end())
        return found.span()

    def _line_end(self, place: int) -> int:
        """The end of the line, where the first approval of a locality stands."""
        end = self._text.find("\n", place)
        return len(self._text) if end < 0 else end


class _Mentions:
    """Where a text speaks of a town: its name in any case, behind a word that leads to it."""

    def __init__(self, text: str, names: Iterable[str], otherwise: str | None) -> None:
        self._patterns = {name: _mention(name) for name in names if _stem(name) in text}
        found = [(match.end(), name) for name, pattern in self._patterns.items() for match in pattern.finditer(text)]
        self._found = sorted(found)
        self._otherwise = otherwise

    def within(self, words: str) -> str | None:
        """The first town named in the words themselves."""
        found = [(match.start(), name) for name, p in self._patterns.items() if (match := p.search(words))]
        return min(found)[1] if found else None

    def before(self, place: int) -> str | None:
        """The town named last before a place, else the one that the document is of."""
        number = bisect_right(self._found, (place, ""))
        return self._found[number - 1][1] if number else self._otherwise


def _stem(name: str) -> str:
    """What stays of the first word of a name in every case."""
    first = name.split()[0] if name.split() else name
    return first[:-1] if first[-1:] in _VOWELS and len(first) > 3 else first


def _mention(name: str) -> re.Pattern[str]:
    parts = [_stem(part) for part in name.split()]
    return re.compile(_BEFORE_A_TOWN + r"\s+".join(rf"{re.escape(part)}\w{{0,3}}\b" for part in parts))
