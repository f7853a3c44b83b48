"""R6, the summary of a cooperation in a period: duties, events, plans, projects, money, persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.obligations.wording import say_deadline
from tracker.reports.balance import agreed, balance, not_done, running, say_balance
from tracker.reports.entry import Entry, Town, by_obligation
from tracker.reports.happenings import MEETINGS, Happening, event_list, sums_by_act
from tracker.reports.project_sums import Sum, project_list
from tracker.reports.register_values import APPROVED, Plan, Project, say
from tracker.reports.report import Part, Report
from tracker.reports.table import Link, Row, Said, Table, day, number, say_money, words
from tracker.timeline.czech import counted, say_range

KEY = "summary"


@dataclass(frozen=True, slots=True)
class Cooperation:
    """What is known of a municipality in a period."""

    town: Town
    period: tuple[date, date]
    entries: tuple[Entry, ...]
    happenings: tuple[Happening, ...]
    plans: tuple[Plan, ...]
    projects: tuple[Project, ...]


def period_summary(cooperation: Cooperation, known: date) -> Report:
    """The summary as of the last day of the period."""
    meetings = [h for h in cooperation.happenings if h.event.act in MEETINGS]
    approved = Sum.of(cooperation.projects, APPROVED)
    return Report(
        key=KEY,
        title=f"Souhrn spolupráce {say_range(*cooperation.period)}",
        subject=f"obec {cooperation.town.name}",
        day=cooperation.period[1],
        known=known,
        counted=(
            "Termíny splatné v období podle původní dohody; události a jednání konané v období; "
            "projekty, které se v období realizovaly nebo připravovaly."
        ),
        summary=(
            say_balance(balance(cooperation.entries)),
            f"Událostí {len(cooperation.happenings)}, z toho {counted(len(meetings), 'jednání')}.",
            f"Schválených projektů {approved.projects} za {say_money(approved.money)}, osob {approved.persons}.",
        ),
        parts=(
            Part("Závazky", table=_duties(cooperation.entries)),
            Part("Co se dělo", table=sums_by_act("by_act", "Události podle druhu", cooperation.happenings)),
            Part("Jednání", table=event_list("meetings", "Jednání", meetings)),
            *(Part(plan.title, table=_items(plan)) for plan in cooperation.plans if plan.items),
            Part("Projekty", table=project_list(cooperation.projects)),
        ),
    )


def _duties(entries: Sequence[Entry]) -> Table:
    columns = (
        words("obligation", "Závazek", 40),
        words("rule", "Dohoda", 28),
        number("agreed", "Ujednáno termínů"),
        number("fulfilled", "Splněno"),
        number("late", "Z toho opožděně"),
        number("not_done", "Nesplněno"),
        number("running", "Ještě běží"),
    )
    duties = by_obligation(entries).values()
    return Table("duties", "Závazky v období", columns, tuple(map(_duty, duties)), _sums("Celkem", None, entries))


def _duty(entries: Sequence[Entry]) -> Row:
    duty = entries[0]
    return _sums(Link(duty.obligation.title, "obligation", duty.duty), say_deadline(duty.obligation.deadline), entries)


def _sums(name: str | Link, rule: str | None, entries: Sequence[Entry]) -> Row:
    counts = balance(entries)
    return name, rule, agreed(counts), counts.fulfilled, counts.late, not_done(counts), running(counts)


def _items(plan: Plan) -> Table:
    columns = (
        words("number", "Číslo", 8),
        words("level", "Úroveň", 12),
        words("words", "Znění", 50),
        day("due", "Do"),
        words("state", "Stav", 18),
        words("reason", "Důvod", 40),
    )
    rows = tuple(
        (
            item.number,
            say(item.level),
            item.words,
            item.due,
            say(item.state),
            Said(f"plan-{plan.id}#{item.number}", item.reason) if item.reason else None,
        )
        for item in plan.items
    )
    return Table(f"plan_{plan.id}", "Cíle a opatření", columns, rows)
