"""``tracker feed`` prints the calendar of a municipality as a subscription to it would serve it."""

import click

from tracker.commands.answers import Answer, Ground, answering, municipality_named
from tracker.operations.calendars.publish_feed import municipality_feed
from tracker.operations.ground import looking
from tracker.people.actor import SYSTEM


@click.command()
@click.argument("municipality")
@answering
def feed(ground: Ground, municipality: str) -> Answer:
    """Vypíše kalendář obce (iCalendar)."""
    with looking(ground, SYSTEM) as work:
        calendar = municipality_feed(work, municipality_named(work, municipality)).decode()
    return Answer({"calendar": calendar}, [f"{line}\r" for line in calendar.removesuffix("\r\n").split("\r\n")])
