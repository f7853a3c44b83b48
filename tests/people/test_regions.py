"""Regions as people write them, and those of the localities that documents name."""

import pytest

from tracker.people.localities import region_of_locality
from tracker.people.regions import Region, region_named


@pytest.mark.parametrize("region", Region)
def test_a_region_is_known_by_its_code_its_letters_and_its_name(region: Region) -> None:
    told = (region.value, region.letters.lower(), region.called, region.called.upper())
    assert [region_named(words) for words in told] == [region] * 4


@pytest.mark.parametrize(
    "words, region",
    [
        ("Vysočina", Region.VYSOCINA),
        ("kraj ústecký", Region.USTECKY),
        ("Praha", Region.PRAHA),
        ("cz080", Region.MORAVSKOSLEZSKY),
        ("Sudety", None),
        ("", None),
    ],
)
def test_the_word_region_may_be_missing(words: str, region: Region | None) -> None:
    assert region_named(words) is region


@pytest.mark.parametrize(
    "name, region",
    [
        ("Litvínov", Region.USTECKY),
        ("MOST", Region.USTECKY),
        ("Vítkov, Budišov n. B., Čermná", Region.MORAVSKOSLEZSKY),
        ("Kolín, Písek", None),
        ("Lhota", None),
    ],
)
def test_a_locality_has_the_region_of_all_the_names_that_are_known(name: str, region: Region | None) -> None:
    assert region_of_locality(name) is region
