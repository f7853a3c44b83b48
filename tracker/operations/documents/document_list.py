"""Documents in reach: what was uploaded, the drafts read from it, and what is in force."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, func, select

from tracker.operations.ground import Work
from tracker.people.permissions import Permission
from tracker.store.agreements import AgreementRow, VersionRow
from tracker.store.documents import DocumentRow, DraftRow
from tracker.store.territory import MunicipalityRow

PAGE = 50


@dataclass(frozen=True, slots=True)
class UploadedDocument:
    """A document with its draft; ``municipality`` is not known before somebody says whose it is."""

    document: DocumentRow
    draft: DraftRow
    municipality: MunicipalityRow | None


@dataclass(frozen=True, slots=True)
class Documents:
    """What the page of documents shows: of ``total`` agreements those of the page, and the last uploads."""

    agreements: Sequence[tuple[AgreementRow, MunicipalityRow]]
    total: int
    page: int
    uploaded: Sequence[UploadedDocument]

    @property
    def pages(self) -> int:
        """How many pages the agreements have, at least one."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """An agreement with its versions, newest first, and the documents they were read from."""

    agreement: AgreementRow
    municipality: MunicipalityRow
    versions: Sequence[tuple[VersionRow, DocumentRow]]


def documents(work: Work, page: int = 1) -> Documents:
    """A page of the agreements in reach in the Czech order of their towns, and the uploads, newest first."""
    in_town = col(MunicipalityRow.id) == AgreementRow.municipality_id
    counted = select(func.count()).select_from(AgreementRow).join(MunicipalityRow, in_town).where(work.in_reach())
    in_force = (
        select(AgreementRow, MunicipalityRow)
        .join(MunicipalityRow, in_town)
        .where(work.in_reach())
        .order_by(col(MunicipalityRow.sort_key), col(AgreementRow.starts), col(AgreementRow.id))
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    mine = col(MunicipalityRow.id).is_not(None) & work.in_reach()
    nobodys = col(DocumentRow.municipality_id).is_(None) & (col(DocumentRow.uploaded_by) == work.actor.person)
    uploads = (
        select(DocumentRow, DraftRow, MunicipalityRow)
        .join(DraftRow, col(DraftRow.document_id) == DocumentRow.id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == DocumentRow.municipality_id, isouter=True)
        .where(mine | nobodys)
        .order_by(col(DraftRow.id).desc())
        .limit(200)
    )
    return Documents(
        agreements=work.session.exec(in_force).all(),
        total=work.session.exec(counted).one(),
        page=page,
        uploaded=[UploadedDocument(*found) for found in work.session.exec(uploads)],
    )


def agreement_page(work: Work, agreement_id: int) -> AgreementPage:
    """One agreement; raises ``NotFound`` for a foreign one."""
    agreement = work.get(AgreementRow, agreement_id, Permission.READ)
    versions = work.session.exec(
        select(VersionRow, DocumentRow)
        .join(DocumentRow, col(DocumentRow.id) == VersionRow.document_id)
        .where(VersionRow.agreement_id == agreement_id)
        .order_by(col(VersionRow.number).desc())
    ).all()
    return AgreementPage(agreement, work.municipality(agreement.municipality_id), versions)
