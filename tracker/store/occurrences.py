"""Occurrences as rows: what was expanded, and a snapshot of how each stands that lists and the sweep can search.

``status``, ``counted`` and ``due`` are derived: ``operations/refresh.py`` writes them whenever a fact changes and on
``next_day``, the next day on which anything can happen to the occurrence. The sweep reads only rows whose day has come.
"""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from tracker.fulfilment.standing import Status
from tracker.obligations.deadline import Precision
from tracker.occurrences.occurrence import Milestone, Occurrence
from tracker.store.database import Row, as_json, choice, identity, reference


class OccurrenceRow(Row, table=True):
    """One dated window of an obligation; ``revision`` rises with every change that a calendar must show.

    ``first_due`` is the day first agreed and never changes. ``agreed_due`` is the one by the rule in force: where the
    two differ, a stored decision moved the term.
    """

    __tablename__ = "occurrence"
    __table_args__ = (sa.Index("ix_occurrence_municipality_id_status", "municipality_id", "status"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id", index=False)
    obligation_id: int = reference("obligation.id")
    term_id: int = reference("term.id")
    key: str = Field(max_length=200, unique=True)
    label: str = Field(max_length=60)
    window_start: date
    window_end: date
    first_due: date | None = None
    agreed_due: date | None = None
    due: date | None = Field(default=None, index=True)
    counts_from: date | None = None
    precision: Precision = choice(Precision, "precision")
    quota: float = Field(ge=0)
    unit: str = Field(max_length=60)
    at_least: bool = True
    milestones: list[dict[str, Any]] = as_json(default_factory=list)
    waits_for: str | None = Field(default=None, max_length=300)
    cancelled_on: date | None = None
    cancelled_at: datetime | None = None
    status: Status = choice(Status, "status", default=Status.PLANNED, index=True)
    counted: float = 0
    next_day: date | None = Field(default=None, index=True)
    revision: int = 0
    created_at: datetime
    changed_at: datetime

    def occurrence(self, obligation_key: str, last_day: date) -> Occurrence:
        """The row as the value that the rules work on; its due day is the first agreed one.

        ``last_day`` is the last one on which the obligation is in force.
        """
        return Occurrence(
            key=self.key,
            obligation=obligation_key,
            label=self.label,
            start=self.window_start,
            end=self.window_end,
            due=self.first_due,
            precision=self.precision,
            quota=self.quota,
            unit=self.unit,
            at_least=self.at_least,
            counts_from=self.counts_from,
            milestones=tuple(Milestone(date.fromisoformat(m["due"]), m["count"]) for m in self.milestones),
            waits_for=self.waits_for,
            closes=max(self.first_due or last_day, last_day),
        )


KEPT = (
    "term_id", "label", "window_start", "window_end", "first_due", "agreed_due", "counts_from", "precision", "quota",
    "unit", "at_least", "milestones", "waits_for", "cancelled_on", "cancelled_at",
)  # fmt: skip
"""What a rule says of an occurrence."""


class OccurrenceBeforeRow(Row, table=True):
    """What an occurrence was until ``replaced_at``, when a revision or an event gave it another window.

    ``state`` holds the values of ``KEPT``; with them the status of a past day is judged by what was agreed then.
    """

    __tablename__ = "occurrence_before"

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    occurrence_id: int = reference("occurrence.id")
    replaced_at: datetime
    state: dict[str, Any] = as_json()

    def restored(self, row: OccurrenceRow) -> OccurrenceRow:
        """The occurrence as it was."""
        return OccurrenceRow.model_validate({**row.model_dump(), **self.state})
