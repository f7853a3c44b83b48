"""The grammar: every rule of every family, and the terms that the patterns name.

The order of the families is their priority where two rules match the same number of words.
"""

from tracker.drafts.grammar import (
    counts,
    dated,
    day_lists,
    days,
    durations,
    gaps,
    heads,
    lags,
    lengths,
    moments,
    months,
    numbers,
    on_days,
    on_weekdays,
    phrases,
    quarters,
    quota,
    recurring,
    relative,
    said_periods,
    school,
    seasons,
    states,
    this_period,
    weeks,
    windows,
    years,
)
from tracker.drafts.grammar.lengths import Length
from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.pattern import Grammar
from tracker.drafts.grammar.terms import Term, begins
from tracker.drafts.grammar.vocabulary import LEMMAS


@begins(words={"od", "ode", "odo", "po"})
def after(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„od“, „ode“, „po“ before an anchor; „po sobě jdoucích“ has none."""
    return (tokens[at].key, at + 1) if tokens[at + 1].key != "sobe" else None


@begins(words=lambda _: True)
def short_anchor(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """An anchor that stands before its number: up to four words."""
    end = at
    while end - at < 4 and tokens[end].is_word and tokens[end].key not in ("do", "nejpozdeji", "nejdele"):
        end += 1
    return (phrases.said(tokens, at, end), end) if end > at else None


@begins(numbers=True)
def date_words(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A full date as an anchor, in its own words."""
    read = days.day(tokens, at)
    if read is None or not read[0].year_known:
        return None
    return phrases.said(tokens, at, read[1]), read[1]


_JOINING = ("/", "+", "a")


@begins(words=_JOINING, signs="/+")
def joining(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„/“, „a“ between two months."""
    return (tokens[at].text, at + 1) if tokens[at].text in _JOINING else None


_AT_ONCE = {"ihned", "neprodlene", "okamzite", "bezodkladne", "bezprostredne", "obratem"}


@begins(words=_AT_ONCE | {"bez"})
def at_once(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„ihned“, „neprodleně“, „bez zbytečného odkladu“."""
    token = tokens[at]
    if token.key in (
        "ihned",
        "neprodlene",
        "okamzite",
        "bezodkladne",
        "bezprostredne",
        "obratem",
    ) and not token.text.endswith("é"):
        return token.key, at + 1
    if token.key == "bez":
        end = at + 2 if tokens[at + 1].key.startswith("zbytecn") else at + 1
        if tokens[end].key.startswith(("odklad", "prodlen", "prutah")):
            return "bez odkladu", end + 1
    return None


@begins(words={"jakmile"})
def as_soon_as(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„jakmile bude vyhlášena výzva“"""
    return phrases.anchor(tokens, at) if tokens[at].key == "jakmile" else None


_EVERY_YEAR = {"rocne", "kazdorocne", "v", "ve"}


@begins(
    numbers=True,
    then=counts.AFTER_ONE_COUNT,
    words=lambda key: key in _EVERY_YEAR or LEMMAS.get(key) == "kazdy" or counts.begins_times(key),
)
def every_year(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„každoročně“, „každý rok“, „1x ročně“, „ročně“."""
    if (once := counts.times(tokens, at)) and once[0].count == 1 and once[0].upto is None:
        at = once[1]
    if tokens[at].key in ("rocne", "kazdorocne"):
        return "year", at + 1
    if tokens[at].key in ("za", "do") and once:
        at += 1
    at = at + 1 if tokens[at].key in ("v", "ve") else at
    if tokens[at].lemma == "kazdy" or once:
        at = at + 1 if tokens[at].lemma == "kazdy" else at
        at = at + 1 if tokens[at].lemma == "kalendarni" else at
        if tokens[at].lemma == "rok" and tokens[at].key != "let":
            return "year", at + 1
    return None


def distributive(tokens: Tokens, at: int) -> tuple[Length, int] | None:
    """„po dvou měsících“, „po čtvrtletích“"""
    read = lengths.length(tokens, at)
    return read if read and tokens[read[1] - 1].key.endswith("ch") else None


def said(*forms: tuple[tuple[str, ...], Term | None]) -> Term:
    """A term that keeps its own words: a first word, then a term."""
    by_head: dict[str, list[tuple[list[list[str]], Term | None]]] = {}
    for words, rest in forms:
        for head in words[0].split("|"):
            by_head.setdefault(head, []).append(([word.split("|") for word in words[1:]], rest))

    @begins(words=by_head)
    def term(tokens: Tokens, at: int) -> tuple[str, int] | None:
        for words, rest in by_head[tokens[at].key]:
            end = at + 1
            for choice in words:
                if tokens[end].key not in choice:
                    break
                end += 1
            else:
                read = rest(tokens, end) if rest else (None, end)
                if read is not None:
                    return phrases.said(tokens, at, read[1]).strip(" ,."), read[1]
        return None

    return term


_TERMS: dict[str, Term] = {
    "MOMENT": moments.moment, "LOOSE": moments.loose_moment, "DAY": days.day, "MONTH": months.month, "YEAR": years.year, "YEAR_OF": years.year_of,
    "QUARTER": quarters.quarter, "HALF_YEAR": quarters.half_year, "SCHOOL_YEAR": school.school_year, "BARE_YEAR": years.bare_year,
    "THIS_YEAR": years.this_year, "RANGE_YEAR": years.year_of_range, "DAY_NO": months.day_of_month, "MONTH_NO": months.month_number, "DAYS": day_lists.several_days,
    "WEEKDAY": phrases.weekday, "FULL_WEEKDAY": phrases.full_weekday, "WEEKDAY_AFTER": phrases.weekday_after, "BY": phrases.by,
    "DATE_WORDS": date_words, "PAYABLE": phrases.payable, "LASTS": phrases.lasts,
    "NTH_WORKDAY": lengths.nth_workday,
    "SUCH_MONTH": said_periods.such("mesic"), "SUCH_YEAR": said_periods.such("rok"), "NEXT_MONTH": said_periods.following("mesic"),
    "END_OF_NEXT": said_periods.end_of_next_month, "NEXT_YEAR": said_periods.following("rok"), "SEASON": seasons.season_name, "WEEK": weeks.week, "AND": joining,
    "LOOSE_DAY": days.loose_day, "CLUMSY_DAY": days.clumsy_day,
    "ANCHOR": phrases.anchor, "SHORT_ANCHOR": short_anchor, "AFTER": after, "AT_ONCE": at_once, "JAKMILE": as_soon_as, "EVENT": states.event,
    "OCCASION": states.occasion, "OFFSET": lengths.offset, "BARE_OFFSET": lengths.days_or_longer, "ONE": lengths.one_unit, "NEXT_DAY": lengths.next_day, "OFFSET_ADJECTIVE": lengths.period_adjective, "NUMBER": numbers.number, "ORDINAL": numbers.ordinal,
    "TIMES": counts.times, "TIMES_OLD": counts.times, "BOUND": counts.bound, "RATE": lengths.rate, "LENGTH": lengths.length,
    "LENGTH_DISTRIBUTIVE": distributive, "NTH_LENGTH": lengths.nth_length,
    "PERIOD_ADJECTIVE": lengths.period_adjective, "EVERY_YEAR": every_year, "EVENTS": quota.events, "MEETINGS": quota.meetings, "COUNTED": quota.counted,
    "COUNTED_TIMES": quota.counted_times, "HOURS_ADJECTIVE": quota.hours_adjective, "SCOPE": quota.scope, "TOTAL": quota.total, "STATE": states.state,
    "THIS": said_periods.this, "COUNT_IN_HEAD": heads.count_in_head, "NAMED_INTERVAL": heads.named_interval, "INDICATOR": heads.indicator,
    "UPRESNENO": gaps.to_be_set, "NOT_SET": gaps.not_set, "BLANK": gaps.blank, "DOTS": gaps.dots, "BLANK_DAY": gaps.blank_day,
    "SAID_NEED": said((("dle|podle",), states.need)),
    "SAID_MEETING": said((("na|pri|do",), states.next_meeting)),
    "SAID_DEED": said((("po|do|pred",), states.deed), (("pri",), states.occasion)),
    "SAID_REQUEST": said(
        (("na", "vyzadani|pozadani|vyzvu|zadost|pokyn"), states.tail), (("po", "dohode|domluve|vyzvani|konzultaci|souhlasu|vyzve|odsouhlaseni"), states.tail),
        (("po", "predchozi|vzajemne|telefonicke|osobni|predchozim", "dohode|domluve|konzultaci|souhlasu|oznameni"), states.tail),
        (("v", "pripade", "potreby|zajmu|nutnosti"), None), (("bude", "-", "li"), states.condition), (("ad", "hoc"), None), (("az", "bude|budou"), states.condition), (("po", "kazdem|kazde"), states.condition),
        (("pri|v", "pripade|vyskytu|zjisteni|zmene"), states.condition), (("v", "zavislosti|navaznosti", "na"), states.condition),
        (("na", "zaklade", "objednavky|vyzvy|zadosti|poptavky|pozadavku|dohody|potreby"), states.tail), (("do", "doby"), states.condition),
    ),
    "SAID_END": said((("do", "konce"), states.end_of_something)),
}  # fmt: skip

GRAMMAR = Grammar(
    (
        *heads.RULES,
        *recurring.RULES,
        *lags.RULES,
        *on_weekdays.RULES,
        *on_days.RULES,
        *relative.RULES,
        *durations.RULES,
        *windows.RULES,
        *weeks.RULES,
        *quota.RULES,
        *states.RULES,
        *gaps.RULES,
        *dated.RULES,
        *this_period.RULES,
    ),
    _TERMS,
)
