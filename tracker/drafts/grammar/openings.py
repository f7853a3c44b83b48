"""With which words a moment can begin."""

from tracker.drafts.grammar.numerals import ORDINALS
from tracker.drafts.grammar.terms import followed
from tracker.drafts.grammar.vocabulary import LEMMAS, MONTH_ADJECTIVES, MONTH_SHORTS, MONTHS, ROMAN, SEASONS, month_slip

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


def _follows_dot(key: str) -> bool:
    return _goes_on(key) or key in ROMAN or LEMMAS.get(key) == "polovina" or month_slip(key) is not None


def _follows_listed_dot(key: str) -> bool:
    return _follows_dot(key) or key in ("a", "i", "nebo")


AFTER_MOMENT = followed(True, _goes_on, ",:/", dot=followed(True, _follows_dot, ".,:"), dash=followed(True))
"""What stands after the number with which a moment begins; only a year can stand alone."""
AFTER_LISTED = followed(True, _goes_on, ",:/", dot=followed(True, _follows_listed_dot, ".,:;+/"))
"""What stands after the first number of a list of days."""


def begins_moment(key: str) -> bool:
    known = key in MONTHS or key in MONTH_ADJECTIVES or key in SEASONS or key in ORDINALS
    return (
        known
        or key in _MOMENT_KEYS
        or key in MONTH_SHORTS
        or key.startswith((*_FEASTS, *_SEASON_STEMS))
        or LEMMAS.get(key, key) in _MOMENT_LEMMAS
    )
