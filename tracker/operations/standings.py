"""How things stand: obligations, occurrences and facts read together, in a number of queries that does not grow.

Every page, report, mail and calendar asks here; the answer for each occurrence is a value of the rules.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select
from sqlmodel import col, select

from tracker.fulfilment.event import Evidence, Fulfilment
from tracker.fulfilment.facts import Facts, known_on
from tracker.fulfilment.status import Standing, standing
from tracker.obligations.obligation import Obligation
from tracker.occurrences.occurrence import Occurrence
from tracker.operations.ground import Work
from tracker.store.agreements import AgreementRow, ObligationRow, TermRow
from tracker.store.events import DecisionRow, DelayReasonRow, EventRow, EvidenceRow, FulfilmentRow, ReviewRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow


@dataclass(frozen=True, slots=True)
class Item:
    """One occurrence with everything that is known of it and how it stands on the day asked about."""

    municipality: MunicipalityRow
    agreement: AgreementRow
    duty: ObligationRow
    row: OccurrenceRow
    obligation: Obligation
    occurrence: Occurrence
    facts: Facts
    standing: Standing


def items(
    work: Work, *conditions: ColumnElement[bool], on: date | None = None, known: date | None = None
) -> list[Item]:
    """The occurrences in reach that meet ``conditions`` on the tables of occurrence, obligation, agreement and town.

    ``on`` is the day whose status is asked (today when not given), ``known`` the last day whose records count (``on``).
    In the order of municipality, due day, obligation.
    """
    day = on or work.today
    chosen = (
        select(OccurrenceRow.id)
        .join(ObligationRow, col(ObligationRow.id) == OccurrenceRow.obligation_id)
        .join(AgreementRow, col(AgreementRow.id) == ObligationRow.agreement_id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == OccurrenceRow.municipality_id)
        .where(work.in_reach(), *conditions)
    )
    rows = _joined(work, chosen)
    facts = facts_of(work, chosen)
    return [_item(*row, facts, day, known or day) for row in rows]


def facts_of(work: Work, chosen: Any) -> dict[int, Facts]:
    """The facts recorded about the occurrences of a query of ids, by occurrence id; six queries, however many rows."""
    session = work.session
    pairs = session.exec(select(OccurrenceRow.id, OccurrenceRow.key).where(col(OccurrenceRow.id).in_(chosen))).all()
    keys = {number: key for number, key in pairs if number is not None}
    fulfilled = session.exec(select(FulfilmentRow).where(col(FulfilmentRow.occurrence_id).in_(chosen))).all()
    events = _events(work, select(FulfilmentRow.event_id).where(col(FulfilmentRow.occurrence_id).in_(chosen)))
    reviews = _grouped(
        session.exec(
            select(ReviewRow)
            .where(
                col(ReviewRow.fulfilment_id).in_(
                    select(FulfilmentRow.id).where(col(FulfilmentRow.occurrence_id).in_(chosen))
                )
            )
            .order_by(col(ReviewRow.id))
        ).all(),
        "fulfilment_id",
    )
    decisions = _grouped(_all(work, DecisionRow, chosen), "occurrence_id")
    reasons = _grouped(_all(work, DelayReasonRow, chosen), "occurrence_id")
    counted: dict[int, list[Fulfilment]] = defaultdict(list)
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
    return {
        number: Facts(
            fulfilments=tuple(sorted(counted.get(number, ()), key=lambda f: (f.event.day, f.event.id))),
            decisions=tuple(d.decision(key) for d in decisions.get(number, ())),
            reasons=tuple(r.delay_reason(key) for r in reasons.get(number, ())),
        )
        for number, key in keys.items()
    }


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
    facts: dict[int, Facts],
    on: date,
    known: date,
) -> Item:
    assert row.id is not None
    obligation = term.obligation(duty.key)
    occurrence = row.occurrence(duty.key, term.ends)
    recorded = facts[row.id]
    whole = Facts(recorded.fulfilments, recorded.decisions, recorded.reasons, agreement.ended_on, row.cancelled_on)
    told = known_on(whole, known)
    return Item(
        municipality, agreement, duty, row, obligation, occurrence, told, standing(obligation, occurrence, told, on)
    )


def _events(work: Work, numbers: Any) -> dict[int, Any]:
    papers: dict[int, list[Evidence]] = defaultdict(list)
    for paper in work.session.exec(
        select(EvidenceRow).where(col(EvidenceRow.event_id).in_(numbers)).order_by(col(EvidenceRow.id))
    ):
        if paper.deleted_at is None:
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
