"""R4, the register of plans and approvals as of a day: every locality once, every approval on its own line.

A locality can be a union whose members approve one plan each for themselves: approvals may outnumber localities.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from tracker.reports.register_values import Approval, Plan
from tracker.reports.report import Part, Report
from tracker.reports.table import Column, Link, Row, Table, day, number, words
from tracker.timeline.czech import NBSP, say_day, say_range

KEY = "plans"


def plan_register(plans: Sequence[Plan], on: date, known: date, subject: str = "Česká republika") -> Report:
    """The plans approved by ``on``, and beside them those that still wait for it."""
    approved = [(plan, [a for a in plan.approvals if a.approved_on <= on]) for plan in plans]
    valid = [(plan, approvals) for plan, approvals in approved if approvals]
    waiting = [plan for plan, approvals in approved if not approvals]
    localities = {plan.town.id for plan, _ in valid}
    approvals = sum(len(found) for _, found in valid)
    return Report(
        key=KEY,
        title="Evidence plánů a jejich schválení",
        subject=subject,
        day=on,
        known=known,
        counted=f"Počítá se každé schválení zastupitelstvem do {say_day(on)}; lokalita s více obcemi má víc schválení.",
        summary=(f"K {say_day(on)}: lokalit {len(localities)}, schválení {approvals}.",),
        parts=(
            Part("Podle regionálních pracovišť", table=_by_office(valid)),
            Part("Schválené plány", table=_approvals(valid)),
            *((Part("Plány bez zapsaného schválení", table=_waiting(waiting)),) if waiting else ()),
        ),
    ).led_by("approvals")


def _by_office(valid: Sequence[tuple[Plan, Sequence[Approval]]]) -> Table:
    localities = Counter(office for office, _ in {(plan.town.office, plan.town.id) for plan, _ in valid})
    approvals = Counter(plan.town.office for plan, found in valid for _ in found)
    columns = (words("office", "Pracoviště", 20), number("localities", "Lokalit"), number("approvals", "Schválení"))
    rows = tuple((office, localities[office], approvals[office]) for office in sorted(localities))
    total = ("Celkem", localities.total(), approvals.total())
    return Table("by_office", "Lokality a schválení podle pracoviště", columns, rows, total)


def _approvals(valid: Sequence[tuple[Plan, Sequence[Approval]]]) -> Table:
    columns: tuple[Column, ...] = (
        words("locality", "Lokalita", 22),
        words("office", "Pracoviště", 10),
        words("kind", "Druh", 8),
        words("plan", "Plán", 40),
        words("validity", "Období", 20),
        words("member", "Schválila obec", 22),
        day("approved_on", "Schváleno"),
        words("resolution", "Usnesení", 20),
    )
    rows = [_approval(plan, approval) for plan, found in valid for approval in found]
    return Table("approvals", "Schválení po jednom", columns, tuple(rows))


def _approval(plan: Plan, approval: Approval) -> Row:
    return (
        Link(plan.town.name, "town", plan.town.id),
        plan.town.office,
        plan.kind,
        plan.title,
        _period(plan),
        approval.member or plan.town.name,
        approval.approved_on,
        approval.resolution or None,
    )


def _waiting(plans: Sequence[Plan]) -> Table:
    columns = (words("locality", "Lokalita", 22), words("kind", "Druh", 8), words("plan", "Plán", 50))
    rows = tuple((Link(plan.town.name, "town", plan.town.id), plan.kind, plan.title) for plan in plans)
    return Table("waiting", "Plány bez schválení", columns, rows)


def _period(plan: Plan) -> str | None:
    if plan.starts and plan.ends:
        return say_range(plan.starts, plan.ends)
    return f"od{NBSP}{say_day(plan.starts)}" if plan.starts else None
