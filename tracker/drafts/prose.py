"""Duties written as sentences: "radnice předloží zprávu do konce roku", "zavazuje se k … v rozsahu 30 hodin"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tracker.documents.passages import Passage
from tracker.drafts import doubts as ask
from tracker.drafts.at import At
from tracker.drafts.doubt import DoubtKind
from tracker.drafts.finding import Finding
from tracker.drafts.form import past_deadline_of
from tracker.drafts.grammar import Reading
from tracker.drafts.parties import halves_of, party_of_words
from tracker.drafts.proposals import Proposal
from tracker.drafts.sentences import Sentence, sentences_of
from tracker.drafts.survey import Read, Survey
from tracker.drafts.titles import title_of_sentence
from tracker.obligations.act import act_of
from tracker.obligations.deadline import Dated, Deadline, Quota, Recurring, Relative, Window
from tracker.obligations.obligation import Party

_ENOUGH = 3
"""Words that name a duty."""


def findings_of_prose(survey: Survey, leave_out: set[Passage], *, every_list_item: bool = False) -> Iterator[Proposal]:
    """The duties of all sentences outside tables, but for the passages in ``leave_out``.

    ``every_list_item`` takes items of lists without a verb too, as plans word their measures ("Do roku 2030 zvýšit …").
    """
    for entry in survey.paragraphs():
        if entry.block.first in leave_out or entry.block.first.style in {"footnote", "margin", "heading"}:
            continue
        for sentence in sentences_of(entry.block.text):
            if sentence.permits and not re.search(r"zavazuj|povin", sentence.text):
                continue
            if sentence.promises or (every_list_item and entry.block.first.style == "list"):
                yield from _of_sentence(survey, entry, sentence)


def is_term(rule: Deadline) -> bool:
    """Whether a rule by itself makes a sentence a dated duty; "průběžně" and "dle potřeby" do not."""
    if isinstance(rule, Relative):
        return rule.offset is not None or rule.month_day is not None
    return isinstance(rule, Recurring | Dated | Window | Quota)


def _of_sentence(survey: Survey, entry: Read, sentence: Sentence) -> Iterator[Proposal]:
    readings = [r for r in entry.result.readings if sentence.start <= r.start < sentence.end and is_term(r.deadline)]
    for reading in _owed(readings):
        at = _quoted(entry, sentence)
        mended = entry.mended(sentence.start, sentence.end)
        yield Proposal(replace(_finding(survey, reading, sentence, at), mended=mended), (entry.at(reading),))


def _owed(readings: Iterable[Reading]) -> list[Reading]:
    """A window beside another term of the same sentence only bounds it."""
    found = list(readings)
    others = [r for r in found if not isinstance(r.deadline, Window)]
    return others or found


def _quoted(entry: Read, sentence: Sentence) -> At:
    lead = len(sentence.text) - len(sentence.text.lstrip())
    return entry.block.at(sentence.start + lead, sentence.start + len(sentence.text.rstrip()))


def _finding(survey: Survey, reading: Reading, sentence: Sentence, at: At) -> Finding:
    words = survey.document.text[at.start : at.end]
    rule = reading.deadline
    doubts = tuple(ask.of_grammar(doubt, at) for doubt in reading.doubts)
    known = {doubt.kind for doubt in doubts}
    past = past_deadline_of(survey, rule, reading.words, at)
    if past and past.kind not in known:
        doubts += (past,)
    if _counts_training(rule, sentence.text) and DoubtKind.HOURS_SCOPE not in known:
        doubts += (ask.hours_scope(reading.words, at),)
    party = _party(sentence.text)
    if party is None:
        doubts += (ask.party_missing("Není uvedeno, kdo za závazek odpovídá.", at),)
    title = _title(rule, _without_term(sentence, reading))
    return Finding(
        id="",
        title=title,
        quote=words,
        deadline=rule,
        passage=at,
        party=party or Party.BOTH,
        halves=halves_of(party, words),
        doubts=doubts,
        act=act_of(title, words, ()),
    )


def _without_term(sentence: Sentence, reading: Reading) -> str:
    """The words of a sentence before the term that ends it: a title tells what, not when; an amount is a what."""
    if isinstance(reading.deadline, Quota):
        return sentence.text
    head, rest = sentence.text[: reading.start - sentence.start], sentence.text[reading.end - sentence.start :]
    return head if not rest.strip(" .;,") and len(head.split()) >= _ENOUGH else sentence.text


def _party(sentence: str) -> Party | None:
    """Whoever the sentence begins with owes it; sides named later only help."""
    return party_of_words(" ".join(sentence.split()[:3])) or party_of_words(sentence)


def _counts_training(rule: Deadline, sentence: str) -> bool:
    """Whether hours of training are owed; only they may count for the town or for each of its people."""
    return isinstance(rule, Quota) and rule.unit == "hodina" and bool(re.search(r"vzděláv|školen", sentence))


def _title(rule: Deadline, sentence: str) -> str:
    if isinstance(rule, Quota) and _counts_training(rule, sentence):
        return f"Účast pracovníků na vzdělávání ({rule.amount:g} hodin)"
    return title_of_sentence(sentence)
