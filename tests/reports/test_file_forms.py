"""The files that leave the house, opened by the programs that people open them with."""

import io
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path
from unicodedata import category

import docx
import openpyxl
import pikepdf
import pytest

from tests import system_tools
from tests.reports.lipova import yearly
from tracker.reports.compliance_report import compliance_report
from tracker.reports.figures import Figure
from tracker.reports.file_forms import FORMS
from tracker.reports.frozen import checksum, from_json, to_json
from tracker.reports.html import to_html
from tracker.reports.pdf import shown, to_pdf
from tracker.reports.report import Part, Report
from tracker.reports.table import Column, Table
from tracker.reports.word import to_docx

REPORT = compliance_report(yearly())


def _opened(ending: str) -> io.BytesIO:
    return io.BytesIO(FORMS[ending].write(REPORT))


@pytest.mark.parametrize("ending", ["csv", "json", "html", "xlsx", "pdf"])
def test_the_same_report_gives_the_same_bytes(ending: str) -> None:
    assert FORMS[ending].write(REPORT) == FORMS[ending].write(compliance_report(yearly()))


def test_frozen_and_read_again_it_is_the_same_report() -> None:
    again = from_json(to_json(REPORT))
    assert again == REPORT
    assert checksum(again) == checksum(REPORT)


def test_one_other_word_is_another_checksum() -> None:
    assert checksum(REPORT) != checksum(REPORT.published(set()))


def test_the_sheet_holds_real_days_and_numbers_and_no_formula() -> None:
    book = openpyxl.load_workbook(_opened("xlsx"))
    assert book.sheetnames == ["O zprávě", "Termíny"]
    sheet = book["Termíny"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    meeting = {name: sheet.cell(2, column or 0) for name, column in heads.items()}
    due = meeting["Termín"]
    assert isinstance(due.value, datetime)
    assert (due.value.date(), due.number_format) == (date(2026, 12, 31), "d. m. yyyy")
    assert (meeting["Započteno"].value, meeting["Započteno"].data_type) == (2, "n")
    said = meeting["Vyjádření obce"]
    assert (said.value, said.data_type) == ("=SUM(A1) se nekonalo, sešli jsme se.", "s")
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B2", "$1:$1")


def test_the_document_has_headings_contents_and_rows_that_repeat() -> None:
    document = docx.Document(_opened("docx"))
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"] == [
        *(part.heading for part in REPORT.parts if part.level == 1),
        "Co se počítalo",
    ]
    xml = document.element.xml
    lists = [table for table in document.tables if table.style and table.style.name == "Light Grid Accent 1"]
    assert xml.count("w:tblHeader") == len(lists) == sum(1 for part in REPORT.parts if part.table)
    assert ' TOC \\o "1-2" \\h \\z \\u ' in xml
    assert xml.count("w:bookmarkStart ") == xml.count("w:hyperlink ") == len(REPORT.parts)


def test_the_document_begins_with_the_numbers_to_take_away_and_draws_the_bars() -> None:
    numbers, *rest = docx.Document(_opened("docx")).tables
    assert [cell.text for cell in numbers.rows[0].cells] == [
        "3\nujednáno termínů\n2025: 2",
        "1\nsplněno včas\n2025: 1",
        "1\nsplněno opožděně\n2025: 0",
        "1\nnesplněno\n2025: 1",
    ]
    assert [len(bar.columns) for bar in rest[:2]] == [3, 2]


@pytest.mark.system
@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_libreoffice_opens_it(ending: str, tmp_path: Path) -> None:
    system_tools.require("soffice", "pdftotext")
    file = tmp_path / f"zprava.{ending}"
    file.write_bytes(FORMS[ending].write(REPORT))
    home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    convert = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(convert, check=True, capture_output=True, timeout=100)
    told = subprocess.run(["pdftotext", str(tmp_path / "zprava.pdf"), "-"], check=True, capture_output=True, timeout=20)
    assert "Jednání lokálního partnerství" in told.stdout.decode()


def test_the_pdf_is_accessible_and_archival() -> None:
    with pikepdf.open(_opened("pdf")) as pdf, pdf.open_metadata() as told:
        assert pdf.Root.Lang == "cs"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert (told.pdfa_status, told["pdfuaid:part"], told["dc:title"]) == ("2A", "1", REPORT.heading)
        tags = _tags(pdf.Root.StructTreeRoot)
        tables = [part.table for part in REPORT.parts if part.table]
        assert tags.count("/H1") == sum(1 for part in REPORT.parts if part.level == 1) + 1
        assert tags.count("/TH") == sum(len(table.for_readers().columns) for table in tables)
        assert tags.count("/Table") == len(tables)
        fonts = [font for page in pdf.pages for font in page.resources.get("/Font", {}).values()]
        assert fonts
        assert all("/FontFile3" in font.DescendantFonts[0].FontDescriptor for font in fonts)


def _tags(element: pikepdf.Object) -> list[str]:
    """The names of all tags under the element."""
    found: list[str] = []
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if isinstance(here, pikepdf.Dictionary):
            found += [str(here.S)] if "/S" in here else []
            kids = here.get("/K")
            waiting += list(kids) if isinstance(kids, pikepdf.Array) else [kids] if kids is not None else []
    return found


NASTY = "<script>alert(1)</script> & „uvozovky“ #set text(red) {{ 7*7 }} \\ * _ $x$ ]]> \x00\x0b"


@pytest.mark.parametrize("ending", list(FORMS))
def test_words_of_people_are_words_in_every_form(ending: str) -> None:
    nasty = Report(
        "nasty",
        NASTY,
        NASTY,
        REPORT.day,
        REPORT.day,
        NASTY,
        (NASTY,),
        (Part(NASTY, (NASTY,), ((NASTY, NASTY),), Table("t", NASTY, (Column("a", NASTY),), ((NASTY,),))),),
        figures=(Figure(NASTY, 1, NASTY),),
    )
    assert FORMS[ending].write(nasty)
    assert "<script>" not in to_html(nasty)


def test_every_character_that_the_pdf_keeps_can_be_shown() -> None:
    kept = "".join(c for c in map(chr, range(0x20, 0x3000)) if shown(c) == c and category(c) != "Cn")
    assert len(kept) > 1500
    assert to_pdf(Report("all", "Znaky", "", REPORT.day, REPORT.day, kept, (), ()))


def test_the_document_is_a_whole_package() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(REPORT))) as package:
        assert package.testzip() is None
