"""Reports from the command line: ``tracker report compliance MUNICIPALITY --year 2026 --format csv --output FILE``.

Every report of the catalogue is a command of its own, with the options that it asks for.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from tracker.commands.answers import DAY, Answer, Ground, answering, municipality_named
from tracker.operations.ground import Refused, Work, looking
from tracker.operations.reports.report_catalogue import OFFERS, Offer
from tracker.operations.reports.report_wish import Ask, Wish
from tracker.people.actor import SYSTEM
from tracker.reports.file_forms import FORMS
from tracker.reports.frozen import to_json
from tracker.reports.report import Report
from tracker.reports.request_pack import LEVELS, Question
from tracker.reports.text import to_text

Decorator = Callable[[Callable[..., Answer]], Callable[..., Answer]]

_ASKED: dict[Ask, tuple[Decorator, ...]] = {
    Ask.TOWN: (click.argument("municipality"),),
    Ask.TOWNS: (click.option("--town", "towns", multiple=True, help="Jen tato obec; lze opakovat."),),
    Ask.YEAR: (click.option("--year", type=int, help="Rok zprávy; jinak letošní."),),
    Ask.PERIOD: (
        click.option("--from", "first", type=DAY, help="Od kterého dne; jinak od začátku roku."),
        click.option("--to", "last", type=DAY, help="Do kterého dne; jinak do dneška."),
    ),
    Ask.AGREEMENT: (click.argument("agreement", type=int),),
    Ask.PROGRAMME: (click.argument("programme", type=int),),
    Ask.REQUEST: (
        click.option(
            "--question",
            "questions",
            multiple=True,
            type=click.Choice(Question, case_sensitive=False),
            help="Jen tato otázka.",
        ),
        click.option(
            "--level",
            "levels",
            multiple=True,
            type=click.Choice(sorted(LEVELS), case_sensitive=False),
            help="Jen tato jednání.",
        ),
    ),
}
_ALWAYS: tuple[Decorator, ...] = (
    click.option("--known", type=DAY, help="Počítat jen záznamy pořízené do tohoto dne."),
    click.option("--format", "form", type=click.Choice(["text", *FORMS]), default="text", help="Podoba; jinak text."),
    click.option("--table", "table", help="Jen tato tabulka zprávy (klíč z JSON); pro CSV a XLSX."),
    click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Kam uložit; jinak na výstup."),
)


@click.group()
def report() -> None:
    """Sestaví zprávu z toho, co je zaznamenáno; --today říká, ke kterému dni."""


def _command(offer: Offer) -> click.Command:
    def compiled(ground: Ground, form: str, output: Path | None, table: str | None, **asked: Any) -> Answer:
        with looking(ground, SYSTEM) as work:
            report = offer.compile(work, _wish(work, **asked))
        return _answer(_only(report, table) if table else report, form, output)

    compiled.__doc__ = f"{offer.title}. {offer.purpose}"
    body = compiled
    for decorate in (*_ALWAYS, *(d for ask in reversed(offer.asks) for d in reversed(_ASKED[ask]))):
        body = decorate(body)
    return click.command(offer.key)(answering(body))


def _wish(
    work: Work, *, municipality: str | None = None, towns: tuple[str, ...] = (), known: date | None = None, **asked: Any
) -> Wish:
    return Wish(
        town=municipality_named(work, municipality).id if municipality else None,
        towns=tuple(municipality_named(work, name).id or 0 for name in towns),
        day=work.today,
        known=known,
        **asked,
    )


def _only(report: Report, table: str) -> Report:
    chosen = report.only(table)
    if chosen is None:
        raise Refused(f"Tabulku „{table}“ zpráva nemá. Má: {', '.join(known.key for known in report.tables)}.")
    return chosen


def _answer(compiled: Report, form: str, output: Path | None) -> Answer:
    """The report in its form: to a file, or to the standard output."""
    as_json = click.get_current_context().params["as_json"]
    if output is None and (form == "text" or as_json):
        return Answer(to_json(compiled), to_text(compiled))
    data = "\n".join([*to_text(compiled), ""]).encode() if form == "text" else FORMS[form].write(compiled)
    if output is not None:
        try:
            output.write_bytes(data)
        except OSError as error:
            raise Refused(f"Do {output} nelze zapsat: {error.strerror}. Zvolte jiné místo.") from error
        return Answer({"file": str(output), "bytes": len(data)}, [f"Uloženo do {output}: {compiled.heading}."])
    click.echo(data, nl=False)
    return Answer(None, ())


for _offer in OFFERS.values():
    report.add_command(_command(_offer))
