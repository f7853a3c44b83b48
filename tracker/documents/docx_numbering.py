"""Numbers and bullets that Word computes and does not store: "1.", "a)", "•"."""

from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from tracker.documents.archive import Archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how its number is written and where it starts."""

    form: str
    text: str
    start: int


@dataclass
class Numbering:
    """Counts the lists of one document as its paragraphs pass by.

    Lists of one kind count on from each other, but for one that says where it begins anew.
    """

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """What kind of list each is of."""
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    """By list, at which levels it begins anew with what; taken out when it has begun."""
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, paragraph: etree._Element) -> str | None:
        """The number or bullet of a paragraph, ``None`` when it is in no list."""
        found = self._list_of(paragraph)
        if found is None:
            return None
        number, depth = found
        level = self.levels.get(number, {}).get(depth)
        if level is None or level.form == "none":
            return None
        if level.form == "bullet":
            return "•"
        counts = self._counts[self.kinds.get(number, number)]
        counts |= {anew: first - 1 for anew, first in self.restarts.pop(number, {}).items()}
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return self._written(number, level, counts)

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        if properties is not None:
            number, depth = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
            if number is not None and number.get(f"{W}val") != "0":
                return number.get(f"{W}val", ""), _number(depth, "val", 0)
            return None
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.styles.get(style.get(f"{W}val", "")) if style is not None else None

    def _written(self, number: str, level: Level, counts: dict[int, int]) -> str:
        text = level.text
        for depth, other in self.levels[number].items():
            text = text.replace(f"%{depth + 1}", written_count(counts.get(depth, other.start), other.form))
        return text


def numbering_of(archive: Archive) -> Numbering:
    """The lists that a document defines."""
    numbering = Numbering()
    if "word/numbering.xml" in archive:
        root = archive.xml("word/numbering.xml")
        abstract = {a.get(f"{W}abstractNumId", ""): _levels(a) for a in root.iter(f"{W}abstractNum")}
        for num in root.iter(f"{W}num"):
            link = num.find(f"{W}abstractNumId")
            if link is not None:
                id_, kind = num.get(f"{W}numId", ""), link.get(f"{W}val", "")
                numbering.kinds[id_], numbering.levels[id_] = kind, abstract.get(kind, {})
                numbering.restarts[id_] = _restarts(num)
    if "word/styles.xml" in archive:
        for style in archive.xml("word/styles.xml").iter(f"{W}style"):
            number = style.find(f"{W}pPr/{W}numPr/{W}numId")
            depth = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
            if number is not None:
                level = _number(depth, "val", 0)
                numbering.styles[style.get(f"{W}styleId", "")] = (number.get(f"{W}val", ""), level)
    return numbering


def _restarts(num: etree._Element) -> dict[int, int]:
    """At which levels a list begins anew, and with what."""
    return {
        _number(override, "ilvl", 0): _number(start, "val", 1)
        for override in num.iter(f"{W}lvlOverride")
        if (start := override.find(f"{W}startOverride")) is not None
    }


def _levels(abstract: etree._Element) -> dict[int, Level]:
    levels = {}
    for level in abstract.iter(f"{W}lvl"):
        form, text, start = (level.find(f"{W}{name}") for name in ("numFmt", "lvlText", "start"))
        levels[_number(level, "ilvl", 0)] = Level(
            form.get(f"{W}val", "decimal") if form is not None else "decimal",
            text.get(f"{W}val", "") if text is not None else "",
            _number(start, "val", 1),
        )
    return levels


def _number(element: etree._Element | None, name: str, default: int) -> int:
    """A small number of an attribute; what is no such number counts as left out."""
    value = element.get(f"{W}{name}", "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 5 else default


def written_count(n: int, form: str) -> str:
    """A number as a list of this form writes it."""
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (n - 1) % 26)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            return _roman(n) if form == "lowerRoman" else _roman(n).upper()
        case "decimalZero":
            return f"{n:02d}"
        case _:
            return str(n)


def _roman(n: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        while n >= value:
            written, n = written + sign, n - value
    return written
