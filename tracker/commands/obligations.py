"""How obligations stand over time: ``status``, ``why``, ``revise``, ``end``, ``slips``, ``forecast``."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

import click
from sqlmodel import col

from tracker.commands.agreements import occurrence_form
from tracker.commands.answers import DAY, Answer, Ground, answering, municipality_named, table
from tracker.fulfilment.compliance import compliance
from tracker.fulfilment.labels import label
from tracker.fulfilment.settlement import LABELS as PILES
from tracker.fulfilment.settlement import Pile, Settlement
from tracker.fulfilment.slips import slips
from tracker.obligations.agreement import ENDS, AgreementState
from tracker.obligations.revision import sheet
from tracker.operations.confirm_draft import Review
from tracker.operations.end_agreement import end_agreement
from tracker.operations.forecasts import forecast_of
from tracker.operations.ground import NotFound, Work, looking
from tracker.operations.revise_agreement import revise_agreement
from tracker.operations.standings import Item, items
from tracker.people.actor import SYSTEM
from tracker.store.occurrences import OccurrenceRow
from tracker.timeline.czech import say_day


@click.command()
@click.argument("municipality")
@answering
def status(ground: Ground, municipality: str) -> Answer:
    """Jak stojí závazky obce: počty podle stavu a termíny, které něco chtějí."""
    with looking(ground, SYSTEM) as work:
        found = _of_town(work, municipality)
    counts = Counter(item.standing.status for item in found)
    total = compliance([(o, [(i.occurrence, i.standing) for i in group]) for o, group in _by_duty(found)])
    data = {
        "counts": {status.value: n for status, n in counts.most_common()},
        "due": total.due,
        "fulfilled": total.fulfilled,
        "occurrences": [occurrence_form(item) for item in found],
    }
    lines = [f"  {n:>4}  {label(status)}" for status, n in counts.most_common()]
    return Answer(data, [f"Splněno {total.fulfilled} z {total.due} termínů, které už měly být.", *lines])


@click.command()
@click.argument("occurrence")
@answering
def why(ground: Ground, occurrence: str) -> Answer:
    """Proč je termín v tom stavu, v jakém je: pravidlo, okno, co se započetlo, rozhodnutí."""
    with looking(ground, SYSTEM) as work:
        found = items(work, col(OccurrenceRow.key) == occurrence)
    if not found:
        raise NotFound
    item = found[0]
    trace = item.standing.trace
    data = {**occurrence_form(item), "trace": [{"rule": step.rule, "words": step.words} for step in trace]}
    return Answer(data, [f"{item.obligation.title}: {label(item.standing.status)}", *(f"  – {s.words}" for s in trace)])


@click.command()
@click.argument("agreement", type=int)
@click.argument("draft", type=int)
@click.option("--from", "applies_from", type=DAY, required=True, help="Den, od kterého revize platí (RRRR-MM-DD).")
@click.option("--accept-all", is_flag=True, help="U každé pochybnosti přijmout navržené čtení.")
@answering
def revise(ground: Ground, agreement: int, draft: int, applies_from: date, accept_all: bool) -> Answer:
    """Uvede v platnost novou verzi dokumentu a vypíše, co se změnilo."""
    done = revise_agreement(ground, SYSTEM, agreement, draft, Review(accept_all), applies_from)
    rows = sheet(done.changes)
    data = {
        "agreement": done.agreement,
        "version": done.version,
        "changes": [asdict(row) for row in rows],
    }
    heads = ("závazek", "změna", "bylo", "bude")
    return Answer(data, table(heads, [(r.title, r.change, r.was, r.now) for r in rows]) if rows else ["Beze změn."])


@click.command()
@click.argument("agreement", type=int)
@click.option("--on", "last_day", type=DAY, required=True, help="Poslední den platnosti (RRRR-MM-DD).")
@click.option(
    "--how",
    type=click.Choice([s.value for s in AgreementState if s in ENDS]),
    default=AgreementState.ENDED_BY_AGREEMENT.value,
    help="Jak dokument skončil.",
)
@click.option("--reason", required=True, help="Proč spolupráce skončila.")
@answering
def end(ground: Ground, agreement: int, last_day: date, how: str, reason: str) -> Answer:
    """Ukončí dokument předčasně a vypořádá jeho závazky do čtyř hromádek."""
    settlement = end_agreement(ground, SYSTEM, agreement, last_day, AgreementState(how), reason)
    piles = {pile.value: [_line(line) for line in settlement.pile(pile)] for pile in Pile}
    return Answer({"agreement": agreement, "ended": last_day, "piles": piles}, _settlement_lines(settlement))


@click.command("slips")
@click.argument("municipality")
@answering
def slips_(ground: Ground, municipality: str) -> Answer:
    """Všechny posuny termínů od schválení: o kolik, proč a kdo je schválil."""
    with looking(ground, SYSTEM) as work:
        found = _of_town(work, municipality)
        titles = {item.occurrence.key: item.obligation.title for item in found}
        moved = slips([(item.occurrence, item.facts) for item in found], work.today)
    data = [
        {
            "occurrence": s.occurrence.key,
            "title": titles[s.occurrence.key],
            "first_due": s.first_due,
            "was": s.was,
            "now": s.now,
            "days": s.days,
            "in_time": s.in_time,
            "decided": s.decision.day,
            "reason": s.decision.reason,
            "approver": s.decision.approver,
        }
        for s in moved
    ]
    heads = ("závazek", "původně", "nově", "dní", "důvod")
    rows = [(titles[s.occurrence.key], say_day(s.first_due), say_day(s.now), s.days, s.decision.reason) for s in moved]
    return Answer(data, table(heads, rows) if rows else ["Žádný termín se neposunul."])


@click.command("forecast")
@click.argument("municipality")
@answering
def forecast_(ground: Ground, municipality: str) -> Answer:
    """Co se v příštích 90 dnech nejspíš nestihne, a proč."""
    with looking(ground, SYSTEM) as work:
        threats = forecast_of(work, _of_town(work, municipality))
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
        f"{say_day(t.standing.due)}  {t.obligation.title}: {' '.join(r.words for r in t.reasons)}"
        for t in threats
        if t.standing.due
    ]
    return Answer(data, lines or ["Nic nenasvědčuje tomu, že by se něco nestihlo."])


def _of_town(work: Work, name: str) -> list[Item]:
    town = municipality_named(work, name)
    return items(work, col(OccurrenceRow.municipality_id) == town.id)


def _by_duty(found: Iterable[Item]) -> list[tuple[Any, list[Item]]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in found:
        groups[item.duty.key].append(item)
    return [(group[0].obligation, group) for group in groups.values()]


def _line(line: Any) -> dict[str, Any]:
    return {
        "occurrence": line.occurrence.key,
        "title": line.obligation.title,
        "counted": line.counted,
        "quota": line.quota,
        "owed": line.owed,
        "met_pro_rata": line.met_pro_rata,
    }


def _settlement_lines(settlement: Settlement) -> Iterable[str]:
    yield f"Vypořádání ke dni {say_day(settlement.ended)}"
    for pile in Pile:
        lines = settlement.pile(pile)
        yield f"{PILES[pile]}: {len(lines)}"
        for line in lines:
            part = f", poměrně {line.owed:g}" if line.owed is not None else ""
            yield f"  {line.obligation.title} ({line.occurrence.label}): {line.counted:g} z {line.quota:g}{part}"
