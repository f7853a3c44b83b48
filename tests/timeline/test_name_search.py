"""What somebody may mean by a few letters."""

import pytest

from tracker.timeline.name_search import meant

PEOPLE = [
    (1, "Jana Nováková"),
    (2, "Jana Novákova"),
    (3, "Karel Novák"),
    (4, "Petr Dvořák (dvorak@obec.example)"),
    (5, "Ivo"),
]


@pytest.mark.parametrize(
    "text, numbers",
    [
        ("karel novák", [3]),
        ("KAREL", [3]),
        ("novak", [1, 2, 3]),
        ("nov jan", [1, 2]),
        ("dvorak@obec", [4]),
        ("obec.example", [4]),
        ("vák", [1, 2, 3]),
        ("ivo", [5]),
        ("Ivan", []),
    ],
)
def test_a_name_is_found_by_beginnings_of_its_words(text: str, numbers: list[int]) -> None:
    assert [number for number, _ in meant(PEOPLE, text)] == numbers


def test_a_whole_name_comes_alone_although_others_begin_with_it() -> None:
    assert meant([(1, "Lhota"), (2, "Lhota u Lesa")], "lhota") == [(1, "Lhota")]


def test_of_several_called_alike_none_is_preferred() -> None:
    assert meant([(1, "Lhota"), (2, "Lhota")], "lhota") == [(1, "Lhota"), (2, "Lhota")]
