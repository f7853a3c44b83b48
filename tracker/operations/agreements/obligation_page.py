"""One obligation with all its terms: what was agreed and where, what happened, what was decided, and its history."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, literal, select, union_all

from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Obligation, Source
from tracker.operations.agreements.back_plans import BackPlan, back_plans
from tracker.operations.agreements.hours import Hours, hours_among
from tracker.operations.events.fulfilment_list import Entry, end_of, entries
from tracker.operations.events.record_anchor import Anchor, anchor_of
from tracker.operations.events.uncounted import Uncounted, uncounted
from tracker.operations.ground import Work
from tracker.operations.history import Change, history_of
from tracker.operations.standings import Item, items
from tracker.people.permissions import Permission
from tracker.store.agreements import AgreementRow, AnchorRow, HoursReadingRow, ObligationRow, TermRow, VersionRow
from tracker.store.documents import DocumentRow
from tracker.store.events import DecisionRow, DelayReasonRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.people import PersonRow
from tracker.store.territory import MunicipalityRow

_AROUND = 400
"""How many characters of the document are shown on each side of the passage."""

_URGENCY = (
    Status.OVERDUE,
    Status.RETURNED,
    Status.DISPUTED,
    Status.AWAITING_EVIDENCE,
    Status.DUE_SOON,
    Status.AWAITING_OTHER_SIDE,
    Status.OPEN,
    Status.PLANNED,
)
_DONE = (Status.FULFILLED, Status.FULFILLED_LATE)


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of the document that the duty was read from, with what stands around them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Year:
    """The terms of one year."""

    year: int
    items: tuple[Item, ...]

    @property
    def done(self) -> int:
        """How many of them are met."""
        return sum(item.standing.status in _DONE for item in self.items)

    @property
    def late(self) -> int:
        """How many of those were met late."""
        return sum(item.standing.status is Status.FULFILLED_LATE for item in self.items)


@dataclass(frozen=True, slots=True)
class Wording:
    """The obligation as one version words it, with the document it came from."""

    term: TermRow
    obligation: Obligation
    version: VersionRow
    document: DocumentRow
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class ObligationPage:
    """Everything on the page. ``focus`` is the term that asks for attention first; ``wordings`` the newest first.

    ``way`` is how the next term that ends in the council gets there, ``anchor`` the event that the deadline counts
    from, ``hours`` the ledger of an amount of hours, ``uncounted`` what happened and does not count, by occurrence.
    """

    municipality: MunicipalityRow
    agreement: AgreementRow
    duty: ObligationRow
    owner: str
    wordings: tuple[Wording, ...]
    focus: Item | None
    way: BackPlan | None
    anchor: Anchor | None
    hours: tuple[Hours, ...]
    uncounted: dict[int, tuple[Uncounted, ...]]
    years: tuple[Year, ...]
    entries: tuple[Entry, ...]
    history: tuple[Change, ...]


def obligation_page(work: Work, obligation_id: int) -> ObligationPage:
    """The page of an obligation within reach."""
    duty = work.get(ObligationRow, obligation_id)
    found = items(work, col(OccurrenceRow.obligation_id) == obligation_id)
    counted = entries(work, col(OccurrenceRow.obligation_id) == obligation_id)
    owner = work.session.get(PersonRow, duty.owner_id) if duty.owner_id else None
    return ObligationPage(
        municipality=work.municipality(duty.municipality_id),
        agreement=work.get(AgreementRow, duty.agreement_id),
        duty=duty,
        owner=owner.name if owner else "",
        wordings=_wordings(work, duty),
        focus=_focus(found),
        way=_way(work, found),
        anchor=anchor_of(work, duty),
        hours=hours_among(work, found),
        uncounted=uncounted(work, [item for item in found if _of_this_year(item, work.today)]),
        years=_years(found),
        entries=tuple(reversed(counted)),
        history=_history(work, duty, counted),
    )


def duty_of(work: Work, occurrence_id: int) -> int:
    """The obligation that an occurrence within reach belongs to."""
    return work.get(OccurrenceRow, occurrence_id).obligation_id


def term(work: Work, occurrence_id: int, permission: Permission) -> Item:
    """One term, for whoever may do this with it."""
    work.get(OccurrenceRow, occurrence_id, permission)
    (item,) = items(work, col(OccurrenceRow.id) == occurrence_id)
    return item


def _wordings(work: Work, duty: ObligationRow) -> tuple[Wording, ...]:
    rows = work.session.exec(
        select(TermRow, VersionRow, DocumentRow)
        .join(VersionRow, col(VersionRow.id) == TermRow.version_id)
        .join(DocumentRow, col(DocumentRow.id) == VersionRow.document_id)
        .where(TermRow.obligation_id == duty.id)
        .order_by(col(VersionRow.number).desc())
    ).all()
    return tuple(_wording(duty, *row) for row in rows)


def _wording(duty: ObligationRow, term: TermRow, version: VersionRow, document: DocumentRow) -> Wording:
    obligation = term.obligation(duty.key)
    return Wording(term, obligation, version, document, _passage(document.text, obligation.source))


def _passage(text: str, source: Source | None) -> Passage | None:
    if source is None or not text[source.start : source.end]:
        return None
    before = text[max(0, source.start - _AROUND) : source.start]
    return Passage(before, text[source.start : source.end], text[source.end : source.end + _AROUND])


def _focus(found: Sequence[Item]) -> Item | None:
    calling = [item for item in found if item.standing.status in _URGENCY]
    return min(
        calling,
        key=lambda item: (_URGENCY.index(item.standing.status), item.standing.due or item.occurrence.end),
        default=None,
    )


def _way(work: Work, found: Sequence[Item]) -> BackPlan | None:
    plans = back_plans(work, found).values()
    return min(plans, key=lambda way: way.item.standing.due or way.item.occurrence.end, default=None)


def _of_this_year(item: Item, today: date) -> bool:
    """Whether the term runs, or closed in the year looked at: of older ones nobody asks what did not count."""
    return item.occurrence.opens <= today and (item.standing.due or item.occurrence.end).year >= today.year


def _years(found: Sequence[Item]) -> tuple[Year, ...]:
    years: dict[int, list[Item]] = defaultdict(list)
    for item in found:
        years[(item.standing.due or item.occurrence.end).year].append(item)
    return tuple(Year(year, tuple(terms)) for year, terms in sorted(years.items()))


def _history(work: Work, duty: ObligationRow, counted: Sequence[Entry]) -> tuple[Change, ...]:
    assert duty.id is not None
    things = _things(work, duty)
    things["fulfilment"] = [entry.fulfilment.id for entry in counted if entry.fulfilment.id is not None]
    things["review"] = [review.id for entry in counted for review in entry.reviews if review.id is not None]
    things["event"] = [entry.event.id for entry in counted if entry.event.id is not None]
    things["evidence"] = [paper.id for entry in counted for paper in entry.papers if paper.id is not None]
    return history_of(work, things)


def _things(work: Work, duty: ObligationRow) -> dict[str, list[int]]:
    """What else the history of a duty is told of, by the name of the table; one query."""
    terms = select(OccurrenceRow.id).where(OccurrenceRow.obligation_id == duty.id)
    said = (DecisionRow, DelayReasonRow)
    queries = [
        _named(OccurrenceRow, OccurrenceRow.obligation_id == duty.id),
        *(_named(kind, col(kind.occurrence_id).in_(terms), col(kind.recorded_at) < end_of(work)) for kind in said),
        _named(AnchorRow, AnchorRow.agreement_id == duty.agreement_id),
        *(_named(kind, kind.obligation_id == duty.id) for kind in (HoursReadingRow, TermRow)),
    ]
    things: dict[str, list[int]] = defaultdict(list, {"obligation": [duty.id or 0]})
    for table, number in work.session.execute(union_all(*queries)):
        things[table].append(number)
    return things


def _named(kind: Any, *conditions: Any) -> Any:
    """The numbers of rows with the name of their table."""
    return select(literal(kind.__tablename__), kind.id).where(*conditions)
