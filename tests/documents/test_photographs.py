"""Photographs of a page: taken askew, half in shadow, on a desk, or on its side."""

import io
from dataclasses import dataclass
from functools import cache

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.documents.samples import pdf
from tests.system_tools import require
from tracker.documents import parsing
from tracker.documents.passages import DocumentText
from tracker.documents.photographs import is_photograph, levelled, straightened
from tracker.documents.pictures import page_count, page_picture
from tracker.documents.reading import read_document

DESK = (95, 75, 60)
TEXT = """
= Popis spolupráce
Město předloží zastupitelstvu zprávu o plnění každý rok do 31. března.

Agentura zpracuje vstupní analýzu do 30. 9. 2031 a projedná ji s partnery.

Město uvolní pracovníky pro vzdělávání v rozsahu 40 hodin.
"""
TABLE = """
#table(columns: (2fr, 2fr, 1.4fr), inset: 6pt,
[*Činnost*], [*Odpovědnost*], [*Termín*],
[Porada odborů], [Vedoucí odboru], [4x ročně],
[Zpráva o plnění], [Manažerka], [do 31. 3. 2032],
[Školení pracovníků], [Agentura], [červen 2031])
"""


@dataclass(frozen=True)
class Shot:
    """How a picture is taken: turned by so many degrees, narrower on top, with so much light in the shadow."""

    angle: float = 3.0
    keystone: float = 0.04
    shadow: float = 0.4
    desk: tuple[int, int, int] = DESK
    noise: float = 8.0


@cache
def sheet(source: str) -> Image.Image:
    page = pdf('#set page(width: 148mm, height: 210mm, margin: 14mm)\n#set text(size: 11pt, lang: "cs")\n' + source)
    return page_picture("pdf", page, 1)


@cache
def photograph(source: str, shot: Shot = Shot()) -> Image.Image:
    """The page on a desk, as a telephone takes it."""
    page = sheet(source).convert("RGB")
    page = page.rotate(shot.angle, Image.Resampling.BICUBIC, expand=True, fillcolor=shot.desk)
    around = Image.new("RGB", (page.width + 160, page.height + 160), shot.desk)
    around.paste(page, (80, 80))
    width, height = around.size
    lean = shot.keystone * width
    corners = (0, 0, lean, height, width - lean, height, width, 0)
    taken = around.transform(around.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
    lit = Image.new("L", around.size, 255)
    ImageDraw.Draw(lit).polygon(
        [(0, 0), (width * 0.6, 0), (width * 0.4, height), (0, height)], fill=round(255 * shot.shadow)
    )
    lit = lit.filter(ImageFilter.GaussianBlur(40))
    taken = ImageChops.multiply(taken, Image.merge("RGB", [lit] * 3)).filter(ImageFilter.GaussianBlur(0.8))
    specks = Image.effect_noise(around.size, shot.noise)
    return ImageChops.add(taken, Image.merge("RGB", [specks] * 3), 1, -128)


def jpeg(picture: Image.Image, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=60, exif=exif)
    return target.getvalue()


def told(document: DocumentText) -> list[str]:
    return [notice.words for notice in document.notices]


def test_a_scan_is_no_photograph() -> None:
    assert not is_photograph(sheet(TEXT))
    assert is_photograph(photograph(TEXT).convert("L"))


@pytest.mark.parametrize("shot", [Shot(), Shot(angle=-4, keystone=0.06), Shot(shadow=0.2, noise=20)])
def test_the_sheet_alone_is_left_evenly_lit_and_in_its_own_shape(shot: Shot) -> None:
    page = straightened(photograph(TEXT, shot).convert("L"))
    assert 1.2 < page.height / page.width < 1.5
    edge = min(page.size) // 20
    border = page.copy()
    border.paste(255, (edge, edge, page.width - edge, page.height - edge))
    light = border.resize((20, 28), Image.Resampling.BOX).tobytes()
    assert min(light) > 200, "neither desk nor shadow is left at the edges"
    assert levelled(page) is page


def test_a_sheet_without_visible_edges_is_turned_by_its_lines() -> None:
    shot = Shot(angle=3, keystone=0, desk=(255, 255, 255), noise=4)
    askew = straightened(photograph(TEXT, shot).convert("L"))
    level = levelled(askew)
    assert level is not askew
    assert levelled(level) is level


def test_a_photograph_half_in_shadow_is_read() -> None:
    require("tesseract")
    taken = photograph(TEXT).transpose(Image.Transpose.ROTATE_90)
    document = read_document(jpeg(taken, orientation=6), "foto.jpg")
    for words in ("každý rok do 31. března", "do 30. 9. 2031", "v rozsahu 40 hodin"):
        assert words in document.text
    assert told(document) == []


def test_a_table_on_a_photograph_keeps_its_rows_and_cells() -> None:
    require("tesseract")
    document = read_document(jpeg(photograph(TABLE, Shot(angle=-3))), "foto.jpg")
    (table,) = document.tables
    assert [[document.cell_words(cell) for cell in row] for row in table.rows.values()] == [
        ["Činnost", "Odpovědnost", "Termín"],
        ["Porada odborů", "Vedoucí odboru", "4x ročně"],
        ["Zpráva o plnění", "Manažerka", "do 31. 3. 2032"],
        ["Školení pracovníků", "Agentura", "červen 2031"],
    ]


def test_a_page_that_lies_on_its_side_is_turned() -> None:
    require("tesseract")
    document = read_document(jpeg(sheet(TEXT).rotate(90, expand=True)), "foto.jpg")
    assert "do 30. 9. 2031" in document.text


def test_what_a_telephone_adds_to_a_picture_is_no_page() -> None:
    target = io.BytesIO()
    sheet(TEXT).save(target, "MPO", save_all=True, append_images=[Image.new("L", (40, 60))])
    assert page_count("image", target.getvalue()) == parsing.page_count("image", target.getvalue()) == 1
