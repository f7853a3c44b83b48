"""What changes obligations: ``revise`` and ``end``, and the register of moved terms, ``slips``."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

import click

from tracker.commands.answers import DAY, Answer, Ground, answering, table
from tracker.commands.obligations import named, named_term, of_town
from tracker.fulfilment.settlement import LABELS as PILES
from tracker.fulfilment.settlement import Line, Pile, Settlement
from tracker.fulfilment.slips import slips
from tracker.obligations.agreement import ENDS, AgreementState
from tracker.obligations.revision import sheet
from tracker.operations.agreements.end_agreement import end_agreement
from tracker.operations.agreements.revise_agreement import not_found, preview_revision, revise_agreement
from tracker.operations.documents.confirm_draft import Review
from tracker.operations.documents.review_draft import draft_page
from tracker.operations.ground import Refused, looking
from tracker.people.actor import SYSTEM
from tracker.timeline.czech import say_day, say_number


@click.command()
@click.argument("agreement", type=int)
@click.argument("draft", type=int)
@click.option("--from", "applies_from", type=DAY, help="Den, od kterého revize platí (jinak ten, který uvádí dodatek).")
@click.option("--accept-all", is_flag=True, help="U každé pochybnosti přijmout navržené čtení.")
@click.option(
    "--whole/--changes",
    default=None,
    help="Návrh je úplné znění (co v něm není, končí), nebo uvádí jen změny. Bez volby uvádí jen změny dodatek.",
)
@click.option("--dry-run", is_flag=True, help="Jen ukázat, co by se změnilo.")
@answering
def revise(
    ground: Ground,
    agreement: int,
    draft: int,
    applies_from: date | None,
    accept_all: bool,
    whole: bool | None,
    dry_run: bool,
) -> Answer:
    """Uvede v platnost novou verzi dokumentu a vypíše, co se změnilo."""
    review = Review(accept_all, whole=whole)
    with looking(ground, SYSTEM) as work:
        told = draft_page(work, draft).draft
        unknown = not_found(work, agreement, told)
    if dry_run:
        changes, version = preview_revision(ground, SYSTEM, agreement, draft, review), None
    else:
        since = applies_from or (told.amends.since if told.amends else None)
        if since is None:
            raise Refused("Zadejte den, od kterého revize platí (--from).")
        done = revise_agreement(ground, SYSTEM, agreement, draft, review, since)
        changes, version = done.changes, done.version
    rows = sheet(changes)
    data = {"agreement": agreement, "version": version, "changes": [asdict(row) for row in rows], "not_found": unknown}
    heads = ("závazek", "změna", "bylo", "bude")
    lines = table(heads, [(r.title, r.change, r.was, r.now) for r in rows]) if rows else ["Beze změn."]
    return Answer(data, [*lines, *(f"Dokument vypouští i „{name}“, to jsme v závazcích nenašli." for name in unknown)])


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
        found = of_town(work, municipality)
        titles = {item.occurrence.key: named(item) for item in found}
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
            "kind": s.decision.kind.value,
            "reason": s.decision.reason,
            "approver": s.decision.approver,
            "document": s.decision.document,
        }
        for s in moved
    ]
    heads = ("rozhodnuto", "závazek", "původně", "bylo", "nově", "dní", "schválil/a", "důvod")
    rows = [
        (
            say_day(s.decision.day),
            titles[s.occurrence.key],
            say_day(s.first_due),
            say_day(s.was),
            say_day(s.now) if s.in_time else f"{say_day(s.now)} (pozdě, termín nemění)",
            f"{s.days:+d}",
            s.decision.approver,
            s.decision.reason,
        )
        for s in moved
    ]
    return Answer(data, table(heads, rows) if rows else ["Žádný termín se neposunul."])


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
            yield f"  {named_term(line.obligation, line.occurrence)}: {_settled(line)}"


def _settled(line: Line) -> str:
    """How much of a quota was done, and of the part of it that fell to the days in force."""
    done = f"{say_number(line.counted)} z {say_number(line.quota)}"
    if line.owed is not None:
        done += f", poměrně {say_number(line.owed)} ({'splněno' if line.met_pro_rata else 'nesplněno'})"
    return f"{done}, dosud nepotvrzeno" if line.unconfirmed else done
