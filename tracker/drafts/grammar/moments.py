"""Terms for calendar stretches: months, quarters, half-years, seasons, years, school years, and parts of them."""

from dataclasses import replace

from tracker.drafts.grammar.almanac import LAST, Day, Moment, in_school_year, months_moment, school_half
from tracker.drafts.grammar.amounts import after_dot, ordinal
from tracker.drafts.grammar.days import FIRST_YEAR, day, is_year, loose_day, year_by_words
from tracker.drafts.grammar.lexer import Token, Tokens
from tracker.drafts.grammar.numerals import ORDINALS
from tracker.drafts.grammar.pattern import begins
from tracker.drafts.grammar.vocabulary import LEMMAS, MONTH_ADJECTIVES, MONTHS, ROMAN, SEASONS
from tracker.obligations.deadline import Precision

_SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}


_MOMENT_LEMMAS = {
    "mesic",
    "konec",
    "polovina",
    "zacatek",
    "prvni",
    "druhy",
    "skolni",
    "skol",
    "rok",
    "letosni",
    "pristi",
    "lonsky",
}
_MOMENT_KEYS = {"dne", "dni", "t", "b", "tr", "br", "q", "qi", "qii", "qiii", "qiv"}


def begins_moment(key: str) -> bool:
    known = key in MONTHS or key in MONTH_ADJECTIVES or key in SEASONS or key in ROMAN or key in ORDINALS
    return known or key in _MOMENT_KEYS or LEMMAS.get(key, key) in _MOMENT_LEMMAS


@begins(numbers=True, words=begins_moment)
def moment(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """Any moment: a day, or a coarser stretch."""
    token = tokens[at]
    if token.is_number:
        return (
            day(tokens, at) or quarter(tokens, at) or half_year(tokens, at) or part(tokens, at)
            or month_in_figures(tokens, at)
        )  # fmt: skip
    if token.is_word:
        return (
            month(tokens, at) or month_in_figures(tokens, at) or part(tokens, at) or quarter(tokens, at) or half_year(tokens, at)
            or season(tokens, at) or school_year(tokens, at) or year(tokens, at) or _dative_day(tokens, at)
        )  # fmt: skip
    return None


def _dative_day(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„dni 5. 6. 2018“ after „ke“."""
    return day(tokens, at + 1) if tokens[at].key in ("dne", "dni") else None


@begins(numbers=True, words=begins_moment)
def loose_moment(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """A moment after a word that announces one: „do 12.7“, „do 8/24“, „do 2025“ too."""
    if (read := moment(tokens, at)) is not None:
        return read
    if tokens[at].is_number:
        return short_month(tokens, at) or loose_day(tokens, at) or bare_year(tokens, at)
    return None


@begins(numbers=True, words=begins_moment)
def month(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„září 2022“, „měsíc květen“, „v květnu letošního roku“, „zářijové“."""
    if tokens[at].lemma == "mesic" and tokens[at + 1].key in MONTHS:
        at += 1
    token = tokens[at]
    number = MONTHS.get(token.key) or MONTH_ADJECTIVES.get(token.key)
    if number is None or not token.is_word:
        return None
    return following_year(tokens, at + 1, months_moment(None, number, number, Precision.MONTH))


def month_in_figures(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„05/2019“, „9. 2018“, „XI/2018“, „04/23“ with its nought."""
    token, sign, year_token = tokens[at], tokens[at + 1], tokens[at + 2]
    number = _month_figure(token)
    if number is None:
        return None
    if is_year(year_token) and sign.text in ("/", ".", "-") and (sign.text != "-" or len(token.text) == 2):
        if tokens[at + 3].text not in ("/", "_") or tokens[at + 3].space:
            return months_moment(year_token.value, number, number, Precision.MONTH), at + 3
    if token.is_number and len(token.text) == 2 and not sign.space:
        return short_month(tokens, at)
    return None


def _month_figure(token: Token) -> int | None:
    """1 to 12, or I to XII."""
    if token.is_word:
        return ROMAN.get(token.key) if token.text.isupper() else None
    return token.value if len(token.text) <= 2 and 1 <= token.value <= 12 else None


def short_month(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„8/24“: month and year of two digits."""
    token, sign, short = tokens[at], tokens[at + 1], tokens[at + 2]
    if sign.text != "/" or short.space or not short.is_number or len(short.text) != 2 or not 1 <= token.value <= 12:
        return None
    if tokens[at + 3].text in ("/", ".", "_") and tokens[at + 4].is_number and not tokens[at + 4].space:
        return None
    return months_moment(2000 + short.value, token.value, token.value, Precision.MONTH), at + 3


@begins(numbers=True, words=begins_moment)
def quarter(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„III. čtvrtletí 2020“, „Q2/2024“, „2Q 2019“, „ve druhém kvartálu“."""
    number, after = _numbered(tokens, at, "ctvrtleti", "q")
    if number is None or not 1 <= number <= 4:
        return None
    return following_year(tokens, after, months_moment(None, 3 * number - 2, 3 * number, Precision.QUARTER))


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
    if (read := ordinal(tokens, at)) and tokens[read[1]].lemma == lemma:
        after = read[1] + 1
        return read[0], after_dot(tokens, after) if len(tokens[read[1]].key) <= 3 else after
    return None, at


@begins(numbers=True, words=begins_moment)
def half_year(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„II. pololetí 2023“, „první pololetí školního roku 2018/2019“."""
    number, after = _numbered(tokens, at, "pololeti", "")
    if number not in (1, 2):
        return None
    if school := _school_words(tokens, after):
        return school_half(number, school[0]), school[1]
    return following_year(tokens, after, months_moment(None, 6 * number - 5, 6 * number, Precision.HALF_YEAR))


@begins(words=lambda key: key in SEASONS or key.startswith(("letni", "zimni", "jarni", "podzimni")))
def season_name(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„létě“, „zimním období“, „letních měsících“: a season of every year, by its English name."""
    key = tokens[at].key
    if key in _SEASON_ADJECTIVES and tokens[at + 1].lemma in ("obdobi", "mesic", "sezona"):
        return _SEASON_ADJECTIVES[key], at + 2
    return (SEASONS[key], at + 1) if tokens[at].is_word and key in SEASONS else None


_SEASON_ADJECTIVES = {
    stem + ending: season
    for stem, season in (("letni", "summer"), ("zimni", "winter"), ("jarni", "spring"), ("podzimni", "autumn"))
    for ending in ("", "m", "ch", "ho")
}


@begins(words=begins_moment)
def school_year(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„školní rok 2016/2017“: to 31 August of the second year."""
    read = _school_words(tokens, at) if tokens[at].lemma in ("skolni", "skol") else None
    if read is None:
        return None
    begins, after = read
    ends = None if begins is None else begins + 1
    return Moment(Day(begins, 9, 1), Day(ends, 8, LAST), Precision.YEAR), after


def _school_words(tokens: Tokens, at: int) -> tuple[int | None, int] | None:
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


_GENITIVE_SEASONS = ("jara", "leta", "podzimu", "zimy", "letu", "letem")


def _dated_season(tokens: Tokens, at: int) -> bool:
    """Whether „léta“ is a time of a year („do léta“, „léta 2019“) and no part of a name."""
    before = tokens[at - 1] if at else tokens[at]
    return is_year(tokens[at + 1]) or before.lemma in (
        "konec",
        "polovina",
        "zacatek",
        "prubeh",
        "behem",
        "do",
        "od",
        "pred",
        "po",
    )


def season(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„jaro 2017“, „na podzim“."""
    token = tokens[at]
    name = SEASONS.get(token.key) if token.is_word else None
    if name and token.key in _GENITIVE_SEASONS and not _dated_season(tokens, at):
        return None
    if name is None or (
        token.key in ("leta", "lete") and tokens[at + 1].is_number and not token.text.lower().startswith("lét")
    ):
        return None
    first, last = _SEASON_MONTHS[name]
    return following_year(tokens, at + 1, months_moment(None, first, last, Precision.SEASON))


@begins(words=begins_moment)
def year(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„rok 2023“, „roce 2021“, „příštího roku“, „t. r.“"""
    read = year_by_words(tokens, at)
    if read is None or (tokens[at].key in ("let", "leta", "letech", "roky", "lety")):
        return None
    value, after = read
    if value < FIRST_YEAR:
        return replace(months_moment(None, 1, 12, Precision.YEAR), shift=value), after
    return months_moment(value, 1, 12, Precision.YEAR), after


@begins(words={"roku"})
def year_of(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„roku 2021“ in the genitive."""
    return year(tokens, at) if tokens[at].key == "roku" else None


@begins(numbers=True)
def bare_year(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„2025“ where the words before it ask for a time."""
    token, after = tokens[at], tokens[at + 1]
    if not is_year(token) or not 1990 <= token.value <= 2060 or (after.is_number and after.space):
        return None
    if after.text in ("/", ",", ".", "_", "-", ":") and tokens[at + 2].is_number and not after.space:
        return None
    return months_moment(token.value, 1, 12, Precision.YEAR), at + 1


@begins(numbers=True)
def year_of_range(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„2018“ of „2018–2024“."""
    if not is_year(tokens[at]) or not 1990 <= tokens[at].value <= 2060:
        return None
    return months_moment(tokens[at].value, 1, 12, Precision.YEAR), at + 1


@begins(words={"kalendarniho", "kalendarnim", "celeho", "roku", "rok", "roce"})
def this_year(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„roku“ alone, after „koncem“ or „v průběhu“."""
    if tokens[at].lemma in ("kalendarni", "celeho"):
        at += 1
    if tokens[at].key in ("roku", "rok", "roce") and not tokens[at + 1].is_number:
        return replace(months_moment(None, 1, 12, Precision.YEAR), shift=None), at + 1
    return None


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


def following_year(tokens: Tokens, at: int, whole: Moment) -> tuple[Moment, int]:
    """The stretch with the year that follows: „2019“, „/2019“, „roku 2019“, „'19“, „příštího roku“."""
    year_at = (
        at + 1 if tokens[at].text in ("/", ",", "-") and is_year(tokens[at + 1]) and not _is_range(tokens, at) else at
    )
    if is_year(tokens[year_at]) and not (tokens[year_at + 1].text == "." and tokens[year_at + 2].is_number):
        if (begins := two_years(tokens, year_at)) is not None:
            return in_school_year(whole, begins[0]), begins[1]
        return whole.in_year(tokens[year_at].value), year_at + 1
    if (named := year_by_words(tokens, at)) is not None:
        value, after = named
        return (whole.in_year(value) if value >= FIRST_YEAR else replace(whole, shift=value)), after
    if (school := _school_words(tokens, at)) and school[0] is not None:
        return in_school_year(whole, school[0]), school[1]
    return whole, at


def _is_range(tokens: Tokens, at: int) -> bool:
    return tokens[at].text == "-" and tokens[at].space


@begins(numbers=True)
def day_of_month(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„14.“ of a range or a list whose month comes later."""
    token = tokens[at]
    if not token.is_number or len(token.text) > 2 or not 1 <= token.value <= 31:
        return None
    return token.value, after_dot(tokens, at + 1)


@begins(numbers=True, words=ROMAN)
def month_number(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„03“ of „03-09/2015“, „IX.“ of „IX. – X. 2018“."""
    number = _month_figure(tokens[at])
    if number is None:
        return None
    return number, after_dot(tokens, at + 1) if tokens[at].is_word else at + 1
