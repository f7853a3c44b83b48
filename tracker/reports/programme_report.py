"""R5, the final report of an advisory programme in its three parts: how it was set, how it went, what it brought."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from tracker.reports.happenings import Happening, event_list, output_list
from tracker.reports.register_values import Criterion, Met, Programme, say
from tracker.reports.report import Part, Report
from tracker.reports.table import Cell, Row, Said, Table, number, words
from tracker.timeline.czech import say_day, say_range

KEY = "programme"


def programme_report(programme: Programme, happenings: Sequence[Happening], on: date, known: date) -> Report:
    """The report; a criterion without a judgement is told, never counted as met."""
    met = Counter(criterion.met for criterion in programme.criteria)
    judged = len(programme.criteria) - met[None]
    ended = programme.ended_early
    return Report(
        key=KEY,
        title=f"Závěrečná zpráva poradenského programu: {programme.title}",
        subject=f"obec {programme.town.name}",
        day=on,
        known=known,
        counted="Kritérium je splněné podle posouzení, ne podle odpovědi: i odpověď NE může být to, co se chtělo.",
        summary=(
            f"Splněno {met[Met.YES]} z {judged} posouzených kritérií, částečně {met[Met.PARTLY]}, "
            f"nesplněno {met[Met.NO]}, neposouzeno {met[None]}.",
            *((f"Program skončil předčasně {say_day(ended)}.",) if ended else ()),
        ),
        parts=(
            Part("Část 1: Jak byl program nastaven"),
            Part(
                "Období a cíle", _goals(programme), (("Období", say_range(programme.starts, programme.ends)),), level=2
            ),
            Part("Výchozí stav podle kritérií", table=_baseline(programme), level=2),
            Part("Část 2: Jak program probíhal"),
            Part("Události", table=event_list("events", "Co se konalo", happenings), level=2),
            Part("Výstupy jednání", table=output_list("outputs", "Zjištění, rozhodnutí a úkoly", happenings), level=2),
            Part("Část 3: Co program přinesl"),
            Part("Vyhodnocení kritérií", table=_criteria(programme), level=2),
            Part("Součet", table=_sums(met), level=2),
            *_end(programme),
        ),
    )


def _goals(programme: Programme) -> tuple[Cell, ...]:
    return tuple(line for line in programme.goals.splitlines() if line.strip())


def _baseline(programme: Programme) -> Table:
    columns = (words("number", "Č.", 6), words("criterion", "Kritérium", 70), words("baseline", "Výchozí stav", 40))
    rows = tuple((c.number, c.words, c.baseline or None) for c in programme.criteria)
    return Table("baseline", "Kritéria na začátku", columns, rows)


def _criteria(programme: Programme) -> Table:
    columns = (
        words("number", "Č.", 6),
        words("criterion", "Kritérium", 46),
        words("baseline", "Na začátku", 22),
        words("final", "Na konci", 22),
        words("answer", "Odpověď", 19),
        words("met", "Posouzení", 17),
        words("note", "Poznámka", 36),
    )
    return Table("criteria", "Kritéria na konci", columns, tuple(map(_criterion, programme.criteria)))


def _criterion(criterion: Criterion) -> Row:
    return (
        criterion.number,
        criterion.words,
        criterion.baseline or None,
        criterion.final or None,
        criterion.answer or None,
        say(criterion.met) or "neposouzeno",
        Said(f"criterion#{criterion.number}", criterion.note) if criterion.note else None,
    )


def _sums(met: Counter[Met | None]) -> Table:
    columns = (words("met", "Posouzení", 20), number("criteria", "Kritérií"))
    rows = tuple((say(word), met[word]) for word in Met)
    return Table(
        "sums", "Kritéria podle posouzení", columns, (*rows, ("Neposouzeno", met[None])), ("Celkem", met.total())
    )


def _end(programme: Programme) -> tuple[Part, ...]:
    early = programme.ended_early is not None
    facts: tuple[tuple[str, Cell], ...] = (
        ("Ukončeno", programme.ended_early),
        ("Mělo skončit", programme.ends if early else None),
        ("Důvod", Said("end#reason", programme.end_reason) if programme.end_reason else None),
    )
    told = tuple((name, cell) for name, cell in facts if cell is not None)
    return (Part("Předčasné ukončení" if early else "Ukončení", facts=told, level=2),) if told else ()
