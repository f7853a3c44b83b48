"""With which words a moment can begin."""

from tracker.drafts.grammar.numerals import ORDINALS
from tracker.drafts.grammar.terms import followed
from tracker.drafts.grammar.vocabulary import LEMMAS, MONTH_ADJECTIVES, MONTH_SHORTS, MONTHS, SEASONS

_MOMENT_LEMMAS = {
    "mesic",
    "konec",
    "polovina",
    "zacatek",
    "prvni",
    "posledni",
    "druhy",
    "skolni",
    "skol",
    "rok",
    "kalendarni",
    "letosni",
    "pristi",
    "lonsky",
}
_SEASON_STEMS = ("letni", "zimni", "jarni", "podzimni")
_FEASTS = tuple("vanoc velikonoc silvestr prazdnin".split())
_MOMENT_KEYS = {"letos", "dne", "dni", "t", "b", "tr", "br", "q", "qi", "qii", "qiii", "qiv"}


def _goes_on(key: str) -> bool:
    known = key in MONTHS or key in MONTH_SHORTS
    return known or LEMMAS.get(key) in ("ctvrtleti", "pololeti")


AFTER_MOMENT = followed(numbers=True, words=_goes_on, signs=".,:/-")
"""What stands after the number with which a moment begins; only a year can stand alone."""


def begins_moment(key: str) -> bool:
    known = key in MONTHS or key in MONTH_ADJECTIVES or key in SEASONS or key in ORDINALS
    return (
        known
        or key in _MOMENT_KEYS
        or key in MONTH_SHORTS
        or key.startswith((*_FEASTS, *_SEASON_STEMS))
        or LEMMAS.get(key, key) in _MOMENT_LEMMAS
    )
