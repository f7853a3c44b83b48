"""The yearly report of a sample town, published: what anybody may read at its permanent address and in open data."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import col, select

from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Act
from tracker.operations.agreements.decide import state_reason
from tracker.operations.ground import Ground, looking
from tracker.operations.reports.publish_report import draft_report, edit_report, publish_report
from tracker.people.actor import SYSTEM, Actor
from tracker.reports.yearly import day_over
from tracker.store.agreements import TermRow
from tracker.store.occurrences import OccurrenceRow

PUBLISHED_BEFORE = timedelta(days=13)
"""How long before the day of loading the report went out."""
_TEXTS = {
    "failures": "Jednání a podporu, které chybějí z předchozího roku, už nahradit nelze.",
    "next_steps": "Zprávu předložíme na nejbližším zasedání. Termíny jednání partnerství svoláme na celý rok předem.",
    "asz": "Spolupráce pokračuje podle dohody. Konzultantka nabídla pomoc s přípravou zprávy.",
}
_REASONS = {
    Act.COUNCIL_REPORT: "Prosincové zasedání zastupitelstva se nekonalo.",
    Act.PARTNERSHIP_MEETING: "Podzimní jednání odpadlo kvůli volbám.",
    Act.INDIVIDUAL_SUPPORT: "V prosinci byla nemocná konzultantka.",
}


def publish_year(ground: Ground, manager: Actor, municipality_id: int, today: date) -> None:
    """State why the terms of the last whole year failed, and publish its report with what both parties say to it."""
    day = today - PUBLISHED_BEFORE
    then, over = ground.as_of(day), day_over(day.year - 1)
    shown = ["text#failures", "text#next", "text#asz"]
    for occurrence, key, act in list(_failed(ground, municipality_id, over)):
        state_reason(then, manager, occurrence, _REASONS[act])
        shown.append(f"{key}#reason")
    report = draft_report(then, manager, municipality_id, day.year - 1)
    edit_report(then, manager, report, _TEXTS, shown, over)
    publish_report(then, manager, report)


def _failed(ground: Ground, municipality_id: int, over: date) -> Iterator[tuple[int, str, Act]]:
    """The terms before that day which failed and whose reason the story knows: number, key, kind of duty."""
    with looking(ground, SYSTEM) as work:
        query = (
            select(OccurrenceRow.id, OccurrenceRow.key, TermRow.act)
            .join(TermRow, col(TermRow.id) == OccurrenceRow.term_id)
            .where(
                OccurrenceRow.municipality_id == municipality_id,
                col(OccurrenceRow.status).in_([Status.MISSED, Status.PARTLY]),
                col(OccurrenceRow.first_due) < over,
                col(TermRow.act).in_(_REASONS),
            )
        )
        yield from ((number, key, Act(act)) for number, key, act in work.session.exec(query) if number)
