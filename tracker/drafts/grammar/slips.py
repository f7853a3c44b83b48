"""Slips of one letter in the long words of time: „čtvtletně“, „prubězně“."""

from functools import lru_cache

from tracker.drafts.grammar.vocabulary import LEMMAS, MONTH_ADJECTIVES, PERIOD_ADJECTIVES, SPELLING

TIME_WORDS = {word for word in SPELLING if len(word) >= 4}
_LONG_WORDS = {word for word in TIME_WORDS if len(word) >= 7}
_SHORTENED = {word[:at] + word[at + 1 :]: word for word in sorted(_LONG_WORDS) for at in range(len(word))}
_OUTLINES = {(word[0], word[-1]) for word in _LONG_WORDS}
_KNOWN = (
    TIME_WORDS | LEMMAS.keys() | PERIOD_ADJECTIVES.keys() | MONTH_ADJECTIVES.keys() | {"cervene", "cervenem", "cerveni"}
)
"""Words that are right as they stand, among them the colour red, one letter away from July."""


@lru_cache(maxsize=16_384)
def slip_of(key: str) -> str | None:
    """The time word that was meant when one letter of a long word is lost, added or wrong."""
    if not 6 <= len(key) <= 16 or (key[0], key[-1]) not in _OUTLINES or key in _KNOWN:
        return None
    if key in _SHORTENED:
        return _SHORTENED[key]
    for at in range(1, len(key) - 1):
        shorter = key[:at] + key[at + 1 :]
        if shorter in _LONG_WORDS:
            return shorter
        if shorter in _SHORTENED and len(_SHORTENED[shorter]) == len(key):
            return _SHORTENED[shorter]
    return None
