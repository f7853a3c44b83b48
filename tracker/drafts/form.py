"""Duties of a table: one row can hold none, one or several (domain law 1)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tracker.documents.passages import Cell, DocumentText
from tracker.drafts import doubts as ask
from tracker.drafts.at import At
from tracker.drafts.columns import OWNERS, Column
from tracker.drafts.doubt import Doubt, DoubtKind
from tracker.drafts.estimates import Estimate, estimates_in
from tracker.drafts.finding import Finding
from tracker.drafts.grammar import Reading
from tracker.drafts.outputs import split_outputs
from tracker.drafts.parties import halves_of, party_of_cells, party_of_words
from tracker.drafts.proposals import Aside, Proposal
from tracker.drafts.rows import PeriodRow, Row, lines_of, tables_of_duties
from tracker.drafts.segments import Segment, segments_of
from tracker.drafts.survey import Read, Survey
from tracker.drafts.titles import title_of_row, title_of_sentence, title_of_subject
from tracker.obligations.act import act_of
from tracker.obligations.deadline import (
    Continuous,
    Dated,
    Deadline,
    Missing,
    Nothing,
    Quota,
    Recurring,
    Window,
)
from tracker.obligations.obligation import Party, Side, Validity


def rows_of(survey: Survey) -> Iterator[Row]:
    """All rows of duties of a document, each under the period that holds for it."""
    for table, layout in tables_of_duties(survey.document):
        period: Validity | None = None
        for line in lines_of(survey.document, table, layout):
            if isinstance(line, PeriodRow):
                period = period_of(survey, line.cell) or period
            else:
                yield replace(line, period=period)


def period_cells(survey: Survey) -> Iterator[Cell]:
    """The cells that set a period for the rows under them."""
    for table, layout in tables_of_duties(survey.document):
        for line in lines_of(survey.document, table, layout):
            if isinstance(line, PeriodRow):
                yield line.cell


def period_of(survey: Survey, cell: Cell) -> Validity | None:
    """The whole period that a cell states."""
    for reading in survey.of(cell).result.readings:
        rule = reading.deadline
        if isinstance(rule, Window) and rule.start and rule.end:
            return Validity(rule.start, rule.end)
    return None


def findings_of_table(survey: Survey, rows: Iterable[Row]) -> tuple[list[Proposal], list[Aside]]:
    """The duties of all rows, and what of their words was set aside."""
    proposals: list[Proposal] = []
    asides: list[Aside] = []
    for row in rows:
        estimates = _estimates(survey, row)
        made = list(_of_row(survey, row, estimates))
        proposals += made
        asides += [Aside(estimate.at, "odhad, nikoli závazek") for estimate in estimates]
    return proposals, asides


def _of_row(survey: Survey, row: Row, estimates: list[Estimate]) -> Iterator[Proposal]:
    where = _place_of_deadlines(survey, row)
    outputs = split_outputs(row.words(survey.document, Column.OUTPUT))
    segments = segments_of(where.block.text, _rules(where)) if where else []
    if not segments:
        proposal = _without_rule(survey, row, outputs)
        if proposal:
            yield _with_estimates(proposal, estimates)
        return
    assert where is not None
    for number, segment in enumerate(segments):
        own, doubts = _own_outputs(outputs, number, len(segments), where)
        proposal = _of_segment(survey, row, where, segment, own, doubts)
        yield _with_estimates(proposal, estimates) if number == 0 else proposal


def _place_of_deadlines(survey: Survey, row: Row) -> Read | None:
    """The cell that says when: that of the deadline column, unless the task itself says it more exactly.

    "The column says průběžně, the task says pololetně předložit": the text wins. A table without such a column has its
    deadlines in the words of the task.
    """
    cell = row.cells.get(Column.DEADLINE)
    own = survey.of(cell) if cell else None
    if own and any(not isinstance(r.deadline, Continuous) for r in _rules(own)):
        return own
    if own and own.block.text.strip() and not _rules(own):
        return own
    for column in (Column.SPECIFICATION, Column.ACTIVITY):
        task = row.cells.get(column)
        exact = survey.of(task) if task else None
        if exact and any(isinstance(r.deadline, Recurring | Dated | Window) for r in _rules(exact)):
            return exact
    return own


def _rules(entry: Read) -> list[Reading]:
    return [r for r in entry.result.readings if not isinstance(r.deadline, Nothing | Missing)]


def _own_outputs(
    outputs: tuple[str, ...], number: int, deadlines: int, where: Read
) -> tuple[tuple[str, ...], tuple[Doubt, ...]]:
    """Outputs map one to one by order; with one deadline all are its own; any other count is a doubt."""
    if deadlines == 1 or not outputs:
        return outputs, ()
    if len(outputs) == deadlines:
        return (outputs[number],), ()
    return outputs, (
        ask.output_mapping("; ".join(outputs), outputs, deadlines, where.block.at(0, len(where.block.text))),
    )


def _of_segment(
    survey: Survey, row: Row, where: Read, segment: Segment, outputs: tuple[str, ...], doubts: tuple[Doubt, ...]
) -> Proposal:
    reading = segment.reading
    at = where.block.at(segment.start, segment.end)
    words = survey.document.text[at.start : at.end]
    if _in_deadline_column(row, where, survey):
        title = title_of_subject(_subject(where, segment), outputs)
    else:
        title = title_of_sentence(segment.subject(where.block.text))
    title = title or title_of_row(
        row.words(survey.document, Column.ACTIVITY),
        row.words(survey.document, Column.SPECIFICATION),
        outputs,
        recurring=isinstance(reading.deadline, Recurring),
    )
    doubts += tuple(ask.of_grammar(doubt, at) for doubt in reading.doubts)
    doubts += _doubts_of(survey, row, reading.deadline, words, at, {doubt.kind for doubt in doubts})
    finding = _finding(survey, row, title, words, reading.deadline, at, outputs, doubts)
    mended = where.mended(segment.start, segment.end)
    return Proposal(replace(finding, mended=mended), (where.at(reading),))


def _in_deadline_column(row: Row, where: Read, survey: Survey) -> bool:
    cell = row.cells.get(Column.DEADLINE)
    return cell is not None and survey.of(cell) is where


def _subject(where: Read, segment: Segment) -> str:
    subject = segment.subject(where.block.text)
    if isinstance(segment.reading.deadline, Quota) and not re.search(r"\w{3,}", subject):
        return re.sub(r"^[\d\s,.]*(x|×|krát)?\s*", "", segment.reading.words)
    return subject


def _doubts_of(
    survey: Survey, row: Row, rule: Deadline, words: str, at: At, known: set[DoubtKind]
) -> tuple[Doubt, ...]:
    found: list[Doubt] = []
    if isinstance(rule, Quota) and rule.due is None and rule.per is None and DoubtKind.AMOUNT_WITHOUT_DATE not in known:
        found.append(ask.amount_without_date(rule, words, at, row.period))
    past = past_deadline_of(survey, rule, words, at)
    if past and DoubtKind.PAST_DEADLINE not in known:
        found.append(past)
    return tuple(found)


def past_deadline_of(survey: Survey, rule: Deadline, words: str, at: At) -> Doubt | None:
    """The doubt of a deadline whose latest day lies before the day of the document."""
    if survey.ref_date and isinstance(rule, Dated) and rule.day and rule.day < survey.ref_date:
        return ask.past_deadline(rule, words, at, survey.ref_date)
    return None


def _without_rule(survey: Survey, row: Row, outputs: tuple[str, ...]) -> Proposal | None:
    """A row whose place for a deadline is empty, says a scope, or is not there at all."""
    document = survey.document
    task = row.cells.get(Column.SPECIFICATION) or row.cells.get(Column.ACTIVITY)
    cell = row.cells.get(Column.DEADLINE)
    if task is None or not document.cell_words(task).strip():
        task = row.activity
    if task is None or (cell is None and not outputs):
        return None
    where = survey.of(cell) if cell else survey.of(task)
    words = where.block.text.strip() if cell else ""
    at = where.block.at(0, len(where.block.text))
    gap = any(isinstance(r.deadline, Missing) for r in where.result.readings) or not re.search(r"\w", words)
    rule: Deadline = Missing() if gap else Nothing()
    doubt = ask.missing_deadline(at, row.period) if gap else ask.scope_not_date(words, at)
    quote = At.of(task.passages[0]) if gap else at
    title = title_of_row(
        row.words(document, Column.ACTIVITY), row.words(document, Column.SPECIFICATION), outputs, recurring=False
    )
    finding = _finding(survey, row, title, document.text[quote.start : quote.end], rule, quote, outputs, (doubt,))
    return Proposal(finding, (at,))


def _finding(
    survey: Survey,
    row: Row,
    title: str,
    quote: str,
    rule: Deadline,
    at: At,
    outputs: tuple[str, ...],
    doubts: tuple[Doubt, ...],
) -> Finding:
    party, halves = _responsible(survey.document, row)
    if party is None and row.cells.keys() & OWNERS:
        doubts += (ask.party_missing("Není uvedeno, kdo za závazek odpovídá.", at),)
    return Finding(
        id="",
        title=title,
        quote=quote,
        deadline=rule,
        passage=at,
        outputs=outputs,
        party=party or Party.BOTH,
        halves=halves,
        doubts=doubts,
        validity=row.period,
        act=act_of(title, quote, outputs),
        step=row.words(survey.document, Column.ORDER).strip(" .") or None,
    )


def _responsible(document: DocumentText, row: Row) -> tuple[Party | None, dict[Side, str]]:
    """Who owes the duty, and the words of both halves; one shared column is read for the names of the sides."""
    town, agency = row.words(document, Column.MUNICIPALITY), row.words(document, Column.ASZ)
    if Column.MUNICIPALITY in row.cells or Column.ASZ in row.cells:
        return party_of_cells(town, agency), {Side.MUNICIPALITY: town, Side.ASZ: agency}
    shared = row.words(document, Column.RESPONSIBLE)
    party = party_of_words(shared or row.words(document, Column.ACTIVITY) if not row.cells.keys() & OWNERS else shared)
    return party, halves_of(party, shared)


def _estimates(survey: Survey, row: Row) -> list[Estimate]:
    cell = row.cells.get(Column.SPECIFICATION) or row.cells.get(Column.ACTIVITY)
    return estimates_in(survey.of(cell).block) if cell else []


def _with_estimates(proposal: Proposal, estimates: list[Estimate]) -> Proposal:
    doubts = tuple(ask.estimate_or_target(e.words, e.quotas, e.at) for e in estimates)
    return replace(proposal, finding=replace(proposal.finding, doubts=proposal.finding.doubts + doubts))
