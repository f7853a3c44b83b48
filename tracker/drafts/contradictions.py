"""What in a document contradicts itself: order of steps, ends beyond the period, counts, approvals, broken dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tracker.documents.passages import DocumentText
from tracker.drafts import doubts as ask
from tracker.drafts.at import At
from tracker.drafts.days import days_in, months_later
from tracker.drafts.doubt import Choice, Doubt, DoubtKind
from tracker.drafts.named_documents import Mention
from tracker.drafts.projects import Listed, odd_end
from tracker.drafts.proposals import Proposal
from tracker.drafts.spans import span_words
from tracker.obligations.deadline import Dated, Deadline, Window
from tracker.obligations.obligation import Validity
from tracker.obligations.wording import say_deadline
from tracker.timeline.czech import say_day
from tracker.timeline.folding import folded

_COUNTED = re.compile(r"(?<![\d.,/])(\d{1,2})\s+(?:\w+\s+)?projekt")
_CUT_YEAR = re.compile(r"(?<!\d)(\d{1,2})\.\s*(\d{1,2})\.\s*((?:19|20)\d)(?!\d)")
_APPROVED = re.compile(r"schv\wl\w*")


def bounds_of(rule: Deadline) -> tuple[date | None, date | None]:
    """The first and the last day that a dated rule speaks of."""
    if isinstance(rule, Dated):
        return None, rule.day
    return (rule.start, rule.end) if isinstance(rule, Window) else (None, None)


def with_order_conflicts(proposals: Sequence[Proposal], schedules: set[int]) -> list[Proposal]:
    """Numbered steps of one schedule: a step due after the next one begins or ends is a doubt of the later step."""
    found: list[Proposal] = []
    for proposal in proposals:
        above = found[-1] if found else None
        doubt = _order_conflict(above, proposal) if above and proposal.finding.passage.table in schedules else None
        found.append(_doubting(proposal, doubt) if doubt else proposal)
    return found


def _order_conflict(above: Proposal, below: Proposal) -> Doubt | None:
    one, two = above.finding, below.finding
    steps = (one.step or "", two.step or "")
    if one.passage.table != two.passage.table or not all(step.isdigit() for step in steps):
        return None
    due = bounds_of(one.deadline)[1]
    start, end = bounds_of(two.deadline)
    if due is None or not ((start and due > start) or (end and due > end)):
        return None
    words = f"Krok {steps[0]} má termín {say_day(due)}, krok {steps[1]} platí pro {span_words(start, end)}."
    return ask.plain(
        DoubtKind.ORDER_CONFLICT, words, one.passage, two.passage, readings=(Choice("termíny platí, jak jsou psány"),)
    )


def with_ends_outside(proposals: Sequence[Proposal], period: Validity | None) -> list[Proposal]:
    """Duties without a period of their own that are due after the period of the whole document."""
    if period is None:
        return list(proposals)
    return [
        _doubting(p, ask.outside_period(say_deadline(p.finding.deadline), p.finding.passage, period))
        if p.finding.validity is None and (end := bounds_of(p.finding.deadline)[1]) and end > period.end
        else p
        for p in proposals
    ]


def _doubting(proposal: Proposal, doubt: Doubt) -> Proposal:
    return replace(proposal, finding=replace(proposal.finding, doubts=(*proposal.finding.doubts, doubt)))


def late_approvals(document: DocumentText, mentions: Sequence[Mention]) -> Iterator[Doubt]:
    """Referenced documents approved after their period began; one with whole years may be approved during the first."""
    for mention in mentions:
        start = mention.document.start
        if start is None:
            continue
        after = document.text[mention.at.end : mention.at.end + 160]
        approved = _APPROVED.search(folded(after))
        days = days_in(after) if approved else []
        latest = start if mention.exact else date(start.year, 12, 31)
        if days and days[0] > latest:
            words = f"{mention.document.name}: období začíná {say_day(start)}, schváleno {say_day(days[0])}."
            yield ask.plain(DoubtKind.APPROVAL_AFTER_START, words, mention.at)


def miscounted_projects(document: DocumentText, listed: Sequence[Listed]) -> Iterator[Doubt]:
    """A paragraph that announces a number of projects, followed by a list of another number of them."""
    passages = [passage for passage in document.passages if passage.place.table is None]
    by_passage = {entry.passage for entry in listed}
    for i, passage in enumerate(passages):
        announced = _COUNTED.search(folded(document.words(passage)))
        if not announced or passage in by_passage:
            continue
        below = 0
        while i + 1 + below < len(passages) and passages[i + 1 + below] in by_passage:
            below += 1
        if below and below != int(announced[1]):
            at = At.of(passage, passage.start + announced.start(), passage.start + announced.end())
            words = f"Uvedeno projektů: {announced[1]}, vyjmenováno: {below}."
            yield ask.plain(DoubtKind.COUNT_MISMATCH, words, at)


def odd_projects(document: DocumentText, listed: Sequence[Listed]) -> Iterator[Doubt]:
    """Projects whose end misses their months or whole months by a few days, and those whose end has lost a digit."""
    for entry in listed:
        project = entry.project
        whole = _end_by_months(entry) or odd_end(project)
        if whole and project.end:
            words = f"{project.name}: konec {say_day(project.end)} nevychází na {_length(entry)}."
            yield _end_doubt(DoubtKind.VALIDITY_AMBIGUOUS, words, entry.at, (project.end, whole))
        cut = _CUT_YEAR.search(document.text, entry.at.start, entry.at.end + 4)
        if cut and project.start:
            ends = _possible_ends(project.start, cut)
            yield _end_doubt(
                DoubtKind.DAMAGED_DATE, f"{project.name}: rok v datu „{cut[0]}“ není celý.", entry.at, ends
            )


def _end_by_months(entry: Listed) -> date | None:
    """The end that the project's own length gives, where another one is written."""
    start, end = entry.project.start, entry.project.end
    fit = months_later(start, entry.months) if start and entry.months else None
    return fit if fit != end else None


def _length(entry: Listed) -> str:
    return f"{entry.months} měsíců od začátku" if entry.months else "celé měsíce"


def _possible_ends(start: date, cut: re.Match[str]) -> tuple[date, ...]:
    """The years that the remaining digits allow, after the start; first those that make whole years."""
    years = [
        year for year in range(start.year, start.year + 10) if str(year).startswith(cut[3]) or str(year // 10) == cut[3]
    ]
    days = [day for year in years for day in days_in(f"{cut[1]}. {cut[2]}. {year}") if day > start]
    return tuple(sorted(days, key=lambda day: (abs((months_later(start, 36) - day).days), day)))[:4]


def _end_doubt(kind: DoubtKind, words: str, at: At, ends: Sequence[date]) -> Doubt:
    readings = tuple(Choice(say_day(day), {"end": day.isoformat()}) for day in ends)
    return ask.plain(kind, words, at, readings=readings)
