"""With which words a moment can begin."""

from tracker.drafts.grammar.numerals import ORDINALS
from tracker.drafts.grammar.vocabulary import LEMMAS, MONTH_ADJECTIVES, MONTH_SHORTS, MONTHS, ROMAN, SEASONS

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
    "kalendarni",
    "letosni",
    "pristi",
    "lonsky",
}
_FEASTS = tuple("vanoc velikonoc silvestr prazdnin".split())
_MOMENT_KEYS = {"dne", "dni", "t", "b", "tr", "br", "q", "qi", "qii", "qiii", "qiv"}


def begins_moment(key: str) -> bool:
    known = key in MONTHS or key in MONTH_ADJECTIVES or key in SEASONS or key in ROMAN or key in ORDINALS
    return (
        known
        or key in _MOMENT_KEYS
        or key in MONTH_SHORTS
        or key.startswith(_FEASTS)
        or LEMMAS.get(key, key) in _MOMENT_LEMMAS
    )
