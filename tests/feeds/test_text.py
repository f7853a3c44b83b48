"""Text is tidied to what every reader understands alike, and nothing else in it is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from tracker.feeds.text import Text, shortened, tidy


@pytest.mark.parametrize(
    "given_text, tidied",
    [
        ("  Zpráva \t", "Zpráva"),
        ("C:\\Nová složka", "C:/Nová složka"),
        ("první\r\ndruhý\rtřetí\u2028čtvrtý\x0bpátý", "první\ndruhý\ntřetí\nčtvrtý\npátý"),
        ("zvo\x07nek \x00 \ud800", "zvonek"),
        ("emoji 👩‍👩‍👧‍👦 i s\u00a0pevnou mezerou", "emoji 👩‍👩‍👧‍👦 i s\u00a0pevnou mezerou"),
    ],
)
def test_only_what_readers_disagree_about_is_changed(given_text: str, tidied: str) -> None:
    assert tidy(given_text) == tidied


def test_a_comma_a_semicolon_and_a_line_break_are_escaped_and_nothing_else() -> None:
    assert Text('a,b;c:d"e\nf').to_ical() == b'a\\,b\\;c:d"e\\nf'


@given(st.text(max_size=300))
def test_any_text_comes_back_tidied_from_the_package_itself(text: str) -> None:
    event = Event()
    event["SUMMARY"] = Text(text)

    assert str(Event.from_ical(event.to_ical())["SUMMARY"]) == tidy(text)


@given(st.text(max_size=300))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_a_long_text_is_cut_visibly_and_a_fitting_one_not_at_all() -> None:
    assert (shortened("Jednání LP", 10), shortened("Jednání partnerství", 9)) == ("Jednání LP", "Jednání…")
