"""From passages to a draft: what kind of document it is, what it promises, what is unsure, and what was passed over."""

from dataclasses import replace
from datetime import date

from tracker.documents.passages import DocumentText, Passage
from tracker.drafts import doubts as ask
from tracker.drafts.coverage import coverage_of
from tracker.drafts.draft import DocumentInfo, Doubt, Draft, DraftKind, Header, numbered
from tracker.drafts.form import findings_of_table, period_cells, rows_of
from tracker.drafts.header import header_of, header_passages
from tracker.drafts.named_documents import Mention, mentions_in
from tracker.drafts.proposals import Aside, in_order
from tracker.drafts.prose import findings_of_prose
from tracker.drafts.registers import Registers
from tracker.drafts.survey import Survey
from tracker.drafts.validity import validity_of, validity_passages


def draft_from(document: DocumentText, *, name: str, fingerprint: str, draft_id: str) -> Draft:
    """Read a document into a draft; ``draft_id`` is the id that it shall have."""
    header = header_of(document)
    day = day_of(header)
    survey = Survey(document, day)
    mentions = list(mentions_in(survey))
    reasons = _set_aside_passages(survey)
    proposals, asides = findings_of_table(survey, rows_of(survey))
    proposals = in_order([*proposals, *findings_of_prose(survey, set(reasons))])
    spans, doubts = validity_of(survey, day, proposals)
    doubts += _expiring(mentions, spans[0].end if spans else None)
    asides += [Aside(mention.at, "období v názvu jiného dokumentu") for mention in mentions]
    draft = Draft(
        id=draft_id,
        document=DocumentInfo(name, document.kind, fingerprint, day),
        kind=DraftKind.COOPERATION_DESCRIPTION,
        header=replace(header, validity=tuple(spans)),
        obligations=tuple(proposal.finding for proposal in proposals),
        doubts=tuple(doubts),
        coverage=coverage_of(survey, proposals, asides, reasons, default=None),
        registers=Registers(documents=tuple(mention.document for mention in mentions)),
        notices=tuple(notice.words for notice in document.notices),
    )
    return numbered(draft)


def day_of(header: Header) -> date | None:
    """The day from which a document counts: that of its first approval, else that of the partnership's opinion."""
    days = [approval.day for approval in header.approvals if approval.day]
    return min(days) if days else header.lp_opinion.day


def _set_aside_passages(survey: Survey) -> dict[Passage, str]:
    """Passages whose dates are known to be no deadlines, with the reason."""
    document = survey.document
    reasons = dict.fromkeys(header_passages(document), "údaj hlavičky")
    reasons |= dict.fromkeys(validity_passages(document), "doba platnosti")
    reasons |= {passage: "období řádků tabulky" for cell in period_cells(survey) for passage in cell.passages}
    return reasons


def _expiring(mentions: list[Mention], end: date | None) -> list[Doubt]:
    """Referenced documents that run out before the agreement does."""
    return [
        ask.document_expiring(mention.document.name, mention.document.start, mention.document.end, mention.at)
        for mention in mentions
        if end and mention.document.end and mention.document.end <= end
    ]
