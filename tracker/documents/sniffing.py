"""What a file really is, by its first bytes and its parts; its name may only agree."""

import re
from pathlib import PurePath

from tracker.documents.archive import names_in
from tracker.documents.refusals import refuse

_EXTENSIONS = {
    "txt": frozenset({"", ".txt", ".text", ".md", ".csv", ".tsv", ".log"}),
    "docx": frozenset({"", ".docx"}),
    "odt": frozenset({"", ".odt"}),
    "pdf": frozenset({"", ".pdf"}),
    "doc": frozenset({"", ".doc"}),
    "rtf": frozenset({"", ".rtf", ".doc"}),
    "image": frozenset({"", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}),
}
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|svg|\?xml|script|\?php)", re.I)
_OTHER_IMAGES = re.compile(rb"GIF8|BM....\0\0\0\0|RIFF....WEBP|.{4}ftyp(?:heic|heix|mif1|msf1|avif)", re.S)
_FOREIGN = (b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"OggS", b"ID3", b"#!", b"%!PS")


def kind_of(data: bytes, name: str) -> str:
    """The kind of a file: ``txt``, ``docx``, ``odt``, ``pdf``, ``doc``, ``rtf`` or ``image``; refuses all others."""
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        raise refuse("empty")
    kind = _kind(data)
    extension = PurePath(name.strip()).suffix.casefold()
    if extension not in _EXTENSIONS[kind]:
        raise refuse("extension", place=f"název končí na „{extension}“, obsah je {_NAMES[kind]}")
    return kind


_NAMES = {
    "txt": "prostý text",
    "docx": "dokument DOCX",
    "odt": "dokument ODT",
    "pdf": "dokument PDF",
    "doc": "starý dokument Word (DOC)",
    "rtf": "dokument RTF",
    "image": "obrázek",
}


def _kind(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return _whole_pdf(data)
    if data.startswith(b"PK"):
        return _office_archive(data)
    if data.startswith(_OLE):
        return _old_office(data)
    if data.startswith(b"{\\rtf"):
        if not data.rstrip(b"\0\r\n \t").endswith(b"}"):
            raise refuse("truncated")
        return "rtf"
    if data.startswith(_IMAGES):
        return "image"
    if _OTHER_IMAGES.match(data):
        raise refuse("picture")
    if data.startswith(_FOREIGN) or _MARKUP.match(data[:400]) or data[4:8] == b"ftyp" or data[257:262] == b"ustar":
        raise refuse("foreign")
    return "txt"


def _whole_pdf(data: bytes) -> str:
    if b"%%EOF" not in data[-2048:]:
        raise refuse("truncated")
    return "pdf"


def _office_archive(data: bytes) -> str:
    names = names_in(data)
    if not names:
        raise refuse("truncated" if b"PK\x05\x06" not in data[-70_000:] else "damaged")
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names and "mimetype" in names:
        if b"opendocument.text" in data[:200]:
            return "odt"
        raise refuse("spreadsheet")
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise refuse("spreadsheet")
    raise refuse("foreign")


def _wide(words: str) -> bytes:
    return words.encode("utf-16-le")


def _old_office(data: bytes) -> str:
    """The compound file of old Office: its directory names what is inside."""
    if _wide("EncryptedPackage") in data:
        raise refuse("encrypted")
    if _wide("Workbook") in data or _wide("PowerPoint Document") in data:
        raise refuse("spreadsheet")
    if not _has_all_sectors(data):
        raise refuse("truncated")
    if _wide("WordDocument") not in data:
        raise refuse("foreign")
    if _wide("_VBA_PROJECT") in data or _wide("Macros") in data:
        raise refuse("macros")
    return "doc"


def _has_all_sectors(data: bytes) -> bool:
    """Whether the sectors that hold the allocation table and the directory lie inside the file."""
    size = 1 << int.from_bytes(data[30:32], "little") if len(data) >= 512 else 0
    if size not in {512, 4096}:
        return False
    tables = [int.from_bytes(data[i : i + 4], "little") for i in range(76, 512, 4)]
    needed = [int.from_bytes(data[48:52], "little"), *(sector for sector in tables if sector < 0xFFFF_FFFA)]
    return all((sector + 2) * size <= len(data) + size - 1 for sector in needed)
