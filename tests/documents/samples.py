"""Files made on the spot, in the form of a cooperation description; the words are our own."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import docx
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image, ImageDraw, ImageFont

HEAD = ("činnost", "specifikace činnosti", "výstup", "odpovědnost obce", "odpovědnost ASZ", "termín")
ROW = ("Porady", "Společná porada odborů", "Zápis z porady", "Svolání", "Účast", "4x ročně")


def package(document: Any) -> bytes:
    """A python-docx document in bytes."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def docx_with_table(rows: Sequence[Sequence[str]] = (HEAD, ROW), *, after: str = "") -> bytes:
    """A DOCX with one table, and a paragraph ``after`` it."""
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    if after:
        document.add_paragraph(after)
    return package(document)


def run(text: str, tag: str = "w:t") -> Any:
    """A run of Word's XML with a text in it."""
    element, inner = OxmlElement("w:r"), OxmlElement(tag)
    inner.text = text
    inner.set(qn("xml:space"), "preserve")
    element.append(inner)
    return element


def wrapped(tag: str, *children: Any) -> Any:
    """An element of Word's XML around others."""
    element = OxmlElement(tag)
    for child in children:
        element.append(child)
    return element


def with_part(data: bytes, name: str, content: bytes, *, replace: bool = False) -> bytes:
    """An archive with one more part, or with one part exchanged."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if not (replace and entry.filename == name):
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return target.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


_ODT_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
    )
)


def odt_styles(styles: str) -> bytes:
    """The part of an OpenDocument text that holds its styles."""
    return f"<office:document-styles {_ODT_NAMES}>{styles}</office:document-styles>".encode()


def odt(body: str, *, manifest: str = "") -> bytes:
    """An OpenDocument text with the given content of its body."""
    content = f"<office:document-content {_ODT_NAMES}><office:body><office:text>{body}</office:text></office:body>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", content + "</office:document-content>")
        if manifest:
            file.writestr("META-INF/manifest.xml", manifest)
    return target.getvalue()


def pdf(source: str) -> bytes:
    """A PDF typeset from typst's markup."""
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def picture(lines: Sequence[str], *, skew: float = 0.0, form: str = "PNG") -> bytes:
    """A scanned page with lines of text."""
    page = Image.new("L", (1654, 400 + 60 * len(lines)), 255)
    pen = ImageDraw.Draw(page)
    font = ImageFont.load_default(36)
    for n, line in enumerate(lines):
        pen.text((150, 150 + 60 * n), line, fill=0, font=font)
    target = io.BytesIO()
    page.rotate(skew, fillcolor=255).save(target, form)
    return target.getvalue()
