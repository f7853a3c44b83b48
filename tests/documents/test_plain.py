"""Plain text, as offices save it and as mail programs break it."""

import quopri

import pytest

from tracker.documents.passages import DocumentText, UnreadableDocument
from tracker.documents.plain import read_plain


def grid(document: DocumentText, number: int = 1) -> list[list[str]]:
    """The words of a table, row by row."""
    table = document.tables[number - 1]
    return [[document.cell_words(cell) for cell in cells] for cells in table.rows.values()]


def styles(text: str) -> list[tuple[str, str]]:
    document = read_plain(text.encode())
    return [(p.style, document.words(p)) for p in document.passages]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250", "iso-8859-2"])
def test_czech_is_read_in_every_encoding_that_offices_use(encoding: str) -> None:
    words = "Příliš žluťoučký kůň úpěl ďábelské ódy. Šetření, Žďár, Ťapka: do 30. září předloží zprávu."
    assert read_plain(words.encode(encoding)).text == words


def test_line_ends_of_all_systems_are_one() -> None:
    assert read_plain("první\r\ndruhý\rtřetí".encode()).text == "první\ndruhý\ntřetí"


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, b"text\x00text", bytes(range(1, 32)) * 8])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        read_plain(data)
    assert refusal.value.reason == "foreign"


def test_a_row_broken_by_a_page_goes_on_after_the_gap() -> None:
    text = (
        "činnost\tpopis\ttermín\nVýzkum\tMapování potřeb dle\tříjen 2031\n\n\n"
        "\tzadání rady\t\t\nPorada\tSvolání\tročně\n"
    )
    assert grid(read_plain(text.encode())) == [
        ["činnost", "popis", "termín"],
        ["Výzkum", "Mapování potřeb dle\nzadání rady", "říjen 2031"],
        ["Porada", "Svolání", "ročně"],
    ]


def test_a_row_that_leaves_its_first_cell_out_stays_a_row_of_its_own() -> None:
    text = "činnost\tpopis\ttermín\nPlán\tPříprava\tkvěten 2031\n\tSchválení\tčerven 2031\n"
    assert grid(read_plain(text.encode()))[2] == ["", "Schválení", "červen 2031"]


def test_a_void_left_by_a_page_break_is_filled_from_the_next_page() -> None:
    text = "ukazatel\tstav\n1.1 Má přehled o dluzích\t\n\n\tČÁSTEČNĚ, jen vlastní\n"
    assert grid(read_plain(text.encode()))[1] == ["1.1 Má přehled o dluzích", "ČÁSTEČNĚ, jen vlastní"]


def test_a_line_that_a_mail_program_broke_is_joined_to_its_row() -> None:
    text = "činnost\tvýstup\ttermín\nSetkání sousedů na\nhřišti\tZáznam\t2x ročně\n"
    assert grid(read_plain(text.encode()))[1] == ["Setkání sousedů na\nhřišti", "Záznam", "2x ročně"]


def test_a_table_saved_with_one_cell_a_line_gets_its_columns_back() -> None:
    head = "\tNázev\n\tNositel\n\tObdobí\n"
    text = f"{head}\n\tDílna\n\tSpolek Most\n\n\t1. 2. 2031 – 31. 1. 2034\n\n\tKlub\npro mládež\n\tObec\n\t2032\n"
    assert grid(read_plain(text.encode())) == [
        ["Název", "Nositel", "Období"],
        ["Dílna", "Spolek Most", "1. 2. 2031 – 31. 1. 2034"],
        ["Klub\npro mládež", "Obec", "2032"],
    ]


def test_a_table_drawn_with_bars_is_a_table() -> None:
    text = "| úkol | termín |\n|---|---|\n| svolat poradu | 4. 5. 2031 |\n"
    assert grid(read_plain(text.encode())) == [["úkol", "termín"], ["svolat poradu", "4. 5. 2031"]]


def test_form_feeds_count_the_pages() -> None:
    document = read_plain("První strana.\fDruhá strana.".encode())
    assert (document.pages, [p.place.page for p in document.passages]) == (2, [1, 2])


def test_headings_lists_and_footnotes_are_told_apart() -> None:
    text = (
        "DOBA PLATNOSTI\n\nPlatí pět let¹.\n\nZaměří se na:\n\n- bydlení,\n- dluhy.\n\n"
        "¹ Počítá se, pokud\n\n- rada souhlasí.\n\nDalší kroky\n\nBudou dohodnuty.\n"
    )
    assert styles(text) == [
        ("heading", "DOBA PLATNOSTI"),
        ("body", "Platí pět let¹."),
        ("heading", "Zaměří se na:"),
        ("list", "- bydlení,"),
        ("list", "- dluhy."),
        ("footnote", "¹ Počítá se, pokud"),
        ("footnote", "- rada souhlasí."),
        ("heading", "Další kroky"),
        ("body", "Budou dohodnuty."),
    ]


def test_lines_of_a_wrapped_paragraph_are_one_passage() -> None:
    line = "Obec a její partneři se budou scházet tak, aby každý z nich věděl"
    text = f"{line}\nco ostatní chystají, a aby nebyl překvapen tím, co přijde.\n\nKonec.\n\nDovětek.\n\nA nic."
    assert [len(words.split("\n")) for _, words in styles(text)] == [2, 1, 1, 1]


def test_passages_select_exactly_their_words() -> None:
    text = "  Nadpis  \n\n  odsazený odstavec, který pokračuje.  \n\na\tb\tc \n"
    document = read_plain(text.encode())
    assert [document.words(p) for p in document.passages] == [
        "Nadpis",
        "odsazený odstavec, který pokračuje.",
        "a",
        "b",
        "c",
    ]


def test_a_row_that_a_mail_broke_in_several_cells_is_one_row() -> None:
    text = (
        "činnost\tkdo\ttermín\tvýstup\nSvolání pracovní\nskupiny Bydlení\tměsto\tdo 15. 2.\n2032\tzápis\n"
        "Podklady\tASZ\t31. 3. 2032\tpodklady\nSetkání\tměsto\t2x\nročně\tzáznam\n"
    )
    document = read_plain(text.encode())
    (table,) = document.tables
    assert [[document.cell_words(cell) for cell in cells] for cells in table.rows.values()][1:] == [
        ["Svolání pracovní\nskupiny Bydlení", "město", "do 15. 2.\n2032", "zápis"],
        ["Podklady", "ASZ", "31. 3. 2032", "podklady"],
        ["Setkání", "město", "2x\nročně", "záznam"],
    ]


def test_a_line_in_capitals_between_whole_rows_is_a_row_over_all_columns() -> None:
    text = "činnost\tkdo\ttermín\nOBDOBÍ ÚNOR 2031 – ZÁŘÍ 2033\nPorada\tměsto\t2x ročně\nDalší slova nejsou řádek.\n"
    document = read_plain(text.encode())
    (table,) = document.tables
    assert [len(cells) for cells in table.rows.values()] == [3, 1, 3]


def test_a_mail_saved_as_it_travelled_has_its_letters_back() -> None:
    mail = "Město předloží zprávu o plnění popisu spolupráce vždy do konce března, radě i zastupitelstvu města."
    document = read_plain(quopri.encodestring(mail.encode()))
    assert document.text == mail
    assert read_plain(b"Parcela a=1 b=2, CZ=AB").text == "Parcela a=1 b=2, CZ=AB"


def test_the_marks_of_quoted_lines_belong_to_no_paragraph() -> None:
    document = read_plain("> Agentura zpracuje přehled.\n>\n>> Do konce března.\n".encode())
    assert [document.words(p) for p in document.passages] == ["Agentura zpracuje přehled.", "Do konce března."]
