"""Take a file in, read it, and keep what was read as a draft. Nothing is watched yet (domain law 2).

``queue_import`` keeps the bytes and leaves the reading to a worker; ``import_document`` reads at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlmodel import col, select

from tracker.documents.reading import fingerprint, read_in_jail
from tracker.drafts.draft import Draft, draft_to_json
from tracker.drafts.drafting import draft_from
from tracker.operations.documents.reading_limits import reading_limits
from tracker.operations.documents.recognised_pages import RecognisedPages, drop_pages
from tracker.operations.ground import Ground, Refused, Work, looking, working
from tracker.operations.upkeep.health import disk_is_full
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.documents import DocumentRow, DraftRow
from tracker.store.tasks import UNDER_WAY, TaskKind, TaskRow
from tracker.store.territory import MunicipalityRow

Progress = Callable[[str, int, int], None]
"""Told what is being done, and how many parts of how many are ready (0 of 0 where they cannot be counted)."""

MOST_AT_ONCE = 20
"""Documents that one person may have waiting, so that others get their turn."""
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Imported:
    """The draft as stored, with the ids of its row and its document's."""

    draft_id: int
    document_id: int
    draft: Draft


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read, not stored yet."""

    draft: Draft
    text: str
    size: int


def queue_import(ground: Ground, actor: Actor, data: bytes, name: str, municipality_id: int | None = None) -> int:
    """Keep the bytes of an upload and ask for their reading; the id of the task.

    The bytes are kept before the row is written, so that no row lacks its file. The same file sent twice while it is
    being read is one task. Raises ``Refused`` for a file that is too large, beyond ``MOST_AT_ONCE``,
    and while the disk is full.
    """
    _refuse_strangers(ground, actor, municipality_id)
    _refuse_large(ground, len(data), name)
    mark = ground.files.put(data)
    with working(ground, actor) as work:
        mine = select(TaskRow).where(TaskRow.created_by == actor.person, col(TaskRow.state).in_(UNDER_WAY))
        under_way = work.session.exec(mine).all()
        same = next((task for task in under_way if task.sha256 == mark), None)
        if same is None and len(under_way) >= MOST_AT_ONCE:
            raise Refused(
                "Čeká už %(count)s vašich dokumentů. Další nahrajte, až se přečtou.", "file", count=len(under_way)
            )
        task = same or TaskRow(
            kind=TaskKind.IMPORT,
            municipality_id=municipality_id,
            title=name,
            arguments={"municipality": municipality_id},
            sha256=mark,
            not_before=work.now,
            created_at=work.now,
            created_by=actor.person,
        )
        work.session.add(task)
        work.session.flush()
        assert task.id is not None
        return task.id


def import_task(
    ground: Ground, _actor: Actor, task: TaskRow, progress: Progress
) -> Callable[[Work], Mapping[str, Any]]:
    """Do what ``queue_import`` asked for; of a scan whose reading was broken off only the pages that are left."""
    assert task.sha256 is not None
    assert task.id is not None
    pages = RecognisedPages(ground, task.id)
    read = _read(ground, ground.files.get(task.sha256), task.title, progress, pages)
    return partial(_store_for_task, read, task.id, task.arguments["municipality"])


def import_document(
    ground: Ground,
    actor: Actor,
    data: bytes,
    name: str,
    municipality_id: int | None = None,
    progress: Progress = lambda _words, _done, _total: None,
) -> Imported:
    """Read ``data`` into an open draft.

    The bytes are kept before anything else, so that a file which cannot be read is not lost. Raises
    ``UnreadableDocument`` with a Czech message that names the place; then no row has been written.
    """
    _refuse_strangers(ground, actor, municipality_id)
    ground.files.put(data)
    read = _read(ground, data, name, progress)
    with working(ground, actor) as work:
        return _store(read, municipality_id, work)


def _read(
    ground: Ground, data: bytes, name: str, progress: Progress, pages_kept: RecognisedPages | None = None
) -> _Read:
    progress("Čtu dokument", 0, 0)
    pages = partial(progress, "Rozpoznávám text po stranách")
    text = read_in_jail(data, name, reading_limits(ground.config), pages, pages_kept)
    progress("Hledám závazky", 0, 0)
    draft = draft_from(text, name=name, fingerprint=fingerprint(data), draft_id="")
    return _Read(draft, text.text, len(data))


def _store_for_task(read: _Read, task_id: int, municipality_id: int | None, work: Work) -> Mapping[str, Any]:
    stored = _store(read, municipality_id, work)
    drop_pages(work.session, task_id)
    document = work.session.get(DocumentRow, stored.document_id)
    return {"draft": stored.draft_id, "municipality": document.municipality_id if document else None}


def _store(read: _Read, municipality_id: int | None, work: Work) -> Imported:
    draft, actor = read.draft, work.actor
    municipality = _municipality(work, draft, municipality_id)
    work.require(Permission.IMPORT_DOCUMENT, municipality)
    owner = municipality.id if municipality else None
    document = DocumentRow(
        municipality_id=owner,
        sha256=draft.document.fingerprint,
        name=draft.document.name,
        kind=draft.document.kind,
        size=read.size,
        day=draft.document.day,
        uploaded_at=work.now,
        uploaded_by=actor.person,
        text=read.text,
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


def _refuse_large(ground: Ground, size: int, name: str) -> None:
    limit = ground.config.max_upload_mib
    if size > limit * _MIB:
        raise Refused(
            "Soubor %(name)s má %(size)s MB. Nejvyšší velikost je %(limit)s MB. Zmenšete ho nebo rozdělte.",
            "file",
            name=name,
            size=-(-size // _MIB),
            limit=limit,
        )
    if disk_is_full(ground):
        raise Refused("Na serveru dochází místo, a proto teď soubory nepřijímáme. Napište prosím správci.", "file")


def _municipality(work: Work, draft: Draft, municipality_id: int | None) -> MunicipalityRow | None:
    """The municipality that was named by whoever uploaded, else the one that the header names by its IČO or name.

    A header that names one out of their reach gives none: they say in the review whose document it is.
    """
    if municipality_id is not None:
        return work.session.get(MunicipalityRow, municipality_id)
    header = draft.header
    by_ico = select(MunicipalityRow).where(MunicipalityRow.ico == header.ico)
    by_name = select(MunicipalityRow).where(MunicipalityRow.name == header.municipality)
    named = (header.ico and work.session.exec(by_ico).first()) or (
        header.municipality and work.session.exec(by_name).first()
    )
    return named if named and work.may(Permission.READ, named) else None
