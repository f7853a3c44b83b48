"""Who owes a duty, from the words that name the responsible."""

import re

from tracker.obligations.obligation import Party, Side

_AGENCY = re.compile(r"\b(asz|agentur\w*|konzultant\w*|metodi\w+|expert\w*|osz|l[k]|mlk)\b", re.I)
_TOWN = re.compile(
    r"\b(obec|obc\w+|měst\w*|územní\w* cel\w+|úc|manažer\w*|koordinátor\w*|odbor\w*|starost\w*|zastupitelstv\w*|rad[ay]"
    r"|osv\w*|mú|mě[úu]|magistrát\w*|tajemní\w*|zástupc\w*)\b",
    re.I,
)
_BOTH = re.compile(r"\b(oba|obě|společně|vzájemn\w*|lokální partnerství|lp|pracovní skupin\w*|všichni)\b", re.I)
_NOBODY = re.compile(r"^[\s\-–—/.]*$|^(ne|není|netýká se|nerelevantní|n/a)\b", re.I)


def party_of_cells(municipality: str, asz: str) -> Party | None:
    """The owing sides of two columns: those whose cell says anything."""
    town, agency = not _NOBODY.match(municipality), not _NOBODY.match(asz)
    if town and agency:
        return Party.BOTH
    if town:
        return Party.MUNICIPALITY
    return Party.ASZ if agency else None


def party_of_words(words: str) -> Party | None:
    """The owing sides named in one text; ``None`` where it names neither."""
    town, agency = bool(_TOWN.search(words)), bool(_AGENCY.search(words))
    if _BOTH.search(words) or (town and agency):
        return Party.BOTH
    if town:
        return Party.MUNICIPALITY
    return Party.ASZ if agency else None


def halves_of(party: Party | None, words: str) -> dict[Side, str]:
    """The words that name the responsible, at the side or sides that owe."""
    return {
        Side.MUNICIPALITY: words if party is not Party.ASZ else "",
        Side.ASZ: words if party is not Party.MUNICIPALITY else "",
    }
