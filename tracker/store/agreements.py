"""Agreements, their immutable versions, and the obligations with their terms in each version."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from tracker.documents.passages import Place
from tracker.obligations.agreement import AgreementKind, AgreementState
from tracker.obligations.deadline import from_json
from tracker.obligations.obligation import Act, Obligation, PartialPeriod, Party, Side, Source, Validity, YearKind
from tracker.store.database import Row, as_json, choice, identity, reference


class AgreementRow(Row, table=True):
    """A document in force with obligations in it. ``ended_at`` is when its early end was recorded."""

    __tablename__ = "agreement"
    __table_args__ = (CheckConstraint("ends >= starts", name="ends_after_start"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    kind: AgreementKind = choice(AgreementKind, "agreement_kind")
    title: str = Field(max_length=300)
    state: AgreementState = choice(AgreementState, "agreement_state")
    starts: date
    ends: date
    ended_on: date | None = None
    ended_at: datetime | None = None
    end_reason: str = Field(default="", max_length=2000)

    @property
    def validity(self) -> Validity:
        """The days in which the agreement holds as agreed."""
        return Validity(self.starts, self.ends)


class VersionRow(Row, table=True):
    """One confirmed reading of the agreement, in force from ``applies_from``; never changed afterwards.

    ``header`` is the draft's header; ``choices`` lists every settled doubt with the reading taken, who and when.
    """

    __tablename__ = "agreement_version"
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    agreement_id: int = reference("agreement.id")
    number: int = Field(ge=1)
    document_id: int = reference("document.id")
    applies_from: date
    approved_on: date | None = None
    resolution: str = Field(default="", max_length=200)
    header: dict[str, Any] = as_json()
    choices: list[dict[str, Any]] = as_json(default_factory=list)
    confirmed_at: datetime
    confirmed_by: int | None = reference("person.id", nullable=True)


class ObligationRow(Row, table=True):
    """One duty over all versions of its agreement. ``owner_id`` is the person who answers for it."""

    __tablename__ = "obligation"

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    agreement_id: int = reference("agreement.id")
    key: str = Field(max_length=160, unique=True)
    owner_id: int | None = reference("person.id", nullable=True)
    dropped_on: date | None = None


class TermRow(Row, table=True):
    """The obligation as one version words it."""

    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("obligation_id", "version_id"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    obligation_id: int = reference("obligation.id")
    version_id: int = reference("agreement_version.id")
    position: int
    title: str = Field(max_length=300)
    quote: str
    deadline: dict[str, Any] = as_json()
    starts: date
    ends: date
    party: Party = choice(Party, "party")
    halves: dict[str, str] = as_json(default_factory=dict)
    outputs: list[str] = as_json(default_factory=list)
    act: Act = choice(Act, "act")
    source: dict[str, Any] = as_json(default_factory=dict)
    year: YearKind = choice(YearKind, "year_kind", default=YearKind.CALENDAR)
    partial: PartialPeriod = choice(PartialPeriod, "partial_period", default=PartialPeriod.ROUNDED_UP)

    def obligation(self, key: str) -> Obligation:
        """The term as the value that the rules work on."""
        return Obligation(
            key=key,
            title=self.title,
            quote=self.quote,
            deadline=from_json(self.deadline),
            validity=Validity(self.starts, self.ends),
            party=self.party,
            halves={side: self.halves[side] for side in Side if side in self.halves},  # JSONB keeps no order
            outputs=tuple(self.outputs),
            act=self.act,
            source=_source(self.source),
            year=self.year,
            partial=self.partial,
        )


class HoursReadingRow(Row, table=True):
    """How the parties read an amount of hours: owed to each of so many ``persons``, or (``None``) to the town in all.

    A later row for the same obligation replaces the reading.
    """

    __tablename__ = "hours_reading"
    __table_args__ = (CheckConstraint("persons IS NULL OR persons > 0", name="somebody_supported"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    obligation_id: int = reference("obligation.id")
    persons: int | None = None
    reason: str = Field(max_length=2000, min_length=1)
    recorded_at: datetime
    recorded_by: int | None = reference("person.id", nullable=True)


class AnchorRow(Row, table=True):
    """The day of an event that starts clocks ("datum podpisu"); a later row for the same name replaces the day."""

    __tablename__ = "anchor"

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    agreement_id: int = reference("agreement.id")
    name: str = Field(max_length=200)
    day: date
    recorded_at: datetime
    recorded_by: int | None = reference("person.id", nullable=True)


def _source(form: dict[str, Any]) -> Source | None:
    if not form:
        return None
    place = Place(**{name: form.get(name) for name in ("page", "table", "row", "column", "paragraph")})
    return Source(place, form["start"], form["end"])
