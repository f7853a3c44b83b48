"""Reading documents into passages, beside the bare extraction library of each format on the very same file.

The reference of a format is the least that anybody would do to get at its words: python-docx over the cells, lxml over
the parts of an ODT, pdfplumber's words and tables, tesseract's text of each page, and for plain text the cells between
tabs as ``csv`` parts them; the bare ``bytes.decode`` beside it finds no cell, so that it says nothing of the reading.
Ours adds places, styles, merged cells, tracked changes and doubts; a scanned page with a table is recognised twice,
once to find the table and once from edge to edge. Sizes are pages. Every time is that of the processor, of this process
and of those that it waited for, so that what else the machine does hardly counts; ours and the reference take turns.
The cooperation description among the seeds is measured from bytes to draft, too, inside the jail and outside.
"""

import csv
import io
import resource
import shutil
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import docx
import pdfplumber
import pypdfium2
import typst
from lxml import etree

from benchmarks.comparison import Comparison, table
from tracker.documents.jail import JailLimits, run
from tracker.documents.pictures import render
from tracker.documents.reading import fingerprint, read_document, read_in_jail
from tracker.drafts.drafting import draft_from

SEED = Path(__file__).parents[2] / "shared" / "seeds" / "003_9a68c780b79cd955.txt"
SLOWEST_IMPORT = 2.0
"""Seconds from bytes to draft for the seed."""
HEAD = ("činnost", "specifikace činnosti", "výstup", "odpovědnost obce", "odpovědnost ASZ", "termín")
TERMS = ("4x ročně", "květen 2031", "do 30. 9. 2031", "průběžně", "1x za pololetí", "Q2 2032", "", "2x ročně")
ROWS_OF_A_PAGE = 12


def rows(pages: int) -> list[tuple[str, ...]]:
    """Rows of a table of duties that fill about so many pages."""
    return [
        (
            f"Činnost {n}",
            f"Společná příprava podkladů číslo {n} a jejich projednání se všemi partnery v území",
            "Zápis z jednání",
            "Organizační zajištění",
            "Odborná podpora",
            TERMS[n % len(TERMS)],
        )
        for n in range(pages * ROWS_OF_A_PAGE)
    ]


def as_txt(pages: int) -> bytes:
    lines = ["POPIS SPOLUPRÁCE", "", *("\t".join(row) for row in (HEAD, *rows(pages)))]
    return "\n".join(lines).encode()


def as_docx(pages: int) -> bytes:
    document = docx.Document()
    document.add_heading("Popis spolupráce", 1)
    table = document.add_table(0, len(HEAD))
    for row in (HEAD, *rows(pages)):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def as_odt(pages: int) -> bytes:
    def cell(words: str) -> str:
        return f"<table:table-cell><text:p>{words}</text:p></table:table-cell>"

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in (HEAD, *rows(pages)))
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table"))
    content = (
        f"<office:document-content {spaces}><office:body><office:text><text:h>Popis spolupráce</text:h>"
        f"<table:table>{body}</table:table></office:text></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        file.writestr("content.xml", content)
    return target.getvalue()


def as_pdf(pages: int) -> bytes:
    cells = ", ".join(f"[{words}]" for row in rows(pages) for words in row)
    head = ", ".join(f"[{words}]" for words in HEAD)
    source = (
        '#set page(paper: "a4", flipped: true)\n#set text(size: 10pt)\n= Popis spolupráce\n'
        f"#table(columns: 6, inset: 8pt, table.header({head}), {cells})"
    )
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def as_scan(pages: int) -> bytes:
    pictures = [page.render(scale=150 / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(as_pdf(pages))]
    target = io.BytesIO()
    pictures[0].save(target, "PDF", save_all=True, append_images=pictures[1:])
    return target.getvalue()


def bare_txt(data: bytes) -> None:
    list(csv.reader(io.StringIO(data.decode()), delimiter="\t"))


def bare_docx(data: bytes) -> None:
    document = docx.Document(io.BytesIO(data))
    for found in document.tables:
        for row in found._tbl.tr_lst:
            [cell.xpath("string(.)") for cell in row.tc_lst]


def bare_odt(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        "".join(str(text) for text in etree.fromstring(file.read("content.xml")).itertext())


def bare_pdf(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as file:
        for page in file.pages:
            page.extract_text()
            page.extract_tables()


def bare_scan(data: bytes) -> None:
    program = shutil.which("tesseract") or ""
    for page in range(1, len(pypdfium2.PdfDocument(data)) + 1):
        run([program, "stdin", "stdout", "-l", "ces", "--psm", "3"], render("pdf", data, page), JailLimits().recognise)


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is made, read barely, and how many times as long ours may take."""

    make: Callable[[int], bytes]
    bare: Callable[[bytes], object]
    reference: str
    extension: str
    sizes: tuple[int, ...]
    most: float


FORMATS = {
    "txt": Format(as_txt, bare_txt, "csv", "txt", (5, 20, 80), 40),
    "docx": Format(as_docx, bare_docx, "python-docx", "docx", (5, 20, 80), 5),
    "odt": Format(as_odt, bare_odt, "lxml", "odt", (5, 20, 80), 12),
    "pdf": Format(as_pdf, bare_pdf, "pdfplumber", "pdf", (5, 20, 80), 2.5),
    "scan": Format(as_scan, bare_scan, "tesseract", "pdf", (1, 2, 4), 2.5),
}


def seconds(work: Callable[[], object]) -> float:
    """The processor's time for one run, in this process and in those that it waited for."""
    before = _spent()
    work()
    return _spent() - before


def _spent() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def best(*works: Callable[[], object], times: int = 3) -> list[float]:
    """The best time of each of the ``works``, which take turns."""
    return [min(found) for found in zip(*([seconds(work) for work in works] for _ in range(times)), strict=True)]


def of_format(name: str, chosen: Format) -> bool:
    """Measure one format at its sizes; whether it keeps its promise."""
    found = []
    for pages in chosen.sizes:
        data = chosen.make(pages)
        file = f"popis.{chosen.extension}"
        ours, bare = best(
            partial(read_document, data, file), partial(chosen.bare, data), times=1 if name == "scan" else 3
        )
        found.append(Comparison(pages, ours, bare))
    print(table(f"read {name} into passages", chosen.reference, found))
    print(f"{found[-1].size / found[-1].ours:.1f} pages a second at {found[-1].size} pages\n")
    return found[-1].ratio <= chosen.most


def of_seed() -> bool:
    """Measure the whole import of the cooperation description, where it is at hand."""
    if not SEED.exists():
        return True
    data = SEED.read_bytes()
    document = read_document(data, SEED.name)
    mark = fingerprint(data)
    read, jailed, drafted = best(
        partial(read_document, data, SEED.name),
        partial(read_in_jail, data, SEED.name),
        partial(draft_from, document, name=SEED.name, fingerprint=mark, draft_id="b1"),
    )
    print(f"seed 003: passages {read:.4f} s, in the jail {jailed:.3f} s, draft {drafted:.3f} s\n")
    return jailed + drafted <= SLOWEST_IMPORT


def main() -> int:
    """Measure everything; 0 when every promise is kept."""
    kept = [of_seed()]
    kept += [
        of_format(name, chosen)
        for name, chosen in FORMATS.items()
        if name != "scan" or shutil.which("tesseract") is not None
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
