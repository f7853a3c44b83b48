"""``tracker sweep`` queues what is due, ``tracker send`` delivers what is queued."""

from dataclasses import asdict

import click

from tracker.commands.answers import Answer, Ground, answering
from tracker.mailing.smtp import mailer_for
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.mails.sweep import sweep as sweep_day
from tracker.operations.mails.throttle import Throttle
from tracker.timeline.czech import counted

_KINDS = {
    "before": "před termínem",
    "overdue": "po termínu",
    "returned": "vrácené záznamy",
    "digest": "týdenní přehledy",
    "review": "záznamy k potvrzení",
    "escalation": "přehledy pro vedoucí",
    "partner": "prosby partnerům o podklad",
}


@click.command()
@answering
def sweep(ground: Ground) -> Answer:
    """Zařadí do pošty připomínky, na které přišel den."""
    swept = sweep_day(ground)
    lines = [f"Zařazeno připomínek: {swept.queued}"]
    lines += [f"  {_KINDS[kind]}: {n}" for kind, n in sorted(swept.by_kind.items())]
    if swept.faulty:
        lines.append(f"Nelze posoudit: {counted(len(swept.faulty), 'termín')} ({', '.join(map(str, swept.faulty))})")
    return Answer({"queued": swept.queued, "by_kind": swept.by_kind}, lines)


@click.command()
@answering
def send(ground: Ground) -> Answer:
    """Doručí, co je v poště zařazeno."""
    config = ground.config
    sent = send_outbox(ground, mailer_for(config), Throttle(config.mail_per_minute if config.mail_server else 0))
    where = f"přes {config.mail_server}" if config.mail_server else "do místní schránky (/posta)"
    return Answer(
        asdict(sent),
        [
            f"Odesláno {where}: {sent.sent}",
            f"Čeká: {sent.deferred} · nedoručitelné: {sent.failed} · neví se: {sent.uncertain}",
        ],
    )
