"""Write down one version of an agreement: its header and choices, its duties, and how it words each of them."""

import re
from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from tracker.drafts.draft import Doubt, Draft, Finding
from tracker.obligations.deadline import to_json
from tracker.obligations.obligation import PartialPeriod, Validity, YearKind
from tracker.operations.ground import Work
from tracker.store.agreements import AgreementRow, ObligationRow, TermRow, VersionRow
from tracker.store.documents import DraftRow, DraftState
from tracker.store.territory import MunicipalityRow
from tracker.timeline.folding import folded


def store_version(
    work: Work,
    agreement: AgreementRow,
    number: int,
    row: DraftRow,
    draft: Draft,
    choices: Mapping[str, int],
    validity: Validity,
) -> VersionRow:
    """Write down a version: the header, and every doubt with the reading taken, by whom and when."""
    approval = next((a for a in draft.header.approvals if a.day), None)
    assert agreement.id is not None
    version = VersionRow(
        municipality_id=agreement.municipality_id,
        agreement_id=agreement.id,
        number=number,
        document_id=row.document_id,
        applies_from=validity.start,
        approved_on=approval.day if approval else None,
        resolution=(approval.resolution if approval else None) or "",
        header=row.findings["header"],
        choices=[_settlement(work, doubt, owner, choices) for doubt, owner in draft.all_doubts],
        confirmed_at=work.now,
        confirmed_by=work.actor.person,
    )
    work.session.add(version)
    work.session.flush()
    return version


def new_duty(work: Work, agreement: AgreementRow, finding: Finding, taken: set[str]) -> ObligationRow:
    """A new obligation with a key of its own; ``taken`` holds the keys in use and gains the new one."""
    slug = re.sub(r"[^a-z0-9]+", "-", folded(finding.title)).strip("-")[:60].rstrip("-") or "zavazek"
    candidates = (slug if n == 1 else f"{slug}-{n}" for n in range(1, 1000))
    key = next(f"{agreement.id}/{c}" for c in candidates if f"{agreement.id}/{c}" not in taken)
    taken.add(key)
    assert agreement.id is not None
    duty = ObligationRow(municipality_id=agreement.municipality_id, agreement_id=agreement.id, key=key)
    work.session.add(duty)
    work.session.flush()
    return duty


def store_term(
    work: Work,
    duty: ObligationRow,
    version: VersionRow,
    position: int,
    finding: Finding,
    validity: Validity,
    year: YearKind = YearKind.CALENDAR,
    partial: PartialPeriod = PartialPeriod.ROUNDED_UP,
) -> TermRow:
    """Write down how a version words a duty, and how the parties read its years and partial periods."""
    own = finding.validity or validity
    assert duty.id is not None
    assert version.id is not None
    term = TermRow(
        municipality_id=duty.municipality_id,
        obligation_id=duty.id,
        version_id=version.id,
        position=position,
        title=finding.title,
        quote=finding.quote,
        deadline=to_json(finding.deadline),
        starts=own.start,
        ends=own.end,
        party=finding.party,
        halves={side.value: words for side, words in finding.halves.items()},
        outputs=list(finding.outputs),
        act=finding.act,
        source=asdict(finding.passage),
        year=year,
        partial=partial,
    )
    work.session.add(term)
    work.session.flush()
    return term


def repeat_term(work: Work, term: TermRow, version: VersionRow, position: int, validity: Validity) -> TermRow:
    """Write down that a version words a duty as the one before it, for as long as ``validity`` says."""
    assert version.id is not None
    same = term.model_dump(exclude={"id", "version_id", "position", "starts", "ends"})
    again = TermRow(**same, version_id=version.id, position=position, starts=validity.start, ends=validity.end)
    work.session.add(again)
    work.session.flush()
    return again


def close_draft(
    row: DraftRow,
    version: VersionRow,
    municipality: MunicipalityRow,
    skipped: Collection[str],
    choices: Mapping[str, int],
) -> None:
    """Mark the draft as confirmed and tie it to what came of it."""
    row.state = DraftState.CONFIRMED
    row.municipality_id = municipality.id
    row.version_id = version.id
    row.choices = {**row.choices, "doubts": dict(choices), "skipped": sorted(skipped)}


def _settlement(work: Work, doubt: Doubt, owner: str | None, choices: Mapping[str, int]) -> dict[str, Any]:
    number = choices.get(doubt.id)
    taken = doubt.readings[number] if number is not None else None
    return {
        "doubt": doubt.id,
        "kind": doubt.kind.value,
        "words": doubt.words,
        "obligation": owner,
        "reading": taken.words if taken else None,
        "value": taken.value if taken else None,
        "by": work.actor.name,
        "at": work.now.isoformat(),
    }
