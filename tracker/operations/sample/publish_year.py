"""The yearly report of a sample town, published: what anybody may read at its permanent address and in open data."""

from datetime import date, timedelta

from tracker.operations.ground import Ground
from tracker.operations.reports.publish_report import draft_report, edit_report, publish_report
from tracker.people.actor import Actor
from tracker.reports.yearly import day_over

PUBLISHED_BEFORE = timedelta(days=13)
"""How long before the day of loading the report went out."""
_TEXTS = {
    "failures": "Zprávu jsme zastupitelstvu nestihli předložit, prosincové zasedání se nekonalo. "
    "Jednání a podporu, které chybějí z předchozího roku, už nahradit nelze.",
    "next_steps": "Zprávu předložíme na nejbližším zasedání. Termíny jednání partnerství svoláme na celý rok předem.",
    "asz": "Spolupráce pokračuje podle dohody. Konzultantka nabídla pomoc s přípravou zprávy.",
}
_SHOWN = ("text#failures", "text#next", "text#asz")


def publish_year(ground: Ground, manager: Actor, municipality_id: int, today: date) -> None:
    """Publish the last whole year with what both parties say to it; reasons of single terms stay with them."""
    day = today - PUBLISHED_BEFORE
    year = day.year - 1
    then = ground.as_of(day)
    report = draft_report(then, manager, municipality_id, year)
    edit_report(then, manager, report, _TEXTS, _SHOWN, day_over(year))
    publish_report(then, manager, report)
