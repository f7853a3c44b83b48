"""What will probably be missed: the forecast over what is stored, with planned days and documents that run out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sqlmodel import col, select

from tracker.fulfilment.expiring import Expiry, expiry_of
from tracker.fulfilment.forecast import Threat, Watched, forecast
from tracker.obligations.obligation import Act, Obligation
from tracker.occurrences.backplanning import BEFORE_COUNCIL
from tracker.operations.agreements.back_plans import back_plans
from tracker.operations.agreements.council_days import Planned, planned_days
from tracker.operations.events.fulfilment_list import end_of
from tracker.operations.ground import Work
from tracker.operations.standings import Item
from tracker.store.agreements import VersionRow

_IN_PARTNERSHIP = frozenset({Act.PARTNERSHIP_MEETING, Act.PARTNERSHIP_DISCUSSION})


def forecast_of(work: Work, found: Iterable[Item]) -> tuple[Threat, ...]:
    """The threats to these occurrences on the day looked at; give all of a municipality, silence is seen from all."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in found:
        groups[item.duty.key].append(item)
    everything = [item for group in groups.values() for item in group]
    planned = planned_days(work, {item.row.municipality_id for item in everything})
    plans = {way.item.occurrence.key: way.plan for way in back_plans(work, everything).values() if way.plan}
    duties = [
        Watched(
            group[0].obligation,
            tuple((item.occurrence, item.standing, item.facts) for item in group),
            _days(group[0], planned),
            {item.occurrence.key: plans[item.occurrence.key] for item in group if item.occurrence.key in plans},
        )
        for group in groups.values()
    ]
    return forecast(duties, work.today, tuple(_expiries(work, groups)))


def _days(item: Item, planned: Mapping[int, Planned]) -> tuple[date, ...]:
    """The days set for what the duty asks for."""
    days = planned[item.row.municipality_id]
    if item.obligation.act in BEFORE_COUNCIL:
        return days.council
    return days.partnership if item.obligation.act in _IN_PARTNERSHIP else ()


def _expiries(work: Work, groups: Mapping[str, list[Item]]) -> Iterator[Expiry]:
    """The documents that the parties chose to watch when they confirmed the newest version of each agreement."""
    duties: dict[int, list[Obligation]] = defaultdict(list)
    for group in groups.values():
        duties[group[0].duty.agreement_id].append(group[0].obligation)
    versions = work.session.exec(
        select(VersionRow)
        .where(col(VersionRow.agreement_id).in_(duties), col(VersionRow.confirmed_at) < end_of(work))
        .order_by(col(VersionRow.number))
    )
    newest = {version.agreement_id: version for version in versions}
    for agreement, version in newest.items():
        for choice in version.choices:
            value = choice.get("value") or {}
            if value.get("document") and value.get("end"):
                yield expiry_of(value["document"], date.fromisoformat(value["end"]), duties[agreement])
