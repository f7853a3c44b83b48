"""``story``: the whole product on one screen, in seconds."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from tracker.commands.answers import Answer, tell
from tracker.fulfilment.labels import label
from tracker.fulfilment.standing import Status
from tracker.operations.sample.play_story import Quarter, play_story

_SHOWN = (Status.FULFILLED, Status.FULFILLED_LATE, Status.OPEN, Status.DUE_SOON, Status.OVERDUE, Status.MISSED)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Odpovědět strojově čitelně.")
def story(as_json: bool) -> None:
    """Přehraje dohodu Chomutova od května 2022 do srpna 2026 a po čtvrtletích řekne, co se dělo."""
    with tempfile.TemporaryDirectory() as folder:
        quarters = list(_told(Path(folder)))
    lines = ["Ukázková dohoda Chomutova, květen 2022 – srpen 2026 (smyšlené události)", ""]
    answer = Answer([_form(q) for q in quarters], lines + [line for q in quarters for line in _lines(q)])
    tell(answer, as_json)


def _told(folder: Path) -> Iterator[Quarter]:
    for quarter in play_story(folder):
        click.echo(".", nl=False, err=True)
        yield quarter
    click.echo(err=True)


def _form(quarter: Quarter) -> dict[str, Any]:
    return {
        "last_day": quarter.last_day,
        "records": quarter.events,
        "notices": quarter.notices,
        "statuses": {status.value: n for status, n in quarter.statuses.items()},
        "overdue": list(quarter.overdue),
    }


def _lines(quarter: Quarter) -> Iterator[str]:
    roman = ("I", "II", "III", "IV")[(quarter.last_day.month - 1) // 3]
    stand = ", ".join(f"{label(s).lower()} {quarter.statuses[s]}" for s in _SHOWN if quarter.statuses.get(s))
    mails = sum(quarter.notices.values())
    yield f"{roman:>3}/{quarter.last_day.year}  zápisů {quarter.events:>2}, připomínek {mails:>2} | {stand}"
    if quarter.overdue:
        yield f"          po termínu: {'; '.join(quarter.overdue)}"
