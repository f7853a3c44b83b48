"""From passages to a draft: what kind of document it is, what it promises, what is unsure, and what was passed over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.documents.passages import DocumentText, Passage
from tracker.drafts import doubts as ask
from tracker.drafts import gaps
from tracker.drafts.amending import asides_of_changes, findings_of_changes
from tracker.drafts.amendments import amended_agreement, say_amended
from tracker.drafts.cards import findings_of_cards
from tracker.drafts.columns import Column
from tracker.drafts.contradictions import (
    late_approvals,
    miscounted_projects,
    odd_projects,
    with_ends_outside,
    with_order_conflicts,
)
from tracker.drafts.coverage import coverage_of
from tracker.drafts.days import first_day_in
from tracker.drafts.doubt import Doubt, DoubtKind
from tracker.drafts.draft import DocumentInfo, Draft, DraftKind, numbered
from tracker.drafts.figures import figures_in, topics_in
from tracker.drafts.form import findings_of_table, period_cells, rows_of
from tracker.drafts.header import header_of, header_passages
from tracker.drafts.header_fields import Header, Span
from tracker.drafts.kinds import sort_of
from tracker.drafts.locality_plans import locality_plans_in
from tracker.drafts.measure_lines import findings_of_lines
from tracker.drafts.meetings import meetings_in
from tracker.drafts.minutes import findings_of_minutes, task_passages
from tracker.drafts.named_documents import Mention, mentions_in
from tracker.drafts.programme import criteria_in, endings_in, findings_of_goals
from tracker.drafts.projects import Listed, projects_in
from tracker.drafts.proposals import Aside, Proposal, in_order
from tracker.drafts.prose import findings_of_prose
from tracker.drafts.registers import Registers
from tracker.drafts.rows import tables_of_duties
from tracker.drafts.survey import Survey
from tracker.drafts.table_totals import totals_in
from tracker.drafts.validity import validity_of, validity_passages
from tracker.obligations.obligation import Validity

_HEADING = 300
"""Characters at the beginning of a document that its own name stands in."""
_REPORTS = "dokument o tom jen informuje"
_REPORTING = frozenset({DraftKind.ANSWER, DraftKind.SUMMARY})
_AGREEMENTS = frozenset({DraftKind.COOPERATION_DESCRIPTION, DraftKind.AMENDMENT, DraftKind.MEMORANDUM})


@dataclass(frozen=True, slots=True)
class _Sources:
    """What the readers of one kind of document look at."""

    survey: Survey
    reasons: dict[Passage, str]
    period: Validity | None


def draft_from(document: DocumentText, *, name: str, fingerprint: str, draft_id: str) -> Draft:
    """Read a document into a draft; ``draft_id`` is the id that it shall have."""
    kind = sort_of(document)
    header = header_of(document, of_one_town=kind not in _REPORTING)
    day = _day_of(document, kind, header)
    survey = Survey(document, day)
    mentions, listed = list(mentions_in(survey)), projects_in(document)
    reasons = _set_aside_passages(survey)
    proposals, asides = _found(kind, survey, reasons)
    spans, doubts = validity_of(survey, day if header.approvals else None, proposals)
    own = _own_name(mentions) if kind is DraftKind.PLAN and not spans else None
    if own:
        spans = [Span(own.document.name, own.document.start, own.document.end)]
        mentions.remove(own)
    period = _period(spans)
    sources = _Sources(survey, reasons, period)
    proposals = in_order([*proposals, *_READERS[kind](sources)])
    if kind not in _AGREEMENTS:
        schedules = {table.number for table, layout in tables_of_duties(document) if Column.DEADLINE in layout.columns}
        proposals = with_ends_outside(with_order_conflicts(proposals, schedules), period)
    doubts += _doubts_of_document(kind, survey, header, mentions, listed, spans)
    asides += [Aside(mention.at, "období v názvu jiného dokumentu") for mention in mentions]
    asides += [Aside(own.at, "doba platnosti")] if own else []
    asides += [Aside(entry.at, "období projektu, viz seznam projektů") for entry in listed]
    asides += asides_of_changes(survey, proposals) if kind is DraftKind.AMENDMENT else []
    amended = amended_agreement(document) if kind is DraftKind.AMENDMENT else None
    told = (say_amended(amended),) if amended else ()
    draft = Draft(
        id=draft_id,
        document=DocumentInfo(name, document.kind, fingerprint, day),
        kind=kind,
        header=replace(header, validity=tuple(spans)),
        obligations=tuple(proposal.finding for proposal in proposals),
        doubts=tuple(doubts),
        coverage=coverage_of(survey, proposals, asides, reasons, default=_default_reason(kind)),
        registers=_registers(kind, document, mentions, listed),
        notices=(*told, *(notice.words for notice in document.notices), *gaps.column_notices(document)),
        amends=amended,
    )
    return numbered(draft)


def _found(kind: DraftKind, survey: Survey, reasons: dict[Passage, str]) -> tuple[list[Proposal], list[Aside]]:
    """The duties of tables; a document that only informs has none."""
    if kind in _REPORTING:
        return [], []
    return findings_of_table(survey, rows_of(survey))


def _of_agreement(sources: _Sources) -> list[Proposal]:
    return list(findings_of_prose(sources.survey, set(sources.reasons)))


def _of_amendment(sources: _Sources) -> list[Proposal]:
    changes = list(findings_of_changes(sources.survey))
    quoted = {at.start for change in changes for at in change.used}
    rest = [one for one in _of_agreement(sources) if not any(at.start in quoted for at in one.used)]
    return [*changes, *rest]


def _of_plan(sources: _Sources) -> list[Proposal]:
    cards = list(findings_of_cards(sources.survey))
    lines, taken = findings_of_lines(sources.survey)
    return [*cards, *lines, *findings_of_prose(sources.survey, set(sources.reasons) | taken, every_list_item=True)]


def _of_programme(sources: _Sources) -> list[Proposal]:
    return list(findings_of_goals(sources.survey, sources.period))


def _of_minutes(sources: _Sources) -> list[Proposal]:
    tasks = list(findings_of_minutes(sources.survey))
    leave_out = set(sources.reasons) | task_passages(sources.survey.document)
    return [*tasks, *findings_of_prose(sources.survey, leave_out)]


def _of_report(sources: _Sources) -> list[Proposal]:
    """What a document reports is no duty (domain law 2)."""
    return []


_READERS: dict[DraftKind, Callable[[_Sources], list[Proposal]]] = {
    DraftKind.COOPERATION_DESCRIPTION: _of_agreement,
    DraftKind.AMENDMENT: _of_amendment,
    DraftKind.MEMORANDUM: _of_agreement,
    DraftKind.OTHER: _of_agreement,
    DraftKind.PLAN: _of_plan,
    DraftKind.ADVISORY_PROGRAMME: _of_programme,
    DraftKind.MINUTES: _of_minutes,
    DraftKind.ANSWER: _of_report,
    DraftKind.SUMMARY: _of_report,
}


def _default_reason(kind: DraftKind) -> str | None:
    """Why everything is set aside that no reader took; in a document that agrees on something nothing is."""
    return _REPORTS if kind in _REPORTING | {DraftKind.ADVISORY_PROGRAMME} else None


def _day_of(document: DocumentText, kind: DraftKind, header: Header) -> date | None:
    """The day from which a document counts: its first approval, the partnership's opinion, the day of the meeting."""
    days = [approval.day for approval in header.approvals if approval.day]
    if days:
        return min(days)
    if kind is DraftKind.MINUTES:
        return first_day_in(document.text[:1_500])
    return header.lp_opinion.day


def _own_name(mentions: Sequence[Mention]) -> Mention | None:
    """The plan's own name with its period, in the heading of the document: "Plán … na období 2031–2034"."""
    return next((m for m in mentions if m.at.start < _HEADING and m.document.start and m.document.end), None)


def _period(spans: Sequence[Span]) -> Validity | None:
    first = spans[0] if spans else None
    return Validity(first.start, first.end) if first and first.start and first.end else None


def _set_aside_passages(survey: Survey) -> dict[Passage, str]:
    """Passages whose dates are known to be no deadlines, with the reason."""
    document = survey.document
    reasons = dict.fromkeys(header_passages(document), "údaj hlavičky")
    reasons |= dict.fromkeys(validity_passages(document), "doba platnosti")
    of_rows = (passage for cell in period_cells(survey) for passage in cell.passages)
    reasons |= dict.fromkeys(of_rows, "období řádků tabulky")
    return reasons


def _doubts_of_document(
    kind: DraftKind,
    survey: Survey,
    header: Header,
    mentions: Sequence[Mention],
    listed: Sequence[Listed],
    spans: Sequence[Span],
) -> list[Doubt]:
    document = survey.document
    doubts = list(gaps.header_doubts(document, header)) if kind in _AGREEMENTS else []
    doubts += gaps.unknown_agreement(document, header) if kind is DraftKind.AMENDMENT else []
    doubts += gaps.missing_roles(header) if kind is DraftKind.COOPERATION_DESCRIPTION else []
    if kind in _AGREEMENTS | {DraftKind.PLAN, DraftKind.OTHER}:
        doubts += _expiring(mentions, spans[0].end if spans else None)
    doubts += gaps.tables_without_owner(document)
    doubts += late_approvals(document, mentions)
    doubts += miscounted_projects(document, listed)
    doubts += odd_projects(document, listed)
    doubts += [ask.plain(DoubtKind(n.kind), n.words) for n in document.notices if n.kind in set(DoubtKind)]
    return doubts


def _expiring(mentions: Sequence[Mention], end: date | None) -> list[Doubt]:
    """Referenced documents that run out before the agreement does."""
    return [
        ask.document_expiring(mention.document.name, mention.document.start, mention.document.end, mention.at)
        for mention in mentions
        if end and mention.document.end and mention.document.end <= end
    ]


def _registers(
    kind: DraftKind, document: DocumentText, mentions: Sequence[Mention], listed: Sequence[Listed]
) -> Registers:
    summary = kind is DraftKind.SUMMARY
    return Registers(
        plans=locality_plans_in(document),
        projects=tuple(entry.project for entry in listed),
        meetings=meetings_in(document) if kind in _REPORTING else (),
        criteria=criteria_in(document),
        documents=tuple(dict.fromkeys(mention.document for mention in mentions)),
        figures=figures_in(document) if summary else (),
        topics=topics_in(document) if summary else (),
        endings=endings_in(document) if kind not in _AGREEMENTS else (),
        totals=totals_in(document) if kind not in _AGREEMENTS else (),
    )
