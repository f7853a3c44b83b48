"""New terms that the sentences of an amendment give to single duties of the agreement.

"U činnosti „Porady“ se termín „2x ročně“ nahrazuje termínem „4x ročně“." changes one term and nothing else: who owes it
and what proves it stay as agreed.
"""

import re
from collections.abc import Iterable, Iterator

from tracker.drafts.finding import Finding, Replaced
from tracker.drafts.grammar import Context, Reading, read
from tracker.drafts.proposals import Aside, Proposal
from tracker.drafts.sentences import Sentence, sentences_of
from tracker.drafts.survey import Read, Survey
from tracker.obligations.act import act_of
from tracker.timeline.folding import folded

QUOTED = r"[„“\"](?P<{}>[^„“”\"\n]{{2,160}})[“”\"]"
PROLONGS = re.compile(r"\b(?:prodluzuj\w+|prodlouz\w+)\b[^;\n]{0,80}?\b(?=do\s)")
_REPLACES = re.compile(r"\b(nahrazuj\w+|nahradi|meni|zmeni|upravuj\w+|upravi|zni nove)\b")
_NAMES_DUTY = r"\b(?:cinnost|zavaz|ukol|opatreni|cil|radk|aktivit)\w*\s+(?:c\.\s*\d+\s+)?"
_DUTY = re.compile(_NAMES_DUTY + QUOTED.format("duty"))
_NEW = re.compile(r"\b(?:terminem|lhutou|cetnosti|znenim|slovy|na|nove)\s*:?\s*" + QUOTED.format("new"))
_ANY = re.compile(QUOTED.format("words"))


def findings_of_changes(survey: Survey) -> Iterator[Proposal]:
    """The new terms, each with the duty that it belongs to by name."""
    for entry in survey.paragraphs():
        for sentence in sentences_of(entry.block.text):
            found = _of_sentence(survey, entry, sentence) if _REPLACES.search(folded(sentence.text)) else None
            if found:
                yield found


def asides_of_changes(survey: Survey, proposals: Iterable[Proposal]) -> Iterator[Aside]:
    """The terms as they were, quoted only to be replaced, and the new end of the agreement itself."""
    old = [p.finding.replaces.words for p in proposals if p.finding.replaces]
    for entry in survey.paragraphs():
        longer = [(s.start, s.end) for s in sentences_of(entry.block.text) if PROLONGS.search(folded(s.text))]
        for reading in entry.result.readings:
            if any(reading.words in words for words in old):
                yield Aside(entry.at(reading), "dosavadní znění, které dodatek nahrazuje")
            elif any(start <= reading.start < end for start, end in longer):
                yield Aside(entry.at(reading), "nový konec doby platnosti")


def _of_sentence(survey: Survey, entry: Read, sentence: Sentence) -> Proposal | None:
    plain = folded(sentence.text)
    duty, news = _DUTY.search(plain), list(_NEW.finditer(plain))
    if duty is None or not news:
        return None
    title = sentence.text[duty.start("duty") : duty.end("duty")]
    words = sentence.text[news[-1].start("new") : news[-1].end("new")]
    reading = _only(words, survey)
    if reading is None:
        return None
    start = sentence.start + news[-1].start("new")
    at = entry.block.at(start, start + len(words))
    old = next((m["words"] for m in _ANY.finditer(sentence.text) if m["words"] not in (title, words)), "")
    finding = Finding(
        id="",
        title=title,
        quote=survey.document.text[at.start : at.end],
        deadline=reading.deadline,
        passage=at,
        act=act_of(title, words, ()),
        replaces=Replaced(title, old),
    )
    return Proposal(finding, (at,))


def _only(words: str, survey: Survey) -> Reading | None:
    readings = read(words, Context(survey.ref_date)).readings
    return readings[0] if len(readings) == 1 else None
