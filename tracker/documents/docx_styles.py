"""What the look of a Word paragraph says about it."""

from lxml import etree

from tracker.documents.archive import Archive
from tracker.documents.docx_numbering import W

SYMBOLS = {"F0B7": "•", "F0A7": "▪", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0FD": "☒", "F0FE": "☒"}
"""Signs of the fonts Symbol and Wingdings, by the codes that Word keeps for them, that say something."""


def heading_styles(archive: Archive) -> set[str]:
    """The ids of the styles that make a paragraph a heading."""
    if "word/styles.xml" not in archive:
        return set()
    found = set()
    for style in archive.xml("word/styles.xml").iter(f"{W}style"):
        name = style.find(f"{W}name")
        title = name.get(f"{W}val", "").casefold() if name is not None else ""
        if title.startswith(("heading", "nadpis", "title", "název")) or style.find(f"{W}pPr/{W}outlineLvl") is not None:
            found.add(style.get(f"{W}styleId", ""))
    return found


def is_bold(paragraph: etree._Element) -> bool:
    """Whether every word of a paragraph is bold."""
    runs = [run for run in paragraph.iter(f"{W}r") if any((t.text or "").strip() for t in run.iter(f"{W}t"))]
    return bool(runs) and all(_is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def is_hidden(run: etree._Element) -> bool:
    """Whether Word does not show a run."""
    return _is_on(run.find(f"{W}rPr/{W}vanish"))


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val", "true") not in {"0", "false"}
