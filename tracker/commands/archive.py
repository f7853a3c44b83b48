"""``tracker archive``: everything of one municipality as one file, out and in."""

from pathlib import Path

import click

from tracker.commands.answers import Answer, Ground, answering, municipality_named
from tracker.operations.ground import looking
from tracker.operations.upkeep.export_archive import export_archive
from tracker.operations.upkeep.import_archive import import_archive
from tracker.people.actor import SYSTEM


@click.group()
def archive() -> None:
    """Archiv jedné obce: k předání a k odchodu."""


@archive.command()
@click.argument("municipality")
@click.option("--to", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Soubor archivu.")
@answering
def export(ground: Ground, municipality: str, target: Path) -> Answer:
    """Uloží všechno o obci do jednoho souboru."""
    with looking(ground, SYSTEM) as work:
        town = municipality_named(work, municipality)
    manifest = export_archive(ground, SYSTEM, town.id or 0, target)
    rows = sum(manifest["rows"].values())
    return Answer(manifest, [f"{town.name}: záznamů {rows}, souborů {manifest['files']}, uloženo do {target}."])


@archive.command("import")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@answering
def import_(ground: Ground, source: Path) -> Answer:
    """Přijme archiv obce, která tu ještě nic nemá."""
    taken = import_archive(ground, SYSTEM, source)
    data = {"municipality": taken.municipality_id, "rows": taken.rows, "files": taken.files}
    return Answer(data, [f"Přijato: záznamů {sum(taken.rows.values())}, souborů {taken.files}."])
