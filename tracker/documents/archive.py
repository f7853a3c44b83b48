"""Word and OpenDocument files are zip archives; they are looked over before anything in them is unpacked.

Limits as in ``docs``: 2 000 entries, 50 MiB a part, 200 MiB in all, ratio 100, no encryption, no DOCTYPE, no macros.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from tracker.documents.refusals import refuse


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What an honest office document stays under; sizes in bytes."""

    entries: int = 2_000
    part: int = 50 * 2**20
    total: int = 200 * 2**20
    ratio: int = 100
    free: int = 1 * 2**20
    """A part up to this size may have any ratio: empty tables of a form compress a hundredfold honestly."""


_MACROS = re.compile(r"vbaproject|vbadata|^Basic/|^Scripts/|macrosheets|activex", re.I)

_DEFINITIONS = tuple(
    word.encode(form) for word in ("<!DOCTYPE", "<!ENTITY") for form in ("utf-8", "utf-16-le", "utf-16-be")
)
"""Looked for before parsing, wherever they stand; in a form other than these the parser finds them."""


class Archive:
    """An office document whose parts may be read."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def names(self) -> list[str]:
        """The names of the parts, in order."""
        return sorted(self._parts)

    def xml(self, name: str) -> etree._Element:
        """A part as XML, read without entities, without network and without huge trees."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self._parts[name], parser)
        except (etree.XMLSyntaxError, KeyError) as error:
            raise refuse("damaged", place=name) from error
        if root is None:
            raise refuse("damaged", place=name)
        if root.getroottree().docinfo.internalDTD is not None:
            raise refuse("entities", place=name)
        return root


def open_archive(data: bytes, limits: ArchiveLimits | None = None) -> Archive:
    """Look an archive over and read its XML parts; refuses bombs, macros, passwords and broken files."""
    limits = limits or ArchiveLimits()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            entries = file.infolist()
            _check(entries, limits)
            return Archive(
                {e.filename: _read(file, e, limits) for e in entries if e.filename.endswith((".xml", ".rels"))}
            )
    except zipfile.BadZipFile as error:
        raise refuse("truncated" if b"PK\x05\x06" not in data[-70_000:] else "damaged") from error
    except (EOFError, OSError, ValueError, NotImplementedError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise refuse("damaged") from error


def names_in(data: bytes) -> list[str]:
    """The names in an archive; empty when it cannot be listed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return file.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []


def _check(entries: list[zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    if len(entries) > limits.entries or sum(e.file_size for e in entries) > limits.total:
        raise refuse("bomb")
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise refuse("damaged", place="dvě části téhož jména")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise refuse("encrypted")
        if _MACROS.search(entry.filename):
            raise refuse("macros", place=entry.filename)
        packed = max(entry.compress_size, 1)
        if entry.file_size > limits.part or (entry.file_size > limits.free and entry.file_size / packed > limits.ratio):
            raise refuse("bomb", place=entry.filename)
    _check_overlap(entries)


def _check_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share bytes of the file are the trick of a bomb that looks small part by part."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end:
            raise refuse("bomb", place=entry.filename)
        end = entry.header_offset + entry.compress_size


def _read(file: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: ArchiveLimits) -> bytes:
    with file.open(entry) as part:
        content = part.read(limits.part + 1)
    if len(content) > limits.part or len(content) > entry.file_size:
        raise refuse("bomb", place=entry.filename)
    if any(definition in content for definition in _DEFINITIONS):
        raise refuse("entities", place=entry.filename)
    return content
