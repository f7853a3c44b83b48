from datetime import date

import pytest

from tracker.timeline.czech import (
    NBSP,
    counted,
    say_day,
    say_distance,
    say_long_day,
    say_month,
    say_number,
    say_range,
)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_a_noun_follows_its_number_through_all_four_forms() -> None:
    assert [plain(counted(n, "závazek")) for n in (0, 1, 2, 4, 5, 11, 21, 22, 2.5)] == [
        "0 závazků",
        "1 závazek",
        "2 závazky",
        "4 závazky",
        "5 závazků",
        "11 závazků",
        "21 závazků",
        "22 závazků",
        "2,5 závazku",
    ]


def test_a_verb_agrees_with_the_count() -> None:
    assert [plain(counted(n, "závazek", "je")) for n in (1, 2, 5)] == [
        "1 závazek je",
        "2 závazky jsou",
        "5 závazků je",
    ]


def test_hours_in_parts_take_the_genitive_singular() -> None:
    assert [plain(counted(n, "hodina")) for n in (1, 2.5, 3, 40)] == ["1 hodina", "2,5 hodiny", "3 hodiny", "40 hodin"]


def test_a_noun_nobody_taught_us_is_not_inflected() -> None:
    assert plain(counted(3, "beseda")) == "3× beseda"


@pytest.mark.parametrize(
    "day, said",
    [
        (date(2026, 9, 30), "dnes"),
        (date(2026, 10, 1), "zítra"),
        (date(2026, 9, 29), "včera"),
        (date(2026, 10, 2), "za 2 dny"),
        (date(2026, 10, 24), "za 24 dní"),
        (date(2026, 9, 28), "před 2 dny"),
        (date(2026, 8, 10), "před 51 dny"),
        (date(2030, 9, 30), "za 1 461 dní"),
    ],
)
def test_a_day_is_told_from_another_as_people_say_it(day: date, said: str) -> None:
    assert plain(say_distance(day, date(2026, 9, 30))) == said


def test_days_are_written_the_czech_way() -> None:
    day = date(2026, 9, 30)
    assert [plain(text) for text in (say_day(day), say_long_day(day), say_month(day))] == [
        "30. 9. 2026",
        "středa 30. září 2026",
        "září 2026",
    ]


def test_a_range_names_a_shared_year_once() -> None:
    assert [
        plain(say_range(*days))
        for days in (
            (date(2026, 1, 1), date(2026, 3, 31)),
            (date(2016, 8, 1), date(2019, 7, 31)),
            (date(2026, 1, 1), date(2026, 1, 1)),
        )
    ] == ["1. 1.–31. 3. 2026", "1. 8. 2016–31. 7. 2019", "1. 1. 2026"]


def test_a_number_and_its_word_are_never_parted_by_a_line_break() -> None:
    said = (say_day(date(2026, 9, 30)), counted(1234.5, "hodina"), say_distance(date(2027, 1, 1), date(2026, 9, 30)))
    assert said == (f"30.{NBSP}9.{NBSP}2026", f"1{NBSP}234,5{NBSP}hodiny", f"za{NBSP}93{NBSP}dní")


def test_decimals_are_kept_only_where_they_say_something() -> None:
    assert [say_number(n) for n in (40.0, 2.5, 2.25, -3)] == ["40", "2,5", "2,25", "-3"]
