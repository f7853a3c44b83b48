"""Czech numerals in words, one to several thousand, in every case, as one word or as several.

A numeral word is a chain of stems from great to small: „stopadesáti“ = sto + padesáti; only the old order of
„pětadvacet“ = pět + a + dvacet runs the other way.
"""

_ONES = {
    "jeden": 1, "jedna": 1, "jedno": 1, "jednu": 1, "jednoho": 1, "jednom": 1, "jednomu": 1, "jednim": 1, "jedne": 1,
    "dva": 2, "dve": 2, "dvou": 2, "dvema": 2, "tri": 3, "trech": 3, "trem": 3, "tremi": 3,
    "ctyri": 4, "ctyr": 4, "ctyrech": 4, "ctyrem": 4, "ctyrmi": 4, "pet": 5, "peti": 5, "sest": 6, "sesti": 6,
    "sedm": 7, "sedmi": 7, "osm": 8, "osmi": 8, "devet": 9, "deviti": 9,
}  # fmt: skip
_TEENS = {
    "deset": 10, "jedenact": 11, "dvanact": 12, "trinact": 13, "ctrnact": 14, "patnact": 15, "sestnact": 16,
    "sedmnact": 17, "osmnact": 18, "devatenact": 19,
}  # fmt: skip
_TENS = {
    "dvacet": 20, "tricet": 30, "ctyricet": 40, "padesat": 50, "sedesat": 60, "sedmdesat": 70, "osmdesat": 80,
    "devadesat": 90,
}  # fmt: skip
_TEENS |= {stem + "i": value for stem, value in _TEENS.items()}
_TENS |= {stem + "i": value for stem, value in _TENS.items()}
HUNDREDS = {"sto": 100, "sta": 100, "set": 100, "ste": 100}
_STEMS = _ONES | _TEENS | _TENS | HUNDREDS | {"tisic": 1000}
_LONGEST = max(map(len, _STEMS))

ORDINALS: dict[str, int] = {}
"""Value of an ordinal word in any case: „do desátého dne“, „ve druhém čtvrtletí“."""

for _stem, _value in {
    "prvni": 1, "druh": 2, "treti": 3, "ctvrt": 4, "pat": 5, "sest": 6, "sedm": 7, "osm": 8, "devat": 9, "desat": 10,
    "jedenact": 11, "dvanact": 12, "trinact": 13, "ctrnact": 14, "patnact": 15, "sestnact": 16, "sedmnact": 17,
    "osmnact": 18, "devatenact": 19, "dvacat": 20, "tricat": 30,
}.items():  # fmt: skip
    _endings = ("", "ho", "m", "mu") if _stem.endswith("i") else ("y", "a", "e", "eho", "em", "emu", "ou", "ym")
    ORDINALS |= {_stem + ending: _value for ending in _endings}

_PREFIXES = {
    "jedno": 1, "dvou": 2, "tri": 3, "ctyr": 4, "peti": 5, "sesti": 6, "sedmi": 7, "osmi": 8, "deviti": 9, "deseti": 10,
    "dvanacti": 12, "ctrnacti": 14, "patnacti": 15, "osmnacti": 18, "dvaceti": 20, "triceti": 30, "sedesati": 60,
}  # fmt: skip
"""How a number begins an adjective: „dvouměsíční“, „tříletý“, „čtrnáctidenní“."""


def value_of(key: str) -> int | None:
    """The value of a numeral written as one word, given its key."""
    parts = _parts(key)
    if not parts:
        return None
    total = 0
    for _before, value in zip([None, *parts], parts, strict=False):
        if value in (100, 1000) and total and total % 100 < 10:
            total *= value
        else:
            total += value
    return total


def _parts(key: str) -> list[int]:
    """The stems of a numeral in order, or nothing when the word is no numeral."""
    parts: list[int] = []
    at = 0
    if key.startswith("jedna") and key[5:] in _TENS:
        return [_TENS[key[5:]], 1]
    while at < len(key):
        if len(parts) == 1 and parts[0] < 10 and key[at] == "a" and key[at + 1 :] in _TENS:
            return [_TENS[key[at + 1 :]], parts[0]]
        length = next((n for n in range(min(_LONGEST, len(key) - at), 1, -1) if key[at : at + n] in _STEMS), 0)
        if not length:
            return []
        value = _STEMS[key[at : at + length]]
        if not _may_follow(parts, value, key[at : at + length]):
            return []
        parts.append(value)
        at += length
    return parts


def _may_follow(parts: list[int], value: int, stem: str) -> bool:
    if stem in ("set", "ste"):
        return len(parts) >= 1 and parts[-1] < 10
    if stem == "sta":
        return not parts or parts[-1] < 10
    if not parts or value == 1000:
        return True
    return value < parts[-1] and (parts[-1] >= 100 or (parts[-1] >= 20 and value < 10))


def joins(before: int, after: int) -> bool:
    """Whether two numerals in a row make one: „dvacet pět“, „sto padesát“."""
    return (before in (20, 30, 40, 50, 60, 70, 80, 90) and after < 10) or (before % 100 == 0 < before and after < 100)


def split_numeral(key: str) -> tuple[int, str] | None:
    """The number that begins a compound adjective, and the rest of it: „dvoumesicni“ → (2, „mesicni“)."""
    for length in range(min(9, len(key) - 3), 2, -1):
        value = _PREFIXES.get(key[:length])
        if value is not None:
            return value, key[length:]
    return None
