"""Days that belong to a paper and no duty: when it was signed, issued, taken down; years in its name."""

from collections.abc import Sequence

from tracker.drafts.grammar.lexer import Kind, Token
from tracker.drafts.grammar.parts import Role
from tracker.drafts.grammar.place import Place
from tracker.drafts.grammar.tense import is_decision, is_duty, is_ongoing, is_planned
from tracker.drafts.grammar.towns import TOWNS
from tracker.drafts.grammar.vocabulary import MONTHS

_ACTS = set(
    "schvaleni vydani podpisu narozeni vyhotoveni zapisu uzavreni vzniku projednani podani doruceni prijeti odeslani zverejneni vyveseni sejmuti".split()
)
_DONE_STEMS = tuple(
    "schvalen prijat podepsan uzavren vydan podan zrizen zalozen ukoncen zahajen zverejnen projednan zpracovan "
    "opusten publikovan aktualizovan sestaven vyrizen zamitnut vyvesen snat sejmut odeslan dorucen splnen".split()
)
_DONE_ENDINGS = tuple(
    stem + end
    for stem in ("án", "en", "an", "ěn")
    for end in ("a", "o", "y", "ý", "á", "é", "ého", "ém", "ým", "ou")
)  # fmt: skip
_ATTRIBUTES = tuple(
    stem + end for stem in ("an", "án", "en", "ěn") for end in ("é", "á", "ého", "ém", "ých", "ým", "ou")
)
"""„akce konané v listopadu“: what has been, whatever the verb of the sentence says."""
_NOT_DONE = set(
    "dovolena dovolene zmena zmeny vymena vymeny smena smeny odmena odmeny cena ceny strana strany ochrana ochrany obrana obrany sebeobrany brana brany hrana hrany fontana fontany scena sceny".split()
)
_RECORDS = set(
    "zaznam zaznamu vyrizuje zpracoval zpracovala vypracoval vypracovala vyhotovil vyhotovila zapsal zapsala zapis zapisu "
    "zapisem pritomni pritomen usneseni protokol protokolu vypis".split()
)
_ENROLS = {"do", "deti", "zaku", "predskolaku", "prvnacku", "ke", "k", "na", "se", "bude", "probehne"}
_LETTERS = set(
    "dopisem rozhodnutim usnesenim rozsudkem vyhlaskou prikazem nalezem vymerem smlouvou dodatkem protokolem zadosti".split()
)
_IN_FORCE = {"ucinnost", "platnost"}
_TO_COME = ("bude", "budou", "byt", "maji", "ma")
_LONGEST_PLACE = 5
_IN_NAMES = {"nad", "pod", "u", "v", "ve", "na"}


def is_signed(place: Place) -> bool:
    """„V Praze dne 5. 1. 2019“, „Litvínov 25. 5. 2016“, „datum: 14. 7. 2017“, and nothing after it."""
    before, said_day = place.before, place.tokens[place.part.start].key == "dne"
    if not before:
        return _fills_in_a_day(place)
    if said_day and before[-1].text[0].isupper():
        capital = next((at for at in range(len(before) - 1) if before[at].text in ("V", "Ve")), 0)
        before = before[capital:]
    if not said_day and _is_town(before) and place.ends_line(place.part.end) and not place.is_dutiful:
        return True
    if [token.key for token in before[-5:-1]] == ["v", ".", "r", "."] and place.ends_line(place.part.end):
        return True
    if len(before) > _LONGEST_PLACE:
        return False
    if before[-1].text == "," and said_day and place.ends_line(place.part.end):
        return all(token.text[0].isupper() or token.key in _IN_NAMES for token in place.words)
    if before[0].key in ("v", "ve") and before[-1].text[0].isupper() and (said_day or len(before) == 2):
        after = place.tokens[place.part.end]
        ends = after.kind is Kind.MASK or after.text == "." or place.ends_line(place.part.end)
        return ends or after.text[0].isupper()
    words = [token.key for token in place.words]
    ends = place.ends_line(place.part.end) or place.tokens[place.part.end].text == "|"
    return ends and bool(words) and (words[-1] in TOWNS or words == ["datum"])


def _is_town(before: Sequence[Token]) -> bool:
    """„…, starosta, Kadaň,“"""
    name = before[-2] if len(before) > 1 and before[-1].text == "," else before[-1]
    return name.key in TOWNS and name.text[0].isupper() and (len(before) < 3 or before[-1].text == ",")


def _fills_in_a_day(place: Place) -> bool:
    """„Dne: 16. 8. 2017“ on a line of its own, where a form is signed."""
    first, second = place.tokens[place.part.start : place.part.start + 2]
    return first.key == "dne" and second.text == ":" and place.ends_line(place.part.end)


def is_recorded(place: Place) -> bool:
    """„Zápis z porady dne…“, „datum schválení:…“, „dopisem ministra dne…“, „účinnost zákona je…“."""
    before = place.before
    if not before:
        return False
    keys = {token.key for token in place.words}
    if _is_record(place.words) or (before[0].key == "datum" and keys & _ACTS):
        return True
    after = place.tokens[place.part.end : place.part.end + 2]
    if keys & _IN_FORCE or is_decision(before[-1]) or (after[0].text == "-" and after[1].key == "zapis"):
        return True
    said_day = place.tokens[place.part.start].key == "dne" and not place.is_dutiful
    return said_day and any(token.key in _LETTERS for token in before[-6:])


def _is_record(words: Sequence[Token]) -> bool:
    """„Zápis z porady“, „vyřizuje“; but children are enrolled at a „zápis do 1. třídy“, „Zápis: 2. 4.“"""
    if not words or words[0].key not in _RECORDS:
        return False
    enrols = len(words) == 1 or any(token.key in _ENROLS for token in words[1:3])
    return not (words[0].key.startswith("zapis") and enrols)


_SHUT = ("uzavren", "zavren", "otevren", "prerusen")


def is_done_on(place: Place) -> bool:
    """„smlouva podepsaná 5. 1. 2019“, „akce konané v listopadu“; „zavřeno od…“ may lie ahead."""
    before = place.before or place.near_before(1)
    if len(before) > 1 and before[-1].text == ":":
        before = before[:-1]
    if not before or is_ongoing(before):
        return False
    if place.part.role is Role.SPAN and before[-1].key.startswith(_SHUT):
        return False
    if before[-1].text.lower().endswith(_ATTRIBUTES) and before[-1].key not in _NOT_DONE and not is_planned(before[-1]):
        return True
    if any(token.key in _TO_COME or is_planned(token) for token in place.words):
        return False
    done = before[-1:] if place.part.role is Role.SPAN else before[-5:]
    if any(map(_is_done_adjective, done)):
        return True
    return before[-1].text.lower().endswith(_DONE_ENDINGS) and before[-1].key not in _NOT_DONE


def _is_done_adjective(token: Token) -> bool:
    return token.key.startswith(_DONE_STEMS) and not token.key.endswith(("ni", "nim"))


_PAPERS = ("vyhled", "strateg", "koncepc", "plan", "program", "spsz", "psz", "tap", "mpi", "komunitni")
_NAMING = ("strateg", "koncepc", "akcn", "plan", "politik", "program", "narodn")
_NAME_WITHIN = 10


def ends_a_name(place: Place) -> bool:
    """„Strategie romské integrace do roku 2020“: the line, or a word with a capital, begins the name of a paper."""
    before = place.before[-_NAME_WITHIN:]
    return any(token.key.startswith(_NAMING) and _may_begin_name(token, at) for at, token in enumerate(before))


def _may_begin_name(token: Token, at: int) -> bool:
    return token.line or at == 0 or token.text[0].isupper()


def is_on_title(place: Place) -> bool:
    """„Strategický plán města“ and under it „říjen 2015“, alone on its line: when the paper was written."""
    first = place.tokens[place.part.start]
    whole_line = first.line and place.ends_line(place.part.end)
    if not whole_line or first.key not in MONTHS or place.part.start == 0 or place.is_labelled:
        return False
    above = place.near_before(_TITLE_WITHIN)
    begins = next((at for at in range(len(above) - 1, -1, -1) if above[at].line), 0)
    return any(token.key.startswith(_PAPERS) for token in above[begins : begins + 2])


_TITLE_WITHIN = 16
_REPORTS = {"zprava", "vyhodnoceni", "vyrocni", "prehled", "vysledky", "statistika", "rozbor", "zaverecna"}


def is_reported(place: Place) -> bool:
    """„Zpráva o prevenci v roce 2012“: the line names a paper that looks back."""
    return bool(place.before) and place.before[0].key in _REPORTS


def names_a_paper(place: Place) -> bool:
    """„Strategie bydlení 2018–2028 bude předložena do …“: the years belong to a name, where a verb goes on after them."""
    after: Sequence[Token] = place.tokens[place.part.end : place.part.end + 2]
    named = any(token.key.startswith(_PAPERS) for token in place.near_before(6))
    return named and any(map(is_duty, after))
