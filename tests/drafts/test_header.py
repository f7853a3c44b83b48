"""The header of an agreement, and what it lacks."""

from datetime import date

import docx
import pytest

from tests.documents.samples import package
from tests.drafts.samples import APPROVAL, HEADER, MEETING, description, drafted, kinds
from tracker.documents.docx import read_docx
from tracker.drafts.drafting import draft_from
from tracker.drafts.header import valid_ico
from tracker.drafts.header_fields import Approval, RoleName, Span
from tracker.people.actor import Role


def test_fields_are_read_from_a_table_of_labels() -> None:
    header = drafted(description(MEETING)).header
    assert (header.municipality, header.ico, header.seat) == ("Kamenice", "00000019", "Kamenice 1, 100 00")
    assert header.roles == (
        RoleName(Role.REPRESENTATIVE, "Ing. Eva Malá", "Pověřený zástupce"),
        RoleName(Role.MANAGER, "Petr Veselý", "Manažer sociálního začleňování"),
    )
    assert header.approvals == (Approval("Kamenice", date(2029, 12, 12), "ZM 7/29"),)


def test_fields_are_read_from_lines_too() -> None:
    lines = HEADER.replace("\t", ": ")
    header = drafted(description(MEETING).replace(HEADER, lines)).header
    assert (header.municipality, header.ico, [role.name for role in header.roles]) == (
        "Kamenice",
        "00000019",
        ["Ing. Eva Malá", "Petr Veselý"],
    )


def test_labels_are_known_without_their_accents() -> None:
    plain = HEADER.replace("Územní", "Uzemni").replace("Pověřený zástupce", "Povéreny zastupce")
    header = drafted(description(MEETING).replace(HEADER, plain)).header
    assert (header.municipality, [role.role for role in header.roles]) == (
        "Kamenice",
        [Role.REPRESENTATIVE, Role.MANAGER],
    )


def test_a_validity_under_its_words_in_plain_letters_is_read() -> None:
    document = docx.Document()
    for words in ("Popis spolupráce města Kamenice", "Doba platnosti", "1. 2. 2031 – 31. 1. 2034"):
        document.add_paragraph(words)
    draft = draft_from(read_docx(package(document)), name="a.docx", fingerprint="0" * 64, draft_id="n1")
    assert draft.header.validity == (Span("1. 2. 2031 – 31. 1. 2034", date(2031, 2, 1), date(2034, 1, 31)),)


def test_topics_come_in_two_lists() -> None:
    prose = "Prioritně:\n\n- bydlení;\n- dluhy\n\nDále:\n\n- zaměstnanost"
    topics = drafted(description(MEETING, prose=prose)).header.topics
    assert (topics.priority, topics.further) == (("bydlení", "dluhy"), ("zaměstnanost",))


def test_the_opinion_of_the_partnership_gives_its_day() -> None:
    prose = "Stanovisko lokálního partnerství, datum projednání\n\nProjednáno dne 03.11.2029"
    assert drafted(description(MEETING, prose=prose)).header.lp_opinion.day == date(2029, 11, 3)


@pytest.mark.parametrize(
    "old,new,doubt",
    [
        ("Číslo usnesení: ZM 7/29\n", "", "resolution_missing"),
        (APPROVAL, "", "approval_missing"),
        ("00000019", "00000018", "ico_damaged"),
        ("Manažer sociálního začleňování\tPetr Veselý\n", "", "role_missing"),
    ],
)
def test_a_gap_of_the_header_is_a_doubt(old: str, new: str, doubt: str) -> None:
    assert kinds(drafted(description(MEETING).replace(old, new))) == [(doubt, None)]


@pytest.mark.parametrize("ico,valid", [("00261891", True), ("00000019", True), ("00261892", False), ("261891", False)])
def test_the_check_digit_of_an_ico(ico: str, valid: bool) -> None:
    assert valid_ico(ico) is valid


def test_validity_by_years_from_the_approval_differs_from_the_table_and_is_asked() -> None:
    prose = "Doba platnosti\n\n(počet let od data schválení)\n\n3 roky"
    draft = drafted(description(MEETING, prose=prose))
    assert draft.header.validity == (
        Span("OBDOBÍ LEDEN 2030 – PROSINEC 2032", date(2030, 1, 1), date(2032, 12, 31)),
        Span("3 roky", date(2029, 12, 12), date(2032, 12, 11)),
    )
    assert kinds(draft) == [("validity_conflict", None)]


def test_a_time_from_the_signature_is_kept_in_words_without_a_guess() -> None:
    draft = drafted(description(MEETING, prose="Spolupráce se uzavírá na dobu 3 let od podpisu."))
    assert draft.header.validity[1] == Span("Spolupráce se uzavírá na dobu 3 let od podpisu.", None, None)
    assert kinds(draft) == []


def test_a_validity_that_agrees_with_the_table_raises_no_doubt() -> None:
    draft = drafted(description(MEETING, prose="Doba platnosti\n\n2030 – 2032"))
    assert kinds(draft) == []


def test_an_approval_after_the_period_began_is_a_doubt() -> None:
    assert kinds(drafted(description(MEETING).replace("12.12.2029", "12.2.2030"))) == [("approval_after_start", None)]
