"""How obligations stand: ``status``, ``why``, ``forecast``."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import click
from sqlmodel import col, select

from tracker.commands.agreements import occurrence_form, occurrence_lines
from tracker.commands.answers import Answer, Ground, answering, municipality_named, table
from tracker.fulfilment.compliance import Compliance, compliance, roll_up
from tracker.fulfilment.labels import label
from tracker.fulfilment.standing import GROUP_OF, Group
from tracker.obligations.obligation import Obligation
from tracker.occurrences.occurrence import Occurrence
from tracker.occurrences.wording import say_label
from tracker.operations.agreements.forecasts import forecast_of
from tracker.operations.events.uncounted import uncounted
from tracker.operations.ground import NotFound, Work, looking
from tracker.operations.standings import Item, items
from tracker.people.actor import SYSTEM
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import OfficeRow
from tracker.timeline.czech import say_day


@click.command()
@click.argument("municipality", required=False)
@answering
def status(ground: Ground, municipality: str | None) -> Answer:
    """Jak stojí závazky obce: počty podle stavu a termíny, které něco chtějí. Bez obce přehled po pracovištích."""
    with looking(ground, SYSTEM) as work:
        if municipality is None:
            return _country(work)
        found = of_town(work, municipality)
    counts = Counter(item.standing.status for item in found)
    total = _met(found)
    data = {
        "counts": {status.value: n for status, n in counts.most_common()},
        "due": total.due,
        "fulfilled": total.fulfilled,
        "share": _share(total),
        "occurrences": [occurrence_form(item) for item in found],
    }
    calling = [item for item in found if GROUP_OF[item.standing.status] in (Group.NEEDS_ACTION, Group.TO_DO)]
    return Answer(
        data,
        [
            _said(total),
            *(f"  {n:>4}  {label(status)}" for status, n in counts.most_common()),
            *(["", "Co něco chce:", *occurrence_lines(calling)] if calling else []),
        ],
    )


@click.command()
@click.argument("occurrence")
@answering
def why(ground: Ground, occurrence: str) -> Answer:
    """Proč je termín v tom stavu, v jakém je: pravidlo, okno, co se započetlo a co ne, rozhodnutí."""
    with looking(ground, SYSTEM) as work:
        found = items(work, col(OccurrenceRow.key) == occurrence)
        if not found:
            raise NotFound
        left_out = [one for told in uncounted(work, found).values() for one in told]
    item = found[0]
    data = {
        **occurrence_form(item),
        "trace": [{"rule": step.rule, "words": step.words} for step in item.standing.trace],
        "not_counted": [
            {"event": one.event.id, "day": one.event.day, "title": one.event.title, "reason": str(one.reason)}
            for one in left_out
        ],
    }
    alike = [one for one in left_out if one.alike]
    lines = [
        f"{named(item)}: {label(item.standing.status)}",
        *(f"  – {step.words}" for step in item.standing.trace),
        *(f"  – Nezapočteno: {say_day(one.event.day)} {one.event.title} – {one.reason}" for one in alike),
    ]
    if len(left_out) > len(alike):
        lines.append(f"  – Událostí jiného druhu ve stejné době: {len(left_out) - len(alike)}.")
    return Answer(data, lines)


@click.command("forecast")
@click.argument("municipality")
@answering
def forecast_(ground: Ground, municipality: str) -> Answer:
    """Co se v příštích 90 dnech nejspíš nestihne, a proč."""
    with looking(ground, SYSTEM) as work:
        threats = forecast_of(work, of_town(work, municipality))
    data = [
        {
            "occurrence": t.occurrence.key,
            "title": t.obligation.title,
            "due": t.standing.due,
            "reasons": [{"sign": r.sign.value, "words": r.words} for r in t.reasons],
        }
        for t in threats
    ]
    lines = [
        line
        for t in threats
        if t.standing.due
        for line in (
            f"{say_day(t.standing.due)}  {named_term(t.obligation, t.occurrence)}",
            *(f"    – {reason.words}" for reason in t.reasons),
        )
    ]
    return Answer(data, lines or ["Nic nenasvědčuje tomu, že by se něco nestihlo."])


def of_town(work: Work, name: str) -> list[Item]:
    """Every occurrence of a municipality."""
    town = municipality_named(work, name)
    return items(work, col(OccurrenceRow.municipality_id) == town.id)


def _by_duty(found: Iterable[Item]) -> list[tuple[Any, list[Item]]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in found:
        groups[item.duty.key].append(item)
    return [(group[0].obligation, group) for group in groups.values()]


def _country(work: Work) -> Answer:
    """The counts of every municipality, office and of the whole country; parts add up to their wholes."""
    offices = {row.id: row.name for row in work.session.exec(select(OfficeRow).order_by(col(OfficeRow.code)))}
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in items(work):
        groups[item.row.municipality_id].append(item)
    towns = [(found[0].municipality, _met(found)) for found in groups.values()]
    rows: list[tuple[str, str, Compliance]] = []
    for number, name in offices.items():
        own = [(town.name, met) for town, met in towns if town.office_id == number]
        if own:
            rows += [(name, "celkem", roll_up(met for _, met in own)), *(("", town, met) for town, met in own)]
    rows.append(("Celá ČR", "", roll_up(met for _, met in towns)))
    data = [
        {"office": office, "municipality": town, "due": met.due, "fulfilled": met.fulfilled, "late": met.late,
         "partly": met.partly, "missed": met.missed, "overdue": met.overdue, "released": met.released,
         "share": _share(met)}
        for office, town, met in rows
    ]  # fmt: skip
    counted = ("mělo být", "splněno", "z toho pozdě", "částečně", "nesplněno", "po termínu")
    told = [(o, t, m.due, m.fulfilled, m.late, m.partly, m.missed, m.overdue, _percent(m)) for o, t, m in rows]
    return Answer(data, table(("pracoviště", "obec", *counted, "podíl"), told))


def _met(found: list[Item]) -> Compliance:
    return compliance([(o, [(i.occurrence, i.standing) for i in group]) for o, group in _by_duty(found)])


def _said(total: Compliance) -> str:
    return f"Splněno {total.fulfilled} z {total.due} termínů, které už měly být, podíl {_percent(total)}."


def _share(total: Compliance) -> float | None:
    return round(float(total.share), 4) if total.share is not None else None


def _percent(total: Compliance) -> str:
    return f"{round(100 * total.share)} %" if total.share is not None else "–"


def named(item: Item) -> str:
    """A duty with the name of its term."""
    return named_term(item.obligation, item.occurrence)


def named_term(obligation: Obligation, occurrence: Occurrence) -> str:
    """The same of the values."""
    name = say_label(occurrence.label)
    return f"{obligation.title}, {name}" if name else obligation.title
