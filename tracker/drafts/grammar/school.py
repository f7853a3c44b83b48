"""Terms for school years: „školní rok 2016/2017“."""

from tracker.drafts.grammar.almanac import LAST, Day, Moment
from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.numbers import after_dot
from tracker.drafts.grammar.openings import begins_moment
from tracker.drafts.grammar.said_years import is_year
from tracker.drafts.grammar.terms import begins
from tracker.obligations.deadline import Precision


@begins(words=begins_moment)
def school_year(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„školní rok 2016/2017“: to 31 August of the second year."""
    read = school_words(tokens, at) if tokens[at].lemma in ("skolni", "skol") else None
    if read is None:
        return None
    begins, after = read
    ends = None if begins is None else begins + 1
    return Moment(Day(begins, 9, 1), Day(ends, 8, LAST), Precision.YEAR), after


def school_words(tokens: Tokens, at: int) -> tuple[int | None, int] | None:
    """„školního roku 2016/17“ or the bare „2016/2017“: the first year, unknown where only the words stand."""
    named = tokens[at].lemma in ("skolni", "skol")
    if named:
        at = after_dot(tokens, at + 1)
        if tokens[at].lemma != "rok":
            return None
        at = after_dot(tokens, at + 1) if tokens[at].key == "r" else at + 1
    if (years := two_years(tokens, at)) is not None:
        return years
    return (None, at) if named else None


def two_years(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„2016/2017“, „2016-17“, „2016/17“ as one school year: its first year."""
    first, sign, second = tokens[at], tokens[at + 1], tokens[at + 2]
    if (
        is_year(first)
        and sign.text in ("/", "-")
        and second.is_number
        and second.value % 100 == (first.value + 1) % 100
    ):
        if len(second.text) in (2, 4) and not (len(second.text) == 4 and second.value != first.value + 1):
            return first.value, at + 3
    return None
