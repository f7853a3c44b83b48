"""Take in a file that proves an event: looked at by its content and kept by its hash before any row points at it."""

import re
import unicodedata
from pathlib import PurePath

from tracker.documents.passages import UnreadableDocument
from tracker.documents.sniffing import kind_of
from tracker.fulfilment.event import EvidenceKind
from tracker.fulfilment.papers import papers_for
from tracker.operations.events.event_papers import Paper
from tracker.operations.ground import Ground, Refused

_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain",
}
_PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"II*\0": "image/tiff", b"MM\0*": "image/tiff"}
_MIB = 2**20
_LONGEST_NAME = 200
_LONGEST_REFERENCE = 190
_NO_SLASHES = str.maketrans({"/": "-", "\\": "-"})


def keep_paper(ground: Ground, data: bytes, name: str) -> Paper:
    """Keep a file as a paper of the kind that its name speaks of; raises ``Refused`` with what to do next."""
    name = plain_name(name)
    limit = ground.config.max_upload_mib
    if len(data) > limit * _MIB:
        size = -(-len(data) // _MIB)
        raise Refused(
            "Soubor %(name)s má %(size)s MB. Nejvyšší velikost je %(limit)s MB. Zmenšete ho nebo rozdělte.",
            "files",
            name=name,
            size=size,
            limit=limit,
        )
    media = _media_type(data, name)
    return Paper(ground.files.put(data), name, media, len(data), kind_by_name(name, media))


def keep_reference(ground: Ground, words: str) -> Paper:
    """Keep a reference ("usnesení č. 12/2026", an address) as a paper: a file that holds just its words."""
    words = " ".join(words.split())[:_LONGEST_REFERENCE]
    name = f"{plain_name(words.translate(_NO_SLASHES))}.txt"
    data = words.encode()
    return Paper(ground.files.put(data), name, "text/plain", len(data), kind_by_name(name, ""))


def plain_name(name: str) -> str:
    """The last part of a file's name, without characters that a name cannot hold."""
    last = PurePath(name.replace("\\", "/")).name
    kept = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    stem, dot, ending = kept.rpartition(".")
    if not dot:
        return kept[:_LONGEST_NAME] or "doklad"
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"


def kind_by_name(name: str, media_type: str) -> EvidenceKind:
    """What a paper most likely is: what its name says; a photograph with no telling name is an attendance sheet."""
    words = re.sub(r"[\W_]+", " ", PurePath(name).stem)
    told = [kind for kind in papers_for([words]) if kind is not EvidenceKind.OTHER]
    if told:
        return told[0]
    return EvidenceKind.ATTENDANCE if media_type.startswith("image/") else EvidenceKind.OTHER


def _media_type(data: bytes, name: str) -> str:
    try:
        kind = kind_of(data, name)
    except UnreadableDocument as error:
        raise Refused("Soubor %(name)s: %(why)s", "files", name=name, why=error.phrase) from error
    if kind == "image":
        return next(media for mark, media in _PICTURES.items() if data.startswith(mark))
    if kind not in _MEDIA:
        raise Refused(
            "Soubor %(name)s není obrázek, PDF ani DOCX. Uložte ho v jednom z těchto formátů.", "files", name=name
        )
    return _MEDIA[kind]
