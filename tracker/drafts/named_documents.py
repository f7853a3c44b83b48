"""Plans and strategies that a document refers to by name, with the years in their names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.drafts.draft import At
from tracker.drafts.registers import NamedDocument
from tracker.drafts.survey import Survey

_YEARS = re.compile(r"(?<![\d./])((?:19|20)\d{2})\s*[–—-]\s*((?:19|20)\d{2})(?!\d)")
_NOUN = re.compile(
    r"(?:revize\s+)?(?:lokální|místní|komunitní|strategick\w+|tematick\w+|střednědob\w+|krajsk\w+|akční|národní)?\s*"
    r"(?:\w+\s+){0,2}?"
    r"\b(plán\w*|strategi\w+|koncepc\w+|program\w*|spsz|psz|tap|mpi)\b",
    re.I,
)
_PERIOD_ONLY = re.compile(r"\b(z|v|ve|platn\w+ v|během)\s+(programov\w+\s+)?období\s*$", re.I)
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Mention:
    """A referenced document, where its name stands, and where the years in it do."""

    document: NamedDocument
    at: At
    years: At


def mentions_in(survey: Survey) -> Iterator[Mention]:
    """Every document named with a span of years: the noun stands in the same clause before the years."""
    for entry in survey.reads:
        text = entry.block.text
        position = 0
        for years in _YEARS.finditer(text):
            clause_start = max(text.rfind(mark, 0, years.start()) for mark in (";", "\n", ". ", "– Lok")) + 1
            clause = text[max(clause_start, position) : years.start()]
            noun = _NOUN.search(clause)
            position = years.end()
            if not noun or _PERIOD_ONLY.search(clause) or len(clause) > _LONGEST:
                continue
            start = years.start() - len(clause) + noun.start()
            start += len(text[start : years.start()]) - len(text[start : years.start()].lstrip())
            end = _end_of_name(text, years.end())
            name = re.sub(r"\s+", " ", text[start:end]).strip()
            spans = date(int(years[1]), 1, 1), date(int(years[2]), 12, 31)
            yield Mention(NamedDocument(name, *spans), entry.block.at(start, end), entry.block.at(*years.span()))


def _end_of_name(text: str, end: int) -> int:
    """A topic after the years belongs to the name: "… 2019 – 2022 na téma: podpora bydlení"."""
    topic = re.match(r"\s+(?:na téma|pro oblast)[:\s][^.;\n]*", text[end:])
    return end + len(topic.group().rstrip()) if topic else end
