"""A term by itself: the same event as in the feeds, to download or to go along with a reminder."""

from datetime import date
from pathlib import Path

import pytest

from tests.factories import Agreed, a_lived_in_ground
from tests.feeds.readers.python_readers import icalendar_sees
from tracker.feeds.ical import without_alarms
from tracker.operations.calendars.publish_feed import municipality_feed
from tracker.operations.calendars.term_file import term_attachments, term_file
from tracker.operations.ground import Ground, NotFound, looking, working
from tracker.people.actor import SYSTEM, Actor
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow


@pytest.fixture
def lived(database_url: str, tmp_path: Path) -> tuple[Ground, Agreed]:
    return a_lived_in_ground(database_url, tmp_path, date(2026, 11, 25))


def test_the_file_and_the_attachment_hold_the_event_of_the_feed(lived: tuple[Ground, Agreed]) -> None:
    ground, agreed = lived
    (occurrence,) = agreed.occurrences
    with looking(ground, SYSTEM) as work:
        in_feed = icalendar_sees(municipality_feed(work, work.session.get_one(MunicipalityRow, agreed.municipality)))
        attached = term_attachments(work, agreed.occurrences)[occurrence]

        assert icalendar_sees(term_file(work, occurrence)) == in_feed
        assert icalendar_sees(attached) == in_feed
        assert b"METHOD:PUBLISH\r\n" in attached
        assert b"ORGANIZER:mailto:hlidac@localhost\r\n" in without_alarms(attached)


def test_a_term_without_a_day_has_no_file(lived: tuple[Ground, Agreed]) -> None:
    ground, agreed = lived
    with working(ground, SYSTEM) as work:
        work.session.get_one(OccurrenceRow, agreed.occurrences[0]).due = None

    with looking(ground, SYSTEM) as work:
        assert term_attachments(work, agreed.occurrences) == {}
        with pytest.raises(NotFound):
            term_file(work, agreed.occurrences[0])


def test_a_stranger_gets_no_file(lived: tuple[Ground, Agreed]) -> None:
    ground, agreed = lived
    with looking(ground, Actor(None, "cizí")) as work, pytest.raises(NotFound):
        term_file(work, agreed.occurrences[0])
