"""The calendar entry of an occurrence: what a feed, a download and the attachment of a reminder say of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

import sqlalchemy as sa
from sqlmodel import Session, col, select

from tracker.feeds.entry import Entry, State
from tracker.fulfilment.labels import label
from tracker.fulfilment.standing import GROUP_OF, Group, Status
from tracker.obligations.deadline import from_json
from tracker.obligations.wording import say_deadline
from tracker.store.agreements import AgreementRow, ObligationRow, TermRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.subscriptions import FragmentRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.czech import say_number

Address = Callable[[int], str]
"""The address of the page of an occurrence."""

_FULFILLED = frozenset({Status.FULFILLED, Status.FULFILLED_LATE})


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows that one entry is made of."""

    municipality: MunicipalityRow
    agreement: AgreementRow
    term: TermRow
    row: OccurrenceRow

    @property
    def occurrence_id(self) -> int:
        """The id of the occurrence."""
        assert self.row.id is not None
        return self.row.id


def shown_rows(session: Session, condition: sa.ColumnElement[bool]) -> list[Shown]:
    """The rows of the entries that meet ``condition``, fresh from the database, in the order of occurrences."""
    query = (
        select(MunicipalityRow, AgreementRow, TermRow, OccurrenceRow)
        .join(OccurrenceRow, col(OccurrenceRow.municipality_id) == MunicipalityRow.id)
        .join(ObligationRow, col(ObligationRow.id) == OccurrenceRow.obligation_id)
        .join(AgreementRow, col(AgreementRow.id) == ObligationRow.agreement_id)
        .join(TermRow, col(TermRow.id) == OccurrenceRow.term_id)
        .where(condition)
        .order_by(col(OccurrenceRow.id))
        .execution_options(populate_existing=True)
    )
    return [Shown(*rows) for rows in session.exec(query)]


def known_fragments(session: Session, occurrence_ids: Iterable[int]) -> dict[int, FragmentRow]:
    """The fragments that these occurrences have, by occurrence."""
    query = select(FragmentRow).where(col(FragmentRow.occurrence_id).in_(occurrence_ids))
    return {row.occurrence_id: row for row in session.exec(query.execution_options(populate_existing=True))}


def entry_of(shown: Shown, address: Address, known: FragmentRow | None, now: datetime) -> Entry | None:
    """The entry of an occurrence, changed ``now`` when it differs from the ``known`` one; ``None`` without a day."""
    row = shown.row
    if row.due is None:
        return None
    fresh = Entry(
        uid_source=row.key,
        day=row.due,
        municipality=shown.municipality.name,
        title=shown.term.title,
        description_lines=tuple(_description(shown)),
        url=address(shown.occurrence_id),
        categories=(label(shown.term.act), shown.municipality.name),
        changed_at=now,
        created_at=row.created_at,
        sequence=row.revision,
        state=state_of(row.status, row.cancelled_on),
        alarms=row.status is not Status.PAUSED,
    )
    if known is None:
        return fresh
    if fingerprint(fresh) == known.fingerprint:
        return replace(fresh, changed_at=known.changed_at, sequence=known.sequence)
    moved = (fresh.day, fresh.state) != (known.day, known.state)
    return replace(fresh, sequence=max(row.revision, known.sequence + moved))


def state_of(status: Status, cancelled_on: date | None) -> State:
    """How a calendar shows a status; a paused term stays open and rings no more."""
    if status in _FULFILLED:
        return "fulfilled"
    over = GROUP_OF[status] is Group.OUT_OF_FORCE and status is not Status.PAUSED
    return "cancelled" if over or cancelled_on is not None else "open"


def fingerprint(entry: Entry) -> str:
    """Of all that is shown; when it was changed, and how often, is left out."""
    return sha256(repr(replace(entry, changed_at=entry.created_at, sequence=0)).encode()).hexdigest()


def _description(shown: Shown) -> Iterable[str]:
    """What helps whoever looks at it and what a leaked address may show: roles, no names, no words of the document."""
    row, term = shown.row, shown.term
    yield f"Odpovídá: {label(term.party)}"
    yield f"Kdy: {say_deadline(from_json(term.deadline))}"
    if row.quota != 1:
        yield f"Splněno: {say_number(row.counted)} z {say_number(row.quota)}"
    if GROUP_OF[row.status] is Group.OUT_OF_FORCE:
        yield f"Stav: {label(row.status)}"
    yield f"Podle dokumentu: {shown.agreement.title}"
