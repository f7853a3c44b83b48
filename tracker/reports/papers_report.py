"""R13, documents and their expiry: what is in force, what runs out soon, and what has run out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.reports.entry import Town
from tracker.reports.report import Part, Report
from tracker.reports.table import Link, Row, Table, day, number, words

KEY = "papers"
SOON = timedelta(days=180)
"""A document that ends within half a year needs somebody to think of the next one."""


@dataclass(frozen=True, slots=True)
class Validity:
    """A document with the days between which it holds; ``number`` is of an agreement, where it is one."""

    town: Town
    kind: str
    title: str
    starts: date | None
    ends: date | None
    state: str = ""
    number: int | None = None
    approved_on: date | None = None
    resolution: str = ""


def papers_report(subject: str, papers: Sequence[Validity], on: date, known: date) -> Report:
    """Every document in one of three piles by the day it ends."""
    ended = [paper for paper in papers if paper.ends is not None and paper.ends < on]
    soon = [paper for paper in papers if paper.ends is not None and on <= paper.ends <= on + SOON]
    holds = [paper for paper in papers if paper not in ended and paper not in soon]
    return Report(
        key=KEY,
        title="Dokumenty a jejich platnost",
        subject=subject,
        day=on,
        known=known,
        counted="Dokumenty v platnosti a plány podle posledního dne platnosti; předčasně ukončený podle dne ukončení.",
        summary=(f"Platí {len(holds)}, do půl roku skončí {len(soon)}, už neplatí {len(ended)}.",),
        parts=(
            Part("Do půl roku skončí", table=_papers("soon", "Končí nejdřív", soon, on)),
            Part("Platí", table=_papers("holds", "V platnosti", holds, on)),
            Part("Už neplatí", table=_papers("ended", "Po platnosti", ended, on)),
        ),
    )


def _papers(key: str, title: str, papers: Sequence[Validity], on: date) -> Table:
    columns = (
        words("town", "Obec", 20),
        words("kind", "Druh", 18),
        words("title", "Dokument", 40),
        day("starts", "Od"),
        day("ends", "Do"),
        number("days", "Zbývá dní"),
        words("state", "Stav", 22),
        day("approved_on", "Schváleno"),
        words("resolution", "Usnesení", 18),
    )
    ordered = sorted(papers, key=lambda paper: (paper.ends or date.max, paper.town.name, paper.title))
    return Table(key, title, columns, tuple(_paper(paper, on) for paper in ordered))


def _paper(paper: Validity, on: date) -> Row:
    return (
        Link(paper.town.name, "town", paper.town.id),
        paper.kind,
        Link(paper.title, "agreement", paper.number) if paper.number is not None else paper.title,
        paper.starts,
        paper.ends,
        (paper.ends - on).days if paper.ends is not None and paper.ends >= on else None,
        paper.state or None,
        paper.approved_on,
        paper.resolution or None,
    )
