"""Accounts for every place that holds a deadline, a frequency or an amount: nothing promised is lost (domain law 3)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.documents.passages import Passage, Place
from tracker.drafts.at import At
from tracker.drafts.covered import Coverage, Covered, State
from tracker.drafts.grammar import Reading
from tracker.drafts.proposals import Aside, Proposal
from tracker.drafts.prose import is_term
from tracker.drafts.sentences import Sentences
from tracker.drafts.stretches import Stretches
from tracker.drafts.survey import Read, Survey
from tracker.obligations.deadline import Nothing

_LOOKS_LIKE_TERM = re.compile(
    r"(?<![\d.,/])\d{1,3}\s?(?:x|×|krát)(?=\s|$)|\bročně\b|\bměsíčně\b|\btýdně\b|\bpololetně\b|\bčtvrtletně\b"
    r"|(?<![\d.])\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d{2}\b"
    r"|(?<![\d.,/-])\d{1,4}\s(?:hodin|osob|akcí|akcích|setkání|měsíců|dnů|dní)\b",
    re.I,
)
"""A second, much simpler eye than the grammar: what it sees and the grammar passed over is shown as unhandled."""

REASONS_IN_CZECH = {
    "code": "číslo předpisu, projektu nebo spisu",
    "issue": "číslo předpisu, projektu nebo spisu",
    "run without spaces": "číslo předpisu, projektu nebo spisu",
    "money": "částka",
    "period of an amount": "období, na které je částka",
    "time of day": "čas v hodinách",
    "opening hours": "otevírací doba",
    "beginning of a clock": "kdy začíná běžet lhůta",
    "measure": "míra",
    "more or less than": "míra",
    "age": "věk",
    "date of an act": "datum dokumentu nebo rozhodnutí",
    "day of force": "účinnost nebo platnost předpisu",
    "scope_not_date": "rozsah, ne termín",
    "scope": "rozsah, ne termín",
    "address": "adresa",
    "list number": "číslo v pořadí",
    "ordinal": "číslo v pořadí",
    "percent": "podíl",
    "share": "podíl",
    "phone": "telefon",
    "population": "počet obyvatel",
    "people in a room": "údaj, ne závazek",
    "bare count": "údaj, ne závazek",
    "past event": "událost, která už nastala",
    "past period": "událost, která už nastala",
    "does not take place": "nekoná se",
    "not possible": "věta říká, co být nemá",
    "old value": "nahrazuje ho nový termín",
    "period in a name": "součást názvu dokumentu",
    "beside a definite deadline": "upřesňuje určitý termín vedle",
    "period of a paper": "období, o kterém listina mluví",
    "reporting day": "období, o kterém listina mluví",
}
"""The grammar's reasons for what is no deadline, in Czech; any other reason is that it is none of its own."""

_PLAIN = {"other": "nemá vlastní termín", "waits": "čeká na posouzení člověkem"}
_STYLES = {
    "footnote": "poznámka pod čarou",
    "margin": "záhlaví nebo zápatí stránky",
    "heading": "nadpis",
    "header_cell": "záhlaví tabulky",
}


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
    text = survey.document.text
    used = dict.fromkeys((at, proposal.finding.id) for proposal in proposals for at in proposal.used)
    spans = [Covered(text[at.start : at.end], State.OBLIGATION, "závazek", at, owner) for at, owner in used]
    taken: dict[Place, list[At]] = defaultdict(list)
    for at, _ in used:
        taken[at.place].append(at)
    known: dict[Place, list[Aside]] = defaultdict(list)
    for aside in asides:
        known[aside.at.place].append(aside)
    for entry in survey.reads:
        places = [passage.place for passage in entry.block.passages]
        account = _Account(
            entry=entry,
            text=text,
            taken=[at for place in places for at in taken.get(place, ())],
            asides=[aside for place in places for aside in known.get(place, ())],
            reason=passages.get(entry.block.first),
            default=default,
        )
        spans += account.spans()
    return Coverage(tuple(sorted(spans, key=lambda span: (span.passage.start, span.passage.end))))


@dataclass(frozen=True, slots=True)
class _Account:
    """What is known of one block: ``taken`` made duties, ``asides`` were set aside by the readers of the document."""

    entry: Read
    text: str
    taken: list[At]
    asides: list[Aside]
    reason: str | None
    default: str | None

    def spans(self) -> Iterator[Covered]:
        """Every place of the block that made no duty: what the grammar read, what it set aside, what it passed over."""
        taken = Stretches((at.start, at.end) for at in self.taken)
        sentences = Sentences(self.entry.block.text)
        seen = []
        for reading in self.entry.result.readings:
            at = self.entry.at(reading)
            seen.append(at)
            if not isinstance(reading.deadline, Nothing) and not taken.meet(at.start, at.end) and at.start < at.end:
                yield self._covered(at, self._reason_of(reading, at, sentences))
        found = Stretches((at.start, at.end) for at in [*self.taken, *seen])
        for aside in self.entry.result.set_aside:
            at = self.entry.block.at(aside.start, aside.end)
            if not found.meet(at.start, at.end):
                seen.append(at)
                yield self._covered(at, self._reason_of_style() or REASONS_IN_CZECH.get(aside.reason, _PLAIN["other"]))
        found = Stretches((at.start, at.end) for at in [*self.taken, *seen])
        for match in _LOOKS_LIKE_TERM.finditer(self.entry.block.text):
            at = self.entry.block.at(*match.span())
            if not found.meet(at.start, at.end):
                yield self._covered(at, self._aside(at) or self.reason or self.default)

    def _reason_of(self, reading: Reading, at: At, sentences: Sentences) -> str | None:
        """Why a reading made no duty; ``None`` where that is not sure.

        A further term of a sentence that promises bounds its duty, where somebody read the sentence. A promise in a
        document that only reports is left to a person.
        """
        known = self._aside(at) or self.reason or self._reason_of_style()
        if known:
            return known
        if not is_term(reading.deadline):
            return "stav nebo podmínka bez termínu"
        prose = self.entry.block.first.place.table is None and "Žádáme" not in self.entry.block.text
        sentence = sentences.at(reading.start) if prose else None
        if sentence and sentence.permits:
            return "možnost, ne povinnost"
        if sentence and sentence.promises:
            return None if self.default else "vymezuje závazek téže věty"
        return self.default

    def _aside(self, at: At) -> str | None:
        return next((a.reason for a in self.asides if at.start < a.at.end and a.at.start < at.end), None)

    def _reason_of_style(self) -> str | None:
        return _STYLES.get(self.entry.block.first.style)

    def _covered(self, at: At, reason: str | None) -> Covered:
        state = State.SET_ASIDE if reason else State.UNHANDLED
        return Covered(self.text[at.start : at.end], state, reason or _PLAIN["waits"], at)
