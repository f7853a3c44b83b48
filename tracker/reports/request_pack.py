"""R8, the pack for a request under Act 106/1999: meetings by year, projects, plans and how duties were kept.

The law gives what is recorded, not what is private (§ 8a): free texts, names of people and papers stay out; the counts,
days, kinds and agreed words go in. The same request for the same day gives the same pack, whenever it is asked.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.fulfilment.labels import label
from tracker.obligations.obligation import Act
from tracker.reports.balance import agreed, balance, not_done, say_balance
from tracker.reports.entry import Entry, Town
from tracker.reports.frozen import checksum
from tracker.reports.happenings import MEETINGS, Happening
from tracker.reports.project_sums import Sum, project_list
from tracker.reports.register_values import Plan, Project, Workload, say
from tracker.reports.report import Part, Report
from tracker.reports.table import Row, Table, day, number, per_cent, say_money, share, words
from tracker.timeline.czech import say_day

KEY = "request"


class Question(StrEnum):
    """What such a request asks about, in the order of the answer."""

    PLANS = "plans"
    ITEMS = "items"
    MEETINGS = "meetings"
    PROJECTS = "projects"
    WORKLOADS = "workloads"
    KEPT = "kept"


QUESTIONS: dict[Question, str] = {
    Question.PLANS: "Které plány byly zpracovány a kdo je kdy schválil?",
    Question.ITEMS: "Jak jsou plněny cíle a opatření plánů, a pokud nejsou, z jakého důvodu?",
    Question.MEETINGS: "Která jednání proběhla, na jaké úrovni a s jakým výsledkem?",
    Question.PROJECTS: "Které projekty byly připraveny, s jakými výdaji a pro kolik osob?",
    Question.WORKLOADS: "Kolik pracovníků odpovídá za spolupráci s obcemi, absolutně a v přepočtu na úvazky?",
    Question.KEPT: "Jak byly v jednotlivých letech plněny dohodnuté závazky?",
}
"""Every question in words, such as stands above its answer."""


LEVELS = MEETINGS | {Act.OTHER}
"""The kinds of meetings that can be asked about: what is recorded as another kind may well be one, and is told too."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked and everything recorded of it; no ``levels`` or ``questions`` mean all of them."""

    towns: tuple[Town, ...]
    years: tuple[int, ...]
    happenings: tuple[Happening, ...]
    entries: tuple[Entry, ...]
    projects: tuple[Project, ...]
    plans: tuple[Plan, ...]
    workloads: tuple[Workload, ...] = ()
    levels: tuple[Act, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def acts(self) -> tuple[Act, ...]:
        """The kinds of meetings asked about."""
        return tuple(act for act in Act if act in (self.levels or LEVELS))

    @property
    def meetings(self) -> tuple[Happening, ...]:
        """The meetings of those kinds."""
        return tuple(h for h in self.happenings if h.event.act in self.acts)


def request_pack(request: Request, on: date, known: date) -> Report:
    """The pack, masked, with the checksum of what it says as its last fact."""
    pack = Report(
        key=KEY,
        title="Podklady pro odpověď podle zákona č. 106/1999 Sb.",
        subject=", ".join(town.name for town in request.towns),
        day=on,
        known=known,
        counted=(
            f"Záznamy pořízené do {say_day(known)} o událostech a termínech let {_years(request)}. "
            "Jména osob, volné texty a názvy dokladů v podkladech nejsou (§ 8a zákona)."
        ),
        summary=(
            f"Obcí {len(request.towns)}, jednání {len(request.meetings)}, projektů {len(request.projects)} "
            f"za {say_money(Sum.of(request.projects).money)}, plánů {len(request.plans)}.",
            say_balance(balance(request.entries)),
        ),
        parts=tuple(_answers(request)),
    ).published(())
    return _sealed(pack)


def _answers(request: Request) -> Iterator[Part]:
    """The questions asked, numbered, each with its tables."""
    asked = [question for question in Question if question in (request.questions or QUESTIONS)]
    for number_, question in enumerate(asked, 1):
        first, *rest = _ANSWERS[question](request)
        yield Part(f"{number_}) {QUESTIONS[question]}", table=first)
        yield from (Part(table.title, table=table, level=2) for table in rest)


def _sealed(pack: Report) -> Report:
    seal = Part("Kontrolní součet", facts=(("SHA-256 podkladů bez tohoto oddílu", checksum(pack)),))
    return Report(
        pack.key, pack.title, pack.subject, pack.day, pack.known, pack.counted, pack.summary, (*pack.parts, seal)
    )


def _years(request: Request) -> str:
    return ", ".join(map(str, request.years))


def _of_meetings(request: Request) -> tuple[Table, ...]:
    return _by_year(request), _meetings(request.meetings)


def _by_year(request: Request) -> Table:
    acts, meetings = request.acts, request.meetings
    columns = (words("year", "Rok", 8), *(number(act.value, label(act), 18) for act in acts), number("sum", "Celkem"))
    rows = tuple(_year(str(year), acts, [m for m in meetings if m.event.day.year == year]) for year in request.years)
    return Table("by_year", "Počty jednání podle let a úrovně", columns, rows, _year("Celkem", acts, meetings))


def _year(name: str, acts: Sequence[Act], meetings: Sequence[Happening]) -> Row:
    return name, *(sum(m.event.act is act for m in meetings) for act in acts), len(meetings)


def _meetings(meetings: Sequence[Happening]) -> Table:
    columns = (
        day("day", "Den"),
        words("town", "Obec", 20),
        words("level", "Úroveň jednání", 30),
        words("body", "Orgán", 26),
        words("form", "Forma", 14),
        number("persons", "Osob"),
        number("decisions", "Výstupů"),
    )
    rows = tuple(
        (
            m.event.day,
            m.town.name,
            label(m.event.act),
            m.body or None,
            label(m.event.form),
            m.event.persons,
            len(m.event.outputs),
        )
        for m in meetings
    )
    return Table("meetings", "Jednání po jednom", columns, rows)


def _plans(request: Request) -> tuple[Table, ...]:
    plans = request.plans
    columns = (
        words("town", "Obec", 20),
        words("kind", "Druh", 10),
        words("title", "Plán", 46),
        words("member", "Schválila obec", 22),
        day("approved_on", "Schváleno"),
        words("resolution", "Usnesení", 20),
    )
    rows = [
        (plan.town.name, plan.kind, plan.title, a.member or plan.town.name, a.approved_on, a.resolution or None)
        for plan in plans
        for a in plan.approvals
    ]
    waiting = [(plan.town.name, plan.kind, plan.title, None, None, None) for plan in plans if not plan.approvals]
    return (Table("plans", "Plány a jejich schválení", columns, (*rows, *waiting)),)


def _items(request: Request) -> tuple[Table, ...]:
    columns = (
        words("town", "Obec", 20),
        words("plan", "Plán", 30),
        words("number", "Číslo", 8),
        words("words", "Znění", 60),
        words("state", "Stav", 18),
        words("reason", "Důvod", 40),
    )
    rows = tuple(
        (p.town.name, p.title, i.number, i.words, say(i.state), i.reason or None)
        for p in request.plans
        for i in p.items
    )
    return (Table("items", "Cíle a opatření", columns, rows),)


def _projects(request: Request) -> tuple[Table, ...]:
    return (project_list(request.projects),)


def _workloads(request: Request) -> tuple[Table, ...]:
    columns = (
        words("town", "Obec", 20),
        words("role", "Role", 36),
        number("persons", "Osob"),
        number("full_time", "Úvazků"),
    )
    rows = tuple((w.town.name, w.role, w.persons, w.full_time) for w in request.workloads)
    persons, full_time = sum(w.persons for w in request.workloads), sum(w.full_time for w in request.workloads)
    return (Table("workloads", "Pracovníci a úvazky", columns, rows, ("Celkem", None, persons, full_time)),)


def _kept(request: Request) -> tuple[Table, ...]:
    columns = (
        words("year", "Rok", 8),
        number("agreed", "Ujednáno"),
        number("due", "Lze hodnotit"),
        number("fulfilled", "Splněno"),
        share("share", "%"),
        number("late", "Opožděně"),
        number("not_done", "Nesplněno"),
    )
    rows = tuple(_kept_in(str(year), [e for e in request.entries if _due_in(e, year)]) for year in request.years)
    return (Table("kept", "Termíny splatné v letech", columns, rows, _kept_in("Celkem", request.entries)),)


def _due_in(entry: Entry, year: int) -> bool:
    return entry.standing.first_due is not None and entry.standing.first_due.year == year


def _kept_in(name: str, entries: Sequence[Entry]) -> Row:
    counts = balance(entries)
    part = per_cent(counts.fulfilled, counts.due)
    return name, agreed(counts), counts.due, counts.fulfilled, part, counts.late, not_done(counts)


_ANSWERS: dict[Question, Callable[[Request], tuple[Table, ...]]] = {
    Question.PLANS: _plans,
    Question.ITEMS: _items,
    Question.MEETINGS: _of_meetings,
    Question.PROJECTS: _projects,
    Question.WORKLOADS: _workloads,
    Question.KEPT: _kept,
}
