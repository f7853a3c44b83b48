"""Amendments point at the agreement they change."""

from datetime import date

import pytest

from tests.drafts.samples import MEETING, drafted, kinds, table
from tracker.documents.plain import from_text
from tracker.drafts.amendments import AmendedAgreement, amended_agreement

NAMED = "Dodatek č. 2 ke smlouvě o spolupráci"
WHOLE = f"{NAMED} č. 15/2031 ze dne 3. 4. 2031\n\nuzavřené mezi městem Kamenice a Agenturou pro začleňování, Praha 1\n"


def test_number_day_and_parties_of_the_changed_agreement_are_found() -> None:
    assert amended_agreement(from_text(WHOLE)) == AmendedAgreement(
        words=NAMED,
        amendment="2",
        agreement="smlouvě o spolupráci",
        number="15/2031",
        day=date(2031, 4, 3),
        parties=("městem Kamenice", "Agenturou pro začleňování"),
        start=0,
        end=len(NAMED),
    )


@pytest.mark.parametrize(
    "heading, agreement, amendment",
    [
        ("DODATEK č. 1\n\nk Memorandu o spolupráci uzavřenému dne 1. 2. 2029", "Memorandu o spolupráci", "1"),
        ("Dodatek č. III k Popisu spolupráce", "Popisu spolupráce", "III"),
        ("Revize č. 2 popisu spolupráce města Kamenice", "popisu spolupráce", None),
    ],
)
def test_the_agreement_is_named_in_many_ways(heading: str, agreement: str, amendment: str | None) -> None:
    found = amended_agreement(from_text(heading))
    assert found is not None
    assert (found.agreement, found.amendment) == (agreement, amendment)


def test_the_import_tells_which_agreement_is_changed() -> None:
    draft = drafted(WHOLE + "\n" + table(MEETING))
    assert draft.amends == amended_agreement(from_text(WHOLE))
    assert draft.notices[0] == (
        f"Mění dohodu: „{NAMED}“, č. 15/2031, ze dne 3.\u00a04.\u00a02031, "
        "mezi městem Kamenice a Agenturou pro začleňování."
    )


@pytest.mark.parametrize(
    "beginning, doubt",
    [
        ("Dodatek č. 1\n\nSmluvní strany se dohodly takto:\n\n", "anchor_unknown"),
        ("Dodatek č. 1 k memorandu\n\n", "anchor_ambiguous"),
    ],
)
def test_an_amendment_of_nothing_known_is_asked_about(beginning: str, doubt: str) -> None:
    assert (doubt, None) in kinds(drafted(beginning + table(MEETING)))


def test_an_amendment_of_a_town_needs_no_number() -> None:
    draft = drafted("Dodatek č. 1 k popisu spolupráce města Kamenice\n\n" + table(MEETING))
    assert [kind for kind, _ in kinds(draft) if kind.startswith("anchor")] == []
