"""Search over municipalities, obligations, events and documents in reach; accents and case do not matter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
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
    """A thing found: its id, its name, its municipality (empty for a municipality itself), and its day."""

    number: int
    name: str
    town: str = ""
    day: date | None = None


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
        events=_hits(_events(work), wanted),
        documents=_hits(_documents(work), wanted),
    )


def _towns(work: Work, wanted: list[str]) -> tuple[Hit, ...]:
    rows = work.session.exec(select(MunicipalityRow.id, MunicipalityRow.name).where(work.in_reach())).all()
    return _hits(((Hit(number or 0, name), name) for number, name in rows), wanted)


def _obligations(work: Work) -> Iterable[tuple[Hit, str]]:
    """Every obligation in its last wording."""
    rows = work.session.exec(
        select(ObligationRow.id, TermRow.title, MunicipalityRow.name, TermRow.quote)
        .join(TermRow, col(TermRow.obligation_id) == ObligationRow.id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == ObligationRow.municipality_id)
        .where(work.in_reach())
        .order_by(col(TermRow.version_id))
    ).all()
    return {
        number: (Hit(number or 0, title, town), f"{title} {quote} {town}") for number, title, town, quote in rows
    }.values()


def _events(work: Work) -> Iterable[tuple[Hit, str]]:
    rows: Any = work.session.exec(
        select(EventRow, MunicipalityRow.name)
        .join(MunicipalityRow, col(MunicipalityRow.id) == EventRow.municipality_id)
        .where(work.in_reach())
    ).all()
    return [(Hit(event.id, event.title, town, event.day), f"{event.title} {town}") for event, town in rows]


def _documents(work: Work) -> Iterable[tuple[Hit, str]]:
    rows: Any = work.session.exec(
        select(DocumentRow.id, DocumentRow.name, MunicipalityRow.name)
        .join(MunicipalityRow, col(MunicipalityRow.id) == DocumentRow.municipality_id)
        .where(work.in_reach())
        .order_by(col(DocumentRow.id).desc())
    ).all()
    return [(Hit(number, name, town), f"{name} {town}") for number, name, town in rows]


def _hits(rows: Iterable[tuple[Hit, str]], wanted: list[str]) -> tuple[Hit, ...]:
    found = [hit for hit, text in rows if _holds(text, wanted)]
    return tuple(sorted(found, key=_order))[:MOST]


def _order(hit: Hit) -> tuple[Any, Any, int]:
    """By name and municipality; of what is called alike the latest first."""
    return sort_key(hit.name), sort_key(hit.town), -hit.day.toordinal() if hit.day else 0


def _holds(text: str, wanted: list[str]) -> bool:
    plain = folded(text)
    return all(word in plain for word in wanted)
