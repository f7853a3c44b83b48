"""The weekly digests: who gets one is decided with the sweep, what it says when it is sent.

A person gets one mail a day: where a reminder waits for the same day, the digest takes its place and says it too.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlmodel import col, select

from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Side
from tracker.operations.events.fulfilment_list import Entry, awaits_word, entries
from tracker.operations.ground import Ground, Work, working
from tracker.operations.mails.queue_notices import day_mails
from tracker.operations.mails.recipients import Directory, Recipient, directory
from tracker.operations.standings import Item, items
from tracker.people.actor import SYSTEM, Role
from tracker.reminders.digest import NEAR, goes_to_country, goes_to_region, is_digest_day, is_late, is_near, week_of
from tracker.reminders.policy import REMINDED
from tracker.store.crash_point import cp
from tracker.store.occurrences import OccurrenceRow
from tracker.store.outbox import DIGEST_WEEK, MAIL, DigestWeekRow, MailKind, MailState, insert_new
from tracker.store.territory import MunicipalityRow

CHUNK = 200
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Digest:
    """What one person is told in a week, and as whom."""

    late: list[Item] = field(default_factory=list)
    near: list[Item] = field(default_factory=list)
    to_review: list[Entry] = field(default_factory=list)
    region: list[Item] = field(default_factory=list)
    country: list[Item] = field(default_factory=list)
    recipient: Recipient | None = None

    def add(self, other: "Digest") -> None:
        """Take over what ``other`` tells the same person."""
        self.late += other.late
        self.near += other.near
        self.to_review += other.to_review
        self.region += other.region
        self.country += other.country
        self.recipient = self.recipient or other.recipient

    @property
    def kind(self) -> MailKind:
        """The purpose that comes first."""
        if self.region or self.country:
            return MailKind.ESCALATION
        return MailKind.DIGEST if self.late or self.near else MailKind.REVIEW

    @property
    def first(self) -> Item | Entry:
        """The thing that names the mail's municipality."""
        things: tuple[Item | Entry, ...] = (*self.late, *self.near, *self.to_review, *self.region, *self.country)
        return things[0]


def queue_digests(ground: Ground) -> dict[MailKind, int]:
    """Write the digests of the week once, on its first working day or as soon as possible after it."""
    queued: dict[MailKind, int] = defaultdict(int)
    with working(ground, SYSTEM) as work:
        week = week_of(work.today)
        if not is_digest_day(work.today, work.working_days) or work.session.get(DigestWeekRow, week) is not None:
            return {}
        if not insert_new(work.session, DIGEST_WEEK, [{"week": week, "written_at": work.now}]):
            return {}
        cp("digest.begun")
        digests = collect_digests(work, _towns_with_something(work))
        _write(work, digests)
        for digest in digests.values():
            queued[digest.kind] += 1
        cp("digest.before_commit")
    return dict(queued)


def collect_digests(work: Work, towns: Sequence[int]) -> dict[int, Digest]:
    """What each person is told today about ``towns``, whichever week that is; writes nothing."""
    digests: dict[int, Digest] = {}
    for start in range(0, len(towns), CHUNK):
        _collect_all(work, towns[start : start + CHUNK], digests)
    return digests


def _collect_all(work: Work, towns: Sequence[int], digests: dict[int, Digest]) -> None:
    """Collect a chunk; where something in it cannot be read, town by town, so that the others get theirs."""
    try:
        found: dict[int, Digest] = {}
        _collect(work, towns, found)
    except Exception:  # noqa: BLE001  one bad row never stops the next (R8)
        _log.exception("a chunk of the digests failed")
        if len(towns) > 1:
            for town in towns:
                _collect_all(work, [town], digests)
        return
    for person, digest in found.items():
        digests.setdefault(person, Digest()).add(digest)


def digest_for(work: Work, person: int, towns: Sequence[int]) -> Digest | None:
    """What ``person`` is told today about ``towns``; ``None`` when it is nothing."""
    digests: dict[int, Digest] = {}
    _collect(work, towns, digests)
    return digests.get(person)


def _write(work: Work, digests: dict[int, Digest]) -> None:
    towns = {person: digest.first.municipality.id or 0 for person, digest in digests.items()}
    mails = day_mails(work, towns, work.today)
    for kind in (MailKind.DIGEST, MailKind.REVIEW, MailKind.ESCALATION):
        numbers = [mails[person] for person, digest in digests.items() if digest.kind is kind]
        work.session.execute(
            sa.update(MAIL).where(MAIL.c.id.in_(numbers), MAIL.c.state == MailState.PENDING).values(kind=kind)
        )


def _towns_with_something(work: Work) -> list[int]:
    """The municipalities with anything late or near, by the snapshots, or with anything that waits for a word."""
    listed = [*REMINDED, Status.DISPUTED]
    terms = select(OccurrenceRow.municipality_id).where(
        col(OccurrenceRow.status).in_(listed), col(OccurrenceRow.due) <= work.today + NEAR
    )
    waiting = (entry for side in Side for entry in entries(work, *awaits_word(work, side)))
    return sorted({*work.session.exec(terms.distinct()), *(entry.fulfilment.municipality_id for entry in waiting)})


def _collect(work: Work, towns: Sequence[int], digests: dict[int, Digest]) -> None:
    here = col(MunicipalityRow.id).in_(towns)
    book = directory(work, work.session.exec(select(MunicipalityRow).where(here)).all())
    listed = col(OccurrenceRow.status).in_([*REMINDED, Status.DISPUTED])
    for item in items(work, here, listed, col(OccurrenceRow.due) <= work.today + NEAR):
        _sort(work, item, book, digests)
    for side, role in ((Side.MUNICIPALITY, Role.CONSULTANT), (Side.ASZ, Role.MANAGER)):
        for entry in entries(work, here, *awaits_word(work, side)):
            for digest in _digests_of(book.holders(role, entry.municipality), book, digests):
                digest.to_review.append(entry)


def _sort(work: Work, item: Item, book: Directory, digests: dict[int, Digest]) -> None:
    standing, today, town = item.standing, work.today, item.municipality
    late, near = is_late(standing, today), is_near(standing, today)
    if late or near:
        for digest in _digests_of(book.of(item.duty, item.obligation, town), book, digests):
            (digest.late if late else digest.near).append(item)
    if goes_to_region(standing, today):
        for digest in _digests_of(book.holders(Role.REGIONAL_HEAD, town), book, digests):
            digest.region.append(item)
    if goes_to_country(standing, today):
        for digest in _digests_of(book.holders(Role.HEADQUARTERS, town), book, digests):
            digest.country.append(item)


def _digests_of(recipients: Iterable[Recipient], book: Directory, digests: dict[int, Digest]) -> Iterable[Digest]:
    for recipient in recipients:
        if book.wants_digests(recipient.person):
            digest = digests.setdefault(recipient.person, Digest())
            digest.recipient = digest.recipient or recipient
            yield digest
