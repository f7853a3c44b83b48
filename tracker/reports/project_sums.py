"""R10, projects, money and persons: counts and sums by locality and by state, exact to the hundredth of a crown."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.reports.entry import Town
from tracker.reports.register_values import APPROVED, WAITING, Project, ProjectState, say
from tracker.reports.report import Part, Report
from tracker.reports.table import Column, Link, Row, Table, day, money, number, say_money, words
from tracker.timeline.czech import say_number

KEY = "projects"
_EVERY = frozenset(ProjectState)


@dataclass(frozen=True, slots=True)
class Sum:
    """How many projects, crowns and persons."""

    projects: int = 0
    money: Decimal = Decimal()
    persons: int = 0

    @classmethod
    def of(cls, projects: Iterable[Project], states: Collection[ProjectState] = _EVERY) -> "Sum":
        """The sum of the projects in these states."""
        chosen = [project for project in projects if project.state in states]
        return cls(
            len(chosen),
            sum((project.money for project in chosen), Decimal()),
            sum(project.persons or 0 for project in chosen),
        )


def project_sums(
    projects: Sequence[Project],
    on: date,
    known: date,
    subject: str = "Česká republika",
    declared: Table | None = None,
) -> Report:
    """All projects with their sums; prepared counts every project, approved those that got their money.

    ``declared`` are the totals that documents tell, which are never mixed with what is counted here.
    """
    every, approved, waiting = Sum.of(projects), Sum.of(projects, APPROVED), Sum.of(projects, WAITING)
    return Report(
        key=KEY,
        title="Projekty, peníze a osoby",
        subject=subject,
        day=on,
        known=known,
        counted=(
            "Částky jsou způsobilé výdaje. Schválený je projekt v realizaci, dokončený a předčasně ukončený; "
            "v přípravě je projekt připravený a podaný. Osoby se sčítají tak, jak je uvádějí projekty."
        ),
        summary=(
            f"Připravených projektů celkem {every.projects}, z toho schválených {approved.projects}.",
            f"Získáno {say_money(approved.money)}, v přípravě a hodnocení {say_money(waiting.money)}.",
            f"Podpořených osob ve schválených projektech: {say_number(approved.persons)}.",
        ),
        parts=(
            Part("Podle stavu", table=_by_state(projects)),
            Part("Podle obce", table=_by_town(projects)),
            *((Part("Co uvádějí dokumenty", table=declared),) if declared and declared.rows else ()),
            Part("Projekty po jednom", table=project_list(projects)),
        ),
    ).led_by("projects")


def project_list(projects: Sequence[Project], key: str = "projects") -> Table:
    """Every project on its line, with the sum of all at the end."""
    columns: tuple[Column, ...] = (
        words("town", "Obec", 18),
        words("name", "Projekt", 32),
        words("carrier", "Realizátor", 22),
        words("programme", "Program", 16),
        words("call", "Výzva", 19),
        words("goals", "Cíle", 32),
        number("persons", "Osob"),
        money("money", "Způsobilé výdaje"),
        day("starts", "Od"),
        day("ends", "Do"),
        words("state", "Stav", 18),
    )
    total = Sum.of(projects)
    closing = (
        "Celkem",
        f"projektů {total.projects}",
        None,
        None,
        None,
        None,
        total.persons,
        total.money,
        None,
        None,
        None,
    )
    return Table(key, "Projekty", columns, tuple(map(_project, projects)), closing)


def _project(project: Project) -> Row:
    return (
        Link(project.town.name, "town", project.town.id),
        project.name,
        project.carrier or None,
        project.programme or None,
        project.call or None,
        project.goals or None,
        project.persons,
        project.money,
        project.starts,
        project.ended_early or project.ends,
        say(project.state),
    )


def _by_state(projects: Sequence[Project]) -> Table:
    groups = [(say(state), [p for p in projects if p.state is state]) for state in ProjectState]
    rows = tuple(_sums(name, found) for name, found in groups if found)
    return Table("by_state", "Projekty podle stavu", _columns("Stav"), rows, _sums("Celkem", projects))


def _by_town(projects: Sequence[Project]) -> Table:
    towns: dict[Town, list[Project]] = {}
    for project in projects:
        towns.setdefault(project.town, []).append(project)
    rows = tuple(_sums(Link(town.name, "town", town.id), found) for town, found in towns.items())
    return Table("by_town", "Projekty podle obce", _columns("Obec"), rows, _sums("Celkem", projects))


def _columns(head: str) -> tuple[Column, ...]:
    return (
        words("group", head, 24),
        number("projects", "Projektů"),
        number("approved", "Schválených"),
        money("gained", "Získáno"),
        money("waiting", "V přípravě"),
        number("persons", "Osob ve schválených", 14),
    )


def _sums(name: Any, projects: Sequence[Project]) -> Row:
    approved, waiting = Sum.of(projects, APPROVED), Sum.of(projects, WAITING)
    return name, len(projects), approved.projects, approved.money, waiting.money, approved.persons
