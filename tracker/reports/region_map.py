"""The fourteen regions as tiles that keep who lies beside whom: a picture of counts, drawn as SVG on the server.

Every tile has its letters and its counts in words; lightness only helps the eye. The table beside tells the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.people.regions import Region
from tracker.reports.national_overview import TownCounts
from tracker.reports.table import per_cent

_ROWS = (
    (None, Region.USTECKY, Region.LIBERECKY, Region.KRALOVEHRADECKY, None, None),
    (
        Region.KARLOVARSKY, Region.STREDOCESKY, Region.PRAHA, Region.PARDUBICKY, Region.OLOMOUCKY,
        Region.MORAVSKOSLEZSKY,
    ),
    (Region.PLZENSKY, Region.JIHOCESKY, Region.VYSOCINA, Region.JIHOMORAVSKY, Region.ZLINSKY, None),
)  # fmt: skip
"""From the north to the south, from the west to the east."""
SIDE, GAP = 96, 4
_BANDS = (50, 80, 100)
"""Per cent at which the second, third and fourth band begin, as in ``tile_map.py``."""
_LOOKS = (("#ffffff", "#2b3a4a"), ("#10325a", "#ffffff"), ("#3a6ea5", "#ffffff"), ("#bcd3ea", "#10233a"),
          ("#eaf2fa", "#10233a"))  # fmt: skip
"""Ground and ink of each band; the first is of regions with nothing to judge."""


@dataclass(frozen=True, slots=True)
class RegionTile:
    """A region with its place in the grid and what was met of what fell due; ``towns`` may be none."""

    region: Region
    column: int
    row: int
    towns: int
    fulfilled: int
    due: int

    @property
    def told(self) -> str:
        """``Ústecký kraj: splněno 17 z 20``."""
        if not self.towns:
            return f"{self.region.called}: žádná obec"
        return (
            f"{self.region.called}: splněno {self.fulfilled} z {self.due}" if self.due else f"{self.region.called}: –"
        )

    @property
    def band(self) -> int:
        """0 where nothing fell due, else 1 to 4."""
        met = per_cent(self.fulfilled, self.due)
        return 0 if met is None else 1 + sum(met >= bound for bound in _BANDS)


def region_map(towns: Sequence[TownCounts]) -> tuple[RegionTile, ...]:
    """A tile for every region; nothing when no municipality has one."""
    if not any(town.town.region for town in towns):
        return ()
    places = [(region, column, row) for row, line in enumerate(_ROWS) for column, region in enumerate(line) if region]
    return tuple(_tile(region, column, row, towns) for region, column, row in places)


def drawn(tiles: Sequence[RegionTile]) -> str:
    """The picture. Its words are for the eye: whoever listens is told the list of ``told`` and the table."""
    width, height = 6 * (SIDE + GAP), 3 * (SIDE + GAP)
    inside = "".join(part for tile in tiles for part in _square(tile))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" aria-hidden="true" '
        f'focusable="false" font-family="sans-serif" text-anchor="middle">{inside}</svg>'
    )


def _tile(region: Region, column: int, row: int, towns: Sequence[TownCounts]) -> RegionTile:
    counts = [town.counts for town in towns if town.town.region == region]
    fulfilled, due = sum(c.fulfilled for c in counts), sum(c.due for c in counts)
    return RegionTile(region, column, row, len(counts), fulfilled, due)


def _square(tile: RegionTile) -> Iterator[str]:
    ground, ink = _LOOKS[tile.band]
    x, y = tile.column * (SIDE + GAP) + GAP // 2, tile.row * (SIDE + GAP) + GAP // 2
    middle = x + SIDE // 2
    dash = "" if tile.towns else ' stroke-dasharray="4 4"'
    counts = f"{tile.fulfilled} z {tile.due}" if tile.due else "–"
    yield f"<g><title>{tile.told}</title>"
    yield f'<rect x="{x}" y="{y}" width="{SIDE}" height="{SIDE}" fill="{ground}" stroke="#6d6d6d"{dash}/>'
    yield f'<text x="{middle}" y="{y + 42}" font-size="26" font-weight="bold" fill="{ink}">{tile.region.letters}</text>'
    yield f'<text x="{middle}" y="{y + 74}" font-size="{_size(counts)}" fill="{ink}">{counts}</text></g>'


def _size(counts: str) -> int:
    """Large counts are written smaller, so that they stay within their tile."""
    return 22 if len(counts) <= 8 else max(12, 176 // len(counts))
