"""Events of municipalities as reports list them: what took place, in which form, for how many, with what outcome."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.fulfilment.event import Event, EventForm
from tracker.fulfilment.labels import label
from tracker.obligations.obligation import Act
from tracker.reports.entry import Town
from tracker.reports.table import Link, Row, Said, Table, day, number, words

MEETINGS = frozenset({Act.PARTNERSHIP_MEETING, Act.WORKING_GROUP, Act.THREE_PARTY_MEETING, Act.PARTNERSHIP_DISCUSSION})
"""Acts that are meetings."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, the municipality it belongs to and the name of the body that met, where one did."""

    town: Town
    event: Event
    body: str = ""


def event_list(key: str, title: str, happenings: Sequence[Happening]) -> Table:
    """Every event on its line, hours and persons summed at the end."""
    columns = (
        day("day", "Den"),
        words("town", "Obec", 18),
        words("act", "Druh", 26),
        words("body", "Orgán", 22),
        words("title", "Název", 34),
        words("form", "Forma", 12),
        number("hours", "Hodin"),
        number("persons", "Osob"),
        words("evidence", "Doklady", 24),
    )
    total = (
        "Celkem",
        None,
        None,
        None,
        f"událostí {len(happenings)}",
        None,
        hours_of(happenings),
        persons_of(happenings),
        None,
    )
    return Table(key, title, columns, tuple(map(_event, happenings)), total)


def sums_by_act(key: str, title: str, happenings: Sequence[Happening]) -> Table:
    """Counts, hours and persons by the kind of event."""
    columns = (
        words("act", "Druh události", 30),
        number("events", "Událostí"),
        number("in_person", "Hodin prezenčně"),
        number("distance", "Hodin distančně"),
        number("persons", "Osob"),
    )
    acts = [act for act in Act if any(h.event.act is act for h in happenings)]
    rows = tuple(_sums(label(act), [h for h in happenings if h.event.act is act]) for act in acts)
    return Table(key, title, columns, rows, _sums("Celkem", happenings))


def output_list(key: str, title: str, happenings: Sequence[Happening]) -> Table:
    """What events left behind: facts, decisions and tasks, each on its line."""
    columns = (
        day("day", "Z jednání"),
        words("town", "Obec", 18),
        words("kind", "Druh", 12),
        words("words", "Výstup", 60),
        words("owner", "Kdo", 20),
        day("due", "Do"),
        words("trigger", "Nebo až", 24),
    )
    rows = tuple(
        (
            happening.event.day,
            happening.town.name,
            label(output.kind),
            Said(f"event-{happening.event.id}#output-{number_}", output.words),
            output.owner,
            output.due,
            output.trigger,
        )
        for happening in happenings
        for number_, output in enumerate(happening.event.outputs, 1)
    )
    return Table(key, title, columns, rows)


def hours_of(happenings: Iterable[Happening], form: EventForm | None = None) -> float:
    """The clock hours of the events, of one form or of all."""
    return sum((h.event.hours or 0.0) for h in happenings if form in (None, h.event.form))


def persons_of(happenings: Iterable[Happening]) -> int:
    """Heads counted at the events; somebody who came twice counts twice."""
    return sum(h.event.persons or 0 for h in happenings)


def _event(happening: Happening) -> Row:
    event = happening.event
    papers = list(dict.fromkeys(paper.kind_words or label(paper.kind) for paper in event.evidence))
    return (
        event.day,
        Link(happening.town.name, "town", happening.town.id),
        label(event.act),
        happening.body or None,
        Link(event.title, "event", event.id),
        label(event.form),
        event.hours,
        event.persons,
        ", ".join(papers) or None,
    )


def _sums(name: str, happenings: Sequence[Happening]) -> Row:
    return (
        name,
        len(happenings),
        hours_of(happenings, EventForm.IN_PERSON),
        hours_of(happenings, EventForm.DISTANCE),
        persons_of(happenings),
    )
