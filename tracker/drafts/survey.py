"""Reads every block of a document for deadlines, once; whoever makes findings or counts the coverage looks here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.documents.passages import Cell, DocumentText, Passage
from tracker.drafts.blocks import Block, blocks_of
from tracker.drafts.draft import At
from tracker.drafts.grammar import Context, Reading, Result, read


@dataclass(frozen=True, slots=True)
class Read:
    """A block and what the grammar found in it."""

    block: Block
    result: Result

    def at(self, reading: Reading) -> At:
        """Where a reading stands in the document."""
        return self.block.at(reading.start, reading.end)


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

    def read_words(self, words: str) -> Result:
        """Read words on their own, in the document's time."""
        return read(words, Context(self.ref_date, None, None))

    def _read(self, block: Block) -> Read:
        context = Context(self.ref_date, block.heading, block.column)
        return Read(block, read(block.text, context))
