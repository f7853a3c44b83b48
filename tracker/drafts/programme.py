"""The advisory programme: numbered goals, indicators with their answers, and an early end."""

import re
from collections.abc import Iterator

from tracker.documents.passages import DocumentText, Passage
from tracker.drafts import doubts as ask
from tracker.drafts.at import At
from tracker.drafts.days import DAY, first_day_in
from tracker.drafts.finding import Finding
from tracker.drafts.parties import halves_of, party_of_words
from tracker.drafts.proposals import Proposal
from tracker.drafts.prose import is_term
from tracker.drafts.registers import CriterionRecord, Ending, Met
from tracker.drafts.survey import Survey
from tracker.drafts.titles import title_of_sentence
from tracker.obligations.act import act_of
from tracker.obligations.deadline import Continuous, Deadline, Missing
from tracker.obligations.obligation import Party, Validity
from tracker.timeline.folding import folded

_GOAL = re.compile(r"^(?:Cíl\s+)?(\d{1,2}(?:\.\d{1,2}){1,2})\.?\s+(?=\S)")
_INDICATOR = re.compile(r"^(\d{1,2}\.\d{1,2})\.?\s+(.+)$", re.S)
_ANSWER = re.compile(r"^(ANO|NE|ČÁSTEČNĚ)\b[\s,;:–-]*(.*)$", re.S)
_NEGATED = re.compile(r"^ne(?=[a-záčďéěíňóřšťúůýž]{3})", re.I)
_SECTION = re.compile(r"(predpokladan|popis|cast|obdobi|zakladni|prubeh|vyhodnoc|harmonogram|seznam)")
_END = re.compile(rf"(?:ukončen\w*)\b[^.\n]{{0,60}}?\bk\s+({DAY.pattern})")


def findings_of_goals(survey: Survey, validity: Validity | None) -> Iterator[Proposal]:
    """Every numbered goal under a heading of goals; without a term of its own it lasts as long as the programme."""
    for passage in _goals(survey.document):
        entry = survey.of_passage(passage)
        words = survey.document.words(passage)
        number = _GOAL.match(words)
        if number is None:
            continue
        terms = [reading for reading in entry.result.readings if is_term(reading.deadline)]
        lasting = [r for r in entry.result.readings if isinstance(r.deadline, Continuous)]
        at = At.of(passage)
        chosen = (terms or lasting)[:1]
        rule: Deadline = chosen[0].deadline if chosen else Missing()
        doubts = tuple(ask.of_grammar(doubt, at) for reading in chosen for doubt in reading.doubts)
        if not chosen:
            doubts += (ask.missing_deadline(at, validity),)
        title = title_of_sentence(words[number.end() :])
        party = party_of_words(words) or Party.BOTH
        yield Proposal(
            Finding(
                id="",
                title=title,
                quote=words,
                deadline=rule,
                passage=at,
                party=party,
                halves=halves_of(party, words),
                doubts=doubts,
                act=act_of(title, words, ()),
                step=number[1],
                mended=entry.mended(0, len(words)),
            ),
            tuple(entry.at(reading) for reading in terms or lasting) or (at,),
        )


def _goals(document: DocumentText) -> Iterator[Passage]:
    """The numbered paragraphs after a heading of goals, up to a table or the next section."""
    inside = False
    for passage in document.passages:
        words = document.words(passage)
        if passage.place.table is not None:
            inside = False
        elif _GOAL.match(words):
            if inside:
                yield passage
        elif passage.style == "heading":
            inside = folded(words).startswith("cile") or (inside and not _SECTION.match(folded(words)))


def criteria_in(document: DocumentText) -> tuple[CriterionRecord, ...]:
    """The indicators with their answers, in the order of the document."""
    found = []
    for table in document.tables:
        for cells in table.rows.values():
            words = [" ".join(document.cell_words(cell).split()) for cell in cells]
            indicator = _INDICATOR.match(words[0])
            answer = next((m for text in words[1:] for m in [_ANSWER.match(text)] if m), None)
            if indicator and answer:
                met = _met(indicator[2], answer[1], answer[2])
                found.append(CriterionRecord(indicator[1], indicator[2], answer[1], answer[2].strip(), met))
    return tuple(found)


def _met(indicator: str, answer: str, note: str) -> Met:
    """Whether an indicator is met. "NE" to "Neodmítá …" with the note "neodmítá" confirms it; "vymáhá" denies it."""
    if answer == "ČÁSTEČNĚ":
        return Met.PARTLY
    if answer == "ANO":
        return Met.YES
    verb = indicator.split()[0].casefold().strip(".,")
    if not _NEGATED.match(verb):
        return Met.NO
    said = [word.strip(".,;") for word in note.casefold().split()]
    if verb in said:
        return Met.YES
    return Met.NO if _NEGATED.sub("", verb) in said else Met.UNCLEAR


def endings_in(document: DocumentText) -> tuple[Ending, ...]:
    """The early end of the cooperation; told twice it stands once."""
    found: dict[object, Ending] = {}
    for passage in document.passages:
        words = " ".join(document.words(passage).split())
        for match in _END.finditer(words):
            day = first_day_in(match[1])
            if day and "projekt" not in words[max(0, match.start() - 20) : match.start()].casefold():
                found.setdefault(day, Ending(day, match[0]))
    return tuple(found.values())
