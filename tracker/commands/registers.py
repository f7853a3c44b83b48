"""What documents carry beside obligations: ``offers`` lists it, ``take`` brings it into the registers."""

from typing import Any

import click

from tracker.commands.answers import Answer, Ground, answering, table
from tracker.drafts.register_items import Item
from tracker.operations.ground import Refused, looking
from tracker.operations.registers.import_registers import Choice, import_registers, offered_registers
from tracker.people.actor import SYSTEM


@click.command()
@click.argument("draft", type=int)
@answering
def offers(ground: Ground, draft: int) -> Answer:
    """Vypíše, co dokument nese pro evidence: plány, projekty, jednání, kritéria, témata, součty."""
    with looking(ground, SYSTEM) as work:
        offered = offered_registers(work, draft)
    data = [_told(item, item.key in offered.taken) for item in offered.items]
    rows = [(i.key, ", ".join(town.name for town in i.towns), i.words[:80], str(i.fault or "")) for i in offered.items]
    return Answer(data, table(("záznam", "obec", "znění", "co chybí"), rows))


def _told(item: Item, taken: bool) -> dict[str, Any]:
    return {
        "item": item.key,
        "words": item.words,
        "towns": [town.name for town in item.towns],
        "start": item.start,
        "end": item.end,
        "taken": taken,
        "fault": str(item.fault or ""),
    }


@click.command()
@click.argument("draft", type=int)
@click.option("--town", "towns", multiple=True, metavar="ZÁZNAM=OBEC", help="Které obce se záznam týká; lze opakovat.")
@click.option("--skip", multiple=True, metavar="ZÁZNAM", help="Tento záznam nepřevzít; lze opakovat.")
@answering
def take(ground: Ground, draft: int, towns: tuple[str, ...], skip: tuple[str, ...]) -> Answer:
    """Převezme záznamy dokumentu do evidencí; podruhé se nepřevezme nic."""
    pairs = [pair.partition("=") for pair in towns]
    if wrong := next((item for item, sign, town in pairs if not (item and sign and town)), None):
        raise Refused(f"„{wrong}“ není ZÁZNAM=OBEC, například project-1=Litvínov.")
    done = import_registers(ground, SYSTEM, draft, Choice({item: town for item, _, town in pairs}, skip))
    data = {
        "rows": dict(done.rows),
        "passed_over": [{"item": over.item.key, "why": str(over.why)} for over in done.passed_over],
    }
    lines = [f"{name}: {count}" for name, count in done.rows.items()]
    return Answer(data, [*lines, *(f"Nepřevzato {over.item.key}: {over.why}" for over in done.passed_over)])
