"""Pages of a PDF that are not simply text from top to bottom: columns, turned pages, scans among them, dumb fonts."""

import io
from collections.abc import Iterable

import pikepdf
import pypdfium2
import pytest

from tests.documents.samples import pdf
from tests.system_tools import require
from tracker.documents.passages import DocumentText
from tracker.documents.pdf import read_pdf
from tracker.documents.reading import read_document, read_in_jail

SHEET = '#set page(paper: "a4", margin: 2cm)\n#set text(lang: "cs", size: 11pt)\n'
TABLE = (
    f"{SHEET}#table(columns: 3, inset: 8pt, [Činnost], [Garant], [Termín], [Porada odborů], [Město], [do 30. 6. 2031])"
)
ROWS = [["Činnost", "Garant", "Termín"], ["Porada odborů", "Město", "do 30. 6. 2031"]]


def article(number: int) -> str:
    return (
        f"Článek {number}. Město připraví zprávu o tom, jak se daří společné práci s rodinami v ubytovnách, a předloží"
        f" ji zastupitelstvu do {number}. 6. 2031."
    )


def words(document: DocumentText) -> list[str]:
    return [document.words(passage) for passage in document.passages]


def rows(document: DocumentText) -> list[list[list[str]]]:
    return [[[document.cell_words(cell) for cell in row] for row in table.rows.values()] for table in document.tables]


def saved(pages: Iterable[bytes]) -> bytes:
    """The pages of several files as one file."""
    made = pikepdf.new()
    for page in pages:
        made.pages.extend(pikepdf.open(io.BytesIO(page)).pages)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def scanned(source: str) -> bytes:
    target = io.BytesIO()
    pypdfium2.PdfDocument(pdf(source))[0].render(scale=200 / 72).to_pil().convert("L").save(target, "PDF")
    return target.getvalue()


def test_columns_of_text_are_read_one_after_the_other_under_their_title() -> None:
    title = "Memorandum o spolupráci města Kamenice a všech jejích partnerů v letech 2031 až 2034"
    last = "Podpisy obou stran."
    articles = [article(n) for n in range(1, 17)]
    source = f"{SHEET}= {title}\n#block(height: 15cm, columns(2)[\n" + "\n\n".join(articles) + "\n])\n#v(2cm)\n" + last
    assert words(read_pdf(pdf(source))) == [title, *articles, last]


def test_labels_with_their_values_are_no_columns() -> None:
    labels = [f"Údaj {n}" for n in range(1, 10)]
    values = ["Kamenice", "Dlouhá 1", "00123456", "Jana Malá", "2031", "ano", "Ústí nad Labem", "ne", "12"]
    cells = ", ".join(f"[{label}], [{value}]" for label, value in zip(labels, values, strict=True))
    found = words(read_pdf(pdf(f"{SHEET}#grid(columns: (7cm, 1fr), row-gutter: 8pt, {cells})")))
    assert " ".join(found) == " ".join(f"{label} {value}" for label, value in zip(labels, values, strict=True))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_whose_text_lies_on_its_side_is_turned(turn: int) -> None:
    file = pikepdf.open(io.BytesIO(pdf(TABLE)))
    file.pages[0].rotate(turn, relative=True)
    target = io.BytesIO()
    file.save(target)
    assert rows(read_pdf(target.getvalue())) == [ROWS]


@pytest.mark.parametrize("letters", ["", "<E041>"], ids=["no letters told", "letters of nobody told"])
def test_a_font_that_does_not_tell_its_letters_is_recognised(letters: str) -> None:
    require("tesseract")
    file = pikepdf.open(io.BytesIO(pdf(TABLE)))
    for font in file.objects:
        if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
            if letters:
                told = "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <00ff> "
                font.ToUnicode = file.make_stream(f"begincmap {told}{letters} endbfrange endcmap".encode())
            else:
                del font["/ToUnicode"]
    target = io.BytesIO()
    file.save(target)
    document = read_document(target.getvalue(), "popis.pdf")
    assert (document.kind, rows(document)) == ("scan", [ROWS])


def test_a_scanned_page_among_others_is_recognised_in_its_place() -> None:
    require("tesseract")
    heard: list[tuple[int, int]] = []
    first = TABLE + "\n\nPrvní strana."
    signed = SHEET + "= Schváleno\n#v(1cm)\nZastupitelstvo schválilo popis 12. 4. 2031."
    data = saved([pdf(first), scanned(signed), pdf(TABLE)])
    document = read_in_jail(data, "popis.pdf", progress=lambda done, pages: heard.append((done, pages)))
    assert (document.kind, document.pages, document.pictures, heard) == ("pdf", 3, (), [(1, 1)])
    assert rows(document) == [ROWS, ROWS]
    outside = [(p.place.page, p.place.paragraph, document.words(p)) for p in document.passages if not p.place.table]
    assert outside == [
        (1, 1, "První strana."),
        (2, 2, "Schváleno"),
        (2, 3, "Zastupitelstvo schválilo popis 12. 4. 2031."),
    ]
    assert [t.number for t in document.tables] == [1, 2]
    assert document.text.count("\n\n") == 0


def test_without_the_recognition_a_scanned_page_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    document = read_document(saved([pdf(TABLE), scanned(TABLE)]), "popis.pdf")
    assert rows(document) == [ROWS]
    assert [(n.words, n.place.page) for n in document.notices] == [
        ("Strana 2 je jen obrázek, její text není přečten.", 2)
    ]


def test_a_row_that_a_page_cut_inside_a_list_is_one_row() -> None:
    item = "- pozvánka\n- prezenční listina\n- zápis"
    source = (
        "#set page(width: 18cm, height: 4.4cm, margin: 1cm)\n#set text(size: 10pt)\n"
        "#table(columns: (2fr, 4fr, 2fr), [Oblast], [Co], [Do kdy],"
        f" [Bydlení], [Příprava jednání\n{item}], [31. 3. 2031], [Byty], [Zpráva], [2x ročně])"
    )
    document = read_pdf(pdf(source))
    assert document.pages == 2
    (table,) = rows(document)
    assert [[cell.split("\n")[0] for cell in row] for row in table] == [
        ["Oblast", "Co", "Do kdy"],
        ["Bydlení", "Příprava jednání", "31. 3. 2031"],
        ["Byty", "Zpráva", "2x ročně"],
    ]
