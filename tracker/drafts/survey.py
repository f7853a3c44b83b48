"""Reads every block of a document for deadlines, once; whoever makes findings or counts the coverage looks here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.documents.passages import Cell, DocumentText, Passage
from tracker.drafts.at import At
from tracker.drafts.blocks import Block, blocks_of
from tracker.drafts.finding import Mended
from tracker.drafts.grammar import Context, Reading, Result, read
from tracker.obligations.deadline import Missing

_NEW_ITEM = re.compile(r"\n(?=\s*(?:[-–•·▪*]\s|\d{1,2}\s?[x×]\s|[a-z]\)\s))")


@dataclass(frozen=True, slots=True)
class Read:
    """A block and what the grammar found in it."""

    block: Block
    result: Result

    def at(self, reading: Reading) -> At:
        """Where a reading stands in the document."""
        return self.block.at(reading.start, reading.end)

    def mended(self, start: int, end: int) -> tuple[Mended, ...]:
        """What the grammar had to mend between two places of the block."""
        return tuple(
            Mended(repair.was, repair.now, self.block.at(repair.start, repair.end))
            for repair in self.result.repairs
            if start <= repair.start < end
        )


class Survey:
    """All blocks of a document with their readings, in reading order."""

    def __init__(self, document: DocumentText, ref_date: date | None) -> None:
        self.document = document
        self.ref_date = ref_date
        self.reads = [self._read(block) for block in blocks_of(document)]
        self._by_passage = {passage: entry for entry in self.reads for passage in entry.block.passages}

    def of(self, cell: Cell) -> Read:
        """What was read in a cell."""
        return self._by_passage[cell.passages[0]]

    def of_passage(self, passage: Passage) -> Read:
        """What was read in the block of a passage."""
        return self._by_passage[passage]

    def paragraphs(self) -> Iterator[Read]:
        """The blocks outside tables."""
        return (entry for entry in self.reads if entry.block.first.place.table is None)

    def _read(self, block: Block) -> Read:
        context = Context(self.ref_date, block.heading, block.column)
        items = _items(block.text)
        if len(items) == 1:
            return Read(block, read(block.text, context))
        return Read(block, _joined([_shifted(read(block.text[start:end], context), start) for start, end in items]))


def _items(text: str) -> list[tuple[int, int]]:
    """The stretches of a block that stand for themselves: lines that begin with a bullet or a count.

    Any other line may go on in the middle of a sentence and belongs to the one above.
    """
    starts = [0, *(match.end() for match in _NEW_ITEM.finditer(text))]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _shifted(result: Result, by: int) -> Result:
    return Result(
        tuple(replace(reading, start=reading.start + by, end=reading.end + by) for reading in result.readings),
        tuple(replace(repair, start=repair.start + by, end=repair.end + by) for repair in result.repairs),
        tuple(replace(aside, start=aside.start + by, end=aside.end + by) for aside in result.set_aside),
    )


def _joined(results: Sequence[Result]) -> Result:
    """The results of all items as one; an item without a rule is no gap as long as another has one."""
    found = tuple(reading for result in results for reading in result.readings)
    rules = tuple(reading for reading in found if not isinstance(reading.deadline, Missing))
    return Result(
        rules or found[:1],
        tuple(repair for result in results for repair in result.repairs),
        tuple(aside for result in results for aside in result.set_aside),
    )
