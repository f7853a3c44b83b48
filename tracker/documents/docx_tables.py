"""The parts of a table in Word's XML, wherever a content control or a tracked change wraps them."""

from collections.abc import Iterator

from lxml import etree

from tracker.documents.docx_numbering import W


def small_number(element: etree._Element | None, default: int) -> int:
    """A small number of an element; what is no such number counts as left out."""
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), 200) if value.isdecimal() and len(value) < 5 and int(value) else default


def content_of(structured: etree._Element) -> etree._Element:
    """What lies in a content control."""
    content = structured.find(f"{W}sdtContent")
    return structured if content is None else content


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, those in content controls too."""
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag == f"{W}sdt":
            yield from cells_of(content_of(child))


def blocks_of(cell: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a cell."""
    for child in cell:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag == f"{W}sdt":
            yield from blocks_of(content_of(child))
        elif child.tag in {f"{W}ins", f"{W}moveTo"}:
            yield from blocks_of(child)
