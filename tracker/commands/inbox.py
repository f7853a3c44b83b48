"""``tracker inbox`` reads what came in, from the mailbox of the settings or from a maildir."""

from pathlib import Path

import click

from tracker.commands.answers import Answer, Ground, answering
from tracker.fulfilment.arrival import Sort
from tracker.mailing.inboxes import Maildir, NoInbox, inbox_of
from tracker.operations.ground import Refused
from tracker.operations.mails.read_inbox import read_inbox

_WORDS = {
    Sort.PAPER: "odpovědi s přílohou",
    Sort.ANSWER: "odpovědi na pozvánku",
    Sort.BOUNCE: "zprávy o nedoručení",
    Sort.AUTOMATIC: "automatické odpovědi",
    Sort.UNCLEAR: "k roztřídění",
}


@click.command()
@click.option("--maildir", type=click.Path(path_type=Path), help="Číst tuto složku místo nastavené schránky.")
@answering
def inbox(ground: Ground, maildir: Path | None) -> Answer:
    """Přečte došlou poštu: odpovědi s doklady, nedoručenky a odpovědi na pozvánky."""
    try:
        if maildir is not None:
            found = read_inbox(ground, Maildir(maildir))
        elif (box := inbox_of(ground.config)) is not None:
            with box as opened:
                found = read_inbox(ground, opened)
        else:
            raise Refused("Schránka není nastavena. Nastavte INBOX_SERVER nebo INBOX_MAILDIR.")
    except NoInbox as error:
        raise Refused(f"Schránku nelze číst: {error}.") from error
    lines = [f"{_WORDS[sort]}: {n}" for sort, n in sorted(found.items())] or ["Nic nového."]
    return Answer({sort.value: n for sort, n in found.items()}, lines)
