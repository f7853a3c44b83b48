"""Amendments: which agreement an amendment changes, as far as its own words tell."""

import re
from dataclasses import dataclass
from datetime import date

from tracker.documents.passages import DocumentText
from tracker.drafts.days import DAY, first_day_in
from tracker.timeline.czech import say_day
from tracker.timeline.folding import folded

_BEGINNING = 3_000
_CLAUSE = 400
_AMENDMENT = re.compile(
    r"\b(?:dodat\w+\s*(?:(?:cislo|c\.)\s*)?(?P<number>\d{1,3}|[ivx]{1,4})?\.?\s+ke?|revize\s+(?:(?:cislo|c\.)\s*)?\d{0,3})\s+"
    r"(?P<agreement>(?:\w+\s+){0,3}?(?:smlouv\w{1,3}|dohod(?:a|e|u|y|ou)|memorand\w*|popis\w*\s+spoluprac\w*|plan\w*|program\w*)"
    r"(?:\s+(?:o|v\s+oblasti)\s+\w+(?:\s+(?!(?:c|cislo|k|ze|dne|mezi|uzavren\w*|schvalen\w*|podepsan\w*)\b)\w+)?)?)"
)
_NUMBER = re.compile(r"\b(?:cislo|c\.)\s*(?:smlouvy\s*)?:?\s*(?P<number>[\w/.-]*\d[\w/.-]*\w)")
_DAY = re.compile(rf"\b(?:ze dne|dne|ze)\s+(?P<day>{DAY.pattern})")
_PARTIES = re.compile(r"\bmezi:?\s+(?P<first>[^.;\n]{3,80}?)\s+a\s+(?P<second>[^.;,\n(]{3,80})")
_CLOSING = re.compile(r"\s+(?:ze dne|dne|ktery|ktera|uzavren|podepsan|schvalen|c\.|cislo).*")


@dataclass(frozen=True, slots=True)
class AmendedAgreement:
    """The agreement as the amendment names it; what the words do not tell is empty.

    ``start`` and ``end`` span the words that name it in the text.
    """

    words: str
    amendment: str | None
    agreement: str
    number: str | None
    day: date | None
    parties: tuple[str, ...]
    start: int
    end: int


def amended_agreement(document: DocumentText) -> AmendedAgreement | None:
    """What the amendment changes: kind, number and day stand in its heading or the clause after it."""
    text = document.text[:_BEGINNING]
    plain = folded(text)
    named = _AMENDMENT.search(plain)
    if named is None:
        return None
    rest = slice(named.end("agreement"), min(named.end("agreement") + _CLAUSE, len(plain)))
    number, day = _NUMBER.search(plain, rest.start, rest.stop), _DAY.search(plain, rest.start, rest.stop)
    start, end = named.span()
    told = named["number"]
    return AmendedAgreement(
        words=" ".join(text[start:end].split()),
        amendment=text[named.start("number") : named.end("number")] if told else None,
        agreement=" ".join(text[named.start("agreement") : named.end("agreement")].split()),
        number=text[number.start("number") : number.end("number")] if number else None,
        day=first_day_in(day["day"]) if day else None,
        parties=_parties(text, plain),
        start=start,
        end=end,
    )


def _parties(text: str, plain: str) -> tuple[str, ...]:
    found = _PARTIES.search(plain)
    if found is None:
        return ()
    sides = (text[found.start(side) : found.end(side)] for side in ("first", "second"))
    return tuple(_without_closing(" ".join(side.split())) for side in sides)


def _without_closing(side: str) -> str:
    closing = _CLOSING.search(folded(side))
    return side[: closing.start()] if closing else side


def say_amended(amended: AmendedAgreement) -> str:
    """One line for the page of the import, in the words of the document."""
    told = [
        f"„{amended.words}“",
        f"č. {amended.number}" if amended.number else "",
        f"ze dne {say_day(amended.day)}" if amended.day else "",
        f"mezi {' a '.join(amended.parties)}" if amended.parties else "",
    ]
    return f"Mění dohodu: {', '.join(filter(None, told))}."
