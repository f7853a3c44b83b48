"""Search over municipalities, obligations, events and documents in reach; accents and case do not matter."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from tracker.operations.ground import Work
from tracker.store.agreements import ObligationRow, TermRow
from tracker.store.documents import DocumentRow
from tracker.store.events import EventRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.czech_order import sort_key
from tracker.timeline.folding import folded

MOST = 25
"""How many hits of each kind are shown."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found: its id, its name, and the municipality it belongs to (empty for a municipality itself)."""

    number: int
    name: str
    town: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Hits in the Czech order, of each kind at most ``MOST``."""

    towns: tuple[Hit, ...] = ()
    obligations: tuple[Hit, ...] = ()
    events: tuple[Hit, ...] = ()
    documents: tuple[Hit, ...] = ()

    @property
    def count(self) -> int:
        """How many hits are shown."""
        return len(self.towns) + len(self.obligations) + len(self.events) + len(self.documents)


def search(work: Work, words: str) -> Found:
    """Everything in reach whose name, or in an obligation the quoted sentence too, holds all the words."""
    wanted = folded(words).split()
    if not wanted:
        return Found()
    return Found(
        towns=_towns(work, wanted),
        obligations=_hits(_obligations(work), wanted),
        events=_hits(_named(work, EventRow, EventRow.title), wanted),
        documents=_hits(_named(work, DocumentRow, DocumentRow.name), wanted),
    )


def _towns(work: Work, wanted: list[str]) -> tuple[Hit, ...]:
    rows = work.session.exec(select(MunicipalityRow.id, MunicipalityRow.name).where(work.in_reach())).all()
    return _hits([(number, name, "", name) for number, name in rows], wanted)


def _obligations(work: Work) -> Iterable[tuple[int | None, str, str, str]]:
    """Every obligation in its last wording."""
    rows = work.session.exec(
        select(ObligationRow.id, TermRow.title, MunicipalityRow.name, TermRow.quote)
        .join(TermRow, col(TermRow.obligation_id) == ObligationRow.id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == ObligationRow.municipality_id)
        .where(work.in_reach())
        .order_by(col(TermRow.version_id))
    ).all()
    return {number: (number, title, town, f"{title} {quote} {town}") for number, title, town, quote in rows}.values()


def _named(work: Work, kind: Any, name: Any) -> Iterable[tuple[int | None, str, str, str]]:
    rows = work.session.exec(
        select(kind.id, name, MunicipalityRow.name)
        .join(MunicipalityRow, col(MunicipalityRow.id) == kind.municipality_id)
        .where(work.in_reach())
        .order_by(kind.id.desc())
    ).all()
    return [(number, title, town, f"{title} {town}") for number, title, town in rows]


def _hits(rows: Iterable[tuple[int | None, str, str, str]], wanted: list[str]) -> tuple[Hit, ...]:
    found = [Hit(number or 0, name, town) for number, name, town, text in rows if _holds(text, wanted)]
    return tuple(sorted(found, key=lambda hit: (sort_key(hit.name), sort_key(hit.town))))[:MOST]


def _holds(text: str, wanted: list[str]) -> bool:
    plain = folded(text)
    return all(word in plain for word in wanted)
