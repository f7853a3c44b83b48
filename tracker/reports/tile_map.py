"""The country as tiles: a block for each regional office, a tile for each municipality, the weakest first.

Tiles keep no distances: they say where a municipality belongs, not where it lies. Each carries its counts in words;
four bands of lightness only help the eye.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.reports.entry import Town
from tracker.reports.national_overview import TownCounts
from tracker.reports.table import per_cent

MOST_TILES = 400
"""Above this a wall of tiles tells nothing that the table of offices does not tell better."""
_BANDS = (50, 80, 100)
"""Per cent at which the second, third and fourth band begin."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One municipality: what was met of what fell due. ``band`` is 0 where nothing fell due, else 1 to 4."""

    town: Town
    fulfilled: int
    due: int
    overdue: int
    band: int


@dataclass(frozen=True, slots=True)
class Block:
    """One regional office with its tiles and their sum."""

    office: str
    fulfilled: int
    due: int
    tiles: tuple[Tile, ...]


def tile_map(towns: Sequence[TownCounts]) -> tuple[Block, ...]:
    """The blocks in the order of their offices; nothing when there are too many municipalities to tell apart."""
    if len(towns) > MOST_TILES:
        return ()
    return tuple(_block(office, towns) for office in sorted({town.town.office for town in towns}))


def _block(office: str, towns: Sequence[TownCounts]) -> Block:
    tiles = sorted((_tile(town) for town in towns if town.town.office == office), key=_weakest)
    return Block(office, sum(tile.fulfilled for tile in tiles), sum(tile.due for tile in tiles), tuple(tiles))


def _tile(town: TownCounts) -> Tile:
    counts = town.counts
    share = per_cent(counts.fulfilled, counts.due)
    band = 0 if share is None else 1 + sum(share >= bound for bound in _BANDS)
    return Tile(town.town, counts.fulfilled, counts.due, counts.overdue, band)


def _weakest(tile: Tile) -> tuple[bool, int, int]:
    return tile.band == 0, tile.band, -tile.overdue
