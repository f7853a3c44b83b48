"""A measure of a plan, whether written as a card or as lines: what its labels tell, made into duties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tracker.documents.passages import DocumentText
from tracker.drafts import doubts as ask
from tracker.drafts.at import At
from tracker.drafts.columns import OWNERS, Column
from tracker.drafts.finding import Finding
from tracker.drafts.grammar import Reading
from tracker.drafts.outputs import split_outputs
from tracker.drafts.parties import halves_of, party_of_words
from tracker.drafts.proposals import Proposal
from tracker.drafts.segments import Segment, segments_of
from tracker.drafts.survey import Read
from tracker.drafts.titles import title_of_sentence
from tracker.obligations.act import act_of
from tracker.obligations.deadline import Missing, Nothing
from tracker.obligations.obligation import Party


@dataclass(frozen=True, slots=True)
class Value:
    """What stands beside a label: the words from ``start`` to ``end`` of a block."""

    entry: Read
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.entry.block.text[self.start : self.end].strip()

    @property
    def at(self) -> At:
        """Where they stand, without blanks around them."""
        raw = self.entry.block.text[self.start : self.end]
        lead = len(raw) - len(raw.lstrip()) if raw.strip() else 0
        return self.entry.block.at(self.start + lead, self.start + max(lead, len(raw.rstrip())))

    @property
    def readings(self) -> list[Reading]:
        """The rules that were read in them."""
        return [
            reading
            for reading in self.entry.result.readings
            if not isinstance(reading.deadline, Nothing | Missing) and self.start <= reading.start < self.end
        ]


@dataclass(frozen=True, slots=True)
class Measure:
    """A numbered measure or goal, with what its labels say by their meaning; the activity is always among them."""

    number: str | None
    values: Mapping[Column, tuple[Value, ...]]

    def words(self, column: Column) -> str:
        """The words of a label; empty where there is none."""
        return "\n".join(value.words for value in self.values.get(column, ()))


def duties_of(document: DocumentText, measure: Measure, term: Value | None) -> Iterator[Proposal]:
    """The duties of a measure: one for each rule of its ``term``, one that waits where no rule is told."""
    segments = _segments(term) if term else []
    if term is None or not segments:
        yield _without_rule(document, measure, term)
        return
    for segment in segments:
        at = term.entry.block.at(term.start + segment.start, term.start + segment.end)
        reading = segment.reading
        doubts = tuple(ask.of_grammar(doubt, at) for doubt in reading.doubts)
        title = _title(measure)
        if segment is not segments[0] and (subject := segment.subject(_text(term))):
            title = f"{title}: {subject}"
        finding = _finding(document, measure, title, at)
        mended = term.entry.mended(term.start + segment.start, term.start + segment.end)
        yield Proposal(
            replace(finding, deadline=reading.deadline, doubts=(*doubts, *finding.doubts), mended=mended),
            (at,) if len(segments) > 1 else (term.entry.block.at(*_shifted(reading, term.start)),),
        )


def _text(term: Value) -> str:
    return term.entry.block.text[term.start : term.end]


def _segments(term: Value) -> list[Segment]:
    """The words of each rule, counted from the beginning of the term."""
    own = [replace(r, start=r.start - term.start, end=min(r.end, term.end) - term.start) for r in term.readings]
    return segments_of(_text(term), own)


def _shifted(reading: Reading, by: int) -> tuple[int, int]:
    return reading.start + by, reading.end + by


def _without_rule(document: DocumentText, measure: Measure, term: Value | None) -> Proposal:
    activity = measure.values[Column.ACTIVITY][0].at
    words = term.words if term else ""
    gap = not words or term is None or any(isinstance(r.deadline, Missing) for r in term.entry.result.readings)
    at = term.at if term and words else activity
    finding = _finding(document, measure, _title(measure), at)
    doubt = ask.missing_deadline(at, None) if gap else ask.scope_not_date(words, at)
    rule = Missing() if gap else Nothing()
    used = (at,) if words or term is None else (term.at, at)
    return Proposal(replace(finding, deadline=rule, doubts=(doubt, *finding.doubts)), used)


def _title(measure: Measure) -> str:
    return title_of_sentence(measure.words(Column.ACTIVITY))


def _finding(document: DocumentText, measure: Measure, title: str, quote: At) -> Finding:
    """The duty as far as it does not depend on its rule."""
    owners = " ".join(words for column in sorted(OWNERS) if (words := measure.words(column)))
    party = party_of_words(owners)
    doubts = () if party else (ask.party_missing("Není uvedeno, kdo za opatření odpovídá.", quote),)
    words = document.text[quote.start : quote.end]
    outputs = split_outputs(measure.words(Column.OUTPUT))
    return Finding(
        id="",
        title=title,
        quote=words,
        deadline=Missing(),
        passage=quote,
        outputs=outputs,
        party=party or Party.BOTH,
        halves=halves_of(party, owners),
        doubts=doubts,
        act=act_of(title, words, outputs),
        step=measure.number,
    )
