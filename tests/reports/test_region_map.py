"""The regions as tiles: each once, beside its neighbours, with its counts in words."""

from dataclasses import replace
from xml.etree import ElementTree

from tests.reports.test_tile_map import _counts
from tracker.people.regions import Region
from tracker.reports.national_overview import TownCounts
from tracker.reports.region_map import SIDE, drawn, region_map

SVG = "{http://www.w3.org/2000/svg}"


def _in(region: Region | None, fulfilled: int, due: int) -> TownCounts:
    counts = _counts(1, fulfilled, due)
    return replace(counts, town=replace(counts.town, region=region and region.value))


def test_every_region_has_one_tile_of_its_own_place() -> None:
    tiles = region_map([_in(Region.PRAHA, 1, 2)])
    assert {tile.region for tile in tiles} == set(Region)
    assert len({(tile.column, tile.row) for tile in tiles}) == len(tiles) == 14


def test_a_region_adds_up_its_municipalities_and_others_are_told_as_empty() -> None:
    tiles = {t.region: t for t in region_map([_in(Region.USTECKY, 1, 4), _in(Region.USTECKY, 3, 4), _in(None, 9, 9)])}
    assert (tiles[Region.USTECKY].told, tiles[Region.USTECKY].band) == ("Ústecký kraj: splněno 4 z 8", 2)
    assert (tiles[Region.ZLINSKY].told, tiles[Region.ZLINSKY].band) == ("Zlínský kraj: žádná obec", 0)


def test_without_any_region_there_is_no_picture() -> None:
    assert region_map([_in(None, 1, 2)]) == ()


def test_the_picture_says_every_count_within_its_tile() -> None:
    root = ElementTree.fromstring(drawn(region_map([_in(Region.USTECKY, 123_456, 234_567)])))
    told = [[text.text for text in tile.iter(f"{SVG}text")] for tile in root.iter(f"{SVG}g")]
    assert ["ULK", "123456 z 234567"] in told
    assert len(told) == 14
    widest = max(len(text.text or "") * float(text.attrib["font-size"]) * 0.52 for text in root.iter(f"{SVG}text"))
    assert widest <= SIDE
