"""``compare``: what moved between two documents of one cooperation."""

from pathlib import Path

import click

from tracker.commands.answers import Answer, Ground, answering, table
from tracker.documents.reading import fingerprint, read_in_jail
from tracker.drafts.change_words import say_change
from tracker.drafts.draft import Draft
from tracker.drafts.drafting import draft_from
from tracker.operations.documents.compare_documents import Comparison, compare_drafts, comparison, comparison_form
from tracker.operations.documents.reading_limits import reading_limits
from tracker.operations.ground import Refused, looking
from tracker.people.actor import SYSTEM


@click.command()
@click.argument("old")
@click.argument("new")
@answering
def compare(ground: Ground, old: str, new: str) -> Answer:
    """Ukáže, co se mezi dvěma dokumenty posunulo: čísla návrhů, nebo dva soubory (ty se neukládají)."""
    if old.isdecimal() and new.isdecimal():
        with looking(ground, SYSTEM) as work:
            found = compare_drafts(work, int(old), int(new))
    else:
        found = comparison(_read(ground, old), _read(ground, new))
    return Answer(comparison_form(found), _lines(found))


def _read(ground: Ground, name: str) -> Draft:
    path = Path(name)
    if not path.is_file():
        raise Refused(f"{name}: zadejte dvě čísla návrhů, nebo dva soubory.")
    data = path.read_bytes()
    text = read_in_jail(data, path.name, reading_limits(ground.config))
    return draft_from(text, name=path.name, fingerprint=fingerprint(data), draft_id="")


def _lines(found: Comparison) -> list[str]:
    rows = [(say_change(change), finding.title) for change in found.changes if (finding := change.new or change.old)]
    return [
        f"{found.old.document.name} → {found.new.document.name}: "
        f"změn {len(found.changes)}, beze změny {found.unchanged}",
        *table(("co se stalo", "závazek"), rows),
    ]
