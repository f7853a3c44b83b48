"""The country as tiles: every municipality once, under its office, the weakest first."""

import pytest

from tracker.fulfilment.compliance import Compliance
from tracker.reports.entry import Town
from tracker.reports.national_overview import TownCounts
from tracker.reports.tile_map import MOST_TILES, Tile, tile_map


def _counts(number: int, fulfilled: int, due: int, overdue: int = 0, office: str = "RCZ") -> TownCounts:
    counts = Compliance(total=due, due=due, on_time=fulfilled, overdue=overdue, missed=due - fulfilled - overdue)
    return TownCounts(Town(number, f"Obec {number}", office), counts)


def test_the_weakest_stand_first_and_those_with_nothing_to_judge_last() -> None:
    (block,) = tile_map([_counts(1, 4, 4), _counts(2, 0, 0), _counts(3, 1, 4), _counts(4, 1, 4, overdue=2)])
    assert [(tile.town.id, tile.band) for tile in block.tiles] == [(4, 1), (3, 1), (1, 4), (2, 0)]
    assert (block.fulfilled, block.due) == (6, 12)


def test_every_office_has_its_block() -> None:
    blocks = tile_map([_counts(1, 1, 2), _counts(2, 1, 1, office="RCS")])
    assert [(block.office, [tile.town.id for tile in block.tiles]) for block in blocks] == [("RCS", [2]), ("RCZ", [1])]


@pytest.mark.parametrize("fulfilled, band", [(0, 1), (49, 1), (50, 2), (79, 2), (80, 3), (99, 3), (100, 4)])
def test_the_bands_begin_at_half_four_fifths_and_all(fulfilled: int, band: int) -> None:
    (block,) = tile_map([_counts(1, fulfilled, 100)])
    assert block.tiles == (Tile(Town(1, "Obec 1", "RCZ"), fulfilled, 100, 0, band),)


def test_too_many_municipalities_have_no_tiles() -> None:
    assert tile_map([_counts(number, 1, 1) for number in range(MOST_TILES + 1)]) == ()
