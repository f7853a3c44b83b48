"""One table of duties in every format and with its columns in any order: the same duties are read from all of them."""

import io
import random
from collections.abc import Callable
from datetime import date

import docx
import pypdfium2
import pytest

from tests.documents.samples import odt, package, pdf
from tests.system_tools import require
from tracker.documents.reading import read_document
from tracker.drafts.drafting import draft_from
from tracker.obligations.obligation import Validity
from tracker.obligations.wording import say_deadline

HEAD = ("Aktivita", "Specifikace činnosti", "Výstupy", "Odpovědnost obce", "Odpovědnost ASZ", "Termín plnění")
PERIOD = "OBDOBÍ LEDEN 2030 – PROSINEC 2032"
ROWS = (
    ("Místní partnerství", "Společná jednání", "Záznam z jednání", "Svolání", "Odborná účast", "4x ročně"),
    ("Porady", "Porada vedoucích odborů", "Zápis", "Svolání", "Účast", "2x ročně"),
    ("Mapování", "Mapování dluhů domácností", "Výzkumná zpráva", "Součinnost", "Zpracování", "září 2031"),
    ("Vzdělávání", "Školení úředníků", "Osvědčení", "Uvolnění", "Lektor", "do 30. 6. 2032"),
)
PERIOD_DAYS = Validity(date(2030, 1, 1), date(2032, 12, 31))
WANTED = {
    ("4xročně", "4× ročně", PERIOD_DAYS),
    ("2xročně", "2× ročně", PERIOD_DAYS),
    ("září2031", "do konce září 2031", PERIOD_DAYS),
    ("do30.6.2032", "do 30. 6. 2032", PERIOD_DAYS),
}
"""The quote without blanks, for the recognition sees them differently; the rule in words; the period of the row."""

TITLE = "Popis spolupráce obce a ASZ"
Table = list[tuple[str, ...]]


def shuffled(seed: int) -> Table:
    """The head and the rows with their columns in another order."""
    order = list(range(len(HEAD)))
    random.Random(seed).shuffle(order)
    return [tuple(row[n] for n in order) for row in (HEAD, *ROWS)]


def as_txt(table: Table) -> bytes:
    period = PERIOD + "\t" * (len(HEAD) - 1)
    return "\n".join([TITLE, "", "\t".join(table[0]), period, *("\t".join(row) for row in table[1:])]).encode()


def as_docx(table: Table) -> bytes:
    made = docx.Document()
    made.add_heading(TITLE, 1)
    grid = made.add_table(len(table) + 1, len(HEAD))
    wide = grid.cell(1, 0).merge(grid.cell(1, len(HEAD) - 1))
    wide.text = PERIOD
    for number, row in enumerate(table):
        for cell, words in zip(grid.rows[number + (number > 0)].cells, row, strict=True):
            cell.text = words
    return package(made)


def as_odt(table: Table) -> bytes:
    def line(cells: str) -> str:
        return f"<table:table-row>{cells}</table:table-row>"

    rows = [line("".join(f"<table:table-cell><text:p>{w}</text:p></table:table-cell>" for w in row)) for row in table]
    covered = "<table:covered-table-cell/>" * (len(HEAD) - 1)
    span = f'<table:table-cell table:number-columns-spanned="{len(HEAD)}"><text:p>{PERIOD}</text:p></table:table-cell>'
    return odt(f"<text:h>{TITLE}</text:h><table:table>{rows[0]}{line(span + covered)}{''.join(rows[1:])}</table:table>")


def typeset(table: Table) -> str:
    cells = [f"[{words}]" for words in table[0]] + [f"table.cell(colspan: {len(HEAD)})[{PERIOD}]"]
    cells += [f"[{words}]" for row in table[1:] for words in row]
    sheet = "#set page(width: 29.7cm, height: 21cm, margin: 1.5cm)\n#set text(size: 11pt)\n"
    return f"{sheet}= {TITLE}\n#table(columns: 6, inset: 7pt, {', '.join(cells)})"


def as_pdf(table: Table) -> bytes:
    return pdf(typeset(table))


def as_scan(table: Table) -> bytes:
    require("tesseract")
    target = io.BytesIO()
    pypdfium2.PdfDocument(pdf(typeset(table)))[0].render(scale=200 / 72).to_pil().convert("L").save(target, "PNG")
    return target.getvalue()


FORMS: dict[str, Callable[[Table], bytes]] = {
    "a.txt": as_txt, "a.docx": as_docx, "a.odt": as_odt, "a.pdf": as_pdf, "a.png": as_scan,
}  # fmt: skip


@pytest.mark.parametrize(
    "name, seed", [*((name, seed) for name in FORMS if name != "a.png" for seed in (1, 2, 3)), ("a.png", 2)]
)
def test_the_same_duties_are_read(name: str, seed: int) -> None:
    document = read_document(FORMS[name](shuffled(seed)), name)
    draft = draft_from(document, name=name, fingerprint="0" * 64, draft_id="1")
    found = {
        ("".join(duty.quote.split()), say_deadline(duty.deadline).replace("\xa0", " "), duty.validity)
        for duty in draft.obligations
    }
    assert found == WANTED
