"""Mails a second from one and from two sending processes, from a server that takes 20 or 50 ms for every answer.

That is what a server across the country, or a busy one, takes; a letter needs four answers. Each process has one line,
so that the gain is that of the second process and not of more lines. The reference is the one process: the second has
to bring at least 0.6 of what the first does, and every letter leaves once.
"""

import multiprocessing
import sys
import tempfile
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import perf_counter

import sqlalchemy as sa

from benchmarks.delivery import DAY, a_server, an_outbox
from tracker.config import Config
from tracker.installation import ground_for
from tracker.mailing.smtp import SafeMail
from tracker.operations.ground import Ground
from tracker.operations.mails.send_outbox import send_outbox
from tracker.store.outbox import MAIL, NOTICE, MailState, NoticeState
from tracker.timeline.clock import on_day

MAILS = 200
"""Two times as many as a process claims at once, so that there is something for both."""
ANSWERS = (0.02, 0.05)
GROWTH = 1.6


def main() -> int:
    """Print the figures; 1 where the second process brings too little."""
    grown = []
    with tempfile.TemporaryDirectory() as name:
        ground = an_outbox(Path(name), MAILS)
        for seconds in ANSWERS:
            with a_server(Path(name), seconds) as port:
                one, two = (together(ground, port, processes) for processes in (1, 2))
            grown.append(two / one)
            print(
                f"{seconds * 1000:.0f} ms an answer: {one:.1f} mails a second from one process, {two:.1f} from two:"
                f" {two / one:.2f} times"
            )
        ground.engine.dispose()
    return 0 if min(grown) >= GROWTH else 1


def together(ground: Ground, port: int, processes: int) -> float:
    """Mails a second that leave from ``processes`` at once; all wait again afterwards."""
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(processes + 1)
    server = {"mail_server": "127.0.0.1", "mail_port": port, "mail_security": "none", "mail_lines": 1}
    config = ground.config.model_copy(update=server)
    senders = [context.Process(target=_send, args=(config, ready)) for _ in range(processes)]
    for sender in senders:
        sender.start()
    ready.wait(120)
    began = perf_counter()
    for sender in senders:
        sender.join(300)
    took = perf_counter() - began
    _let_wait_again(ground)
    return MAILS / took


def _send(config: Config, ready: Barrier) -> None:
    """What one of the processes does."""
    ground = ground_for(config, on_day(DAY))
    mailer = SafeMail(config)
    ready.wait(120)
    send_outbox(ground, mailer)


def _let_wait_again(ground: Ground) -> None:
    with ground.engine.begin() as connection:
        once = (MAIL.c.state == MailState.SENT) & (MAIL.c.transmissions == 1)
        assert connection.scalar(sa.select(sa.func.count()).where(once)) == MAILS
        connection.execute(sa.update(MAIL).values(state=MailState.PENDING, transmissions=0))
        connection.execute(sa.update(NOTICE).values(state=NoticeState.IN_MAIL))


if __name__ == "__main__":
    sys.exit(main())
