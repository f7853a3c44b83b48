"""Terms for quarters and half-years, of a year and of a school year."""

from tracker.drafts.grammar.almanac import Moment, months_moment, school_half
from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.numbers import after_dot, ordinal
from tracker.drafts.grammar.openings import AFTER_MOMENT, begins_moment
from tracker.drafts.grammar.school import school_words
from tracker.drafts.grammar.terms import begins, once
from tracker.drafts.grammar.vocabulary import ROMAN
from tracker.drafts.grammar.years import following_year
from tracker.obligations.deadline import Precision


@begins(numbers=True, words=begins_moment, roman=True, then=AFTER_MOMENT)
@once
def quarter(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„III. čtvrtletí 2020“, „Q2/2024“, „2Q 2019“, „ve druhém kvartálu“."""
    number, after = _numbered(tokens, at, "ctvrtleti", "q")
    if number is None or not 1 <= number <= 4:
        return None
    return following_year(tokens, after, months_moment(None, 3 * number - 2, 3 * number, Precision.QUARTER))


_LAST = {"ctvrtleti": 4, "pololeti": 2}


def _numbered(tokens: Tokens, at: int, lemma: str, letter: str) -> tuple[int | None, int]:
    """The number of a quarter or half-year and the index after it."""
    token, second = tokens[at], tokens[at + 1]
    if letter and token.key == letter and second.is_number and not second.space and len(second.text) == 1:
        return second.value, at + 2
    if letter and token.key in (letter + "i", letter + "ii", letter + "iii", letter + "iv"):
        return ROMAN[token.key[1:]], at + 1
    if token.is_number and second.lemma == lemma and len(token.text) == 1:
        return token.value, after_dot(tokens, at + 2) if len(second.key) <= 3 else at + 2
    if token.is_word and token.key in ROMAN and second.lemma == lemma:
        return ROMAN[token.key], at + 2
    if token.lemma == "posledni" and second.lemma == lemma:
        return _LAST[lemma], at + 2
    if (read := ordinal(tokens, at)) and tokens[read[1]].lemma == lemma:
        after = read[1] + 1
        return read[0], after_dot(tokens, after) if len(tokens[read[1]].key) <= 3 else after
    return None, at


@begins(numbers=True, words=begins_moment, roman=True, then=AFTER_MOMENT)
@once
def half_year(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„II. pololetí 2023“, „první pololetí školního roku 2018/2019“."""
    number, after = _numbered(tokens, at, "pololeti", "")
    if number not in (1, 2):
        return None
    if school := school_words(tokens, after):
        return school_half(number, school[0]), school[1]
    return following_year(tokens, after, months_moment(None, 6 * number - 5, 6 * number, Precision.HALF_YEAR))
