"""Facts from the command line: ``record`` and ``review``."""

import mimetypes
from datetime import date
from pathlib import Path

import click

from tracker.commands.answers import DAY, Answer, Ground, answering, municipality_named
from tracker.fulfilment.event import EventForm, EvidenceKind, ReviewVerdict, Visibility
from tracker.fulfilment.labels import label
from tracker.fulfilment.matching import Match
from tracker.obligations.obligation import Act
from tracker.operations.events.event_lines import read_attendance, read_outputs
from tracker.operations.events.event_papers import Paper
from tracker.operations.events.record_event import NewEvent, proposals, record_event
from tracker.operations.events.review_fulfilment import review_fulfilment
from tracker.operations.ground import Refused, looking
from tracker.people.actor import SYSTEM

_PAPER = "DRUH=SOUBOR"


@click.command()
@click.argument("municipality")
@click.option("--act", "act", type=click.Choice([a.value for a in Act]), required=True, help="Druh události.")
@click.option("--day", "day", type=DAY, required=True, help="Den konání (RRRR-MM-DD).")
@click.option("--title", default="", help="Název; jinak podle druhu.")
@click.option(
    "--form", type=click.Choice([f.value for f in EventForm]), default=EventForm.IN_PERSON.value, help="Forma."
)
@click.option("--hours", type=click.FloatRange(min=0), help="Počet hodin.")
@click.option("--persons", type=click.IntRange(min=0), help="Počet osob.")
@click.option("--attendance", multiple=True, metavar="ORGANIZACE;POČET", help="Kdo se zúčastnil, např. Úřad práce;2.")
@click.option("--fact", "facts", multiple=True, help="Zjištění z jednání.")
@click.option("--decision", "decisions", multiple=True, help="Na čem se účastníci usnesli.")
@click.option("--task", "tasks", multiple=True, metavar="ÚKOL;KDO;DO KDY", help="Úkol z jednání.")
@click.option("--evidence", multiple=True, metavar=_PAPER, help="Doklad, např. minutes=zapis.pdf nebo jen soubor.")
@click.option(
    "--visibility",
    type=click.Choice([v.value for v in Visibility]),
    default=Visibility.PARTIES.value,
    help="Kdo doklady uvidí.",
)
@click.option("--keep-until", type=DAY, help="Do kdy doklady uchovat; jinak deset let.")
@click.option(
    "--for", "counts_for", multiple=True, metavar="KLÍČ", help="Termín, který se tím plní; jinak všechny možné."
)
@click.option("--dry-run", is_flag=True, help="Jen ukázat, co by se tím plnilo.")
@answering
def record(
    ground: Ground,
    municipality: str,
    act: str,
    day: date,
    title: str,
    form: str,
    hours: float | None,
    persons: int | None,
    attendance: tuple[str, ...],
    facts: tuple[str, ...],
    decisions: tuple[str, ...],
    tasks: tuple[str, ...],
    visibility: str,
    keep_until: date | None,
    evidence: tuple[str, ...],
    counts_for: tuple[str, ...],
    dry_run: bool,
) -> Answer:
    """Zaznamená událost a započte ji do všech termínů, které plní."""
    with looking(ground, SYSTEM) as work:
        town = municipality_named(work, municipality)
        assert town.id is not None
        papers = tuple(_paper(ground, given, Visibility(visibility), keep_until) for given in evidence)
        kind = Act(act)
        left = {"facts": facts, "decisions": decisions, "tasks": tasks}
        new = NewEvent(
            town.id,
            kind,
            day,
            title or label(kind),
            EventForm(form),
            hours,
            persons,
            papers=papers,
            attendance=read_attendance("\n".join(attendance)),
            outputs=read_outputs({field: "\n".join(said) for field, said in left.items()}, work.today),
        )
        found = proposals(work, new)
    lines = [f"  {match.occurrence.key}: {' '.join(map(str, match.reasons))}{_missing(match)}" for match in found]
    if dry_run:
        proposed = [
            {
                "occurrence": m.occurrence.key,
                "amount": m.amount,
                "reasons": [str(reason) for reason in m.reasons],
                "missing_papers": [kind.value for kind in m.missing_papers],
                "alternative": m.alternative,
            }
            for m in found
        ]
        return Answer(proposed, ["Lze tím splnit:", *lines] if lines else ["Tímto se nic neplní."])
    done = record_event(ground, SYSTEM, new, counts_for=counts_for or None)
    data = {"event": done.event_id, "counted": list(done.counted)}
    return Answer(data, [f"Uloženo jako událost {done.event_id}. Plní termínů: {len(done.counted)}.", *lines])


@click.command()
@click.argument("fulfilment", type=int)
@click.argument("verdict", type=click.Choice([v.value for v in ReviewVerdict]))
@click.option("--reason", default="", help="Důvod (u vrácení a rozporu povinný).")
@answering
def review(ground: Ground, fulfilment: int, verdict: str, reason: str) -> Answer:
    """Potvrdí, vrátí nebo rozporuje plnění zapsané druhou stranou."""
    number = review_fulfilment(ground, SYSTEM, fulfilment, ReviewVerdict(verdict), reason)
    return Answer({"review": number}, [f"Uloženo: {label(ReviewVerdict(verdict))}."])


def _missing(match: Match) -> str:
    papers = ", ".join(label(kind) for kind in match.missing_papers)
    return f" Chybí doklad: {papers}." if papers else ""


def _paper(ground: Ground, given: str, visibility: Visibility, keep_until: date | None) -> Paper:
    kind, _, path = given.rpartition("=")
    if kind and kind not in [k.value for k in EvidenceKind]:
        raise Refused(f"Druh dokladu „{kind}“ neznáme. Možné: {', '.join(k.value for k in EvidenceKind)}.")
    file = Path(path)
    if not file.is_file():
        raise Refused(f"Soubor {path} tu není.")
    data = file.read_bytes()
    media = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    kept = ground.files.put(data)
    return Paper(kept, file.name, media, len(data), EvidenceKind(kind or "other"), visibility, keep_until)
