"""What an amendment means for an agreement that is kept here: which one it is, and its duties as they then read.

An amendment lists what it changes; the other duties go on as they are. A duty whose term alone it changes keeps
everything else as agreed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlmodel import col, select

from tracker.drafts.amendments import AmendedAgreement
from tracker.drafts.draft import Draft, DraftKind, Finding
from tracker.obligations.agreement import ENDS, AgreementKind
from tracker.obligations.naming import named
from tracker.obligations.obligation import Obligation, Validity
from tracker.operations.documents.confirm_draft import Review
from tracker.operations.ground import Work
from tracker.store.agreements import AgreementRow, VersionRow
from tracker.timeline.folding import folded

_KINDS = {
    "popis": AgreementKind.COOPERATION,
    "memorand": AgreementKind.MEMORANDUM,
    "plan": AgreementKind.PLAN,
    "program": AgreementKind.ADVISORY,
}


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amendment that lists only its changes, read against the duties in force.

    ``findings`` are its own, completed from the duties they change; ``dropped`` are the duties that it takes out,
    ``unknown`` the names of those it takes out that are not found here.
    """

    findings: tuple[Finding, ...]
    dropped: tuple[Obligation, ...]
    unknown: tuple[str, ...]


def running_agreements(work: Work, municipality_id: int | None) -> Sequence[AgreementRow]:
    """The agreements of a municipality that have not ended, the oldest first."""
    query = select(AgreementRow).where(
        AgreementRow.municipality_id == municipality_id,
        col(AgreementRow.state).not_in(ENDS),
        col(AgreementRow.ended_on).is_(None),
    )
    return work.session.exec(query.order_by(col(AgreementRow.starts), col(AgreementRow.id))).all()


def amended_agreement(work: Work, draft: Draft, running: Sequence[AgreementRow]) -> AgreementRow | None:
    """The running agreement that an amendment changes: of the day it names, else the only one of the kind it names."""
    if draft.kind is not DraftKind.AMENDMENT or draft.amends is None:
        return None
    approved = set(_approved_then(work, draft.amends, running))
    return _only(row for row in running if row.id in approved) or _only(
        row for row in running if _kind_of(draft.amends) in (None, row.kind)
    )


def changes_only(draft: Draft, review: Review) -> bool:
    """Whether the draft lists only what it changes, so that everything else goes on."""
    return draft.kind is DraftKind.AMENDMENT if review.whole is None else not review.whole


def read_against(draft: Draft, findings: Sequence[Finding], duties: Sequence[Obligation]) -> Amendment:
    """The findings of an amendment that lists only its changes, completed from the ``duties`` in force."""
    gone = {name: named(duties, name) for name in (draft.amends.dropped if draft.amends else ())}
    return Amendment(
        findings=tuple(_completed(finding, duties) for finding in findings),
        dropped=tuple(duty for duty in gone.values() if duty),
        unknown=tuple(name for name, duty in gone.items() if duty is None),
    )


def validity_after(draft: Draft, agreed: Validity) -> Validity:
    """How long the agreement holds with the amendment: as agreed, unless it is prolonged."""
    until = draft.amends.until if draft.amends else None
    return Validity(agreed.start, max(agreed.end, until)) if until else agreed


def _completed(finding: Finding, duties: Sequence[Obligation]) -> Finding:
    old = named(duties, finding.replaces.duty, finding.replaces.words) if finding.replaces else None
    if old is None:
        return finding
    return replace(
        finding,
        title=old.title,
        party=old.party,
        halves=old.halves,
        outputs=old.outputs,
        act=old.act,
        validity=old.validity,
    )


def _approved_then(work: Work, told: AmendedAgreement, running: Sequence[AgreementRow]) -> Iterable[int]:
    if told.day is None:
        return ()
    query = select(VersionRow.agreement_id).where(
        col(VersionRow.agreement_id).in_([row.id for row in running]), VersionRow.approved_on == told.day
    )
    return work.session.exec(query).all()


def _kind_of(told: AmendedAgreement) -> AgreementKind | None:
    plain = folded(told.agreement)
    return next((kind for sign, kind in _KINDS.items() if sign in plain), None)


def _only(rows: Iterable[AgreementRow]) -> AgreementRow | None:
    found = list(rows)
    return found[0] if len(found) == 1 else None
