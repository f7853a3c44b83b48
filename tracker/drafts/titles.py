"""Short Czech names for duties, such as a manager would call them by."""

import re

_PARTNERSHIP = re.compile(r"lokální(ho)? partnerství|\bLP\b", re.I)
_CUT = re.compile(
    r",\s+(?=předlož|schvál|projedn|zasl|odevzd|doruč|zveřejn|a to\b|včetně|vč\.|dle|podle|kter|který|nejpozd)"
    r"|\s+(?:dle|podle|včetně|vč\.|v rámci)\s|\s[-–]\s|\s?\(|(?<!\d)\.\s|\n|;|:\s"
)
_BODIES = (
    (_PARTNERSHIP, "lokálního partnerství"),
    (re.compile(r"pracovní(ch)? skupin", re.I), "pracovní skupiny"),
    (re.compile(r"řídící\w* skupin", re.I), "řídicí skupiny"),
)
_PARTICIPLES = (
    ("aktualizov", "Aktualizace"),
    ("zpracov", "Zpracování"),
    ("vypracov", "Vypracování"),
    ("sestav", "Sestavení"),
    ("vytvoř", "Vytvoření"),
    ("schvál", "Schválení"),
    ("předlož", "Předložení"),
    ("realizov", "Realizace"),
    ("svolá", "Svolání"),
    ("vyhodnoc", "Vyhodnocení"),
    ("zříz", "Zřízení"),
    ("zajiš", "Zajištění"),
    ("revidov", "Revize"),
    ("projedn", "Projednání"),
    ("dokonč", "Dokončení"),
    ("zahájen", "Zahájení"),
    ("nastav", "Nastavení"),
    ("zveřejn", "Zveřejnění"),
    ("přijat", "Přijetí"),
)
_ADDED = re.compile(r"^(?:doplňuje|vkládá|přidává) se\b[^:]{0,80}:\s*", re.I)
"""How an amendment leads to what it adds."""
_NUMBERED = re.compile(
    r"^\s*(?:úkol|opatření|aktivita|činnost|cíl|krok|bod)\s+(?:č\.\s*)?\d+(?:\.\d+)*\s*[:.)–-]+\s*(?=\w{3})", re.I
)
"""A number that only counts duties: "Úkol 3: …"."""
_LONGEST = 12
"""Words in a title."""


def title_of_subject(subject: str, outputs: tuple[str, ...]) -> str | None:
    """A title from the words that stand beside a rhythm; one bare noun is completed from the outputs."""
    words = _tidy(_CUT.split(subject, maxsplit=1)[0])
    if not re.search(r"[^\W\d]{3,}", words):
        return None
    if len(words.split()) == 1:
        named = next((output for output in outputs if output.casefold().startswith(words.casefold())), None)
        return _capital(named or words)
    return _capital(re.sub(r"^(projednání) LP$", r"\1 v lokálním partnerství", words, flags=re.I))


def title_of_row(activity: str, specification: str, outputs: tuple[str, ...], *, recurring: bool) -> str:
    """A title from the cells of a row: a recurring meeting is called after its body, all else after what is done."""
    body = next((genitive for pattern, genitive in _BODIES if pattern.search(activity)), None)
    if recurring and body and any("jednání" in output.casefold() for output in outputs):
        return f"Jednání {body}"
    head, above = _head(specification), _head(activity)
    if not head or (len(head.split()) == 1 and head.casefold() in above.casefold()):
        return _capital(above or head)
    return _capital(head)


def title_of_sentence(sentence: str, outputs: tuple[str, ...] = ()) -> str:
    """A title from a sentence: "bude aktualizováno" becomes "Aktualizace …", otherwise the sentence's beginning."""
    noun = next(
        (noun for stem, noun in _PARTICIPLES if re.search(rf"\b(bud|má|mají)\w*\b.*\b{stem}\w*", sentence)), None
    )
    if noun and _PARTNERSHIP.search(sentence):
        return f"{noun} lokálního partnerství"
    bare = re.sub(r"^\s*(?:[-–•·▪*]|\d+(\.\d+)*\.?|[a-z]\))\s+", "", sentence)
    words = _tidy(_ADDED.sub("", _NUMBERED.sub("", bare)))
    return _capital(_shortened(_CUT.split(words, maxsplit=1)[0] or words))


def _head(words: str) -> str:
    """The beginning of a cell up to its first break; abbreviations and numbers of programmes end it too."""
    first = _CUT.split(_NUMBERED.sub("", words.strip()), maxsplit=1)[0]
    first = first.split(", ")[0]
    shorter = re.split(r"\s+(?=[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ]{2,}\+?\s*\d)", first)[0]
    return _shortened(_tidy(shorter))


def _tidy(words: str) -> str:
    words = re.sub(r"(\w{3,})/(k[ay]|ky|ce|y|a|i)\b", r"\1", words)
    words = re.sub(r"\b(manažera|zástupce|manažer)\s+SZ\b", r"\1", words)
    return re.sub(r"\s+", " ", words).strip(" ,;.:–-")


def _shortened(words: str) -> str:
    parts = words.split()
    if len(parts) <= _LONGEST:
        return words
    kept = parts[:_LONGEST]
    while len(kept[-1]) < 3 or kept[-1].isdigit():
        kept.pop()
    return " ".join(kept) + " …"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
