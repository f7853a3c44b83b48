"""What the recognition tells of a page: words, how sure it is of them, and what it took for a picture."""

from tracker.documents.passages import Notice, Place
from tracker.documents.scan_pages import ScannedPages
from tracker.documents.scan_words import RecognisedPage, Word, page_from_form, page_of, page_to_form

HEAD = "level page_num block_num par_num line_num word_num left top width height conf text"


def table(*rows: str) -> str:
    """Tesseract's table: cells told apart by blanks here, by tabs there."""
    return "\n".join("\t".join(row.split(" ", 11)) for row in (HEAD, *rows))


def word(text: str, confidence: float = 96.0) -> Word:
    return Word(text, confidence, 10.0, 10.0, 60.0, 30.0, (1, 1, 1))


def notices(page: RecognisedPage) -> list[Notice]:
    book = ScannedPages()
    book.add(3, page)
    return list(book.document(3).notices)


def test_blocks_without_a_word_are_the_share_that_was_taken_for_a_picture() -> None:
    page = page_of(
        table(
            "1 1 0 0 0 0 0 0 1000 2000 -1 ",
            "2 1 1 0 0 0 100 100 800 100 -1 ",
            "5 1 1 1 1 1 100 100 200 40 96.5 zpráva",
            "5 1 1 1 1 2 310 100 5 40 20.0 |",
            "2 1 2 0 0 0 0 500 1000 500 -1 ",
        )
    )
    assert page == RecognisedPage((Word("zpráva", 96.5, 100.0, 100.0, 300.0, 140.0, (1, 1, 1)),), 0.25)
    assert page_from_form(page_to_form(page)) == page


def test_an_empty_page_is_neither_read_badly_nor_a_picture() -> None:
    page = page_of(table("1 1 0 0 0 0 0 0 1000 2000 -1 "))
    assert (page, page.is_poor, notices(page)) == (RecognisedPage(), False, [])


def test_a_few_unsure_words_are_shown() -> None:
    page = RecognisedPage((*[word("partnerství")] * 9, word("3l.b.2031", 40.0)))
    (notice,) = notices(page)
    assert notice == Notice("ocr_quality", "Strana 3: nejistě je přečteno 1 z 10 slov: „3l.b.2031“", Place(page=3))


def test_a_page_of_unsure_words_is_told_as_a_whole() -> None:
    (notice,) = notices(RecognisedPage((word("panersví", 50.0), word("zpava", 40.0))))
    assert notice.words == (
        "Strana 3 je čitelná špatně, jistota čtení je jen 46 %. Porovnejte ji s předlohou, nebo ji nahrajte znovu:"
        " ostře, rovně a bez stínu."
    )


def test_a_page_of_which_half_is_lost_is_told_though_the_rest_is_sure() -> None:
    (notice,) = notices(RecognisedPage((word("partnerství"),), 0.49))
    assert notice.words.startswith("Strana 3: asi 49 % plochy je pro čtení jen obraz. Je-li tam text, chybí.")
