"""With what a term can begin."""

from tracker.drafts.grammar.lexer import lex
from tracker.drafts.grammar.terms import First, followed


def admitted(first: First, text: str) -> bool:
    return first.admits(lex(text)[:3])


def test_a_number_is_admitted_only_before_what_may_follow_it() -> None:
    day = First(True, lambda _: False, "", then=followed(words={"ledna"}, signs="."))
    assert [admitted(day, text) for text in ("1. 5.", "1 ledna", "1 x", "leden")] == [True, True, False, False]


def test_a_number_of_the_right_length_needs_nothing_after_it() -> None:
    year = First(True, lambda _: False, "", then=followed(signs="/"), digits=(4,))
    assert [admitted(year, text) for text in ("2030", "12/2030", "12")] == [True, True, False]


def test_what_stands_behind_a_sign_counts_where_the_sign_alone_says_little() -> None:
    times = First(True, lambda _: False, "", then=followed(words={"x"}, dash=followed(True, {"krat"})))
    assert [admitted(times, text) for text in ("3x", "3-5x", "3-krát", "3-ti")] == [True, True, True, False]


def test_a_small_letter_is_no_roman_number() -> None:
    rank = First(False, lambda _: False, "", roman=True)
    assert [admitted(rank, text) for text in ("V. bod", "v bodě", "ii. bod")] == [True, False, True]
