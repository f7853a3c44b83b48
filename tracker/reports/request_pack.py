"""R8, the pack for a request under Act 106/1999: meetings by year, projects, plans and how duties were kept.

The law gives what is recorded, not what is private (§ 8a): free texts, names of people and papers stay out; the counts,
days, kinds and agreed words go in. The same request for the same day gives the same pack, whenever it is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.fulfilment.labels import label
from tracker.obligations.obligation import Act
from tracker.reports.balance import agreed, balance, not_done, say_balance
from tracker.reports.entry import Entry, Town
from tracker.reports.frozen import checksum
from tracker.reports.happenings import MEETINGS, Happening
from tracker.reports.project_sums import Sum, project_list
from tracker.reports.register_values import Plan, Project, say
from tracker.reports.report import Part, Report
from tracker.reports.table import Row, Table, day, number, per_cent, say_money, share, words
from tracker.timeline.czech import say_day

KEY = "request"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: towns, years, and everything recorded of them."""

    towns: tuple[Town, ...]
    years: tuple[int, ...]
    happenings: tuple[Happening, ...]
    entries: tuple[Entry, ...]
    projects: tuple[Project, ...]
    plans: tuple[Plan, ...]


def request_pack(request: Request, on: date, known: date) -> Report:
    """The pack, masked, with the checksum of what it says as its last fact."""
    meetings = [h for h in request.happenings if h.event.act in MEETINGS]
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
            f"Obcí {len(request.towns)}, jednání {len(meetings)}, projektů {len(request.projects)} "
            f"za {say_money(Sum.of(request.projects).money)}, plánů {len(request.plans)}.",
            say_balance(balance(request.entries)),
        ),
        parts=(
            Part("Jednání podle let a druhu", table=_by_year(request, meetings)),
            Part("Jednání po jednom", table=_meetings(meetings)),
            Part("Projekty", table=project_list(request.projects)),
            Part("Plány a jejich schválení", table=_plans(request.plans)),
            Part("Cíle a opatření plánů", table=_items(request.plans)),
            Part("Plnění závazků podle let", table=_kept(request)),
        ),
    ).published(())
    return _sealed(pack)


def _sealed(pack: Report) -> Report:
    seal = Part("Kontrolní součet", facts=(("SHA-256 podkladů bez tohoto oddílu", checksum(pack)),))
    return Report(
        pack.key, pack.title, pack.subject, pack.day, pack.known, pack.counted, pack.summary, (*pack.parts, seal)
    )


def _years(request: Request) -> str:
    return ", ".join(map(str, request.years))


def _by_year(request: Request, meetings: Sequence[Happening]) -> Table:
    acts = [act for act in Act if act in MEETINGS]
    columns = (words("year", "Rok", 8), *(number(act.value, label(act), 18) for act in acts), number("sum", "Celkem"))
    rows = tuple(_year(str(year), acts, [m for m in meetings if m.event.day.year == year]) for year in request.years)
    return Table("by_year", "Počty jednání", columns, rows, _year("Celkem", acts, meetings))


def _year(name: str, acts: Sequence[Act], meetings: Sequence[Happening]) -> Row:
    return name, *(sum(m.event.act is act for m in meetings) for act in acts), len(meetings)


def _meetings(meetings: Sequence[Happening]) -> Table:
    columns = (
        day("day", "Den"),
        words("town", "Obec", 20),
        words("level", "Druh jednání", 34),
        words("form", "Forma", 14),
        number("persons", "Osob"),
        number("decisions", "Výstupů"),
    )
    rows = tuple(
        (m.event.day, m.town.name, label(m.event.act), label(m.event.form), m.event.persons, len(m.event.outputs))
        for m in meetings
    )
    return Table("meetings", "Jednání", columns, rows)


def _plans(plans: Sequence[Plan]) -> Table:
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
    return Table("plans", "Plány", columns, (*rows, *waiting))


def _items(plans: Sequence[Plan]) -> Table:
    columns = (
        words("town", "Obec", 20),
        words("plan", "Plán", 30),
        words("number", "Číslo", 8),
        words("words", "Znění", 60),
        words("state", "Stav", 18),
    )
    rows = tuple((p.town.name, p.title, i.number, i.words, say(i.state)) for p in plans for i in p.items)
    return Table("items", "Cíle a opatření", columns, rows)


def _kept(request: Request) -> Table:
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
    return Table("kept", "Termíny splatné v letech", columns, rows, _kept_in("Celkem", request.entries))


def _due_in(entry: Entry, year: int) -> bool:
    return entry.standing.first_due is not None and entry.standing.first_due.year == year


def _kept_in(name: str, entries: Sequence[Entry]) -> Row:
    counts = balance(entries)
    part = per_cent(counts.fulfilled, counts.due)
    return name, agreed(counts), counts.due, counts.fulfilled, part, counts.late, not_done(counts)
