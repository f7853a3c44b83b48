"""``council``: the days of a town's council, and the way of what has to go there."""

from pathlib import Path

import click
from sqlmodel import col

from tracker.commands.answers import Answer, Ground, answering, municipality_named
from tracker.commands.obligations import named
from tracker.operations.agreements.back_plans import BackPlan, back_plans
from tracker.operations.agreements.council_days import add_days, planned_days
from tracker.operations.ground import looking
from tracker.operations.standings import items
from tracker.people.actor import SYSTEM
from tracker.store.occurrences import OccurrenceRow
from tracker.timeline.czech import say_day


@click.command()
@click.argument("municipality")
@click.option(
    "--days", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="Soubor se dny jednání, každý na řádku („-“ je standardní vstup); přidají se.",
)  # fmt: skip
@answering
def council(ground: Ground, municipality: str, days: Path | None) -> Answer:
    """Dny jednání zastupitelstva a zpětný plán toho, co do něj má jít."""
    with looking(ground, SYSTEM) as work:
        town = municipality_named(work, municipality)
    assert town.id is not None
    if days is not None:
        with click.open_file(str(days), encoding="utf-8") as listed:
            add_days(ground, SYSTEM, town.id, listed.read())
    with looking(ground, SYSTEM) as work:
        set_days = planned_days(work, [town.id])[town.id].council
        ways = back_plans(work, items(work, col(OccurrenceRow.municipality_id) == town.id)).values()
        begun = [way for way in ways if way.plan or way.item.occurrence.start <= work.today]
    data = {
        "days": list(set_days),
        "plans": [
            {
                "occurrence": way.item.occurrence.key,
                "due": way.item.standing.due,
                "steps": [{"step": step.kind.value, "day": step.day, "known": step.known} for step in way.steps],
                "late_by": way.plan.late_by if way.plan else None,
            }
            for way in begun
        ],
    }
    known = ", ".join(say_day(day) for day in set_days) or "žádný není zapsán"
    return Answer(data, [f"Dny jednání: {known}.", *(line for way in begun for line in _lines(way))])


def _lines(way: BackPlan) -> list[str]:
    head = (
        f"{named(way.item)}, splnit do {say_day(way.item.standing.due)}" if way.item.standing.due else named(way.item)
    )
    if way.plan is None:
        why = "Žádné použitelné jednání už nezbývá." if way.sessions else "Dny jednání pro toto období nejsou zapsány."
        return [head, f"    – {why}"]
    return [head, *(f"    – {say_day(step.day)}  {step.words}" for step in way.steps)]
