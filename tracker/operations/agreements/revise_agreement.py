"""Put a new version of an agreement in force: compare it with the old one, carry over what goes on, drop what is gone.

Windows that closed before the day it applies from are judged by the version valid then (domain, "Revision"). Of an
amendment that lists only its changes the other duties go on as they are, so that every version is whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import col, func, select

from tracker.drafts.draft import Draft, Finding, draft_from_json
from tracker.drafts.settling import agreed_validity
from tracker.obligations.obligation import Obligation, Validity
from tracker.obligations.revision import Change, compare, continued
from tracker.operations.agreements.amended import changes_only, read_against, validity_after
from tracker.operations.documents.confirm_draft import (
    Review,
    chosen_readings,
    keep_reading,
    periods_of,
    reviewed_findings,
)
from tracker.operations.documents.store_version import close_draft, new_duty, repeat_term, store_term, store_version
from tracker.operations.events.windows import Because
from tracker.operations.ground import Ground, Refused, Work, looking, working
from tracker.operations.refresh import expand_term, newest_term, refresh
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.agreements import AgreementRow, ObligationRow, TermRow, VersionRow
from tracker.store.documents import DocumentRow, DraftRow, DraftState
from tracker.store.occurrences import OccurrenceRow


@dataclass(frozen=True, slots=True)
class Revised:
    """The new version's number and what it changed."""

    agreement: int
    version: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Revision:
    """What is put in force: the draft as reviewed, from when, and what a moved term says for itself."""

    agreement: AgreementRow
    version: VersionRow
    draft: Draft
    review: Review
    duties: "_Duties"
    applies_from: date
    because: Because


@dataclass(frozen=True, slots=True)
class _Duties:
    """The duties in force by key, the findings of the revision, and how long the agreement holds with it.

    ``kept`` go on though the revision does not tell of them.
    """

    terms: Sequence[tuple[ObligationRow, Obligation]]
    findings: Sequence[Finding]
    validity: Validity
    kept: Sequence[Obligation]

    @property
    def old(self) -> list[Obligation]:
        """The duties in force."""
        return [obligation for _, obligation in self.terms]

    @property
    def new(self) -> tuple[Obligation, ...]:
        """The duties of the revision: its findings under the keys of those they continue, then those that go on."""
        return (*continued(self.old, _proposed(self.findings)), *self.kept)


def preview_revision(
    ground: Ground, actor: Actor, agreement_id: int, draft_id: int, review: Review
) -> tuple[Change, ...]:
    """What the draft would change in the agreement; nothing is stored."""
    with looking(ground, actor) as work:
        agreement, row = _both(work, agreement_id, draft_id)
        draft = draft_from_json(row.findings)
        duties = _duties(work, agreement, draft, review, chosen_readings(draft, review))
        return compare(duties.old, duties.new)


def not_found(work: Work, agreement_id: int, draft: Draft) -> tuple[str, ...]:
    """The names of duties that the draft takes out of the agreement and that nothing here answers to."""
    return read_against(draft, (), [obligation for _, obligation in _terms_in_force(work, agreement_id)]).unknown


def revise_agreement(
    ground: Ground, actor: Actor, agreement_id: int, draft_id: int, review: Review, applies_from: date
) -> Revised:
    """Confirm a draft as the next version of an agreement, in force from ``applies_from``.

    Raises ``Refused`` for a draft already used, open doubts, or a day outside the validity.
    """
    with working(ground, actor) as work:
        agreement, row = _both(work, agreement_id, draft_id)
        draft = draft_from_json(row.findings)
        choices = chosen_readings(draft, review)
        duties = _duties(work, agreement, draft, review, choices)
        validity = duties.validity
        if applies_from > validity.end or applies_from < agreement.starts:
            raise Refused("Den, od kterého revize platí, musí ležet v době platnosti dokumentu.", "since")
        changes = compare(duties.old, duties.new)
        agreement.ends = validity.end
        number = work.session.exec(
            select(func.max(VersionRow.number)).where(VersionRow.agreement_id == agreement_id)
        ).one()
        version = store_version(work, agreement, (number or 0) + 1, row, draft, choices, validity)
        version.applies_from = applies_from
        because = Because(f"Revize dokumentu, verze {version.number}", actor.name, _document(work, row))
        watched = _carry_over(work, _Revision(agreement, version, draft, review, duties, applies_from, because))
        refresh(work, watched)
        close_draft(row, version, work.municipality(agreement.municipality_id), review.skipped, choices)
        return Revised(agreement_id, version.number, changes)


def _both(work: Work, agreement_id: int, draft_id: int) -> tuple[AgreementRow, DraftRow]:
    agreement = work.get(AgreementRow, agreement_id, Permission.CONFIRM_DRAFT)
    row = work.get(DraftRow, draft_id, Permission.CONFIRM_DRAFT)
    if row.state is not DraftState.OPEN:
        raise Refused("Tento návrh už byl vyřízen. Nahrajte dodatek znovu.")
    if row.municipality_id not in (None, agreement.municipality_id):
        raise Refused("Návrh patří jiné obci než dokument, který se má změnit.")
    if agreement.ended_on is not None:
        raise Refused("Dokument je ukončen, jeho závazky už nelze měnit.")
    return agreement, row


def _terms_in_force(work: Work, agreement_id: int) -> list[tuple[ObligationRow, Obligation]]:
    """The duties not dropped, each with the words of its last version."""
    rows = work.session.exec(
        select(ObligationRow, TermRow)
        .join(TermRow, col(TermRow.obligation_id) == ObligationRow.id)
        .where(ObligationRow.agreement_id == agreement_id, col(ObligationRow.dropped_on).is_(None))
        .order_by(col(TermRow.version_id), col(TermRow.position))
    ).all()
    last = {duty.key: (duty, term.obligation(duty.key)) for duty, term in rows}
    return list(last.values())


def _proposed(findings: Sequence[Finding]) -> list[Obligation]:
    """The findings as obligations; their keys are provisional until ``continued`` pairs them with the old ones."""
    return [
        Obligation(
            key=f"new:{finding.id}",
            title=finding.title,
            quote=finding.quote,
            deadline=finding.deadline,
            validity=_own(finding),
            party=finding.party,
            halves=finding.halves,
            outputs=finding.outputs,
            act=finding.act,
            source=finding.passage.source,
        )
        for finding in findings
    ]


def _own(finding: Finding) -> Validity:
    if finding.validity is None:
        raise Refused("U závazku „%(title)s“ není známa doba platnosti.", title=finding.title)
    return finding.validity


def _duties(work: Work, agreement: AgreementRow, draft: Draft, review: Review, choices: Mapping[str, int]) -> _Duties:
    assert agreement.id is not None
    terms = _terms_in_force(work, agreement.id)
    if not changes_only(draft, review):
        validity = review.validity or agreed_validity(draft, choices) or agreement.validity
        return _Duties(terms, reviewed_findings(draft, choices, review, validity), validity, ())
    validity = review.validity or validity_after(draft, agreement.validity)
    in_force = [_prolonged(obligation, agreement, validity) for _, obligation in terms]
    amendment = read_against(draft, reviewed_findings(draft, choices, review, validity), in_force)
    changed = {duty.key for duty in continued(in_force, _proposed(amendment.findings))}
    gone = {duty.key for duty in amendment.dropped}
    kept = [duty for duty in in_force if duty.key not in changed | gone]
    return _Duties(terms, amendment.findings, validity, kept)


def _prolonged(duty: Obligation, agreement: AgreementRow, validity: Validity) -> Obligation:
    """A duty that holds as long as the agreement holds longer with it."""
    if duty.validity.end != agreement.ends:
        return duty
    return replace(duty, validity=Validity(duty.validity.start, validity.end))


def _carry_over(work: Work, revision: _Revision) -> set[int]:
    """Give every duty of the revision its term and its occurrences, and drop the duties that it does not hold."""
    agreement, since, duties = revision.agreement, revision.applies_from, revision.duties
    rows: Mapping[str, ObligationRow] = {row.key: row for row, _ in duties.terms}
    before = {obligation.key: obligation for obligation in duties.old}
    taken = set(work.session.exec(select(ObligationRow.key).where(ObligationRow.agreement_id == agreement.id)))
    keys = [duty.key for duty in duties.new]
    watched: set[int] = set()
    for position, (key, finding) in enumerate(zip(keys, duties.findings, strict=False), start=1):
        duty = rows.get(key) or new_duty(work, agreement, finding, taken)
        starting = finding if key in rows else replace(finding, validity=_from(_own(finding), since))
        periods = periods_of(revision.review, finding.id, before.get(key))
        term = store_term(work, duty, revision.version, position, starting, duties.validity, *periods)
        watched |= _expanded(work, revision, duty, term)
        keep_reading(work, duty, revision.draft, finding.id, revision.review)
    for position, kept in enumerate(duties.kept, start=len(duties.findings) + 1):
        term = repeat_term(work, newest_term(work, rows[kept.key]), revision.version, position, kept.validity)
        watched |= _expanded(work, revision, rows[kept.key], term)
    for key in rows.keys() - set(keys):
        watched |= _drop(work, rows[key], since)
    return watched


def _expanded(work: Work, revision: _Revision, duty: ObligationRow, term: TermRow) -> set[int]:
    held = expand_term(work, duty, term, since=revision.applies_from, because=revision.because)
    return {row.id for row in held if row.id is not None}


def _document(work: Work, row: DraftRow) -> str | None:
    document = work.session.get(DocumentRow, row.document_id)
    return document.name[:300] if document else None


def _from(own: Validity, day: date) -> Validity:
    """A duty that the revision adds holds from the day the revision applies."""
    return Validity(max(own.start, day), own.end) if own.end >= day else own


def _drop(work: Work, duty: ObligationRow, day: date) -> set[int]:
    duty.dropped_on = day
    rows = work.session.exec(
        select(OccurrenceRow).where(OccurrenceRow.obligation_id == duty.id, OccurrenceRow.window_end >= day)
    ).all()
    for row in rows:
        if row.cancelled_on is None:
            row.cancelled_on, row.cancelled_at = day, work.now
    return {row.id for row in rows if row.id is not None}
