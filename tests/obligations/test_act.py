"""The act that a duty asks for, on the duties of 003 and on words that name several acts."""

import pytest

from tracker.obligations.act import act_of
from tracker.obligations.obligation import Act

DESCRIPTION = "Popis spolupráce"
ADVICE = "Odborné poradenství včetně realizace vzdělávacích aktivit"


@pytest.mark.parametrize(
    "title, quote, outputs, act",
    [
        (
            "Lokální partnerství (vč. jeho složek – pracovních skupin)",
            "Minimálně 4x ročně",
            ("Záznam z jednání", "Prezenční listina"),
            Act.PARTNERSHIP_MEETING,
        ),
        (
            DESCRIPTION,
            "2x ročně jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ",
            ("Zápis z jednání",),
            Act.THREE_PARTY_MEETING,
        ),
        (DESCRIPTION, "Projednání LP 1x ročně", ("Záznam z jednání LP",), Act.PARTNERSHIP_DISCUSSION),
        (DESCRIPTION, "Zpráva 1x ročně, předložena zastupitelstvu obce na vědomí", (), Act.COUNCIL_REPORT),
        ("Jednání o spolupráci", "květen 2022", ("Zápis z jednání",), Act.THREE_PARTY_MEETING),
        ("Revize Popisu spolupráce", "", ("Revidovaný popis spolupráce",), Act.REVISION),
        ("Příprava podkladů (činnost pracovních skupin)", "září 2022", ("Podklady pro PSZ",), Act.DOCUMENT),
        ("Sestavení PSZ", "září 2022", ("Zpracovaný dokument",), Act.DOCUMENT),
        ("Podpora aktérů", "2x ročně skupinová vzdělávací akce (minimálně)", (), Act.TRAINING),
        ("Podpora aktérů", "10x ročně individuální odborná podpora (minimálně)", (), Act.INDIVIDUAL_SUPPORT),
        ("Výzkumná činnost", "1x tematický výzkum", ("Výzkumná zpráva",), Act.RESEARCH),
        (ADVICE, "prosinec 2026", ("Prezenční listina", "Certifikát"), Act.TRAINING),
        ("Poradenství", "Projekty v realizaci", ("Záznam z poradenství",), Act.CONSULTATION),
        ("Vzdělávání pracovníků", "celkem 40 hodin", (), Act.TRAINING),
        ("Členství", "V roce 2021 bude Lokální partnerství aktualizováno", (), Act.REVISION),
    ],
)
def test_the_duties_of_the_chomutov_description_ask_for_these_acts(title, quote, outputs, act):
    assert act_of(title, quote, outputs) is act


def test_words_that_name_several_acts_leave_the_decision_to_the_heading():
    whole_cell = "2x ročně skupinová vzdělávací akce, 10x ročně individuální odborná podpora"
    assert act_of("Individuální podpora aktérů", whole_cell, ()) is Act.INDIVIDUAL_SUPPORT


def test_when_all_is_undecided_the_act_named_first_wins():
    assert act_of("", "Jednání pracovní skupiny LP", ()) is Act.WORKING_GROUP


def test_damaged_diacritics_and_capitals_do_not_matter():
    assert act_of("SKOLENI PRACOVNIKU", "do konce roku", ()) is Act.TRAINING


def test_what_no_word_tells_is_another_act():
    assert act_of("Oprava chodníku", "do léta", ()) is Act.OTHER
