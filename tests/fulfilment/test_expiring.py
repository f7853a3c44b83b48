"""Which duties rest on a document that runs out: those whose own words name it."""

from datetime import date

import pytest

from tests.duties import a_duty
from tracker.fulfilment.expiring import Expiry, expiry_of, names

COMMUNITY = "Komunitní plán sociálních služeb 2022 – 2026"
STRATEGY = "Revize Strategického plánu sociálního začleňování 2019 - 2023"


@pytest.mark.parametrize(
    "document, quote, named",
    [
        (COMMUNITY, "Podklady pro aktualizaci komunitního plánu sociálních služeb města", True),
        (COMMUNITY, "Spolupráce na KPSS", True),
        (COMMUNITY, "Jednání o sociálních službách", False),
        (STRATEGY, "Vyhodnocení strategického plánu sociálního začleňování", True),
        (STRATEGY, "Aktualizace SPSZ jednou za dva roky", True),
        (STRATEGY, "Aktualizace komunitního plánu", False),
        ("2020 – 2024", "Plán na roky 2020 – 2024", False),
    ],
)
def test_a_duty_names_a_document_by_most_of_its_words_or_by_its_letters(document: str, quote: str, named: bool) -> None:
    assert names(a_duty(title="Závazek", quote=quote), document) is named


def test_outputs_and_halves_name_a_document_too() -> None:
    duty = a_duty(title="Závazek", outputs=("Komunitní plán sociálních služeb",))
    assert expiry_of(COMMUNITY, date(2026, 12, 31), [duty, a_duty(key="other")]) == Expiry(
        COMMUNITY, date(2026, 12, 31), frozenset({"lp"})
    )
