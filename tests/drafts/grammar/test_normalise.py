"""Cleaning a text, with the way back to it."""

import pytest

from tracker.drafts.grammar.answer import Repair
from tracker.drafts.grammar.normalise import normalise


@pytest.mark.parametrize(
    "dirty, clean",
    [
        ("do\u00a030. 6.", "do 30. 6."),
        ("1.–5. května", "1.-5. května"),
        ("do 14 dn&#367;", "do 14 dnů"),
        ("Termín:<br>31. 5.", "Termín:\n31. 5."),
        ("**průběžně**", "  průběžně  "),
        ("kve\u030cten", "květen"),
        ("500² obyvatel", "500  obyvatel"),
        ("čtvrt\u00adletně", "čtvrtletně"),
        ("1x za ½ roku", "1x za půl roku"),
        ("1.10.’18", "1.10.18"),
    ],
)
def test_noise_of_layout_goes(dirty: str, clean: str) -> None:
    assert normalise(dirty).text == clean


@pytest.mark.parametrize("misread", ["prùbì¾nì", "prÅ¯bÄ›Å¾nÄ›"])
def test_letters_read_in_a_wrong_encoding_come_back(misread: str) -> None:
    assert normalise(misread).text == "průběžně"


def test_a_mended_letter_is_reported_where_it_stood() -> None:
    assert normalise("dle&nbsp;plánu").repairs == (Repair(3, 9, "&nbsp;", "\u00a0"),)


def test_quotation_marks_of_a_sound_text_stay_as_they_are() -> None:
    assert normalise("»do konce roku«").text == "»do konce roku«"


def test_a_span_leads_back_to_the_original_characters() -> None:
    text = "T:&nbsp;31.&nbsp;5."
    clean = normalise(text)
    start = clean.text.index("31")
    first, last = clean.mapped.span(start, start + len("31. 5."))
    assert text[first:last] == "31.&nbsp;5."


@pytest.mark.parametrize(
    "scanned, meant",
    [
        ("1l.04.2003", "11.04.2003"),
        ("25.O5.2016", "25.05.2016"),
        ("5. 5. 2oo9", "5. 5. 2009"),
        ("20. l. 2015", "20. 1. 2015"),
        ("v roce 2O17", "v roce 2017"),
        ("lahev 5 l", "lahev 5 l"),
        ("oddíl 3l", "oddíl 3l"),
    ],
)
def test_letters_become_figures_only_in_a_date(scanned: str, meant: str) -> None:
    assert normalise(scanned).text == meant
