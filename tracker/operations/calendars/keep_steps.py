"""The steps before council sessions as events of their own: by when to discuss in the partnership and hand in papers.

They follow from days that are planned and from the day itself (a session that has gone by is of no use any more), so
they are planned when a calendar is first asked for on a day, and again after anything that they follow from changed.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from tracker.feeds.entry import Entry
from tracker.feeds.window import AHEAD
from tracker.mailing.links import Links
from tracker.occurrences.backplanning import Step, StepKind
from tracker.operations.agreements.back_plans import BackPlan, back_plans
from tracker.operations.calendars.keep_extras import Extra, raise_counters, store_extras, take_counters
from tracker.operations.ground import Ground, Work, working
from tracker.operations.standings import items
from tracker.people.actor import SYSTEM
from tracker.store.council import CouncilDayRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.subscriptions import EXTRA, FEED_STATE, ExtraFragmentRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.czech import say_day

SHOWN = (StepKind.DISCUSSION, StepKind.PAPERS, StepKind.SESSION)
"""When to begin writing is everybody's own affair."""


def unplanned(today: date) -> sa.ColumnElement[bool]:
    """A condition on municipality and its counter: there are council days, and the steps are not those of today.

    Without a counter there is no term yet and nothing to plan.
    """
    days = sa.exists().where(CouncilDayRow.municipality_id == MunicipalityRow.id)  # type: ignore[arg-type]
    return sa.and_(
        FEED_STATE.c.municipality_id.is_not(None),
        days,
        sa.or_(FEED_STATE.c.steps_on.is_(None), FEED_STATE.c.steps_on != today),
    )


def plan_steps(ground: Ground, municipality_ids: Sequence[int]) -> None:
    """Plan the steps of these municipalities for today; what looks as before is not rendered again."""
    with working(ground, SYSTEM) as work:
        take_counters(work.session, work.now, municipality_ids)
        extras = [extra for plan in _plans(work, municipality_ids) for extra in _extras(work, plan)]
        gone = _remove_others(work, municipality_ids, {extra.entry.uid_source for extra in extras})
        raise_counters(work.session, work.now, gone | store_extras(work.session, work.now, extras))
        done = sa.update(FEED_STATE).where(FEED_STATE.c.municipality_id.in_(municipality_ids))
        work.session.execute(done.values(steps_on=work.today))


def _plans(work: Work, municipality_ids: Sequence[int]) -> Iterator[BackPlan]:
    soon = col(OccurrenceRow.due).between(work.today - timedelta(days=90), work.today + AHEAD)
    yield from back_plans(work, items(work, col(OccurrenceRow.municipality_id).in_(municipality_ids), soon)).values()


def _extras(work: Work, plan: BackPlan) -> Iterator[Extra]:
    row = plan.item.row
    for step in plan.steps:
        if step.kind in SHOWN:
            yield Extra(_entry(work, plan, step), row.municipality_id, occurrence_id=row.id)


def _entry(work: Work, plan: BackPlan, step: Step) -> Entry:
    item = plan.item
    assert plan.plan is not None
    assert item.row.id is not None
    lines = (
        f"Zasedání: {say_day(plan.plan.session)}",
        f"Termín závazku: {say_day(plan.plan.due)}",
        *(() if step.known or step.kind is not StepKind.DISCUSSION else ("Den jednání partnerství zatím není znám.",)),
    )
    return Entry(
        uid_source=f"{item.row.key}/{step.kind.value}",
        day=step.day,
        municipality=item.municipality.name,
        title=f"{step.words}: {item.obligation.title}",
        description_lines=lines,
        url=Links(work.ground.config.public_base_url).occurrence(item.row.id),
        categories=("Příprava na zastupitelstvo", item.municipality.name),
        changed_at=work.now,
        created_at=item.row.created_at,
        sequence=0,
        state="open",
    )


def _remove_others(work: Work, municipality_ids: Sequence[int], wanted: set[str]) -> set[int]:
    """Take away the steps that are no more; the municipalities that had some."""
    standing = select(ExtraFragmentRow).where(
        col(ExtraFragmentRow.municipality_id).in_(municipality_ids), col(ExtraFragmentRow.occurrence_id).is_not(None)
    )
    gone = [row for row in work.session.exec(standing) if row.uid_source not in wanted]
    work.session.execute(sa.delete(EXTRA).where(EXTRA.c.uid_source.in_([row.uid_source for row in gone])))
    return {row.municipality_id for row in gone}
