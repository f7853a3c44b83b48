"""``retention``: the papers whose time is over, listed, and deleted when an operator says why."""

import click

from tracker.commands.answers import Answer, Ground, answering, table
from tracker.fulfilment.labels import label
from tracker.operations.ground import looking
from tracker.operations.upkeep.retention import delete_papers, expired
from tracker.people.actor import SYSTEM
from tracker.timeline.czech import say_day


@click.command()
@click.option("--delete", is_flag=True, help="Vypsané doklady také vymazat.")
@click.option("--reason", default="", help="Podle čeho se maže; zapíše se k událostem.")
@answering
def retention(ground: Ground, delete: bool, reason: str) -> Answer:
    """Vypíše doklady, kterým skončila doba uložení; s --delete je vymaže a nechá po nich zápis."""
    with looking(ground, SYSTEM) as work:
        found = expired(work)
        papers = [one.paper for one in found]
        rows = [
            (one.paper.id, one.municipality.name, label(one.paper.kind), one.event.title, say_day(one.paper.keep_until))
            for one in found
            if one.paper.keep_until is not None
        ]
    ids = [paper.id for paper in papers if paper.id is not None]
    gone = delete_papers(ground, SYSTEM, ids, reason) if delete and ids else 0
    data = {"papers": ids, "deleted": gone}
    lines = table(("doklad", "obec", "druh", "událost", "uložit do"), rows) if ids else ()
    return Answer(data, [*lines, f"Dokladů, kterým skončila doba uložení: {len(ids)}, vymazáno: {gone}."])
