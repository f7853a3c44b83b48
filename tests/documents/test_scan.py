"""Scans and photographs, read by optical recognition in Czech."""

import io

import pytest
from PIL import Image

from tests.documents.samples import picture
from tests.system_tools import require
from tracker.documents.jail import JailLimits
from tracker.documents.passages import UnreadableDocument
from tracker.documents.reading import read_document, read_in_jail

WORDS = ["Zprava o spolupraci", "Obec predlozi zpravu do 31. 5. 2031", "a svola poradu 4x rocne."]


@pytest.fixture(autouse=True)
def recognition() -> None:
    require("tesseract")


def scanned_pdf(*pages: bytes) -> bytes:
    pictures = [Image.open(io.BytesIO(page)) for page in pages]
    target = io.BytesIO()
    pictures[0].save(target, "PDF", save_all=True, append_images=pictures[1:])
    return target.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_photograph_is_read_even_when_it_lies_askew(form: str) -> None:
    document = read_document(picture(WORDS, skew=0.7, form=form), f"foto.{form.lower()}")
    assert (document.kind, document.pages) == ("scan", 1)
    assert "31. 5. 2031" in document.text
    assert "4x" in document.text


def test_a_scanned_pdf_is_read_page_by_page_with_progress() -> None:
    heard: list[tuple[int, int]] = []
    data = scanned_pdf(picture(WORDS[:2]), picture(["Druha strana, termin 1. 6. 2032."]))
    document = read_in_jail(data, "sken.pdf", progress=lambda done, pages: heard.append((done, pages)))
    assert heard == [(1, 2), (2, 2)]
    assert {p.place.page for p in document.passages} == {1, 2}
    assert "1. 6. 2032" in document.text


def test_a_page_that_is_read_badly_is_named() -> None:
    smudged = Image.open(io.BytesIO(picture(["Termin: 3l. b. 20J1 ~ {}%"]))).resize((260, 72)).resize((1654, 460))
    target = io.BytesIO()
    smudged.save(target, "PNG")
    document = read_document(target.getvalue(), "foto.png")
    assert [notice.kind for notice in document.notices] == ["ocr_quality"]
    assert document.notices[0].words.startswith("Strana 1 je čitelná špatně, jistota čtení je jen ")


def test_too_many_pages_are_refused_before_the_first_is_read() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_in_jail(scanned_pdf(*[picture(["x"])] * 3), "sken.pdf", JailLimits(pages=2))
    assert (caught.value.reason, caught.value.place) == ("too_many_pages", "3 stran, nejvýše 2")


def test_a_blank_page_has_no_text() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(picture([]), "foto.png")
    assert caught.value.reason == "no_text"
