"""One term as a calendar file, to download or to go along with a reminder. UID and SEQUENCE are those of the feeds."""

from collections.abc import Collection, Iterator

from sqlmodel import col, select

from tracker.feeds.entry import Entry
from tracker.feeds.ical import fragment, publish, single
from tracker.mailing.links import Links
from tracker.operations.calendars.calendar_entries import entry_of, known_fragments, shown_rows
from tracker.operations.calendars.keep_fragments import renderer_key
from tracker.operations.ground import NotFound, Work
from tracker.store.occurrences import OccurrenceRow
from tracker.store.subscriptions import FeedStateRow, FragmentRow


def term_file(work: Work, occurrence_id: int) -> bytes:
    """The file of a term as it stands now; raises ``NotFound`` for one out of reach or without a day."""
    work.get(OccurrenceRow, occurrence_id)
    entry = dict(_entries(work, [occurrence_id])).get(occurrence_id)
    if entry is None:
        raise NotFound
    return single(entry)


def term_attachments(work: Work, occurrence_ids: Collection[int]) -> dict[int, bytes]:
    """The calendar parts of reminders (METHOD:PUBLISH) by term, in the name of the address that sends them.

    They are joined from the stored fragments; only what no renderer of today has made is rendered here.
    """
    fragments = _stored(work, occurrence_ids)
    missing = [number for number in occurrence_ids if number not in fragments]
    fragments |= {number: fragment(entry) for number, entry in _entries(work, missing)}
    return {number: publish(event, work.ground.config.mail_from) for number, event in fragments.items()}


def _stored(work: Work, occurrence_ids: Collection[int]) -> dict[int, bytes]:
    query = (
        select(FragmentRow.occurrence_id, FragmentRow.event)
        .join(FeedStateRow, col(FeedStateRow.municipality_id) == FragmentRow.municipality_id)
        .where(
            col(FragmentRow.occurrence_id).in_(occurrence_ids),
            FeedStateRow.renderer == renderer_key(Links(work.ground.config.public_base_url).occurrence),
        )
    )
    return dict(work.session.exec(query).all())


def _entries(work: Work, occurrence_ids: Collection[int]) -> Iterator[tuple[int, Entry]]:
    """The entries of those terms that have a day."""
    if not occurrence_ids:
        return
    known = known_fragments(work.session, occurrence_ids)
    address = Links(work.ground.config.public_base_url).occurrence
    for shown in shown_rows(work.session, col(OccurrenceRow.id).in_(occurrence_ids)):
        entry = entry_of(shown, address, known.get(shown.occurrence_id), work.now)
        if entry is not None:
            yield shown.occurrence_id, entry
