"""What moved between two documents of one cooperation, as people agreed to read each of them ("co se posunulo")."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import col, select

from tracker.drafts.change_words import in_order, say_change
from tracker.drafts.compare import Change, ChangeKind, compare
from tracker.drafts.draft import Draft
from tracker.drafts.settling import settle
from tracker.obligations.deadline import to_json
from tracker.obligations.wording import say_deadline
from tracker.operations.documents.review_draft import DraftPage, draft_page, outputs_of
from tracker.operations.ground import Refused, Work
from tracker.store.agreements import VersionRow
from tracker.store.documents import DocumentRow, DraftRow
from tracker.store.territory import MunicipalityRow

_MOST = 200


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents, the older first, and the changes by kind; ``unchanged`` duties stand in both alike."""

    old: Draft
    new: Draft
    changes: Sequence[Change]
    unchanged: int

    @property
    def counts(self) -> dict[ChangeKind, int]:
        """How many changes of each kind, in their order."""
        return dict(Counter(change.kind for change in self.changes))


def compare_drafts(work: Work, old_id: int, new_id: int) -> Comparison:
    """Compare two drafts in reach; raises ``Refused`` for one with itself or with that of another municipality."""
    old, new = draft_page(work, old_id), draft_page(work, new_id)
    if old_id == new_id:
        raise Refused("Vyberte dva různé dokumenty.", "do")
    if old.row.municipality_id != new.row.municipality_id:
        raise Refused("Porovnat lze jen dokumenty téže obce.", "do")
    return comparison(_as_agreed(old), _as_agreed(new))


def comparison(old: Draft, new: Draft) -> Comparison:
    """Compare two drafts as they are."""
    changes = in_order(compare(old, new))
    touched = {change.new.id for change in changes if change.new}
    return Comparison(old, new, changes, sum(finding.id not in touched for finding in new.obligations))


def comparable(work: Work) -> Sequence[tuple[DraftRow, DocumentRow, MunicipalityRow]]:
    """The drafts in reach that belong to a municipality, by municipality and the newest first."""
    query = (
        select(DraftRow, DocumentRow, MunicipalityRow)
        .join(DocumentRow, col(DocumentRow.id) == DraftRow.document_id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == DraftRow.municipality_id)
        .where(work.in_reach())
        .order_by(col(MunicipalityRow.sort_key), col(DraftRow.id).desc())
        .limit(_MOST)
    )
    return work.session.exec(query).all()


def drafts_of_versions(work: Work, agreement_id: int) -> Sequence[int]:
    """The drafts from which the versions of an agreement came, the newest version first."""
    query = (
        select(DraftRow.id)
        .join(VersionRow, col(VersionRow.id) == DraftRow.version_id)
        .where(VersionRow.agreement_id == agreement_id)
        .order_by(col(VersionRow.number).desc())
    )
    return [number for number in work.session.exec(query) if number is not None]


def comparison_form(found: Comparison) -> dict[str, Any]:
    """The machine-readable form of ``docs/formats.md``."""
    return {
        "old": {"id": found.old.id, "name": found.old.document.name, "day": found.old.document.day},
        "new": {"id": found.new.id, "name": found.new.document.name, "day": found.new.document.day},
        "counts": {kind.value: found.counts.get(kind, 0) for kind in ChangeKind},
        "unchanged": found.unchanged,
        "changes": [
            {
                "kind": change.kind.value,
                "words": say_change(change),
                **{
                    side: finding
                    and {
                        "title": finding.title,
                        "quote": finding.quote,
                        "deadline": to_json(finding.deadline),
                        "deadline_words": say_deadline(finding.deadline),
                    }
                    for side, finding in (("old", change.old), ("new", change.new))
                },
            }
            for change in found.changes
        ],
    }


def _as_agreed(page: DraftPage) -> Draft:
    """The draft with everything that people decided about it so far."""
    decisions = page.decisions
    settled = settle(page.draft, decisions.doubts)
    findings = [
        replace(
            finding,
            title=decisions.titles.get(finding.id) or finding.title,
            deadline=page.read(decisions.deadlines.get(finding.id, "")) or finding.deadline,
            outputs=outputs_of(words) if (words := decisions.outputs.get(finding.id)) else finding.outputs,
        )
        for finding in settled.obligations
        if finding.id not in decisions.skipped
    ]
    return replace(settled, obligations=tuple(findings))
