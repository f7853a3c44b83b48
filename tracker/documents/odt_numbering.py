"""Numbers and bullets of OpenDocument lists and headings: the file keeps the rules, not the numbers."""

from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from tracker.documents.archive import Archive
from tracker.documents.docx_numbering import written_count

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE = (f"{{{_NS}{name}:1.0}}" for name in ("text", "style"))
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BULLET = "bullet"
_BULLETS = (f"{TEXT}list-level-style-bullet", f"{TEXT}list-level-style-image")
_MOST = 9_999


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: the form of its number, what stands around it, and of how many levels it tells."""

    form: str
    before: str
    after: str
    told: int
    start: int


@dataclass
class Numbering:
    """Counts the lists of one document as their items pass by. Headings are the list of the name ``""``."""

    styles: dict[str, dict[int, Level]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def begin(self, style: str, depth: int, *, go_on: bool) -> None:
        """A list begins: from the start, unless it goes on with the numbers of the one before."""
        if not go_on:
            counts = self._counts[style]
            for deeper in [d for d in counts if d >= depth]:
                del counts[deeper]

    def label(self, style: str, depth: int, start: int | None = None) -> str:
        """The number or bullet of the next item; empty where the style gives none."""
        levels = self.styles.get(style)
        if levels is None:
            return "•" if style else ""
        level = levels.get(depth)
        if level is None:
            return ""
        if level.form in {"", _BULLET}:
            return "•" if level.form else ""
        counts = self._counts[style]
        counts[depth] = min(start or counts.get(depth, level.start - 1) + 1, _MOST)
        self.begin(style, depth + 1, go_on=False)
        return level.before + ".".join(self._told(levels, counts, depth, level.told)) + level.after

    def _told(self, levels: dict[int, Level], counts: dict[int, int], depth: int, how_many: int) -> list[str]:
        shown = [
            d
            for d in range(max(1, depth - how_many + 1), depth + 1)
            if d in levels and levels[d].form not in {"", _BULLET}
        ]
        return [written_count(counts.get(d, levels[d].start), levels[d].form) for d in shown]


def numbering_of(archive: Archive) -> Numbering:
    """The lists and numbered headings that a document defines."""
    numbering = Numbering()
    for part in ("styles.xml", "content.xml"):
        if part in archive:
            root = archive.xml(part)
            for style in root.iter(f"{TEXT}list-style"):
                numbering.styles[style.get(f"{STYLE}name", "?")] = _levels(style)
            for outline in root.iter(f"{TEXT}outline-style"):
                numbering.styles[""] = _levels(outline)
    return numbering


def _levels(style: etree._Element) -> dict[int, Level]:
    return {
        small_number(level.get(f"{TEXT}level"), 1): Level(
            form=_BULLET if level.tag in _BULLETS else _FORMS.get(level.get(f"{STYLE}num-format", ""), ""),
            before=level.get(f"{STYLE}num-prefix", ""),
            after=level.get(f"{STYLE}num-suffix", ""),
            told=small_number(level.get(f"{TEXT}display-levels"), 1),
            start=small_number(level.get(f"{TEXT}start-value"), 1),
        )
        for level in style.iterchildren(etree.Element)
    }


def small_number(value: str | None, otherwise: int) -> int:
    """A small number of an attribute; what is no such number counts as left out."""
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 5 else otherwise
