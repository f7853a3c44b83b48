"""Keeping an installation: ``backup``, ``restore``, ``drill``, ``verify``, ``move``, ``journal``."""

from pathlib import Path

import click

from tracker.commands.answers import Answer, Ground, answering
from tracker.operations.ground import Refused, looking
from tracker.operations.upkeep.backup import back_up, move, restore
from tracker.operations.upkeep.keep_backups import rotate
from tracker.operations.upkeep.restore_drill import restore_drill
from tracker.operations.upkeep.verify import verify
from tracker.people.actor import SYSTEM
from tracker.store import journal as chain


@click.command()
@click.option(
    "--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="Složka; jinak INSTANCE_DIR/backups."
)
@answering
def backup(ground: Ground, folder: Path | None) -> Answer:
    """Zálohuje databázi i soubory, zálohu zkusí obnovit a staré zálohy protřídí."""
    made = back_up(ground, folder)
    deleted = rotate(made.parent, ground.clock.now())
    data = {"archive": str(made), "bytes": made.stat().st_size, "deleted": [path.name for path in deleted]}
    return Answer(data, [f"Záloha {made} je hotová a ověřená ({made.stat().st_size} B)."])


@click.command("restore")
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@answering
def restore_(ground: Ground, archive: Path) -> Answer:
    """Obnoví zálohu do prázdné instalace."""
    manifest = restore(ground, archive)
    data = {"made_at": manifest.made_at, "schema": manifest.schema, "files": manifest.files}
    return Answer(data, [f"Obnoveno ze zálohy pořízené {manifest.made_at}, souborů {manifest.files}."])


@click.command()
@click.argument("archive", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@answering
def drill(ground: Ground, archive: Path | None) -> Answer:
    """Zkusí obnovit zálohu (nejnovější) stranou, ověří ji celou a řekne, jak dlouho to trvalo."""
    done = restore_drill(ground, archive)
    data = {"archive": str(done.archive), "made_at": done.manifest.made_at, "seconds": round(done.seconds, 1)}
    told = f"termínů {done.verdict.occurrences}, souborů {done.verdict.files}, deník {done.verdict.head[:12]}…"
    return Answer(data, [f"{done.archive.name}: obnoveno a ověřeno za {done.seconds:.1f} s ({told})."])


@click.command("verify")
@answering
def verify_(ground: Ground) -> Answer:
    """Ověří, že je všechno celé: deník, soubory, započtená plnění."""
    verdict = verify(ground)
    if verdict.faults:
        raise Refused("\n".join(verdict.faults))
    data = {"faults": [], "files": verdict.files, "occurrences": verdict.occurrences, "head": verdict.head}
    return Answer(
        data, [f"V pořádku: souborů {verdict.files}, termínů {verdict.occurrences}, deník {verdict.head[:12]}…"]
    )


@click.command("move")
@click.option("--to", "url", required=True, help="Adresa prázdné databáze, např. postgresql://…")
@answering
def move_(ground: Ground, url: str) -> Answer:
    """Přenese obsah databáze do jiné a ověří, že jsou stejné."""
    content = move(ground, url)
    return Answer({"content": content}, [f"Přeneseno. Otisk obsahu obou databází: {content[:16]}…"])


@click.group()
def journal() -> None:
    """Deník změn."""


@journal.command("verify")
@click.option("--kept", help="Hlava deníku z dřívějška: z vydané zprávy, ze zálohy, od vnějšího dohledu.")
@answering
def journal_verify(ground: Ground, kept: str | None) -> Answer:
    """Projde řetěz deníku od začátku a najde v něm hlavu, kterou si někdo uložil."""
    with looking(ground, SYSTEM) as work:
        broken, head = chain.verify(work.session), chain.head(work.session)
        lost = kept is not None and not chain.holds(work.session, kept)
    if broken is not None:
        raise Refused(f"Deník je porušen: záznam {broken} nenavazuje na předchozí nebo byl změněn.")
    if lost:
        raise Refused(f"Deník hlavu {kept} neobsahuje: jeho konec byl odříznut, nebo byl celý napsán znovu.")
    return Answer({"head": head, "broken": None}, [f"Deník je celý, hlava {head}."])
