"""Makes files that must be refused, of every sort and in any number, each with the reasons that are right for it.

Where a fault can be seen in two ways (a cut archive is both truncated and damaged), both reasons are right; a document
is right for none of them.
"""

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pikepdf

from tests.documents.samples import HEAD, ROW, docx_with_table, odt, pdf, picture, with_part

GOOD = {
    "docx": docx_with_table((HEAD, ROW, ROW), after="Schváleno."),
    "odt": odt("<text:p>Zprávu předloží do 31. 5. 2031.</text:p>"),
    "pdf": pdf("= Plán\n#table(columns: 2, [úkol], [termín], [porada], [květen 2031])"),
    "png": picture(["Termín 31. 5. 2031"]),
    "jpg": picture(["Termín 31. 5. 2031"], form="JPEG"),
    "rtf": rb"{\rtf1\ansi Zprava do 31. 5. 2031.}",
    "txt": "Zprávu předloží do 31. 5. 2031.".encode(),
}
OTHER_ENDINGS = ("docx", "odt", "pdf", "png", "tif", "rtf", "xlsx", "exe", "html", "docm", "zip", "pages")
SAME_KIND = {"png": {"jpg", "tif", "jpeg"}, "jpg": {"png", "tif", "jpeg"}, "rtf": {"doc"}}
FOREIGN_HEADS = (
    b"MZ\x90\0", b"\x7fELF\2", b"Rar!\x1a\7", b"7z\xbc\xaf\x27\x1c", b"OggS\0", b"ID3\3",
    b"#!/bin/sh\n", b"%!PS-Adobe-3.0\n", b"<!DOCTYPE html><p>", b"<html><body>", b"<svg xmlns='x'>",
    b"<?php echo 1;", b"<script>", b"<?xml version='1.0'?><a>", b"\0\0\0\x18ftypmp42",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file to send, and the reasons for which it may be refused."""

    sort: str
    name: str
    data: bytes
    reasons: frozenset[str]


Maker = Callable[[random.Random], BadFile]


def bad_files(count: int, seed: int) -> Iterator[BadFile]:
    """``count`` files, every sort in turn."""
    luck = random.Random(seed)
    for number in range(count):
        yield MAKERS[number % len(MAKERS)](luck)


def _bad(sort: str, ending: str, data: bytes, *reasons: str) -> BadFile:
    return BadFile(sort, f"soubor.{ending}", data, frozenset(reasons))


def _truncated(luck: random.Random) -> BadFile:
    ending = luck.choice(["docx", "odt", "pdf", "rtf"])
    whole = GOOD[ending]
    cut = luck.randrange(20, len(whole) - (1 if ending == "rtf" else 22))
    return _bad("truncated", ending, whole[:cut], "truncated", "damaged")


def _wrong_ending(luck: random.Random) -> BadFile:
    kind = luck.choice(list(GOOD))
    wrong = [e for e in OTHER_ENDINGS if e != kind and e not in SAME_KIND.get(kind, set())]
    return _bad("wrong ending", luck.choice(wrong), GOOD[kind], "extension")


def _foreign(luck: random.Random) -> BadFile:
    return _bad(
        "foreign",
        luck.choice(["docx", "pdf", "txt", "doc"]),
        luck.choice(FOREIGN_HEADS) + luck.randbytes(400),
        "foreign",
    )


def _other_picture(luck: random.Random) -> BadFile:
    head = luck.choice([b"GIF89a", b"RIFF\1\2\3\4WEBP", b"\0\0\0\x18ftypheic", b"BM\1\2\3\4\0\0\0\0"])
    return _bad("other picture", luck.choice(["jpg", "gif", "heic"]), head + luck.randbytes(400), "picture")


def _noise(luck: random.Random) -> BadFile:
    """Bytes that are nobody's; the first is none that another kind of file begins with."""
    return _bad("noise", "txt", b"\x9d\x01" + luck.randbytes(luck.randrange(200, 4_000)) + b"\x01" * 99, "foreign")


def _squeezed(luck: random.Random) -> BadFile:
    data = gzip.compress(luck.randbytes(300)) if luck.random() < 0.5 else b"\x1f\x8b" + luck.randbytes(50)
    return _bad("packed", luck.choice(["txt", "docx"]), data, "foreign")


def _empty(luck: random.Random) -> BadFile:
    return _bad(
        "empty",
        luck.choice(["txt", "docx", "pdf"]),
        luck.choice([b"", b" ", b"\n\r", b"\0"]) * luck.randrange(0, 900),
        "empty",
    )


def _table_or_slides(luck: random.Random) -> BadFile:
    inside = luck.choice(["xl/workbook.xml", "ppt/presentation.xml"])
    return _bad(
        "spreadsheet",
        luck.choice(["docx", "xlsx", "pptx"]),
        _zip({inside: b"<x/>", "[Content_Types].xml": b"<x/>"}),
        "spreadsheet",
    )


def _other_archive(luck: random.Random) -> BadFile:
    parts = {f"slozka/{n}.txt": luck.randbytes(20) for n in range(luck.randrange(1, 9))}
    return _bad("other archive", luck.choice(["docx", "odt", "zip"]), _zip(parts), "foreign")


def _zip_bomb(luck: random.Random) -> BadFile:
    ending = luck.choice(["docx", "odt"])
    filler = bytes([luck.randrange(32, 127)]) * luck.randrange(2_000_000, 6_000_000)
    part = {"docx": "word/media/obraz.xml", "odt": "Pictures/obraz.xml"}[ending]
    return _bad("zip bomb", ending, with_part(GOOD[ending], part, filler), "bomb")


def _crowd(luck: random.Random) -> BadFile:
    parts = {f"word/{n}.xml": b"" for n in range(luck.randrange(2_001, 2_400))}
    return _bad("many entries", "docx", _zip({"word/document.xml": b"<x/>", **parts}), "bomb")


def _overlapping(luck: random.Random) -> BadFile:
    """Every entry of the directory points at the first one's bytes."""
    data = bytearray(
        _zip({"word/document.xml": luck.randbytes(200), **{f"word/{n}.xml": luck.randbytes(200) for n in range(9)}})
    )
    at = data.index(b"PK\1\2")
    while at >= 0:
        data[at + 42 : at + 46] = struct.pack("<I", 0)
        at = data.find(b"PK\1\2", at + 1)
    return _bad("overlapping", "docx", bytes(data), "bomb", "damaged")


def _liar(luck: random.Random) -> BadFile:
    """An entry that says it is smaller than it is."""
    data = bytearray(GOOD["docx"])
    at = data.index(b"PK\1\2")
    data[at + 24 : at + 28] = struct.pack("<I", luck.randrange(1, 40))
    return _bad("lying sizes", "docx", bytes(data), "bomb", "damaged", "foreign")


def _xml_bomb(luck: random.Random) -> BadFile:
    """Definitions of entities: at once, behind a long comment, in another encoding, pointing outside."""
    padding = b"<!--" + b" " * luck.choice([0, 10, 5_000, 80_000]) + b"-->"
    inner = luck.choice([
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1/x">]><x>&e;</x>',
        b'<!DOCTYPE x [<!ATTLIST x y CDATA "z">]><x/>',
    ])  # fmt: skip
    encoding = luck.choice(["utf-8", "utf-16", "utf-16-be"])
    head = f'<?xml version="1.0" encoding="{encoding[:6]}"?>'
    words = (head + (padding + inner).decode()).encode(encoding)
    ending, part = luck.choice([("docx", "word/document.xml"), ("docx", "word/styles.xml"), ("odt", "content.xml")])
    bom = b"\xfe\xff" if encoding == "utf-16-be" else b""
    return _bad("xml bomb", ending, with_part(GOOD[ending], part, bom + words, replace=True), "entities")


def _macros(luck: random.Random) -> BadFile:
    ending, part = luck.choice([
        ("docx", "word/vbaProject.bin"), ("docx", "word/vbaData.xml"), ("docx", "word/activeX/activeX1.xml"),
        ("odt", "Basic/Standard/Module1.xml"), ("odt", "Scripts/python/makro.py"),
    ])  # fmt: skip
    return _bad("macros", ending, with_part(GOOD[ending], part, luck.randbytes(99)), "macros")


def _password(luck: random.Random) -> BadFile:
    sort = luck.choice(["zip", "pdf", "ole", "odt"])
    if sort == "pdf":
        target = io.BytesIO()
        with pikepdf.open(io.BytesIO(GOOD["pdf"])) as file:
            words = f"heslo{luck.randrange(10**6)}"
            file.save(target, encryption=pikepdf.Encryption(owner=words, user=words, R=luck.choice([4, 6])))
        return _bad("password", "pdf", target.getvalue(), "encrypted")
    if sort == "ole":
        return _bad("password", "docx", ole("EncryptedPackage", "EncryptionInfo"), "encrypted")
    if sort == "odt":
        manifest = "<m><file-entry><encryption-data/></file-entry></m>"
        return _bad("password", "odt", odt("<text:p>x</text:p>", manifest=manifest), "encrypted")
    data = bytearray(GOOD["docx"])
    at = -1
    while (at := data.find(b"PK\1\2", at + 1)) >= 0:
        data[at + 8] |= 1
    return _bad("password", "docx", bytes(data), "encrypted")


def _hollow(luck: random.Random) -> BadFile:
    """Nothing but the frame of a document."""
    ending, data = luck.choice([
        ("pdf", b"%PDF-1.7\n" + luck.randbytes(60) + b"\n%%EOF"),
        ("docx", with_part(GOOD["docx"], "word/document.xml", b"<w:document", replace=True)),
        ("docx", with_part(GOOD["docx"], "word/document.xml", b"<x/>", replace=True)),
        ("odt", with_part(GOOD["odt"], "content.xml", luck.randbytes(99), replace=True)),
        ("png", b"\x89PNG\r\n\x1a\n" + luck.randbytes(300)),
        ("jpg", b"\xff\xd8\xff" + luck.randbytes(300)),
        ("tif", b"II*\0" + luck.randbytes(300)),
        ("doc", ole("WordDocument")[:600]),
        ("doc", ole("Workbook")),
        ("doc", ole("WordDocument", "Macros")),
    ])  # fmt: skip
    reasons = ("damaged", "truncated", "no_text", "no_ocr", "bomb", "too_hungry", "spreadsheet", "macros")
    return _bad("hollow", ending, data, *reasons)


def _absurd_picture(luck: random.Random) -> BadFile:
    width, height = luck.randrange(20_000, 60_000), luck.randrange(20_000, 60_000)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    data = b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
    return _bad("absurd picture", "png", data, "bomb", "no_ocr")


def ole(*streams: str, size: int = 4096) -> bytes:
    """The head of a compound file of old Office that names the given streams."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)
    head[30:32] = struct.pack("<H", 9)
    head[48:52] = struct.pack("<I", 1)
    head[76:512] = struct.pack("<I", 0) + b"\xff\xff\xff\xff" * 108
    return (bytes(head) + b"".join(stream.encode("utf-16-le") for stream in streams)).ljust(size, b"\0")


def _zip(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


MAKERS: tuple[Maker, ...] = (
    _truncated, _wrong_ending, _foreign, _other_picture, _noise, _squeezed, _empty, _table_or_slides, _other_archive,
    _zip_bomb, _crowd,
    _overlapping, _liar, _xml_bomb, _macros, _password, _hollow, _absurd_picture,
)  # fmt: skip
"""Every sort of file that must be refused."""
