"""An entry that contradicts itself is never rendered."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.feeds.thousand import ENTRIES
from tracker.feeds.entry import Entry

DEADLINE = ENTRIES[1]


def test_a_meeting_late_in_the_evening_of_utc_lies_on_the_next_day_in_prague() -> None:
    meeting = replace(DEADLINE, day=date(2027, 7, 2), starts_at=datetime(2027, 7, 1, 22, 30, tzinfo=UTC))

    assert meeting.day == date(2027, 7, 2)


@pytest.mark.parametrize(
    "wrong, words",
    [
        (
            {"starts_at": datetime(2027, 7, 1, 22, 30, tzinfo=UTC), "day": date(2027, 7, 1)},
            "not on 2027-07-01 in Prague",
        ),
        ({"changed_at": datetime(2027, 7, 1)}, "must carry its time zone"),  # noqa: DTZ001 (that is the fault)
        ({"ends_at": datetime(2027, 7, 1, tzinfo=UTC)}, "not after its start"),
    ],
)
def test_an_entry_that_contradicts_itself_is_refused(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        replace(DEADLINE, **wrong)


def test_a_meeting_cannot_end_when_it_starts() -> None:
    start = datetime(2027, 7, 1, 8, tzinfo=UTC)

    with pytest.raises(ValueError, match="not after its start"):
        _at(DEADLINE, start, start)


def _at(entry: Entry, start: datetime, end: datetime) -> Entry:
    return replace(entry, day=start.date(), starts_at=start, ends_at=end)
