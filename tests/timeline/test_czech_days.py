"""Days as people type them, on Wednesday 25 November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.timeline.czech import say_day, say_long_day
from tracker.timeline.czech_days import UnreadableDay, read_day

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "text, day",
    [
        ("18. 11.", date(2026, 11, 18)),
        ("18.11.2026", date(2026, 11, 18)),
        ("18.11", date(2026, 11, 18)),
        ("18/11/26", date(2026, 11, 18)),
        ("18-11-2026", date(2026, 11, 18)),
        ("2026-11-18", date(2026, 11, 18)),
        ("18.\u00a011.\u00a02026", date(2026, 11, 18)),
        ("středa 18. listopadu 2026", date(2026, 11, 18)),
        ("ve středu 18. 11.", date(2026, 11, 18)),
        ("30. září", date(2026, 9, 30)),
        ("30. ZARI", date(2026, 9, 30)),
        ("5. ledna", date(2027, 1, 5)),
        ("dnes", TODAY),
        ("Včera", date(2026, 11, 24)),
        ("předevčírem", date(2026, 11, 23)),
        ("zítra", date(2026, 11, 26)),
        ("v pátek", date(2026, 11, 20)),
        ("ve středu", TODAY),
        ("minulý pátek", date(2026, 11, 20)),
        ("minulé pondělí", date(2026, 11, 16)),
        ("příští úterý", date(2026, 12, 1)),
    ],
)
def test_the_usual_ways_to_write_a_day_are_understood(text: str, day: date):
    assert read_day(text, TODAY) == day


def test_a_weekday_that_is_still_to_come_is_asked_for_by_the_field():
    assert read_day("v pátek", TODAY, ahead=True) == date(2026, 11, 27)
    assert read_day("ve středu", TODAY, ahead=True) == TODAY


@pytest.mark.parametrize(
    "text, words",
    [
        ("", "Zadejte datum, například 18. 11. 2026."),
        ("  ", "Zadejte datum, například 18. 11. 2026."),
        ("31. 11.", "Den 31. 11. 2026 v kalendáři není. Zkontrolujte ho."),
        ("29. 2. 2026", "Den 29. 2. 2026 v kalendáři není. Zkontrolujte ho."),
        ("pondělí 18. 11. 2026", "Den 18.\u00a011.\u00a02026 je středa, ne pondělí."),
        ("září 2026", "Datu „září 2026“ nerozumíme. Zadejte ho například takto: 18. 11. 2026."),
        ("Q3 2026", "Datu „Q3 2026“ nerozumíme. Zadejte ho například takto: 18. 11. 2026."),
        ("18:11", "Datu „18:11“ nerozumíme. Zadejte ho například takto: 18. 11. 2026."),
        ("18. brumairu", "Datu „18. brumairu“ nerozumíme. Zadejte ho například takto: 18. 11. 2026."),
        ("1234567890", "Datu „1234567890“ nerozumíme. Zadejte ho například takto: 18. 11. 2026."),
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence_that_helps(text: str, words: str):
    with pytest.raises(UnreadableDay) as refusal:
        read_day(text, TODAY)
    assert str(refusal.value) == words


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_as_the_application_writes_it_is_read_back(day, today):
    assert read_day(say_day(day), today) == read_day(say_long_day(day), today) == read_day(f"{day}", today) == day


@given(st.dates(date(2000, 3, 1), date(2098, 12, 31)), st.integers(-150, 150))
def test_a_day_without_a_year_is_the_nearest_one(today, distance):
    day = today + timedelta(days=distance)
    if (day.month, day.day) != (2, 29):
        assert read_day(say_day(day, year=False), today) == day


def _answer(text: str) -> date | str:
    try:
        return read_day(text, TODAY)
    except UnreadableDay as refusal:
        return str(refusal)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_day_or_a_refusal(text):
    answer = _answer(text)
    assert isinstance(answer, date) or answer.endswith(".")
