"""Files that are refused, each with its own message that says what to do next; none is accepted by mistake."""

import io
import zipfile

import docx
import pikepdf
import pytest

from tests.documents.bad_files import ole
from tests.documents.samples import docx_with_table, odt, package, pdf, picture, with_part
from tracker.documents.jail import JailLimits
from tracker.documents.passages import UnreadableDocument
from tracker.documents.reading import LONGEST_TEXT, read_document

DOCX = docx_with_table()
PDF = pdf("Do konce roku 2031 předloží zprávu.")


def refusal_of(data: bytes, name: str) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(data, name)
    return caught.value


def zipped(*entries: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries:
            file.writestr(name, content)
    return target.getvalue()


def locked_pdf() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as file:
        file.save(target, encryption=pikepdf.Encryption(owner="vlastník", user="heslo", R=6))
    return target.getvalue()


def flagged_as_encrypted(data: bytes) -> bytes:
    """An archive whose first entry claims a password."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[data.rindex(b"PK\x01\x02", 0, data.index(b"PK\x05\x06")) + 8] |= 1
    return bytes(changed)


XML_BOMB = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
NUMBERS = b"<x/>"

BAD = {
    "empty": (b"", "a.txt", "empty"),
    "blank": (b" \r\n\t\n ", "a.txt", "empty"),
    "zeros": (b"\0" * 512, "a.txt", "empty"),
    "program": (b"MZ\x90\x00" + b"\0" * 200, "zprava.docx", "foreign"),
    "script": (b"#!/bin/sh\nrm -rf /\n", "a.txt", "foreign"),
    "web page": (b"<!DOCTYPE html><html><body>x</body></html>", "a.txt", "foreign"),
    "drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.png", "foreign"),
    "film": (b"\0\0\0\x18ftypmp42" + b"\0" * 50, "a.docx", "foreign"),
    "other archive": (zipped(("a/b.txt", b"x")), "a.docx", "foreign"),
    "spreadsheet": (zipped(("xl/workbook.xml", b"<x/>")), "a.docx", "spreadsheet"),
    "old spreadsheet": (ole("Workbook"), "a.doc", "spreadsheet"),
    "open spreadsheet": (
        zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<x/>")),
        "a.odt",
        "spreadsheet",
    ),
    "locked docx": (ole("EncryptedPackage"), "a.docx", "encrypted"),
    "locked zip": (flagged_as_encrypted(DOCX), "a.docx", "encrypted"),
    "locked odt": (odt("<text:p>x</text:p>", manifest="<m><encryption-data/></m>"), "a.odt", "encrypted"),
    "locked pdf": (locked_pdf(), "a.pdf", "encrypted"),
    "macros": (with_part(DOCX, "word/vbaProject.bin", b"x"), "a.docx", "macros"),
    "old macros": (ole("WordDocument", "_VBA_PROJECT"), "a.doc", "macros"),
    "half a docx": (DOCX[: len(DOCX) // 2], "a.docx", "truncated"),
    "half a pdf": (PDF[: len(PDF) // 2], "a.pdf", "truncated"),
    "half a rtf": (rb"{\rtf1 ahoj", "a.rtf", "truncated"),
    "half a doc": (ole("WordDocument")[:600], "a.doc", "truncated"),
    "a hollow pdf": (b"%PDF-1.7\n%%EOF", "a.pdf", "damaged"),
    "broken docx": (with_part(DOCX, "word/document.xml", b"<w:document", replace=True), "a.docx", "damaged"),
    "docx without body": (with_part(DOCX, "word/document.xml", NUMBERS, replace=True), "a.docx", "damaged"),
    "docx as txt": (DOCX, "a.txt", "extension"),
    "pdf as docx": (PDF, "a.docx", "extension"),
    "text as pdf": (b"Do konce roku.", "a.pdf", "extension"),
    "text as program": (b"Do konce roku.", "a.exe", "extension"),
    "zip bomb": (with_part(DOCX, "word/footnotes.xml", b"\0" * 30_000_000), "a.docx", "bomb"),
    "many entries": (
        with_part(zipped(*((f"w/{n}.xml", b"") for n in range(2100))), "word/document.xml", b""),
        "a.docx",
        "bomb",
    ),
    "xml bomb": (with_part(DOCX, "word/document.xml", XML_BOMB, replace=True), "a.docx", "entities"),
    "empty docx": (package(docx.Document()), "a.docx", "no_text"),
    "empty pdf": (pdf("#pagebreak()"), "a.pdf", "no_text"),
    "too large": (b"a" * (JailLimits().file + 1), "a.txt", "too_large"),
    "too long": (b"a " * (LONGEST_TEXT // 2 + 1), "a.txt", "too_large"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_for_its_own_reason(name: str) -> None:
    data, file, reason = BAD[name]
    assert refusal_of(data, file).reason == reason


def test_the_message_names_the_place_and_what_to_do() -> None:
    refusal = refusal_of(b"Do konce roku.", "smlouva.pdf")
    assert refusal.place == "název končí na „.pdf“, obsah je prostý text"
    assert str(refusal) == (
        "Přípona souboru neodpovídá obsahu. Přejmenujte soubor podle toho, čím opravdu je, a nahrajte znovu."
        " (Místo: název končí na „.pdf“, obsah je prostý text.)"
    )


@pytest.mark.parametrize("part", ["word/styles.xml", "word/numbering.xml"])
def test_every_part_of_an_archive_is_looked_over(part: str) -> None:
    assert refusal_of(with_part(DOCX, part, XML_BOMB, replace=True), "a.docx").place == part


def test_cutting_a_good_file_anywhere_never_passes_for_a_whole_one() -> None:
    for data, name in ((DOCX, "a.docx"), (PDF, "a.pdf"), (picture(["Termín"]), "a.png")):
        for share in (0.1, 0.3, 0.5, 0.7, 0.9):
            assert refusal_of(data[: int(len(data) * share)], name).reason in {"truncated", "damaged", "no_ocr"}
