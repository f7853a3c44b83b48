"""What a reviewed draft would set going: how many terms of each duty, the first of them, and who would get mails."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from tracker.drafts.draft import Finding
from tracker.drafts.settling import agreed_validity
from tracker.obligations.obligation import Obligation, Validity
from tracker.occurrences.expansion import expand
from tracker.occurrences.occurrence import Occurrence
from tracker.occurrences.totals import Totals, totals
from tracker.operations.documents.confirm_draft import Review, chosen_readings, reviewed_findings
from tracker.operations.documents.review_draft import DraftPage
from tracker.operations.ground import Refused, Work
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
    """The validity taken, every duty planned, and the people who would be reminded."""

    validity: Validity
    planned: Sequence[Planned]
    recipients: Sequence[PersonRow]

    @property
    def terms(self) -> int:
        """How many terms would be watched."""
        return sum(len(duty.occurrences) for duty in self.planned)


def draft_summary(work: Work, page: DraftPage, review: Review) -> DraftSummary:
    """The summary of a reviewed draft; raises ``Refused`` while doubts are open or the validity is not known."""
    choices = chosen_readings(page.draft, review)
    validity = review.validity or agreed_validity(page.draft, choices)
    if validity is None:
        raise Refused("Dokument neuvádí dobu platnosti. Doplňte ji, teprve pak lze závazky hlídat.")
    findings = reviewed_findings(page.draft, choices, review, validity)
    return DraftSummary(validity, [_planned(finding, validity) for finding in findings], _recipients(work, page))


def _planned(finding: Finding, validity: Validity) -> Planned:
    duty = Obligation(
        key=finding.id,
        title=finding.title,
        quote=finding.quote,
        deadline=finding.deadline,
        validity=finding.validity or validity,
        act=finding.act,
    )
    return Planned(finding, expand(duty), totals(duty))


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
