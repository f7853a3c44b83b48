"""Ruled lines leave a scanned page; letters, whatever their size, stay as they were."""

import io

from PIL import Image, ImageChops, ImageDraw

from tests.documents.samples import picture
from tracker.documents.ruling import BAND, BORDER, without_ruling

WORDS = Image.open(io.BytesIO(picture(["Termín plnění: do 31. 5. 2031", "4x ročně – Illl WWW"])))


def ruled(page: Image.Image, paper: int = 255) -> Image.Image:
    """The page with a frame of lines around its words, as dark as letters are."""
    lines = page.copy()
    pen = ImageDraw.Draw(lines)
    for y in (120, 205, 330):
        pen.line((60, y, 1500, y), fill=paper // 8, width=3)
    for x in (60, 900, 1500):
        pen.line((x, 120, x, 330), fill=paper // 8, width=3)
    return lines


def dark_pixels(page: Image.Image) -> int:
    return sum(page.point(lambda value: 255 if value < 100 else 0).histogram()[1:])


def test_a_page_without_lines_stays_as_it_is() -> None:
    assert ImageChops.difference(without_ruling(WORDS), WORDS).getbbox() is None


def test_lines_go_and_the_words_between_them_stay() -> None:
    clean = without_ruling(ruled(WORDS))
    assert dark_pixels(ruled(WORDS)) > 2 * dark_pixels(WORDS)
    assert abs(dark_pixels(clean) - dark_pixels(WORDS)) < 300
    row, moved = (70, 140, 890, 195), BORDER
    below = (row[0], row[1] + moved, row[2], row[3] + moved)
    assert ImageChops.difference(clean.crop(below), WORDS.crop(row)).getbbox() is None


def test_rows_are_moved_apart_at_their_rules_and_the_table_away_from_the_rest() -> None:
    clean = without_ruling(ruled(WORDS))
    assert clean.height == WORDS.height + 2 * BORDER + BAND


def test_a_page_that_lies_askew_is_turned_by_its_lines() -> None:
    straight = without_ruling(ruled(WORDS).rotate(1.0, Image.Resampling.BICUBIC, fillcolor=255))
    assert straight.height == WORDS.height + 2 * BORDER + BAND


def test_a_line_that_ends_at_a_word_cuts_nothing() -> None:
    page = WORDS.copy()
    ImageDraw.Draw(page).line((900, 170, 1600, 170), fill=0, width=3)
    assert without_ruling(page).height == page.height


def test_lines_on_grey_paper_go_too() -> None:
    grey = WORDS.point(lambda value: value * 7 // 10)
    clean = without_ruling(ruled(grey, 178))
    assert abs(dark_pixels(clean) - dark_pixels(grey)) < 300


def test_a_page_smaller_than_a_line_is_left_alone() -> None:
    speck = Image.new("L", (20, 20), 0)
    assert without_ruling(speck).size == (20, 20)


def test_lines_under_words_tear_no_sentence_apart() -> None:
    page = WORDS.copy()
    for y in (205, 265):
        ImageDraw.Draw(page).line((150, y, 900, y), fill=0, width=2)
    assert without_ruling(page).height == page.height
