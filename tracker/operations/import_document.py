"""Take a file in, read it, and keep what was read as a draft. Nothing is watched yet (domain law 2)."""

from dataclasses import dataclass, replace

from sqlmodel import Session, select

from tracker.documents.reading import fingerprint, read_in_jail
from tracker.documents.scan import Progress
from tracker.drafts.draft import Draft, draft_to_json
from tracker.drafts.drafting import draft_from
from tracker.operations.ground import Ground, looking, working
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.documents import DocumentRow, DraftRow
from tracker.store.territory import MunicipalityRow


@dataclass(frozen=True, slots=True)
class Imported:
    """The draft as stored, with the ids of its row and its document's."""

    draft_id: int
    document_id: int
    draft: Draft


def import_document(
    ground: Ground,
    actor: Actor,
    data: bytes,
    name: str,
    municipality_id: int | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Read ``data`` into an open draft.

    The bytes are kept before anything else, so that a file which cannot be read is not lost. Raises
    ``UnreadableDocument`` with a Czech message that names the place; then no row has been written. ``progress`` hears
    of every page that is recognised.
    """
    _refuse_strangers(ground, actor, municipality_id)
    ground.files.put(data)
    text = read_in_jail(data, name, progress=progress)
    mark = fingerprint(data)
    draft = draft_from(text, name=name, fingerprint=mark, draft_id="")
    with working(ground, actor) as work:
        municipality = _municipality(work.session, draft, municipality_id)
        work.require(Permission.IMPORT_DOCUMENT, municipality)
        owner = municipality.id if municipality else None
        document = DocumentRow(
            municipality_id=owner,
            sha256=mark,
            name=name,
            kind=text.kind,
            size=len(data),
            day=draft.document.day,
            uploaded_at=work.now,
            uploaded_by=actor.person,
            text=text.text,
        )
        work.session.add(document)
        work.session.flush()
        assert document.id is not None
        row = DraftRow(
            municipality_id=owner, document_id=document.id, findings={}, created_at=work.now, created_by=actor.person
        )
        work.session.add(row)
        work.session.flush()
        assert row.id is not None
        stored = replace(draft, id=str(row.id))
        row.findings = draft_to_json(stored)
    return Imported(row.id, document.id, stored)


def _refuse_strangers(ground: Ground, actor: Actor, municipality_id: int | None) -> None:
    """Nothing of a file is kept for somebody who may not import anything."""
    with looking(ground, actor) as work:
        if municipality_id is None:
            work.require(Permission.IMPORT_DOCUMENT)
        else:
            work.municipality(municipality_id, Permission.IMPORT_DOCUMENT)


def _municipality(session: Session, draft: Draft, municipality_id: int | None) -> MunicipalityRow | None:
    """The municipality that was named by whoever uploaded, else the one that the header names by its IČO or name."""
    if municipality_id is not None:
        return session.get(MunicipalityRow, municipality_id)
    header = draft.header
    by_ico = select(MunicipalityRow).where(MunicipalityRow.ico == header.ico)
    by_name = select(MunicipalityRow).where(MunicipalityRow.name == header.municipality)
    return (
        (header.ico and session.exec(by_ico).first()) or (header.municipality and session.exec(by_name).first()) or None
    )
