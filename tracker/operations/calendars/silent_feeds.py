"""Tells the owner of a subscription, once, that nothing has fetched it for two weeks: it may be broken."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from tracker.operations.ground import Ground, Work, working
from tracker.operations.mails.mail_parts import NotNeeded, Part
from tracker.operations.mails.queue_notices import morning_of
from tracker.people.actor import SYSTEM
from tracker.store.outbox import MAIL, MailKind, MailRow, insert_new
from tracker.store.people import PersonRow
from tracker.store.subscriptions import FeedUseRow, SubscriptionRow
from tracker.timeline.clock import prague_day

SILENT = timedelta(days=14)


def queue_silent_feeds(ground: Ground) -> int:
    """Queue a mail for every silent subscription that has had none since its address was issued; how many."""
    with working(ground, SYSTEM) as work:
        day = work.working_days.since(work.today)
        mails = [
            MailRow(
                key=f"feed/{row.id}/{row.issued_at:%Y%m%d%H%M%S}",
                kind=MailKind.SUBSCRIPTION,
                day=day,
                person_id=row.person_id,
                municipality_id=row.municipality_id,
                content={"subscription": row.id},
                not_before=morning_of(day),
                created_at=work.now,
            ).model_dump(exclude={"id"})
            for row in work.session.exec(select(SubscriptionRow).where(_silent(work)))
        ]
        return len(insert_new(work.session, MAIL, mails))


def silent_feed_part(work: Work, mail: MailRow) -> Part | NotNeeded:
    """The words of one such mail, unless the subscription has been fetched or ended meanwhile."""
    told = SubscriptionRow.id == mail.content["subscription"]
    row = work.session.exec(select(SubscriptionRow).where(told, _silent(work))).first()
    if row is None:
        return NotNeeded("kalendář se mezitím stáhl nebo byl odběr zrušen")
    use = work.session.get_one(FeedUseRow, row.id)
    fetched = prague_day(use.fetched_at) if use.fetched_at else None
    return Part("silent_feed", {"label": row.label, "client": use.client, "fetched": fetched})


def _silent(work: Work) -> sa.ColumnElement[bool]:
    """Live subscriptions of people with an account, neither fetched nor issued within the last two weeks."""
    long_ago = work.now - SILENT
    fetched = select(FeedUseRow.subscription_id).where(col(FeedUseRow.fetched_at) >= long_ago)
    there = select(PersonRow.id).where(col(PersonRow.active).is_(True))
    return sa.and_(
        col(SubscriptionRow.revoked_at).is_(None),
        col(SubscriptionRow.issued_at) < long_ago,
        col(SubscriptionRow.id).not_in(fetched),
        col(SubscriptionRow.person_id).in_(there),
    )
