"""Amendments: which agreement an amendment changes, from when and in what as a whole, as far as its words tell."""

import re
from dataclasses import dataclass
from datetime import date

from tracker.documents.passages import DocumentText
from tracker.drafts.amending import PROLONGS, QUOTED
from tracker.drafts.days import DAY, first_day_in
from tracker.drafts.grammar import Context, read
from tracker.obligations.deadline import Dated
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

_SINCE = re.compile(
    r"\b(?:(?:nabyva|nabude)\s+(?:platnosti\s+a\s+)?(?:ucinnosti|platnosti)|s\s+ucinnosti|ucinn\w+|plati|platn\w+)\b"
    r"[^;\n]{0,30}?\b(?:ode\s+dne|od|dnem|dne)\s+"
)
_DROPS = re.compile(r"\b(?:vypousti|rusi|zrusuje|odstranuje)\s+se\b[^„“\"\n]{0,80}" + QUOTED.format("duty"))
_TERM = 30
"""Characters in which a day stands that words lead to."""


@dataclass(frozen=True, slots=True)
class AmendedAgreement:
    """The agreement as the amendment names it; what the words do not tell is empty.

    ``start`` and ``end`` span the words that name it in the text. ``since`` is the day from which the amendment holds,
    ``until`` the day to which it prolongs the agreement, ``dropped`` are the duties that it takes out, by name.
    """

    words: str
    amendment: str | None
    agreement: str
    number: str | None
    day: date | None
    parties: tuple[str, ...]
    start: int
    end: int
    since: date | None = None
    until: date | None = None
    dropped: tuple[str, ...] = ()


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
        since=_since(document.text),
        until=_until(document.text),
        dropped=_dropped(document.text),
    )


def _since(text: str) -> date | None:
    lead = _SINCE.search(folded(text))
    return first_day_in(text[lead.end() : lead.end() + _TERM]) if lead else None


def _until(text: str) -> date | None:
    lead = PROLONGS.search(folded(text))
    readings = read(text[lead.end() : lead.end() + _TERM], Context()).readings if lead else ()
    rule = readings[0].deadline if readings else None
    return rule.day if isinstance(rule, Dated) else None


def _dropped(text: str) -> tuple[str, ...]:
    return tuple(text[found.start("duty") : found.end("duty")] for found in _DROPS.finditer(folded(text)))


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
    changes = [
        f"Platí od {say_day(amended.since)}." if amended.since else "",
        f"Prodlužuje platnost do {say_day(amended.until)}." if amended.until else "",
        f"Vypouští: {', '.join(f'„{name}“' for name in amended.dropped)}." if amended.dropped else "",
    ]
    return " ".join([f"Mění dohodu: {', '.join(filter(None, told))}.", *filter(None, changes)])
