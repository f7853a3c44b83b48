"""What a reviewed draft would set going: how many terms of each duty, the first of them, and who would get mails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from tracker.drafts.doubt import DoubtKind
from tracker.drafts.draft import Finding
from tracker.drafts.settling import agreed_validity
from tracker.obligations.obligation import Obligation, PartialPeriod, Validity, YearKind
from tracker.occurrences.expansion import expand
from tracker.occurrences.occurrence import Occurrence
from tracker.occurrences.totals import Totals, totals
from tracker.operations.agreements.amended import validity_after
from tracker.operations.documents.confirm_draft import Review, chosen_readings, periods_of, reviewed_findings
from tracker.operations.documents.review_draft import DraftPage
from tracker.operations.ground import Work
from tracker.people.actor import Role
from tracker.store.people import MandateRow, PersonRow


@dataclass(frozen=True, slots=True)
class Planned:
    """A duty with the terms it would have, and its totals under the readings of partial periods, if it has any."""

    finding: Finding
    occurrences: Sequence[Occurrence]
    sums: Totals | None

    @property
    def first_due(self) -> date | None:
        """The first day on which something would fall due."""
        return min((o.due for o in self.occurrences if o.due), default=None)


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """The validity taken, every duty planned, and the people who would be reminded.

    ``year`` and ``partial`` are the readings taken; ``persons`` are the findings whose hours are read as owed to each
    person, so that somebody has to say for how many.
    """

    validity: Validity
    planned: Sequence[Planned]
    recipients: Sequence[PersonRow]
    year: YearKind
    partial: PartialPeriod
    persons: Sequence[Finding]

    @property
    def terms(self) -> int:
        """How many terms would be watched."""
        return sum(len(duty.occurrences) for duty in self.planned)

    @property
    def has_years(self) -> bool:
        """Whether anything comes back, so that the readings of years and of their parts make a difference."""
        return any(duty.sums for duty in self.planned)


def draft_summary(work: Work, page: DraftPage, review: Review) -> DraftSummary | None:
    """The summary of a reviewed draft, ``None`` while nobody knows how long it holds.

    Raises ``Refused`` while doubts are open.
    """
    choices = chosen_readings(page.draft, review)
    validity = review.validity or agreed_validity(page.draft, choices) or _of_amended(page)
    if validity is None:
        return None
    findings = reviewed_findings(page.draft, choices, review, validity)
    year, partial = periods_of(review, "")
    return DraftSummary(
        validity=validity,
        planned=[_planned(finding, validity, review) for finding in findings],
        recipients=_recipients(work, page),
        year=year,
        partial=partial,
        persons=[finding for finding in findings if _per_person(page, finding.id, choices)],
    )


def _of_amended(page: DraftPage) -> Validity | None:
    """That of the agreement which the draft changes, prolonged where the draft says so."""
    return validity_after(page.draft, page.amended.validity) if page.amended else None


def _planned(finding: Finding, validity: Validity, review: Review) -> Planned:
    year, partial = periods_of(review, finding.id)
    duty = Obligation(
        key=finding.id,
        title=finding.title,
        quote=finding.quote,
        deadline=finding.deadline,
        validity=finding.validity or validity,
        act=finding.act,
        year=year,
        partial=partial,
    )
    return Planned(finding, expand(duty), totals(duty))


def _per_person(page: DraftPage, finding: str, choices: Mapping[str, int]) -> bool:
    return any(
        doubt.kind is DoubtKind.HOURS_SCOPE and doubt.readings[choices[doubt.id]].value.get("per") == "person"
        for doubt, owner in page.draft.all_doubts
        if owner == finding and doubt.id in choices
    )


def _recipients(work: Work, page: DraftPage) -> Sequence[PersonRow]:
    if page.municipality is None:
        return ()
    holders = (
        select(PersonRow)
        .join(MandateRow, col(MandateRow.person_id) == PersonRow.id)
        .where(
            MandateRow.municipality_id == page.municipality.id,
            MandateRow.role == Role.MANAGER,
            MandateRow.starts <= work.today,
            col(MandateRow.ends).is_(None) | (col(MandateRow.ends) >= work.today),
        )
        .order_by(col(PersonRow.sort_key))
    )
    return work.session.exec(holders).all()
