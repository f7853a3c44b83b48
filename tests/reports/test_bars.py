"""Bars of counts: lengths that keep their proportion, and the same in words."""

from tracker.reports.bars import HEIGHT, WIDTH, Bar, Segment

YEAR = Bar("2026", (Segment("on_time", "splněno včas", 3), Segment("not_done", "nesplněno", 1)), 6)


def test_a_bar_is_told_in_words() -> None:
    assert YEAR.told == "2026: splněno včas 3, nesplněno 1"
    assert Bar("2025", (Segment("late", "opožděně", 0),), 6).told == "2025: nic"


def test_the_lengths_are_shares_of_the_whole() -> None:
    assert f'x="0.0" y="0" width="{WIDTH / 2}" height="{HEIGHT}" fill="#146534"' in YEAR.svg()
    assert f'x="{WIDTH / 2}" y="0" width="{WIDTH / 6}" height="{HEIGHT}" fill="#a01616"' in YEAR.svg()


def test_what_is_not_done_is_striped_so_that_colour_does_not_tell_it_alone() -> None:
    assert '<path d="M308 0v22M316' in YEAR.svg()


def test_a_bar_of_nothing_is_an_empty_frame() -> None:
    assert Bar("2025", (Segment("late", "opožděně", 0),), 0).svg().count("<rect") == 1
