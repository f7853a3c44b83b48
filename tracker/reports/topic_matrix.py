"""R9, the matrix topic × locality: what came into being where, with counts in both directions."""

from collections.abc import Sequence
from datetime import date

from tracker.reports.entry import Town
from tracker.reports.register_values import Topic
from tracker.reports.report import Part, Report
from tracker.reports.table import Column, Kind, Table, number, words
from tracker.timeline.czech_order import sort_key

KEY = "topics"
_THERE = "ano"


def topic_matrix(topics: Sequence[Topic], on: date, known: date, subject: str = "Česká republika") -> Report:
    """Areas with their topics; each topic with the number of its localities and where they are."""
    areas: dict[str, dict[str, list[Town]]] = {}
    for topic in topics:
        areas.setdefault(topic.area, {}).setdefault(topic.topic, []).append(topic.town)
    towns = sorted({topic.town for topic in topics}, key=_czech)
    return Report(
        key=KEY,
        title="Co vzniklo v lokalitách",
        subject=subject,
        day=on,
        known=known,
        counted="Počítá se téma v lokalitě nejvýš jednou; počty v řádcích i sloupcích mají týž součet.",
        summary=(f"Lokalit {len(towns)}, oblastí {len(areas)}, témat v lokalitách celkem {len(topics)}.",),
        parts=(
            *(Part(area, table=_area(f"area_{n}", area, found)) for n, (area, found) in enumerate(areas.items(), 1)),
            Part("Matice", table=_matrix(topics, towns)),
        ),
    ).led_by("matrix")


def _czech(town: Town) -> str:
    return sort_key(town.name)


def _area(key: str, area: str, found: dict[str, list[Town]]) -> Table:
    columns = (words("topic", "Téma", 40), number("localities", "Lokalit"), words("where", "Kde", 60))
    rows = tuple(
        (topic, len(towns), ", ".join(town.name for town in sorted(towns, key=_czech)))
        for topic, towns in found.items()
    )
    return Table(key, area, columns, rows, ("Celkem", sum(len(towns) for towns in found.values()), None))


def _matrix(topics: Sequence[Topic], towns: Sequence[Town]) -> Table:
    where = {(topic.area, topic.topic, topic.town.id) for topic in topics}
    names = list(dict.fromkeys((topic.area, topic.topic) for topic in topics))
    columns = (
        words("area", "Oblast", 18),
        words("topic", "Téma", 30),
        *(Column(f"town_{town.id}", town.name, Kind.TEXT, 9) for town in towns),
        number("sum", "Celkem", 8),
    )
    rows = tuple(
        (
            area,
            topic,
            *(_THERE if (area, topic, town.id) in where else None for town in towns),
            sum((area, topic, town.id) in where for town in towns),
        )
        for area, topic in names
    )
    sums = (sum(town.id == there for _, _, there in where) for town in towns)
    return Table("matrix", "Témata v lokalitách", columns, rows, ("Celkem", None, *sums, len(where)))
