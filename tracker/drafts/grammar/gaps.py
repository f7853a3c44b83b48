"""Gaps: the place for a deadline is there, and nothing stands in it."""

from dataclasses import replace

from tracker.drafts.grammar.almanac import Almanac
from tracker.drafts.grammar.lexer import Kind, Tokens
from tracker.drafts.grammar.parts import Part, Question, Role
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.drafts.grammar.said_years import is_year
from tracker.drafts.grammar.terms import begins
from tracker.obligations.deadline import Missing

_TO_BE_SET = {
    stem + ending
    for stem in "upresnen doplnen stanoven urcen sdelen oznamen dohodnut domluven vyhlasen zverejnen potvrzen zadan uveden vyplnen".split()
    for ending in ("", "a", "o", "y")
}
_BEFORE_SET = set(
    "dodatecne jeste pozdeji nasledne termin dale teprve dosud zatim operativne vcas predem samostatne vam".split()
)
_NOT_SET = set(
    "nestanoven nestanoveno nestanovena neurcen neurceno neurcena neuveden neuvedeno neuvedena neupresnen neupresneno tbd "
    "nevyplneno nezadano neznamy neznamo neznamy nezname neurcity nespecifikovano".split()
)
_BLANKS = set("| - . _ / ? = x xx xxx xxxx yy dd mm rr rrrr yyyy".split())
_YEAR_BLANKS = {"rrrr", "yyyy", "xxxx", "rr"}
_LABELS = set("odpovida zodpovida odpovednost zodpovednost kontrola zajisti garant stav poznamka splneno z o".split())
_MOST_BLANKS = 30
_DOTS = 3


def to_be_set(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„upřesněno“, „dodatečně stanoven“, „ještě upřesněno“, „včas informováni“"""
    at = at + 1 if tokens[at].key in _BEFORE_SET else at
    if tokens[at].key in ("informovani", "informovan", "informovana"):
        return tokens[at].key, at + 1
    return (tokens[at].key, at + 1) if tokens[at].key in _TO_BE_SET else None


@begins(words=_NOT_SET)
def not_set(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„nestanoven“, „neuvedeno“"""
    return (tokens[at].key, at + 1) if tokens[at].key in _NOT_SET else None


def blank(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Nothing, dashes or dots up to the end of the text or of the line."""
    end = _after_blanks(tokens, at)
    if tokens[end].kind is Kind.END:
        return "blank", end
    if end > at and tokens[end].text in (",", ";") and tokens[end + 2].text == ":" and tokens[end + 1].key in _LABELS:
        return "blank", end
    next_label = tokens[end].is_word and tokens[end + 1].text == ":"
    if next_label and tokens[end].key in _LABELS:
        return "blank", end
    return ("blank", end) if tokens[end].line and (end > at or next_label) else None


@begins(words=_BLANKS, signs="-._/?=")
def blank_day(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„xx. xx. 2019“, „__.__.2020“, „. . . 2018“: only the year is there."""
    end = _after_blanks(tokens, at)
    if end - at > 1 and is_year(tokens[end]):
        return "blank", end + 1
    return ("blank", end) if end - at > 4 and tokens[end - 1].key in _YEAR_BLANKS else None


@begins(words=_BLANKS, signs="-._/?=")
def dots(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„......“, „____“"""
    end = _after_blanks(tokens, at)
    return ("blank", end) if end - at >= _DOTS else None


def _after_blanks(tokens: Tokens, at: int) -> int:
    end = at
    while end - at < _MOST_BLANKS and tokens[end].key in _BLANKS and (end == at or not tokens[end].line):
        end += 1
    return end


def gap(found: Found, _: Almanac) -> Part:
    """A gap where little else stands in the line."""
    return Part(found.start, found.end, Missing(), Role.GAP, why="alone")


def gap_of_a_day(found: Found, almanac: Almanac) -> Part:
    """A date with blanks is asked for, whatever stands beside it."""
    return replace(gap(found, almanac), why="", questions=(Question("placeholder"),))


def empty_label(found: Found, almanac: Almanac) -> Part:
    """„Termín: ……“"""
    return replace(gap(found, almanac), why="")


def gap_alone(found: Found, almanac: Almanac) -> Part:
    """„není“, „N/A“ say so only where they stand alone."""
    return replace(gap(found, almanac), why="only")


RULES = (
    Rule(
        "to be set",
        (
            "termin|terminy? zatim|dosud|jeste? bude|budou UPRESNENO",
            "termin|terminy? bude|budou zatim|dosud|jeste|pozdeji? UPRESNENO pozdeji|dodatecne?",
            "bude|budou termin|datum UPRESNENO",
            "misto a? cas|termin|datum EVENTS? bude|budou UPRESNENO",
            "presny|presne|konkretni? termin|datum|cas a|, misto|hodina|cas konani? bude|budou UPRESNENO pozdeji?",
            "presny|presne|konkretni termin|datum|cas EVENTS|konani? bude|budou UPRESNENO pozdeji?",
            "o presnem? termin|datu konani|EVENTS? bude|budete|budou|budeme UPRESNENO",
            "o presnem? termin|datu konani|EVENTS? vas|vam? bude|budeme|budou vas|vam? vcas|dodatecne|pozdeji? informovat",
            "cas|termin|datum EVENTS? bude|budou UPRESNENO",
            "termin|terminy je|neni? zatim|dosud|jeste? NOT_SET",
            "termin? :? neni|nebyl|nebyla|nebylo zatim|dosud|jeste? UPRESNENO",
            "termin? plneni|realizace|konani|splneni? zatim|dosud|jeste? neni|nejsou zatim|dosud|jeste? znam|znamy|znamo|jasny|jasne",
            "zatim|dosud? NOT_SET",
            "termin? se? upresni|doplni|urci|stanovi|dohodne se? pozdeji|dodatecne?",
            "termin|datum vam? sdelime|upresnime|oznamime|doplnime|stanovime vam? pozdeji|dodatecne|vcas?",
            "termin dodat|doda|sdeli ANCHOR",
            "zatim? bez terminu",
            "doplnit",
        ),
        gap,
    ),
    Rule("blank day", ("BLANK_DAY", "do|od|dne BLANK_DAY", "od DOTS do DOTS"), gap_of_a_day),
    Rule(
        "empty label",
        ("termin plneni|splneni|realizace|konani? :|- BLANK", "termin | BLANK", "t :|. BLANK", "datum : DOTS"),
        empty_label,
    ),
    Rule(
        "nothing",
        (
            "zatim|dosud|jeste? neni|nevime",
            "n / a",
            "zadny",
            "zadny termin",
            "termin realizace|plneni? : v jednani|reseni",
        ),
        gap_alone,
    ),
)
