"""Answers a fetch of a calendar: whose it is, whether the client has it already, and if not, the bytes.

Nothing is rendered here but what an update of the program left over: a body is joined from stored fragments, and
„nothing new“ costs the row of the token and one counter row for each municipality in scope.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from tracker.feeds.ical import feed, head
from tracker.feeds.window import Options, arrange, etag
from tracker.mailing.links import Links
from tracker.operations.calendars.feed_scope import Reached, partners_things, pieces, reached
from tracker.operations.calendars.joined_bodies import JoinedBodies
from tracker.operations.calendars.keep_fragments import render_whole, renderer_key
from tracker.operations.calendars.keep_steps import plan_steps
from tracker.operations.calendars.meeting_entries import MEETINGS
from tracker.operations.ground import Ground, Work
from tracker.operations.meetings.keep_meetings import render_meetings
from tracker.operations.people.sign_in import actor_of, token_hash
from tracker.operations.upkeep.trouble import left_out_in_trouble
from tracker.people.actor import Actor
from tracker.store.database import reading, writing
from tracker.store.journal import JournalRow
from tracker.store.meetings import MeetingRow
from tracker.store.people import PersonRow
from tracker.store.subscriptions import EXTRA, FEED_STATE, FEED_USE, FeedUseRow, Scope, SubscriptionRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import PRAGUE, prague_day

BODIES_AN_HOUR = 60
_BODIES = JoinedBodies(room=16 * 2**20)

NOTED_EVERY = timedelta(hours=1)
"""A client that asks often and gets nothing new is noted no more often than this: noting is a write."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client says: the tags it has (``*``: any), since when it knows, its name, and whether it wants a body."""

    tags: Collection[str] = ()
    since: datetime | None = None
    client: str = ""
    body: bool = True


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answer. ``body`` is ``None`` where the client has it; ``wait`` seconds where it has asked too often."""

    tag: str = ""
    changed_at: datetime | None = None
    body: bytes | None = None
    wait: int = 0


_CLOCK = sa.select(sa.func.max(col(JournalRow.id))).scalar_subquery()
_UNCHANGED = (
    sa.select(FEED_USE.c.seen_tag)
    .join(SubscriptionRow, col(SubscriptionRow.id) == FEED_USE.c.subscription_id)
    .where(
        col(SubscriptionRow.token_hash) == sa.bindparam("token_hash"),
        col(SubscriptionRow.revoked_at).is_(None),
        FEED_USE.c.holds_for == sa.bindparam("holds_for"),
        FEED_USE.c.fetched_at > sa.bindparam("noted_after"),
        FEED_USE.c.clock == _CLOCK,
    )
)


def unchanged(ground: Ground, token: str, tags: Collection[str]) -> str | None:
    """The tag among ``tags`` that is still the newest, when one look can tell; ``None`` when ``fetch`` must.

    Whatever changes a calendar or a right is journalled in the same transaction. So while the journal has not grown
    since the last answer, on the same day and by the same renderer, that answer holds. Not journalled are fetches.
    """
    now = ground.clock.now()
    given = {
        "token_hash": token_hash(token),
        "holds_for": _holds_for(ground, now),
        "noted_after": now - NOTED_EVERY,
    }
    with ground.engine.connect() as connection:
        tag: str | None = connection.execute(_UNCHANGED, given).scalar()
    return tag if tag in tags else None


def fetch(ground: Ground, token: str, asked: Asked) -> Fetched | None:
    """The answer to one request; ``None`` for a token that nobody has, or has no longer."""
    now = ground.clock.now()
    with reading(ground.engine) as session:
        clock = session.scalar(sa.select(_CLOCK))  # before anything else: what changes meanwhile makes it too old
        found = _subscription(session, token)
        if found is None:
            return None
        subscription, use, person = found
        actor = actor_of(session, person) if person else Actor(None, subscription.label)
        work = Work(ground, session, actor, now, prague_day(now))
        scope = _brought_up(work, subscription)
        tag, changed_at = _tag(work, subscription, scope), _changed_at(work, scope)
        if _has_it(asked, tag, changed_at, use):
            body = None
        elif _too_many(use, now):
            return Fetched(wait=3600 - now.minute * 60 - now.second)
        else:
            held = f"{ground.engine.url} {tag}"
            body = _BODIES.get(held, lambda: _body(work, subscription, scope, changed_at))
    state = {"seen_revision": scope.revision, "seen_tag": tag, "clock": clock, "holds_for": _holds_for(ground, now)}
    _note(ground, use, asked, state, now, sent=body is not None and asked.body)
    return Fetched(tag, changed_at, body)


def municipality_feed(work: Work, municipality: MunicipalityRow) -> bytes:
    """The calendar that a subscription to the municipality would serve now; for the command line."""
    subscription = SubscriptionRow(
        token_hash="",
        person_id=0,
        scope=Scope.MUNICIPALITY,
        municipality_id=municipality.id,
        label=f"{municipality.name}: termíny",
        created_at=work.now,
        issued_at=work.now,
    )
    scope = _brought_up(work, subscription)
    return _body(work, subscription, scope, _changed_at(work, scope))


_BY_TOKEN = (
    select(SubscriptionRow, FeedUseRow, PersonRow)
    .join(FeedUseRow, col(FeedUseRow.subscription_id) == SubscriptionRow.id)
    .outerjoin(PersonRow, col(PersonRow.id) == SubscriptionRow.person_id)
    .where(
        col(SubscriptionRow.token_hash) == sa.bindparam("token_hash"),
        col(SubscriptionRow.revoked_at).is_(None),
        sa.or_(col(PersonRow.active).is_(True), col(SubscriptionRow.partner_id).is_not(None)),
    )
)


def _subscription(session: Session, token: str) -> tuple[SubscriptionRow, FeedUseRow, PersonRow | None] | None:
    return session.exec(_BY_TOKEN, params={"token_hash": token_hash(token)}).first()


def _brought_up(work: Work, subscription: SubscriptionRow) -> Reached:
    """What is in scope, after rendering what an update of the program left over and planning the steps of today."""
    renderer = renderer_key(Links(work.ground.config.public_base_url).occurrence)
    scope = reached(work, subscription, renderer)
    for bring_up in (_render_left_over, _plan):  # what is rendered anew has to be planned anew
        if scope.behind:
            bring_up(work.ground, work.now, scope)
            work.session.rollback()
            scope = reached(work, subscription, renderer)
    return scope


def _render_left_over(ground: Ground, now: datetime, scope: Reached) -> None:
    if not scope.stale:
        return
    links = Links(ground.config.public_base_url)
    with writing(ground.engine) as session:
        render_whole(session, now, links.occurrence, scope.stale)
        render_meetings(session, now, links.meeting, col(MeetingRow.municipality_id).in_(scope.stale), anew=True)
        of_terms = EXTRA.c.occurrence_id.is_not(None) & EXTRA.c.municipality_id.in_(scope.stale)
        session.execute(sa.delete(EXTRA).where(of_terms))
        forget = sa.update(FEED_STATE).where(FEED_STATE.c.municipality_id.in_(scope.stale))
        session.execute(forget.values(steps_on=None))


def _plan(ground: Ground, _now: datetime, scope: Reached) -> None:
    plan_steps(ground, scope.unplanned)


def _tag(work: Work, subscription: SubscriptionRow, scope: Reached) -> str:
    """The instant of the last change tells apart what a restored backup would count alike."""
    told = (
        subscription.id,
        subscription.label,
        subscription.alarms,
        subscription.hide_fulfilled,
        subscription.only_mine,
        scope.municipalities,
        scope.changed_at,
        work.ground.config.public_base_url,
        sorted((m.role, m.municipality or 0) for m in work.mandates),
        subscription.body_id,
        partners_things(work, subscription),
    )
    return etag(repr(told), scope.revision, work.today)


def _changed_at(work: Work, scope: Reached) -> datetime:
    """The window moves at midnight in Prague, so a feed is never older than the day."""
    midnight = datetime.combine(work.today, time.min, PRAGUE)
    return max(midnight, (scope.changed_at or midnight).replace(microsecond=0))


def _has_it(asked: Asked, tag: str, changed_at: datetime, use: FeedUseRow) -> bool:
    """RFC 9110, 13.2.2: a tag decides alone. A date cannot tell of changed rights, the tag last given can."""
    if asked.tags:
        return tag in asked.tags or "*" in asked.tags
    return asked.since is not None and asked.since >= changed_at and use.seen_tag == tag


def _too_many(use: FeedUseRow, now: datetime) -> bool:
    return use.hour == _hour(now) and use.bodies >= BODIES_AN_HOUR


def _body(work: Work, subscription: SubscriptionRow, scope: Reached, changed_at: datetime) -> bytes:
    options = Options(subscription.alarms, subscription.hide_fulfilled)
    about = "Termíny závazků. Změny se v některých programech ukážou až za den; rozhoduje e-mail a stránka."
    found = pieces(work, subscription, scope.municipalities)
    timed = any(piece.uid_source.startswith(MEETINGS) for piece in found)
    home = Links(work.ground.config.public_base_url).home
    beginning = head(subscription.label, about, home, changed_at, with_timezone=timed)
    return feed(beginning, arrange(found, work.today, options))


def _holds_for(ground: Ground, now: datetime) -> str:
    return f"{prague_day(now)} {renderer_key(Links(ground.config.public_base_url).occurrence)}"


def _note(ground: Ground, use: FeedUseRow, asked: Asked, state: dict[str, Any], now: datetime, *, sent: bool) -> None:
    if not sent and use.fetched_at is not None and now - use.fetched_at < NOTED_EVERY:
        return
    hour = _hour(now)
    values = {"client": asked.client[:200], "fetched_at": now, **state}
    if sent:
        counted = sa.case((FEED_USE.c.hour == hour, FEED_USE.c.bodies + 1), else_=1)
        values |= {"hour": hour, "bodies": counted}
    with left_out_in_trouble("the use of a calendar"), writing(ground.engine) as session:
        session.execute(sa.update(FEED_USE).where(FEED_USE.c.subscription_id == use.subscription_id).values(**values))


def _hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)
