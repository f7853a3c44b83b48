"""Which sort of document it is, by its beginning."""

import re

from tracker.documents.passages import DocumentText
from tracker.drafts.draft import DraftKind
from tracker.timeline.folding import folded

_BEGINNING = 1_500
_SIGNS: tuple[tuple[DraftKind, str], ...] = (
    (DraftKind.ANSWER, r"zadame o (sdeleni|informac|prehled|zaslani|jeho)|106/1999|poskytnuti informac"),
    (DraftKind.MINUTES, r"^\s*(zapis|zaznam)\w* (z|ze)\b|^\s*zapis\b"),
    (DraftKind.ADVISORY_PROGRAMME, r"poradensk\w+ program"),
    (DraftKind.AMENDMENT, r"\bdodatek\b|\brevize c\. ?\d"),
    (DraftKind.COOPERATION_DESCRIPTION, r"popis\w* spoluprace"),
    (DraftKind.MEMORANDUM, r"memorandum"),
    (DraftKind.PLAN, r"(strategick|tematick|mistni|akcni|komunitni)\w* .{0,20}plan|plan\w* socialniho zaclenovani"),
    (DraftKind.SUMMARY, r"vysledky prace|shrnu(je|ti)|souhrn|vyhodnoceni spoluprace"),
)


def sort_of(document: DocumentText) -> DraftKind:
    """The kind whose sign stands first in the document; a request in the beginning always makes an answer."""
    start = folded(document.text.lstrip()[:_BEGINNING])
    found = [
        (match.start(), order, kind)
        for order, (kind, sign) in enumerate(_SIGNS)
        if (match := re.search(sign, start, re.M))
    ]
    if not found:
        return DraftKind.OTHER
    answer = next((kind for _, _, kind in found if kind is DraftKind.ANSWER), None)
    return answer or min(found)[2]
