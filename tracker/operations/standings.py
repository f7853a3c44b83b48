"""How things stand: obligations, occurrences and facts read together, in a number of queries that does not grow.

Every page, report, mail and calendar asks here; the answer for each occurrence is a value of the rules.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select
from sqlmodel import col, func, or_, select

from tracker.fulfilment.event import Evidence, Fulfilment
from tracker.fulfilment.facts import Facts, end_of_day, known_on
from tracker.fulfilment.status import Standing, standing
from tracker.obligations.obligation import Obligation
from tracker.occurrences.occurrence import Occurrence
from tracker.operations.ground import Work
from tracker.store.agreements import AgreementRow, HoursReadingRow, ObligationRow, TermRow, VersionRow
from tracker.store.events import DecisionRow, DelayReasonRow, EventRow, EvidenceRow, FulfilmentRow, ReviewRow
from tracker.store.occurrences import OccurrenceBeforeRow, OccurrenceRow
from tracker.store.territory import MunicipalityRow


@dataclass(frozen=True, slots=True)
class Item:
    """One occurrence with everything that is known of it and how it stands on the day asked about.

    ``row`` is what is stored; ``obligation`` and ``occurrence`` are what was agreed by the day asked about.
    """

    municipality: MunicipalityRow
    agreement: AgreementRow
    duty: ObligationRow
    row: OccurrenceRow
    obligation: Obligation
    occurrence: Occurrence
    facts: Facts
    standing: Standing


_FEW = 500
"""So many ids are handed to the next questions; where there are more, the database finds them anew.

Nested in a question of many tables, PostgreSQL would join every stored term before it chose the few.
"""


def items(
    work: Work, *conditions: ColumnElement[bool], on: date | None = None, known: date | None = None
) -> list[Item]:
    """The occurrences in reach that meet ``conditions`` on the tables of occurrence, obligation, agreement and town.

    ``on`` is the day whose status is asked (today when not given), ``known`` the last day whose records count (``on``).
    In the order of municipality, due day, obligation. What a revision changed or added since is told as it was then; an
    agreement that was itself read in later is told as if it had been known all along.
    """
    day = on or work.today
    end = end_of_day(known or day)
    chosen: Any = (
        select(OccurrenceRow.id)
        .join(ObligationRow, col(ObligationRow.id) == OccurrenceRow.obligation_id)
        .join(AgreementRow, col(AgreementRow.id) == ObligationRow.agreement_id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == OccurrenceRow.municipality_id)
        .where(work.in_reach(), _made_by(end), *conditions)
    )
    few = work.session.exec(chosen.limit(_FEW + 1)).all()
    if not few:
        return []
    if len(few) <= _FEW:
        chosen = few
    rows = _joined(work, chosen)
    facts = _facts(work, chosen, {row.id or 0: row.key for *_others, row in rows})
    told = _Told(facts, _befores(work, chosen, end), _supported(work, chosen, end), day, known or day)
    return [_item(*row, told) for row in rows]


def _facts(work: Work, chosen: Any, keys: dict[int, str]) -> dict[int, Facts]:
    """The facts recorded about occurrences, by their ids; six queries at most, however many rows."""
    counted = _fulfilments(work, chosen, keys)
    decisions = _grouped(_all(work, DecisionRow, chosen), "occurrence_id")
    reasons = _grouped(_all(work, DelayReasonRow, chosen), "occurrence_id")
    return {
        number: Facts(
            fulfilments=tuple(sorted(counted.get(number, ()), key=lambda f: (f.event.day, f.event.id))),
            decisions=tuple(d.decision(key) for d in decisions.get(number, ())),
            reasons=tuple(r.delay_reason(key) for r in reasons.get(number, ())),
        )
        for number, key in keys.items()
    }


def _fulfilments(work: Work, chosen: Any, keys: dict[int, str]) -> dict[int, list[Fulfilment]]:
    """What counts toward occurrences, by their ids; without anything the papers and verdicts are not asked for."""
    there = col(FulfilmentRow.occurrence_id).in_(chosen)
    fulfilled = work.session.exec(select(FulfilmentRow).where(there)).all()
    counted: dict[int, list[Fulfilment]] = defaultdict(list)
    if not fulfilled:
        return counted
    events = _events(work, select(FulfilmentRow.event_id).where(there))
    said = col(ReviewRow.fulfilment_id).in_(select(FulfilmentRow.id).where(there))
    verdicts = work.session.exec(select(ReviewRow).where(said).order_by(col(ReviewRow.id))).all()
    reviews = _grouped(verdicts, "fulfilment_id")
    for row in fulfilled:
        assert row.id is not None
        counted[row.occurrence_id].append(
            Fulfilment(
                event=events[row.event_id],
                occurrence=keys[row.occurrence_id],
                amount=row.amount,
                recorded_at=row.recorded_at,
                side=row.side,
                statement=row.statement,
                reviews=tuple(review.review() for review in reviews.get(row.id, ())),
                withdrawn_at=row.withdrawn_at,
            )
        )
    return counted


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of the occurrences of one question: facts and earlier windows by occurrence, readings by duty."""

    facts: dict[int, Facts]
    befores: dict[int, tuple[OccurrenceBeforeRow, TermRow]]
    supported: dict[int, int | None]
    on: date
    known: date


def _made_by(end: datetime) -> ColumnElement[bool]:
    """Whether an occurrence was there by ``end``, or its agreement was not yet."""
    first = select(func.min(VersionRow.confirmed_at)).where(VersionRow.agreement_id == ObligationRow.agreement_id)
    return or_(col(OccurrenceRow.created_at) < end, first.correlate(ObligationRow).scalar_subquery() >= end)


def _befores(work: Work, chosen: Any, end: datetime) -> dict[int, tuple[OccurrenceBeforeRow, TermRow]]:
    """What the occurrences were by ``end``, of those that have been given another window since."""
    rows = work.session.exec(
        select(OccurrenceBeforeRow)
        .where(col(OccurrenceBeforeRow.occurrence_id).in_(chosen), col(OccurrenceBeforeRow.replaced_at) >= end)
        .order_by(col(OccurrenceBeforeRow.id).desc())
    ).all()
    if not rows:
        return {}
    worded = select(TermRow).where(col(TermRow.id).in_({row.state["term_id"] for row in rows}))
    terms = {term.id: term for term in work.session.exec(worded)}
    return {row.occurrence_id: (row, terms[row.state["term_id"]]) for row in rows}


def _supported(work: Work, chosen: Any, end: datetime) -> dict[int, int | None]:
    """How the parties read amounts of hours by ``end``; the last reading of a duty stands."""
    duties = select(OccurrenceRow.obligation_id).where(col(OccurrenceRow.id).in_(chosen))
    rows = work.session.exec(
        select(HoursReadingRow.obligation_id, HoursReadingRow.persons)
        .where(col(HoursReadingRow.obligation_id).in_(duties), col(HoursReadingRow.recorded_at) < end)
        .order_by(col(HoursReadingRow.id))
    )
    return dict(rows.all())


def _joined(
    work: Work, chosen: Any
) -> Sequence[tuple[MunicipalityRow, AgreementRow, ObligationRow, TermRow, OccurrenceRow]]:
    query: Select[Any] = (
        select(MunicipalityRow, AgreementRow, ObligationRow, TermRow, OccurrenceRow)  # type: ignore[call-overload]
        .join(OccurrenceRow, col(OccurrenceRow.municipality_id) == MunicipalityRow.id)
        .join(ObligationRow, col(ObligationRow.id) == OccurrenceRow.obligation_id)
        .join(AgreementRow, col(AgreementRow.id) == ObligationRow.agreement_id)
        .join(TermRow, col(TermRow.id) == OccurrenceRow.term_id)
        .where(col(OccurrenceRow.id).in_(chosen))
        .order_by(
            col(MunicipalityRow.sort_key),
            col(OccurrenceRow.due).asc().nulls_last(),
            col(TermRow.position),
            col(OccurrenceRow.id),
        )
    )
    return work.session.execute(query).all()


def _item(
    municipality: MunicipalityRow,
    agreement: AgreementRow,
    duty: ObligationRow,
    term: TermRow,
    row: OccurrenceRow,
    told: _Told,
) -> Item:
    assert row.id is not None
    then = row
    if row.id in told.befores:
        before, term = told.befores[row.id]
        then = before.restored(row)
    obligation = replace(term.obligation(duty.key), supported=told.supported.get(row.obligation_id))
    occurrence = then.occurrence(duty.key, term.ends)
    whole = replace(
        told.facts[row.id],
        ended=agreement.ended_on,
        ended_at=agreement.ended_at,
        cancelled=then.cancelled_on,
        cancelled_at=then.cancelled_at,
    )
    facts = known_on(whole, told.known)
    now = standing(obligation, occurrence, facts, told.on)
    return Item(municipality, agreement, duty, row, obligation, occurrence, facts, now)


def _events(work: Work, numbers: Any) -> dict[int, Any]:
    """The events with their papers. A paper deleted when its time was over has proved what it proved."""
    papers: dict[int, list[Evidence]] = defaultdict(list)
    for paper in work.session.exec(
        select(EvidenceRow).where(col(EvidenceRow.event_id).in_(numbers)).order_by(col(EvidenceRow.id))
    ):
        papers[paper.event_id].append(paper.evidence())
    events = work.session.exec(select(EventRow).where(col(EventRow.id).in_(numbers)))
    return {event.id: event.event(tuple(papers.get(event.id or 0, ()))) for event in events if event.id is not None}


def _all(work: Work, kind: Any, chosen: Any) -> Sequence[Any]:
    return work.session.exec(select(kind).where(kind.occurrence_id.in_(chosen)).order_by(kind.id)).all()


def _grouped(rows: Iterable[Any], column: str) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, column)].append(row)
    return groups
