"""How long an agreement holds: every end that the document states, and the doubt when they differ."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from tracker.documents.passages import DocumentText, Passage
from tracker.drafts import doubts as ask
from tracker.drafts.at import At
from tracker.drafts.days import days_in, months_later
from tracker.drafts.doubt import Doubt, DoubtKind
from tracker.drafts.form import period_cells, period_of
from tracker.drafts.header_fields import Span
from tracker.drafts.labels import Label, labels_of, without_duties
from tracker.drafts.proposals import Proposal
from tracker.drafts.survey import Survey
from tracker.obligations.deadline import Dated, Window
from tracker.timeline.czech import say_day

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[–—-]\s*((?:19|20)\d{2})(?!\d)")
_LENGTH = re.compile(r"(?<!\d)(\d{1,2})\s*(?:let|roky|rok)\b")
_FROM_APPROVAL = re.compile(r"od (data |dne )?schválení|po schválení", re.I)

_TERM_OF_ALL = re.compile(
    r"\b(memorandum|popis\w* spolupráce|spolupráce|dohoda|smlouva|dokument|dodatek)\b[^.;]{0,40}"
    r"\b(se uzavírá|se sjednává|platí|je uzavřen\w+|nabývá)\b",
    re.I,
)
"""A sentence that says how long the whole agreement holds."""

_TERM_LABEL = re.compile(r"(doba |obdobi )?(platnost|realizace)|doba trvani|obdobi (popisu )?spoluprace")
_MOST = 4
"""Paragraphs that tell the validity."""

Stated = tuple[Span, At]


def validity_of(survey: Survey, approved: date | None, proposals: Sequence[Proposal]) -> tuple[list[Span], list[Doubt]]:
    """The validities in the order table, heading, latest deadline, and the doubts about them.

    Where they end on different days the table's own period is proposed: its rows were written for it.
    """
    table = list(_of_tables(survey))
    heading = list(_of_heading(survey, approved))
    spans = table + (heading or list(_of_sentences(survey, approved)))
    spans += _latest_deadline(survey, proposals, spans)
    doubts = []
    ends = {span.end for span, _ in spans if span.end}
    if len(ends) > 1:
        others = [*spans, *_calendar_readings(survey.document)]
        doubts.append(ask.validity_conflict(_distinct(others), 0))
    doubts += _late_approval(table, approved)
    return [span for span, _ in spans], doubts


def validity_passages(document: DocumentText) -> set[Passage]:
    """The passages under the heading or label of the validity."""
    under_labels = {passage for label in _labels(document) for passage in label.passages}
    return under_labels | {passage for passage in document.passages if _TERM_OF_ALL.search(document.words(passage))}


def _labels(document: DocumentText) -> list[Label]:
    found = [without_duties(document, label) for label in labels_of(document) if _TERM_LABEL.match(label.plain)]
    return [label for label in found if 0 < len(label.passages) <= _MOST]


def _of_tables(survey: Survey) -> Iterable[Stated]:
    for cell in period_cells(survey):
        period = period_of(survey, cell)
        if period:
            words = survey.document.cell_words(cell).strip()
            yield Span(words, period.start, period.end), At.of(cell.passages[0])


def _of_heading(survey: Survey, approved: date | None) -> Iterable[Stated]:
    """ "5 let od schválení" counts from the day of approval and ends the day before the same day n years later."""
    document = survey.document
    for label in _labels(document):
        from_approval = bool(_FROM_APPROVAL.search(f"{label.label} {label.value}"))
        for passage in label.passages:
            words = document.words(passage)
            length, years, days = _LENGTH.search(words), _YEARS.search(words), days_in(words)
            if length and from_approval and approved:
                yield Span(words.strip(), approved, months_later(approved, 12 * int(length[1]))), At.of(passage)
            elif len(days) == 2:
                yield Span(words.strip(), days[0], days[1]), At.of(passage)
            elif years and not re.search(r"\w{4,}\s*" + re.escape(years[0]), words):
                yield Span(words.strip(), date(int(years[1]), 1, 1), date(int(years[2]), 12, 31)), At.of(passage)
            else:
                yield from _read_window(survey, passage)


def _of_sentences(survey: Survey, approved: date | None) -> Iterable[Stated]:
    """ "Memorandum se uzavírá na dobu od … do …"; a time from the signature, whose day nobody wrote, has no ends."""
    for passage in survey.document.passages:
        words = survey.document.words(passage)
        if not _TERM_OF_ALL.search(words):
            continue
        length = _LENGTH.search(words)
        if length and approved and _FROM_APPROVAL.search(words):
            yield Span(words.strip(), approved, months_later(approved, 12 * int(length[1]))), At.of(passage)
        elif length and "od podpisu" in words:
            yield Span(words.strip(), None, None), At.of(passage)
        else:
            yield from _read_window(survey, passage)


def _read_window(survey: Survey, passage: Passage) -> Iterable[Stated]:
    """A period in other words, as "únor 2031 – květen 2032"."""
    for reading in survey.of_passage(passage).result.readings:
        rule = reading.deadline
        if isinstance(rule, Window) and rule.start and rule.end:
            yield Span(survey.document.words(passage).strip(), rule.start, rule.end), At.of(passage)


def _calendar_readings(document: DocumentText) -> Iterable[Stated]:
    """ "2022 – 2026 (5 let)" may also mean whole calendar years."""
    for label in _labels(document):
        for passage in label.passages:
            words = document.words(passage)
            years = _YEARS.search(words)
            if years and _LENGTH.search(words):
                whole = Span(f"{years[0]} jako kalendářní roky", date(int(years[1]), 1, 1), date(int(years[2]), 12, 31))
                yield whole, At.of(passage)


def _latest_deadline(survey: Survey, proposals: Sequence[Proposal], known: Sequence[Stated]) -> list[Stated]:
    """The last dated duty, when it lies after the end of the period that its own row stands under."""
    late = [
        (rule.day, proposal.finding)
        for proposal in proposals
        for rule in (proposal.finding.deadline,)
        if isinstance(rule, Dated) and rule.day and proposal.finding.validity
        if rule.day > proposal.finding.validity.end
    ]
    if not late:
        return []
    day, finding = max(late, key=lambda pair: pair[0])
    start = finding.validity.start if finding.validity else None
    return [(Span(finding.quote, start, day), finding.passage)]


def _late_approval(table: Sequence[Stated], approved: date | None) -> list[Doubt]:
    starts = [span.start for span, _ in table if span.start]
    if not approved or not starts or approved <= min(starts):
        return []
    words = f"Schváleno {say_day(approved)}, období začíná už {say_day(min(starts))}."
    return [ask.plain(DoubtKind.APPROVAL_AFTER_START, words, *(at for _, at in table))]


def _distinct(spans: Iterable[Stated]) -> list[Stated]:
    seen: dict[tuple[date | None, date | None], Stated] = {}
    for span, at in spans:
        seen.setdefault((span.start, span.end), (span, at))
    return list(seen.values())
