"""Terms for any moment: a day or a coarser stretch, and the parts of one."""

from dataclasses import replace

from tracker.drafts.grammar.almanac import LAST, Day, Moment
from tracker.drafts.grammar.days import day, loose_day
from tracker.drafts.grammar.feasts import feast
from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.months import month, month_in_figures, short_month
from tracker.drafts.grammar.numbers import ordinal
from tracker.drafts.grammar.openings import AFTER_MOMENT, begins_moment
from tracker.drafts.grammar.quarters import half_year, quarter
from tracker.drafts.grammar.school import school_year
from tracker.drafts.grammar.seasons import season
from tracker.drafts.grammar.terms import begins, once
from tracker.drafts.grammar.vocabulary import MONTHS
from tracker.drafts.grammar.years import bare_year, this_year, year
from tracker.obligations.deadline import Precision


@begins(numbers=True, words=begins_moment, roman=True, then=AFTER_MOMENT)
@once
def moment(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """Any moment: a day, or a coarser stretch."""
    token = tokens[at]
    if token.is_number:
        if (read := day(tokens, at) or month_in_figures(tokens, at)) is not None:
            return read
        named = tokens[at + 1].is_word or (tokens[at + 1].text == "." and tokens[at + 2].is_word)
        return quarter(tokens, at) or half_year(tokens, at) or part(tokens, at) if named else None
    if token.is_word:
        return (
            month(tokens, at) or month_in_figures(tokens, at) or part(tokens, at) or quarter(tokens, at) or half_year(tokens, at)
            or season(tokens, at) or feast(tokens, at) or school_year(tokens, at) or year(tokens, at) or _dative_day(tokens, at)
        )  # fmt: skip
    return None


def _dative_day(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„dni 5. 6. 2018“ after „ke“."""
    return day(tokens, at + 1) if tokens[at].key in ("dne", "dni") else None


@begins(numbers=True, words=begins_moment, roman=True, then=AFTER_MOMENT, digits=(4,))
@once
def loose_moment(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """A moment after a word that announces one: „do 12.7“, „do 8/24“, „do 2025“ too."""
    if (read := moment(tokens, at)) is not None:
        return read
    if not tokens[at].is_number:
        return None
    sign = tokens[at + 1].text
    if sign in ("/", "."):
        return short_month(tokens, at) if sign == "/" else loose_day(tokens, at) or bare_year(tokens, at)
    return bare_year(tokens, at)


def part(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„konec září“, „polovina března“, „druhá polovina dubna“, „polovina roku“."""
    which = ordinal(tokens, at)
    halved = which is not None and tokens[which[1]].lemma == "polovina"
    second_half = halved and which is not None and which[0] == 2
    at = which[1] if halved and which else at
    name = tokens[at].lemma
    if name not in ("konec", "polovina", "zacatek"):
        return None
    at = at + 2 if tokens[at + 1].lemma == "mesic" and tokens[at + 2].key in MONTHS else at + 1
    whole = moment(tokens, at) if tokens[at].lemma not in ("konec", "polovina", "zacatek") else None
    whole = whole or this_year(tokens, at)
    if whole is None or whole[0].precision is Precision.DAY:
        return None
    if name == "zacatek" and whole[0].first.month == 9 and whole[0].precision is Precision.YEAR:
        return replace(whole[0], last=whole[0].first, precision=Precision.DAY), whole[1]
    if name == "polovina":
        return _half_of(whole[0], second_half), whole[1]
    return (whole[0] if name == "konec" else replace(whole[0], fault="vague_deadline")), whole[1]


def _half_of(whole: Moment, second: bool) -> Moment:
    """„polovina března“ is the 15th, „polovina roku“ 30 June; other stretches stay whole."""
    if whole.precision is Precision.MONTH:
        middle = replace(whole.first, day=15)
        if second:
            return replace(whole, first=replace(middle, day=16), precision=Precision.HALF_MONTH)
        return replace(whole, last=middle, precision=Precision.HALF_MONTH)
    if whole.precision is Precision.YEAR and (whole.first.month, whole.last.month) == (1, 12):
        if second:
            return replace(whole, first=Day(whole.first.year, 7, 1), precision=Precision.HALF_YEAR)
        return replace(whole, last=Day(whole.last.year, 6, LAST), precision=Precision.HALF_YEAR)
    return whole
