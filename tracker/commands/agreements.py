"""From a document to what is watched: ``import``, ``confirm``, ``occurrences``."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click
from sqlmodel import col, select

from tracker.commands.answers import DAY, Answer, Ground, answering, municipality_named, table
from tracker.commands.draft_lines import draft_lines
from tracker.drafts.draft import Draft, draft_to_json
from tracker.fulfilment.labels import label
from tracker.obligations.obligation import PartialPeriod, Validity, YearKind
from tracker.operations.documents.confirm_draft import Review, confirm_draft
from tracker.operations.documents.import_document import import_document
from tracker.operations.documents.review_draft import draft_page
from tracker.operations.ground import NotFound, Refused, looking
from tracker.operations.standings import Item, items
from tracker.people.actor import SYSTEM
from tracker.store.agreements import AgreementRow
from tracker.timeline.czech import say_day


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--municipality", help="Obec, které dokument patří (jinak podle hlavičky).")
@answering
def import_(ground: Ground, file: Path, municipality: str | None) -> Answer:
    """Přečte dokument a navrhne závazky ke kontrole."""
    owner = None
    if municipality:
        with looking(ground, SYSTEM) as work:
            owner = municipality_named(work, municipality).id
    done = import_document(ground, SYSTEM, file.read_bytes(), file.name, owner, _tell)
    with looking(ground, SYSTEM) as work:
        amended = draft_page(work, done.draft_id).amended
    return Answer(draft_to_json(done.draft), [*draft_lines(done.draft), _what_next(done.draft, amended)])


def _what_next(draft: Draft, amended: AgreementRow | None) -> str:
    if not draft.obligations:
        return f"Závazky v něm nejsou. Co nese pro evidence: tracker offers {draft.id}"
    if amended is None:
        return f"Potvrdíte: tracker confirm {draft.id} --accept-all"
    return (
        f"Mění dokument {amended.id} ({amended.title}). "
        f"Co by se změnilo: tracker revise {amended.id} {draft.id} --accept-all --dry-run"
    )


def _tell(words: str, done: int, total: int) -> None:
    """Show how far a reading is beside the answer, not in it."""
    click.echo(f"{words}: {done} z {total}" if total else f"{words} …", err=True)


@click.command()
@click.argument("draft", type=int)
@click.option("--accept-all", is_flag=True, help="U každé pochybnosti přijmout navržené čtení.")
@click.option("--choose", multiple=True, metavar="POCHYBNOST=ČTENÍ", help="Zvolit čtení pochybnosti, např. d1=0.")
@click.option("--skip", multiple=True, metavar="NÁVRH", help="Tento návrh není závazek.")
@click.option(
    "--year",
    type=click.Choice([y.value for y in YearKind]),
    help="Který rok znamená „ročně“: kalendářní, nebo rok spolupráce.",
)
@click.option(
    "--partial",
    type=click.Choice([p.value for p in PartialPeriod]),
    help="Kolik se dluží za neúplné první a poslední období.",
)
@click.option("--supported", multiple=True, metavar="NÁVRH=OSOB", help="Pro kolik osob platí hodiny určené na osobu.")
@click.option("--starts", type=DAY, help="Začátek platnosti, když ho dokument neuvádí (RRRR-MM-DD).")
@click.option("--ends", type=DAY, help="Konec platnosti, když ho dokument neuvádí (RRRR-MM-DD).")
@click.option("--municipality", help="Obec, které dokument patří.")
@answering
def confirm(
    ground: Ground,
    draft: int,
    accept_all: bool,
    choose: tuple[str, ...],
    skip: tuple[str, ...],
    year: str | None,
    partial: str | None,
    supported: tuple[str, ...],
    starts: date | None,
    ends: date | None,
    municipality: str | None,
) -> Answer:
    """Potvrdí zkontrolovaný návrh; od té chvíle se závazky hlídají."""
    owner = None
    if municipality:
        with looking(ground, SYSTEM) as work:
            owner = municipality_named(work, municipality).id
    review = Review(
        accept_all,
        _numbers("--choose", choose, "d1=0"),
        skip,
        year=YearKind(year) if year else None,
        partial=PartialPeriod(partial) if partial else None,
        supported=_numbers("--supported", supported, "o1=12"),
        validity=_validity(starts, ends),
    )
    done = confirm_draft(ground, SYSTEM, draft, review, owner)
    data = {
        "agreement": done.agreement,
        "version": done.version,
        "obligations": done.obligations,
        "occurrences": done.occurrences,
    }
    line = f"Dokument {done.agreement}, verze {done.version}: hlídá se závazků {done.obligations}"
    return Answer(data, [f"{line}, termínů {done.occurrences}."])


def _validity(starts: date | None, ends: date | None) -> Validity | None:
    if starts is None and ends is None:
        return None
    if starts is None or ends is None or ends < starts:
        raise Refused("Zadejte začátek i konec platnosti (--starts, --ends), konec po začátku.")
    return Validity(starts, ends)


@click.command()
@click.argument("agreement", type=int)
@answering
def occurrences(ground: Ground, agreement: int) -> Answer:
    """Vypíše termíny dokumentu: okno, termín, počet, průběžné cíle, stav."""
    with looking(ground, SYSTEM) as work:
        if work.session.get(AgreementRow, agreement) is None:
            raise NotFound
        found = items(work, col(AgreementRow.id) == agreement)
    return Answer([occurrence_form(item) for item in found], occurrence_lines(found))


@click.command()
@answering
def agreements(ground: Ground) -> Answer:
    """Vypíše dokumenty v platnosti."""
    with looking(ground, SYSTEM) as work:
        rows = work.session.exec(select(AgreementRow).order_by(col(AgreementRow.id))).all()
    data = [json.loads(row.model_dump_json()) for row in rows]
    return Answer(
        data, table(("č.", "dokument", "od", "do"), [(r.id, r.title, say_day(r.starts), say_day(r.ends)) for r in rows])
    )


def occurrence_form(item: Item) -> dict[str, Any]:
    """One occurrence in the machine-readable form of ``docs/formats.md``."""
    occurrence, now = item.occurrence, item.standing
    return {
        "key": occurrence.key,
        "obligation": item.duty.key,
        "title": item.obligation.title,
        "window": {"start": occurrence.start, "end": occurrence.end},
        "due": now.due,
        "first_due": now.first_due,
        "precision": occurrence.precision.value,
        "quota": _whole(occurrence.quota),
        "unit": occurrence.unit,
        "milestones": [{"due": m.due, "count": m.count} for m in occurrence.milestones],
        "counted": _whole(now.counted),
        "status": now.status.value,
        "days_late": now.days_late,
        "waits_for": occurrence.waits_for,
    }


def _whole(number: float) -> float | int:
    return int(number) if number == int(number) else number


def _numbers(option: str, given: Iterable[str], example: str) -> dict[str, int]:
    """``d1=0`` and the like: a number for each name."""
    numbers = {}
    for pair in given:
        name, _, number = pair.partition("=")
        if not number.isdigit():
            raise Refused(f"{option} {pair}: napište název a číslo, např. {example}.")
        numbers[name] = int(number)
    return numbers


def occurrence_lines(found: list[Item]) -> Iterable[str]:
    """The occurrences as a plain table."""
    heads = ("termín", "závazek", "klíč", "plnění", "stav")
    rows = [
        (
            say_day(item.standing.due) if item.standing.due else "–",
            item.obligation.title,
            item.occurrence.key,
            f"{_whole(item.standing.counted)} z {_whole(item.occurrence.quota)}",
            label(item.standing.status),
        )
        for item in found
    ]
    return table(heads, rows)
