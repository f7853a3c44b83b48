"""Reports from the command line: ``tracker report compliance MUNICIPALITY --year 2026 --format csv --output FILE``."""

from datetime import date
from pathlib import Path

import click

from tracker.commands.answers import DAY, Answer, Ground, answering, municipality_named
from tracker.operations.compile_report import compile_compliance
from tracker.operations.ground import looking
from tracker.people.actor import SYSTEM
from tracker.reports.file_forms import FORMS
from tracker.reports.frozen import to_json
from tracker.reports.report import Report
from tracker.reports.text import to_text

_FORM = click.option(
    "--format", "form", type=click.Choice(["text", *FORMS]), default="text", help="V jaké podobě (výchozí: text)."
)
_OUTPUT = click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Kam uložit; jinak na výstup.")


@click.group()
def report() -> None:
    """Sestaví zprávu z toho, co je zaznamenáno."""


@report.command()
@click.argument("municipality")
@click.option("--year", type=int, required=True, help="Rok zprávy.")
@click.option("--known", type=DAY, help="Počítat jen záznamy pořízené do tohoto dne.")
@_FORM
@_OUTPUT
@answering
def compliance(
    ground: Ground, municipality: str, year: int, known: date | None, form: str, output: Path | None
) -> Answer:
    """Roční zpráva o plnění popisu spolupráce; --today říká, ke kterému dni."""
    with looking(ground, SYSTEM) as work:
        town = municipality_named(work, municipality)
        assert town.id is not None
        return _answer(compile_compliance(work, town.id, year, known=known), form, output)


def _answer(compiled: Report, form: str, output: Path | None) -> Answer:
    """The report in its form: to a file, or to the standard output."""
    as_json = click.get_current_context().params["as_json"]
    if output is None and (form == "text" or as_json):
        return Answer(to_json(compiled), to_text(compiled))
    data = "\n".join([*to_text(compiled), ""]).encode() if form == "text" else FORMS[form].write(compiled)
    if output is not None:
        output.write_bytes(data)
        return Answer({"file": str(output), "bytes": len(data)}, [f"Uloženo do {output}: {compiled.heading}."])
    click.echo(data, nl=False)
    return Answer(None, ())
