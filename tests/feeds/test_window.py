"""What stands in a feed on a day: the days of the window, the end of a cancelled event, the options, the tag."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.feeds.test_ical import DEADLINE
from tracker.feeds.entry import State
from tracker.feeds.ical import fragment, without_alarms
from tracker.feeds.window import ALARMS_UP_TO, Options, Piece, arrange, etag

TODAY = date(2026, 11, 25)
RINGING = fragment(DEADLINE)
SILENT = without_alarms(RINGING)


def _piece(
    day: date, source: str = "a", state: State = "open", changed_on: date = TODAY, event: bytes = RINGING
) -> Piece:
    return Piece(day, source, state, changed_on, event)


@pytest.mark.parametrize("days, stands", [(-91, False), (-90, True), (0, True), (550, True), (551, False)])
def test_a_feed_reaches_from_ninety_days_back_to_550_days_ahead(days: int, stands: bool) -> None:
    assert bool(arrange([_piece(TODAY + timedelta(days=days))], TODAY, Options())) is stands


@pytest.mark.parametrize("days_ago, stands", [(0, True), (30, True), (31, False)])
def test_a_cancelled_event_stays_for_thirty_days_after_it_was_cancelled(days_ago: int, stands: bool) -> None:
    cancelled = _piece(TODAY, state="cancelled", changed_on=TODAY - timedelta(days=days_ago))

    assert bool(arrange([cancelled], TODAY, Options())) is stands


def test_what_is_past_rings_no_more_and_what_is_due_today_still_does() -> None:
    yesterday, today = _piece(TODAY - timedelta(days=1)), _piece(TODAY)

    assert arrange([yesterday, today], TODAY, Options()) == [SILENT, RINGING]


def test_the_order_is_by_day_then_by_identity_whatever_the_order_of_reading() -> None:
    later = _piece(TODAY + timedelta(days=1), "a", event=b"later")
    first, second = _piece(TODAY, "a", event=b"first"), _piece(TODAY, "b", event=b"second")

    assert arrange([later, second, first], TODAY, Options()) == [b"first", b"second", b"later"]


def test_a_subscription_without_alarms_rings_never() -> None:
    assert arrange([_piece(TODAY)], TODAY, Options(alarms=False)) == [SILENT]


def test_a_subscription_may_leave_out_what_is_fulfilled() -> None:
    pieces = [_piece(TODAY, "a", "fulfilled", event=b"done"), _piece(TODAY, "b", event=b"open")]

    assert arrange(pieces, TODAY, Options(hide_fulfilled=True)) == [b"open"]
    assert arrange(pieces, TODAY, Options()) == [b"done", b"open"]


def test_a_very_large_feed_gives_up_its_alarms_and_no_event() -> None:
    pieces = [_piece(TODAY, str(number)) for number in range(ALARMS_UP_TO + 1)]

    assert set(arrange(pieces, TODAY, Options())) == {SILENT}
    assert len(arrange(pieces, TODAY, Options())) == ALARMS_UP_TO + 1
    assert set(arrange(pieces[:-1], TODAY, Options())) == {RINGING}


def test_the_words_of_an_alarm_inside_a_text_are_no_alarm() -> None:
    talkative = replace(DEADLINE, description_lines=("x\r\nBEGIN:VALARM\r\nEND:VALARM",), alarms=False)

    assert without_alarms(fragment(talkative)) == fragment(talkative)


def test_the_tag_is_strong_and_changes_with_everything_that_changes_the_feed() -> None:
    same = etag("municipality:17;alarms", 5, TODAY, 1)
    others = {
        etag("municipality:18;alarms", 5, TODAY, 1),
        etag("municipality:17", 5, TODAY, 1),
        etag("municipality:17;alarms", 6, TODAY, 1),
        etag("municipality:17;alarms", 5, TODAY + timedelta(days=1), 1),
        etag("municipality:17;alarms", 5, TODAY, 2),
    }

    assert same == etag("municipality:17;alarms", 5, TODAY, 1)
    assert len(others - {same}) == 5
    assert (same[0], same[-1], len(same)) == ('"', '"', 34)
