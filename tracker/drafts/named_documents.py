"""Plans and strategies that a document refers to by name, with the years in their names."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.drafts.at import At
from tracker.drafts.registers import NamedDocument
from tracker.drafts.survey import Survey
from tracker.timeline.folding import folded

_YEARS = re.compile(r"(?<![\d./])(?:(\d{1,2})/)?((?:19|20)\d{2})\s*[–—-]\s*(?:(\d{1,2})/)?((?:19|20)\d{2})(?!\d)")
"""2030 – 2033, or 5/2030-4/2033."""
_NOUN = re.compile(
    r"\b(?:revize\s+)?"
    r"(?:(?:lokalni|mistni|komunitni|strategick\w+|tematick\w+|strednedob\w+|krajsk\w+|akcni|narodni)\s+"
    r"(?:\w+\s+){0,2}?)?"
    r"\b(?:plan\w*|strategi[eiu]\w{0,2}|koncepc\w+|program\w*|spsz|psz|tap|mpi)\b"
)
_PERIOD_ONLY = re.compile(r"\b(z|v|ve|platn\w+ v|behem)\s+(programov\w+\s+)?obdobi\s*$")
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Mention:
    """A referenced document, where its name stands, and where the years in it do."""

    document: NamedDocument
    at: At
    years: At
    exact: bool
    """Whether the period names months, not only years."""


def mentions_in(survey: Survey) -> Iterator[Mention]:
    """Every document named with a span of years: the noun stands in the same clause before the years."""
    for entry in survey.reads:
        text = entry.block.text
        position = 0
        for years in _YEARS.finditer(text):
            clause_start = max(text.rfind(mark, 0, years.start()) for mark in (";", ". ")) + 1
            clause = text[max(clause_start, position) : years.start()]
            noun = _named(clause)
            position = years.end()
            if not noun or _PERIOD_ONLY.search(folded(clause)) or len(clause) > _LONGEST:
                continue
            start = years.start() - len(clause) + noun.start()
            start += len(text[start : years.start()]) - len(text[start : years.start()].lstrip())
            end = _end_of_name(text, years.end())
            name = re.sub(r"\s+", " ", text[start:end]).strip()
            named = NamedDocument(name, *_period(years))
            exact = years[1] is not None and years[3] is not None
            yield Mention(named, entry.block.at(start, end), entry.block.at(*years.span()), exact)


def _named(clause: str) -> re.Match[str] | None:
    """The noun of the document: the last one written as a name, else the first."""
    nouns = list(_NOUN.finditer(folded(clause)))
    names = [noun for noun in nouns if clause[noun.start() :].lstrip()[:1].isupper()]
    return next(iter([*names[-1:], *nouns]), None)


def _period(years: re.Match[str]) -> tuple[date | None, date | None]:
    """From the first day of the first month, or year, to the last of the last."""
    first, last = int(years[1] or 1), int(years[3] or 12)
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None, None
    year, month = int(years[4]), last
    return date(int(years[2]), first, 1), date(year, month, monthrange(year, month)[1])


def _end_of_name(text: str, end: int) -> int:
    """A topic after the years belongs to the name: "… 2019 – 2022 na téma: podpora bydlení"."""
    topic = re.match(r"\s+(?:na téma|pro oblast)[:\s][^.;\n]*", text[end:])
    return end + len(topic.group().rstrip()) if topic else end
