"""Words that have lost the space between them: „březnaodevzdání“, „dnůod“, „oddoručení“, „ročněpro“."""

from functools import lru_cache

from tracker.drafts.grammar.vocabulary import ADVERBS, LEMMAS, SPELLING

_SHORTEST_GLUED = 5
_GLUED_TIMES = "krat"
_AFTER_GLUED_TIMES = (*(key for key in ADVERBS if key.endswith("ne")), "za", "do")
_COUNTED_BEFORE = {"hodin", "hodiny", "osob", "osoby", "klientu", "dnu", "dni"}
_UNITS = {"den", "tyden", "mesic", "rok"}
_PREPOSITIONS = ("ode", "od", "po", "pred")
_ANCHORS = set(
    "podpisu doruceni ukonceni skonceni schvaleni vyhlaseni nabyti predani prevzeti uzavreni vydani zverejneni "
    "dokonceni zahajeni obdrzeni uplynuti oznameni dodani vyveseni vzniku zmeny zjisteni prijeti konani splneni nastupu".split()
)
"""Events whose name is no end of another word that begins like a preposition."""
_ADVERBS = tuple(sorted((SPELLING[key] for key in ADVERBS if SPELLING[key].endswith("ně")), key=len, reverse=True))
_GENITIVES = (
    "unora",
    "brezna",
    "dubna",
    "kvetna",
    "cervence",
    "cervna",
    "srpna",
    "rijna",
    "listopadu",
    "prosince",
    "ledna",
)


@lru_cache(maxsize=16_384)
def glued_words(key: str, text: str) -> int:
    """Where a word ends that has lost its space: „ročně|pro“, „dnů|od“, „od|doručení“; 0 for one word."""
    if len(key) < _SHORTEST_GLUED or key in SPELLING or key in LEMMAS:
        return 0
    if (adverb := next((len(a) for a in _ADVERBS if text.lower().startswith(a)), 0)) and len(key) > adverb + 1:
        return adverb
    if key.startswith(_GLUED_TIMES) and key[4:].startswith(_AFTER_GLUED_TIMES):
        return 4
    if key.startswith("za") and LEMMAS.get(key[2:]) in _UNITS and key[2:] in ("rok", "mesic", "tyden", "den"):
        return 2
    if end := next((len(a) for a in _ADVERBS if text.lower().endswith(a)), 0):
        return len(key) - end if key[:-end] in _COUNTED_BEFORE else 0
    for word in _PREPOSITIONS:
        if key.endswith(word) and LEMMAS.get(key[: -len(word)]) in _UNITS and len(key) > len(word) + 2:
            return len(key) - len(word)
        if key.startswith(word) and key[len(word) :] in _ANCHORS:
            return len(word)
    return 0


def glued_month(key: str, text: str) -> int:
    """The length of a month in the genitive with which a longer word begins, or 0."""
    if key in SPELLING or len(key) < 7:
        return 0
    for month in _GENITIVES:
        if key.startswith(month) and len(key) >= len(month) + 2:
            return len(month)
    return 4 if text.lower().startswith("září") and len(key) > 5 else 0
