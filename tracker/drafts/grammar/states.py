"""What never falls due by itself: things that go on, and things that wait for a need."""

from dataclasses import replace

from tracker.drafts.grammar.almanac import Almanac
from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.parts import Part, Question, Role, questions_of, window
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.drafts.grammar.phrases import anchor, said
from tracker.drafts.grammar.terms import begins
from tracker.drafts.grammar.vocabulary import MONTH_ADJECTIVES, STATES
from tracker.obligations.deadline import Conditional, Continuous, Period, Recurring

_NEEDS = set(
    "potreby potreb dohody domluvy situace moznosti pokynu pozvanek pozvanky harmonogramu aktualni pozadavku pozadavku zajmu "
    "vyzvy vyzev pocasi okolnosti nabidky planu rozpisu uvazeni rozhodnuti rozpoctu podminek aktualnich konkretnich individualni financnich "
    "vyvoje poctu terminu kalendare stavu objednavky objednavek prani".split()
)
_NEXT = set(
    "pristim pristiho nejblizsiho pristi nejblizsim nejblizsi nasledujicim nasledujici dalsim dalsi kazdem".split()
)
_BODIES = set(
    "rady zastupitelstva zm zo rm lp komise vyboru mesta obce skupiny partnerstvi pracovni kolegia vedeni spravni".split()
)
_MEETINGS = set(
    "schuze schuzi porady valnou jednani zasedani schuzi schuzce porade setkani zastupitelstvu rade valne".split()
)


@begins(words=STATES)
def state(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„průběžně“; the adjectives „průběžné“, „trvalé“ only look alike."""
    token = tokens[at]
    return (
        (token.key, at + 1) if token.is_word and token.key in STATES and not token.text.endswith(("é", "É")) else None
    )


_LEADS_TO_FIGURES = set("v ve na do od dne ze z k ke roku rok obdobi letech let c cislo".split())


def condition(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """What is waited for, up to the first figure: „podle plánu na období 2017–2019“ must not hide its years."""
    read = anchor(tokens, at)
    if read is None:
        return None
    end = next((n for n in range(at, read[1]) if tokens[n].is_number), read[1])
    while end < read[1] and end > at and tokens[end - 1].key in _LEADS_TO_FIGURES:
        end -= 1
    return (said(tokens, at, end), end) if end > at else None


def need(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„potřeby“, „aktuální potřeby školy“, „vyhlášených výzev“ after „dle“."""
    first, second = tokens[at], tokens[at + 1]
    described = first.text.lower().endswith(_DESCRIBING) and second.key in _NEEDS
    return condition(tokens, at) if first.key in _NEEDS or described else None


_EVENT_STEMS = ("podpis", "nastup", "kolaudac", "predan", "nabyt", "doruc", "zahajen", "ukoncen", "vyhlasen")


def event(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„podpisu smlouvy“ after „ke dni“"""
    return anchor(tokens, at) if tokens[at].key.startswith(_EVENT_STEMS) else None


_DESCRIBING = ("ých", "ích", "ého", "ího", "é", "í")
_DONE_BY = set(
    "projektu realizace volebniho udrzitelnosti platnosti programoveho topne vegetacniho sezony akce".split()
)


def end_of_something(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„projektu“, „volebního období“ after „do konce“: an end that no calendar tells."""
    return condition(tokens, at) if tokens[at].key in _DONE_BY else None


def tail(tokens: Tokens, at: int) -> tuple[str, int]:
    """The words to the end of the clause, if any."""
    return condition(tokens, at) or ("", at)


def next_meeting(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„příštím jednání rady“"""
    if tokens[at].key not in _NEXT:
        return None
    for end in (at + 1, at + 2):
        if tokens[end].key in _MEETINGS and tokens[end - 1].key not in MONTH_ADJECTIVES:
            last = end + 1
            while last - end < 4 and tokens[last].key in _BODIES:
                last += 1
            return said(tokens, at, last), last
    return None


_DEEDS = tuple(stem + end for stem in "ení ění ání ětí nutí etí ití ytí".split() for end in ("", "m"))


def deed(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„schválení radou“, „vyhlášení výzvy“: a verbal noun and what belongs to it."""
    token = tokens[at]
    if (
        token.is_word
        and token.lemma not in ("pololeti", "ctvrtleti")
        and token.text.lower().endswith(_DEEDS)
        and len(token.text) > 5
    ):
        return condition(tokens, at)
    return None


_OCCASIONS = set(
    "zmene zmenach nastupu podpisu kontrole vzniku odchodu prodeji zapisu havarii nehode vystupu vyskytu".split()
)


def occasion(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„každé změně“, „podpisu smlouvy“, „předání díla“ after „při“; „při rozpočtu“ waits for nothing."""
    happens = tokens[at].key in _OCCASIONS or tokens[at].lemma == "kazdy"
    return condition(tokens, at) if happens else deed(tokens, at)


def _part(found: Found, deadline: Continuous | Conditional, role: Role, *questions: Question) -> Part:
    return Part(found.start, found.end, deadline, role, questions=tuple(questions))


_FREE_STATES = ("prubezne", "nepretrzite")
"""Say so anywhere; „stále“ and „trvale“ only where they stand alone („trvale hlášené osoby“ do not)."""


def goes_on(found: Found, _: Almanac) -> Part:
    if found["state"] is None:
        return _part(found, Continuous(), Role.LASTING)
    part = _part(found, Continuous(), Role.STATE)
    return part if found["state"] in _FREE_STATES else replace(part, why="alone")


def goes_on_alone(found: Found, almanac: Almanac) -> Part:
    """„trvá“ means so only where nothing else stands."""
    return replace(goes_on(found, almanac), why="alone")


def goes_on_between(found: Found, almanac: Almanac) -> Part:
    """„rok 2017 – průběžně“, „průběžně do 31. 12. 2018“: goes on within an end."""
    moment = almanac.settle(found["moment"] or found["loose"])
    span = window(moment.first if found["moment"] else None, moment.last)
    return _part(found, Continuous(span.start, span.end), Role.STATE, *questions_of(moment))


def goes_on_since(found: Found, almanac: Almanac) -> Part:
    """„od 1. 1. 2017 trvale“"""
    moment = almanac.settle(found["loose"])
    return _part(found, Continuous(window(moment.first, None).start, None), Role.STATE, *questions_of(moment))


def regularly(found: Found, _: Almanac) -> Part:
    """„pravidelně“ gives no rate; a person is asked for one."""
    rates = tuple(Recurring(1, period) for period in (Period.MONTH, Period.QUARTER, Period.YEAR))
    return replace(_part(found, Continuous(), Role.STATE, Question("vague_deadline", rates, None)), why="alone")


def waits_for_meeting(found: Found, _: Almanac) -> Part:
    """„na příštím jednání“, in a sentence too."""
    return _part(found, Conditional(found["said"]), Role.WAIT)


def waits(found: Found, _: Almanac) -> Part:
    return replace(_part(found, Conditional(found["said"]), Role.WAIT), why="alone")


RULES = (
    Rule(
        "goes on",
        (
            "STATE",
            "na doba neurcitou",
            "po|na neomezenou|neurcitou doba",
            "po cely|celou doba ANCHOR?",
            "po doba trvani|realizace|platnosti|ucinnosti|udrzitelnosti|existence ANCHOR?",
            "termin|ukol : trva",
            "ukol stale|nadale? trva",
            "po cely rok|celou",
            "bez casoveho? omezeni",
            "bez preruseni",
        ),
        goes_on,
    ),
    Rule(
        "goes on, alone",
        (
            "trva",
            "trvaly|staly ukol",
            "ukol trvaly|staly",
            "ukol? trvaleho|staleho|prubezneho charakteru",
            "behem|v prubeh? realizace|trvani|platnosti|udrzitelnosti projekt|projektu|smlouvy?",
            "neomezene",
            "cely|cele rok|obdobi",
        ),
        goes_on_alone,
    ),
    Rule(
        "goes on within an end",
        (
            "MOMENT ,|-|:? STATE",
            "moment=BARE_YEAR -|,? STATE",
            "STATE v|ve|behem MOMENT",
            "STATE ,? BY LOOSE",
            "v|ve MOMENT STATE",
            "STATE MOMENT",
            "STATE moment=BARE_YEAR",
            "STATE v prubeh moment=THIS_YEAR",
            "STATE v|behem prubeh? MOMENT",
            "STATE po? cely moment=YEAR",
            "po? cely moment=YEAR",
        ),
        goes_on_between,
    ),
    Rule("goes on since", ("od|ode den? LOOSE ,? STATE", "STATE ,? od|ode den? LOOSE"), goes_on_since),
    Rule("regularly", ("pravidelne",), regularly),
    Rule("waits for a meeting", ("said=SAID_MEETING",), waits_for_meeting),
    Rule(
        "waits",
        (
            "said=SAID_NEED",
            "az|teprve|kdykoli|kdykoliv|pouze|jen? said=SAID_DEED",
            "az|teprve|kdykoli|kdykoliv|pouze|jen? said=SAID_REQUEST",
            "said=SAID_END",
            "said=JAKMILE",
        ),
        waits,
    ),
)
