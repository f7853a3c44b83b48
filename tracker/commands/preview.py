"""``tracker preview`` tells who will be sent what in the days to come."""

from dataclasses import asdict

import click

from tracker.commands.answers import Answer, Ground, answering, municipality_named
from tracker.operations.agreements.foresee import MOST_DAYS, Foreseen, foresee
from tracker.operations.ground import looking
from tracker.people.actor import SYSTEM
from tracker.store.outbox import MailKind
from tracker.timeline.czech import say_day

_KINDS = {
    MailKind.REMINDER: "připomínka",
    MailKind.DIGEST: "týdenní přehled",
    MailKind.REVIEW: "záznamy k potvrzení",
    MailKind.ESCALATION: "přehled po termínu",
}


@click.command()
@click.option("--days", type=click.IntRange(0, MOST_DAYS), default=14, help="Na kolik dní dopředu.")
@click.option("--municipality", default="", help="Jen o této obci.")
@answering
def preview(ground: Ground, days: int, municipality: str) -> Answer:
    """Ukáže, komu co půjde v příštích dnech, když se do té doby nic nezmění."""
    with looking(ground, SYSTEM) as work:
        mails = foresee(work, days, municipality_named(work, municipality).id if municipality else None)
    return Answer([asdict(mail) for mail in mails], [_line(mail) for mail in mails] or ["Nic nepůjde."])


def _line(mail: Foreseen) -> str:
    terms = [f"{one.municipality}: {one.title}" for one in (*mail.before, *mail.overdue)]
    told = f" ({'; '.join(terms)})" if terms else ""
    return f"{say_day(mail.day)}  {mail.name} <{mail.email}>  {_KINDS[mail.kind]}{told}"
