"""Rows and columns from the places of words alone, without any recognition."""

from tracker.documents.scan_tables import Grid, tables_on
from tracker.documents.scan_words import Word

HEIGHT = 20


def words_at(*lines: tuple[int, list[tuple[int, str]]]) -> list[Word]:
    """Words of 12 pixels a letter; each line is its height on the page and the words with their left edges."""
    return [
        Word(text, 96, left, top, left + 12 * len(text), top + HEIGHT, (1, 1, number))
        for number, (top, line) in enumerate(lines, start=1)
        for left, text in line
    ]


def told(grid: Grid) -> list[list[tuple[int, int, str]]]:
    return [[(c.column, c.span, " ".join(w.text for w in c.words)) for c in row] for row in grid.rows]


def test_columns_are_white_strips_and_lines_close_together_are_one_row() -> None:
    page = words_at(
        (100, [(100, "úkol"), (400, "termín")]),
        (160, [(100, "porada"), (400, "4x"), (440, "ročně")]),
        (185, [(100, "vedoucích")]),
        (245, [(100, "zpráva"), (400, "květen"), (490, "2031")]),
    )
    (grid,) = tables_on(page)
    assert told(grid) == [
        [(1, 1, "úkol"), (2, 1, "termín")],
        [(1, 1, "porada vedoucích"), (2, 1, "4x ročně")],
        [(1, 1, "zpráva"), (2, 1, "květen 2031")],
    ]


def test_a_line_across_the_columns_is_a_row_of_one_cell() -> None:
    page = words_at(
        (100, [(100, "úkol"), (400, "termín")]),
        (160, [(100, "OBDOBÍ"), (180, "LEDEN"), (250, "2030"), (310, "–"), (330, "PROSINEC"), (440, "2032")]),
        (220, [(100, "porada"), (400, "4x"), (440, "ročně")]),
        (280, [(100, "zpráva"), (400, "květen")]),
    )
    (grid,) = tables_on(page)
    assert told(grid)[1] == [(1, 2, "OBDOBÍ LEDEN 2030 – PROSINEC 2032")]


def test_the_place_of_an_empty_cell_is_kept() -> None:
    page = words_at(
        (100, [(100, "úkol"), (400, "výstup"), (700, "termín")]),
        (160, [(100, "porada"), (700, "4x")]),
        (220, [(100, "zpráva"), (400, "zápis")]),
    )
    (grid,) = tables_on(page)
    assert [[cell.column for cell in row] for row in grid.rows] == [[1, 2, 3], [1, 3], [1, 2]]


def test_two_tables_of_a_page_are_two() -> None:
    first = words_at(*((y, [(100, "a"), (400, "b")]) for y in (100, 160, 220)))
    between = words_at(
        *((300 + 30 * n, [(100, "Souvislý"), (220, "text"), (280, "mezi"), (340, "nimi.")]) for n in range(12))
    )
    second = words_at(*((y, [(100, "c"), (300, "d"), (600, "e")]) for y in (800, 860, 920)))
    assert [(grid.columns, len(grid.rows)) for grid in tables_on(first + between + second)] == [(2, 3), (3, 3)]


def test_text_gives_no_table_and_no_words_none() -> None:
    text = words_at(*((100 + 30 * n, [(100, "Obec"), (160, "předloží"), (270, "zprávu.")]) for n in range(8)))
    assert (tables_on(text), tables_on([])) == ([], [])
