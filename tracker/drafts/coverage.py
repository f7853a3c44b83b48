"""Accounts for every place that holds a deadline, a frequency or an amount: nothing promised is lost (domain law 3)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from tracker.documents.passages import Passage
from tracker.drafts.draft import At, Coverage, Covered, State
from tracker.drafts.proposals import Aside, Proposal
from tracker.drafts.prose import Sentence, is_term, sentences_of
from tracker.drafts.survey import Read, Survey
from tracker.obligations.deadline import Nothing

_LOOKS_LIKE_TERM = re.compile(
    r"(?<![\d.,/])\d{1,3}\s?(?:x|×|krát)(?=\s|$)|\bročně\b|\bměsíčně\b|\btýdně\b|\bpololetně\b|\bčtvrtletně\b"
    r"|(?<![\d.])\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d{2}\b"
    r"|(?<![\d.,/-])\d{1,4}\s(?:hodin|osob|akcí|akcích|setkání|měsíců|dnů|dní)\b",
    re.I,
)
"""A second, much simpler eye than the grammar: what it sees and the grammar passed over is shown as unhandled."""

_REASONS = {
    "code": "číslo předpisu, projektu nebo spisu",
    "money": "částka",
    "time of day": "čas v hodinách",
    "measure": "míra",
    "age": "věk",
    "date of an act": "datum dokumentu nebo rozhodnutí",
    "scope_not_date": "rozsah, ne termín",
    "scope": "rozsah, ne termín",
    "address": "adresa",
    "list number": "číslo v pořadí",
    "ordinal": "číslo v pořadí",
    "percent": "podíl",
    "share": "podíl",
    "phone": "telefon",
    "population": "počet obyvatel",
    "past event": "událost, která už nastala",
    "figure": "údaj, ne závazek",
    "levels": "číslo v pořadí",
    "programme": "název programu",
    "bare": "údaj, ne závazek",
    "bare count": "údaj, ne závazek",
    "beside a definite deadline": "upřesňuje určitý termín vedle",
    "period or reporting day of a paper": "období, o kterém listina mluví",
}
"""The grammar's reasons for what is no deadline, in Czech."""

_OTHER_REASON = "nemá vlastní termín"


def coverage_of(
    survey: Survey,
    proposals: Sequence[Proposal],
    asides: Sequence[Aside],
    passages: dict[Passage, str],
    *,
    default: str | None,
) -> Coverage:
    """The state of every such place.

    ``asides`` are places and ``passages`` whole passages that were set aside, with reasons; ``default`` is the reason
    for everything else in a document that only reports, ``None`` where the rest is unhandled.
    """
    used = [(at, proposal.finding.id) for proposal in proposals for at in proposal.used]
    spans = [Covered(_words(survey, at), State.OBLIGATION, "závazek", at, owner) for at, owner in dict.fromkeys(used)]
    taken = [at for at, _ in used]
    for entry in survey.reads:
        spans += _of_block(survey, entry, taken, asides, passages.get(entry.block.first), default)
    return Coverage(tuple(sorted(spans, key=lambda span: (span.passage.start, span.passage.end))))


def _of_block(
    survey: Survey,
    entry: Read,
    taken: list[At],
    asides: Sequence[Aside],
    passage_reason: str | None,
    default: str | None,
) -> Iterator[Covered]:
    seen: list[At] = []
    for reading in entry.result.readings:
        at = entry.at(reading)
        seen.append(at)
        if isinstance(reading.deadline, Nothing) or _overlaps(at, taken) or not _words(survey, at).strip():
            continue
        promise = _promise(entry, reading.start) if is_term(reading.deadline) else None
        reason = _reason(at, asides) or passage_reason or _reason_of_prose(entry, promise, is_term(reading.deadline))
        if promise and promise.promises and not reason:
            reason = None if default else "vymezuje závazek téže věty"
        else:
            reason = reason or default
        yield _covered(survey, at, reason)
    for aside in entry.result.set_aside:
        at = entry.block.at(aside.start, aside.end)
        if not _overlaps(at, [*taken, *seen]):
            seen.append(at)
            yield _covered(survey, at, _reason_of_style(entry) or _REASONS.get(aside.reason, _OTHER_REASON))
    for match in _LOOKS_LIKE_TERM.finditer(entry.block.text):
        at = entry.block.at(*match.span())
        if not _overlaps(at, [*taken, *seen]):
            yield _covered(survey, at, _reason(at, asides) or passage_reason or default)


def _covered(survey: Survey, at: At, reason: str | None) -> Covered:
    state = State.SET_ASIDE if reason else State.UNHANDLED
    return Covered(_words(survey, at), state, reason or "čeká na posouzení člověkem", at)


def _reason(at: At, asides: Sequence[Aside]) -> str | None:
    return next((aside.reason for aside in asides if _overlaps(at, [aside.at])), None)


def _promise(entry: Read, start: int) -> Sentence | None:
    """The sentence outside tables and questions that a term stands in."""
    if entry.block.first.place.table is not None or "Žádáme" in entry.block.text:
        return None
    return next((s for s in sentences_of(entry.block.text) if s.start <= start < s.end), None)


def _reason_of_prose(entry: Read, sentence: Sentence | None, term: bool) -> str | None:
    """Why words in a sentence make no duty; ``None`` where that is not sure."""
    of_style = _reason_of_style(entry)
    if of_style:
        return of_style
    if not term:
        return "stav nebo podmínka bez termínu"
    return "možnost, ne povinnost" if sentence and sentence.permits else None


def _reason_of_style(entry: Read) -> str | None:
    return {"footnote": "poznámka pod čarou", "heading": "nadpis", "header_cell": "záhlaví tabulky"}.get(
        entry.block.first.style
    )


def _overlaps(at: At, others: Iterable[At]) -> bool:
    return any(
        (at.start < other.end and other.start < at.end) or (at.start, at.end) == (other.start, other.end)
        for other in others
    )


def _words(survey: Survey, at: At) -> str:
    return survey.document.text[at.start : at.end]
