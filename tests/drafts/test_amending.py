"""What the sentences of an amendment change: a term of one duty, the agreement's end, duties taken out and put in."""

from datetime import date

import pytest

from tests.drafts.samples import drafted
from tracker.drafts.draft import State
from tracker.drafts.finding import Replaced
from tracker.drafts.header_fields import Approval
from tracker.obligations.wording import say_deadline
from tracker.timeline.czech import NBSP

AMENDMENT = """Dodatek č. 2 k popisu spolupráce města Kamenice uzavřenému dne 19. 4. 2030

Čl. I
1. U činnosti „Porady odborů“ se termín „Minimálně 4x ročně“ nahrazuje termínem „Minimálně 3x ročně“.
2. Termín „květen 2030“ u činnosti „Úvodní jednání“ se mění na „do 30. 9. 2031“.
3. Doplňuje se nová činnost: Obec předloží vyhodnocení koncepce bydlení do 31. 3. 2032.
4. Vypouští se činnost „Výzkum dostupnosti“.
5. Doba platnosti popisu spolupráce se prodlužuje do 31. 12. 2034.

Čl. II
Tento dodatek nabývá účinnosti dnem 1. 7. 2031. Schváleno zastupitelstvem dne 20. 6. 2031, usnesení č. ZM 55/31.
"""


def test_each_sentence_of_an_amendment_is_read() -> None:
    draft = drafted(AMENDMENT)
    told = [(f.title, say_deadline(f.deadline).replace(NBSP, " "), f.quote, f.replaces) for f in draft.obligations]
    assert told == [
        (
            "Porady odborů",
            "nejméně 3× ročně",
            "Minimálně 3x ročně",
            Replaced("Porady odborů", "Minimálně 4x ročně"),
        ),
        ("Úvodní jednání", "do 30. 9. 2031", "do 30. 9. 2031", Replaced("Úvodní jednání", "květen 2030")),
        (
            "Obec předloží vyhodnocení koncepce bydlení",
            "do 31. 3. 2032",
            "3. Doplňuje se nová činnost: Obec předloží vyhodnocení koncepce bydlení do 31. 3. 2032.",
            None,
        ),
    ]
    assert draft.amends is not None
    assert (draft.amends.since, draft.amends.until) == (date(2031, 7, 1), date(2034, 12, 31))
    assert draft.amends.dropped == ("Výzkum dostupnosti",)
    assert draft.header.approvals == (Approval("Kamenice", date(2031, 6, 20), "ZM 55/31"),)
    assert draft.coverage.count(State.UNHANDLED) == 0


def test_the_old_terms_are_set_aside_with_the_reason() -> None:
    aside = {span.words: span.reason for span in drafted(AMENDMENT).coverage.spans if span.state is State.SET_ASIDE}
    assert aside["Minimálně 4x ročně"] == aside["květen 2030"] == "dosavadní znění, které dodatek nahrazuje"
    assert aside["do 31. 12. 2034"] == "nový konec doby platnosti"


@pytest.mark.parametrize(
    "sentence",
    [
        "U činnosti „Porady“ se mění výstup „Zápis“ na „Záznam a prezenční listinu“.",
        "Termín „květen 2030“ se mění na „červen 2031“.",
        "Mění se složení pracovní skupiny.",
    ],
)
def test_a_change_that_is_no_term_of_a_named_duty_makes_no_finding(sentence: str) -> None:
    draft = drafted(f"Dodatek č. 1 k popisu spolupráce města Kamenice\n\n{sentence}\n")
    assert [f.title for f in draft.obligations if f.replaces] == []


@pytest.mark.parametrize(
    "words, since",
    [
        ("Změny platí od 1. 1. 2031.", date(2031, 1, 1)),
        ("Dodatek je účinný ode dne 1. února 2031.", date(2031, 2, 1)),
        ("Nabývá platnosti a účinnosti dnem 3. 3. 2031.", date(2031, 3, 3)),
        ("Nabývá účinnosti dnem podpisu.", None),
    ],
)
def test_the_day_from_which_an_amendment_holds(words: str, since: date | None) -> None:
    draft = drafted(f"Dodatek č. 1 k popisu spolupráce města Kamenice\n\n{words}\n")
    assert draft.amends is not None
    assert draft.amends.since == since


def test_the_approval_of_another_document_is_none_of_the_amendment() -> None:
    draft = drafted("Dodatek č. 1 k popisu spolupráce města Kamenice, schváleného zastupitelstvem dne 1. 2. 2030\n")
    assert draft.header.approvals == ()
