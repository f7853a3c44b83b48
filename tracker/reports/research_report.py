"""Research and recommendations: what was recommended, what the municipality answered, what waits for an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.reports.entry import Town
from tracker.reports.report import Part, Report
from tracker.reports.table import Cell, Link, Said, Table, day, number, per_cent, share, words
from tracker.timeline.czech import NBSP, say_day

KEY = "research"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What research recommended, and the municipality's answer to it, if there is one."""

    id: int
    words: str
    answer: str = ""
    answered_on: date | None = None

    def answered(self, on: date) -> bool:
        """Whether the answer was there on a day; one without a day always was."""
        return bool(self.answer) and (self.answered_on is None or self.answered_on <= on)


@dataclass(frozen=True, slots=True)
class Research:
    """A finished piece of research with its recommendations."""

    town: Town
    title: str
    author: str
    finished_on: date
    recommendations: tuple[Recommendation, ...] = ()


def research_report(pieces: Sequence[Research], on: date, known: date, subject: str = "Česká republika") -> Report:
    """Every piece of research finished by ``on``, with what became of its recommendations."""
    finished = [piece for piece in pieces if piece.finished_on <= on]
    every = [recommendation for piece in finished for recommendation in piece.recommendations]
    answered = sum(recommendation.answered(on) for recommendation in every)
    part = per_cent(answered, len(every))
    return Report(
        key=KEY,
        title="Výzkumy a jejich doporučení",
        subject=subject,
        day=on,
        known=known,
        counted=f"Počítají se výzkumy dokončené do {say_day(on)}. Zodpovězené je doporučení, na které obec odpověděla.",
        summary=(
            f"Výzkumů {len(finished)}, zodpovězeno doporučení {answered} z{NBSP}{len(every)}"
            + (f" ({part}{NBSP}%)." if part is not None else "."),
        ),
        parts=(
            Part("Výzkumy", table=_pieces(finished, on)),
            Part("Doporučení bez odpovědi", table=_list("open", "Čeká na odpověď obce", finished, on, answered=False)),
            Part(
                "Doporučení a odpovědi", table=_list("answered", "Zodpovězená doporučení", finished, on, answered=True)
            ),
        ),
    )


def _pieces(pieces: Sequence[Research], on: date) -> Table:
    columns = (
        words("town", "Obec", 20),
        words("title", "Výzkum", 46),
        words("author", "Autor", 24),
        day("finished_on", "Dokončeno"),
        number("recommendations", "Doporučení"),
        number("answered", "Zodpovězeno"),
        share("share", "%"),
    )
    rows = tuple((_town(p), p.title, p.author or None, p.finished_on, *_answered([p], on)) for p in pieces)
    return Table("research", "Výzkumy a podíl zodpovězených doporučení", columns, rows, _total(pieces, on))


def _total(pieces: Sequence[Research], on: date) -> tuple[Cell, ...]:
    return "Celkem", None, None, None, *_answered(pieces, on)


def _answered(pieces: Sequence[Research], on: date) -> tuple[Cell, ...]:
    every = [recommendation for piece in pieces for recommendation in piece.recommendations]
    answered = sum(recommendation.answered(on) for recommendation in every)
    return len(every), answered, per_cent(answered, len(every))


def _list(key: str, title: str, pieces: Sequence[Research], on: date, *, answered: bool) -> Table:
    columns = (
        words("town", "Obec", 20),
        words("title", "Výzkum", 30),
        words("recommendation", "Doporučení", 46),
        *((words("answer", "Odpověď obce", 46), day("answered_on", "Odpovězeno")) if answered else ()),
    )
    chosen = [(p, r) for p in pieces for r in p.recommendations if r.answered(on) is answered]
    rows = tuple((_town(p), p.title, r.words, *(_answer(r) if answered else ())) for p, r in chosen)
    return Table(key, title, columns, rows)


def _answer(recommendation: Recommendation) -> tuple[Cell, ...]:
    return Said(f"recommendation-{recommendation.id}", recommendation.answer), recommendation.answered_on


def _town(piece: Research) -> Link:
    return Link(piece.town.name, "town", piece.town.id)
