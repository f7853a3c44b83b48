"""The board of a head: what is overdue, why, and who works on it; a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col

from tracker.fulfilment.standing import Status
from tracker.operations.ground import Work
from tracker.operations.overviews.overdue import (
    LONG,
    PAGE,
    Asked,
    Order,
    count_overdue,
    count_wanted,
    may_be_overdue,
    wanted,
    wanted_on,
)
from tracker.operations.overviews.since_monday import Since, judged_since, stored_since
from tracker.operations.overviews.workers import workers_on
from tracker.operations.standings import Item, items
from tracker.store.occurrences import OccurrenceRow


@dataclass(frozen=True, slots=True)
class Late:
    """An overdue term and who works on it."""

    item: Item
    worker: str


@dataclass(frozen=True, slots=True)
class Board:
    """The rows of the page, of ``wanted`` that were asked for; ``total``, ``towns`` and ``without_reason`` count all
    that is overdue in reach.
    """

    rows: tuple[Late, ...]
    wanted: int
    total: int
    towns: int
    without_reason: int
    since: Since

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.wanted // PAGE))


def board(work: Work, asked: Asked, page: int | None = None) -> Board:
    """What is overdue in reach on the day looked at: a page of it, counted from 1, or all."""
    return _stored(work, asked, page) if work.ground.snapshots_hold else _judged(work, asked, page)


def _stored(work: Work, asked: Asked, page: int | None) -> Board:
    """Today's answer: the snapshots are counted and put in order, only what is shown is read in full."""
    chosen = wanted(work, asked) if page is None else wanted_on(work, asked, page)
    late = [i for i in items(work, col(OccurrenceRow.id).in_(chosen)) if i.standing.status is Status.OVERDUE]
    total, towns, without_reason = count_overdue(work)
    return Board(
        rows=_rows(work, _in_order(late, asked.order)),
        wanted=count_wanted(work, asked) if asked.narrows else total,
        total=total,
        towns=towns,
        without_reason=without_reason,
        since=stored_since(work),
    )


def _judged(work: Work, asked: Asked, page: int | None) -> Board:
    """The answer for another day: every term that may be late is judged anew."""
    late = [i for i in items(work, may_be_overdue(work.today)) if i.standing.status is Status.OVERDUE]
    asked_for = _in_order([item for item in late if _asked_for(item, asked)], asked.order)
    shown = asked_for if page is None else asked_for[(page - 1) * PAGE : page * PAGE]
    return Board(
        rows=_rows(work, shown),
        wanted=len(asked_for),
        total=len(late),
        towns=len({item.municipality.id for item in late}),
        without_reason=sum(item.standing.reason is None for item in late),
        since=judged_since(work, late),
    )


def _in_order(late: list[Item], order: Order) -> list[Item]:
    """Items come by municipality and due day; of those equally late that order stays."""
    return sorted(late, key=lambda item: -item.standing.days_late) if order is Order.DELAY else late


def _asked_for(item: Item, asked: Asked) -> bool:
    return (
        (asked.municipality is None or item.municipality.id == asked.municipality)
        and (asked.act is None or item.obligation.act is asked.act)
        and not (asked.without_reason and item.standing.reason)
        and not (asked.long and item.standing.days_late <= LONG)
    )


def _rows(work: Work, late: Iterable[Item]) -> tuple[Late, ...]:
    shown = tuple(late)
    workers = workers_on(work, shown)
    return tuple(Late(item, workers[item.row.id or 0]) for item in shown)
