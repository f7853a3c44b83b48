"""A later document names a duty of the agreement; the one that it means is found, or none."""

from datetime import date

import pytest

from tracker.obligations.deadline import Continuous
from tracker.obligations.naming import named
from tracker.obligations.obligation import Obligation, Validity

VALIDITY = Validity(date(2030, 1, 1), date(2032, 12, 31))


def duty(title: str, quote: str, *outputs: str) -> Obligation:
    return Obligation(title, title, quote, Continuous(), VALIDITY, outputs=outputs)


DUTIES = (
    duty("Jednání lokálního partnerství", "Minimálně 4x ročně", "Záznam z jednání"),
    duty("Projednání v lokálním partnerství", "Projednání LP 1x ročně"),
    duty("Tematický výzkum", "1x tematický výzkum", "Výzkumná zpráva"),
    duty("Sestavení plánu", "září 2030", "Plán"),
)


@pytest.mark.parametrize(
    "name, words, found",
    [
        ("Lokální partnerství", "minimálně  4x ročně", "Jednání lokálního partnerství"),
        ("Lokální partnerství", "", None),
        ("Jednání lokálních partnerství", "", "Jednání lokálního partnerství"),
        ("Výzkumy témat", "", "Tematický výzkum"),
        ("Výzkumná činnost", "", "Tematický výzkum"),
        ("Cokoli jiného", "září 2030", "Sestavení plánu"),
        ("Cokoli jiného", "říjen 2030", None),
        ("Cokoli jiného", "", None),
        ("", "", None),
    ],
)
def test_a_duty_is_found_by_its_name_and_the_words_of_its_term(name: str, words: str, found: str | None) -> None:
    meant = named(DUTIES, name, words)
    assert (meant and meant.title) == found
