"""One term as a calendar file, to download or to go along with a reminder. UID and SEQUENCE are those of the feeds."""

from sqlmodel import col

from tracker.feeds.entry import Entry
from tracker.feeds.ical import publish, single
from tracker.mailing.links import Links
from tracker.operations.calendar_entries import entry_of, known_fragments, shown_rows
from tracker.operations.ground import NotFound, Work
from tracker.store.occurrences import OccurrenceRow


def term_file(work: Work, occurrence_id: int) -> bytes:
    """The file of a term as it stands now; raises ``NotFound`` for one out of reach or without a day."""
    work.get(OccurrenceRow, occurrence_id)
    entry = _entry(work, occurrence_id)
    if entry is None:
        raise NotFound
    return single(entry)


def term_attachment(work: Work, occurrence_id: int) -> bytes | None:
    """The calendar part of a reminder (METHOD:PUBLISH), in the name of the address that sends it."""
    entry = _entry(work, occurrence_id)
    return publish(entry, work.ground.config.mail_from) if entry else None


def _entry(work: Work, occurrence_id: int) -> Entry | None:
    (shown,) = shown_rows(work.session, col(OccurrenceRow.id) == occurrence_id)
    known = known_fragments(work.session, [occurrence_id]).get(occurrence_id)
    return entry_of(shown, Links(work.ground.config.public_base_url).occurrence, known, work.now)
