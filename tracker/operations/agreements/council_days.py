"""The days set for sessions of a council: pasted in as text or from a sheet, taken back one by one."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, or_, select

from tracker.occurrences.backplanning import Leads
from tracker.operations.events.fulfilment_list import end_of
from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.history import Change, history_of
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.reports.register_values import BodyKind
from tracker.store.council import CouncilDayRow, CouncilLeadRow
from tracker.store.meetings import MeetingRow
from tracker.store.registers import BodyRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import prague_day
from tracker.timeline.czech_days import UnreadableDay, read_day
from tracker.timeline.folding import folded
from tracker.timeline.periods import MONTHS_IN_YEAR, add_months

MOST_DAYS = 200
"""The most lines that are taken in at once."""
MOST_LEAD = 366
_LONGEST_NOTE = 200
_HEADS = ("den", "datum")
_YEAR = re.compile(r"\d{4}|[./-]\s*\d{1,2}\s*[./-]\s*\d{2}$")


@dataclass(frozen=True, slots=True)
class Planned:
    """What is planned in one municipality: the days of its council and of its partnership, in their order.

    ``leads`` are the distances that its council asks for.
    """

    council: tuple[date, ...]
    partnership: tuple[date, ...]
    leads: Leads


@dataclass(frozen=True, slots=True)
class CouncilPage:
    """The page of council days: those to come, those gone by, the distances, and who did what with them."""

    municipality: MunicipalityRow
    ahead: tuple[CouncilDayRow, ...]
    past: tuple[CouncilDayRow, ...]
    leads: Leads
    history: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """How many days of a pasted list were new, and how many stood there already."""

    new: int
    known: int


def planned_days(work: Work, towns: Collection[int]) -> dict[int, Planned]:
    """What was planned in each municipality by the end of the day looked at."""
    council: dict[int, list[date]] = defaultdict(list)
    for row in _rows(work, towns):
        council[row.municipality_id].append(row.day)
    leads = _leads(work, towns)
    meetings = _meetings(work, towns)
    return {town: Planned(tuple(council[town]), tuple(meetings[town]), leads.get(town, Leads())) for town in towns}


def council_page(work: Work, town_id: int) -> CouncilPage:
    """The planned days of a municipality within reach."""
    town = work.municipality(town_id)
    rows = _rows(work, [town_id])
    everything = work.session.exec(select(CouncilDayRow.id).where(CouncilDayRow.municipality_id == town_id))
    settings = work.session.exec(select(CouncilLeadRow.id).where(CouncilLeadRow.municipality_id == town_id))
    things = {
        "council_day": [number for number in everything if number is not None],
        "council_lead": [number for number in settings if number is not None],
    }
    return CouncilPage(
        municipality=town,
        ahead=tuple(row for row in rows if row.day >= work.today),
        past=tuple(row for row in reversed(rows) if row.day < work.today),
        leads=_leads(work, [town_id]).get(town_id, Leads()),
        history=history_of(work, things),
    )


def add_days(ground: Ground, actor: Actor, town_id: int, text: str) -> Added:
    """Set the days of a pasted list, one on a line with an optional note; all of them, or none.

    Raises ``Refused`` that names every line that is no day.
    """
    with working(ground, actor) as work:
        town = work.municipality(town_id, Permission.PLAN_COUNCIL)
        found = _read(text, work.today)
        known = {row.day for row in _rows(work, [town_id])}
        new = {day: note for day, note in found.items() if day not in known}
        assert town.id is not None
        for day, note in new.items():
            work.session.add(
                CouncilDayRow(
                    municipality_id=town.id,
                    day=day,
                    note=note,
                    recorded_at=work.now,
                    recorded_by=actor.person,
                )
            )
        return Added(len(new), len(found) - len(new))


def remove_day(ground: Ground, actor: Actor, day_id: int) -> int:
    """Take back a day and answer the municipality it belonged to; it stays in the history."""
    with working(ground, actor) as work:
        row = work.get(CouncilDayRow, day_id, Permission.PLAN_COUNCIL)
        row.removed_at = row.removed_at or work.now
        return row.municipality_id


def set_leads(ground: Ground, actor: Actor, town_id: int, leads: Leads) -> None:
    """Say how many days before a session each step has to be done; raises ``Refused`` for what cannot be."""
    with working(ground, actor) as work:
        town = work.municipality(town_id, Permission.PLAN_COUNCIL)
        for name, days in (("papers", leads.papers), ("between", leads.between), ("drafting", leads.drafting)):
            if not 0 <= days <= MOST_LEAD:
                raise Refused("Zadejte počet dní od 0 do %(most_lead)s.", name, most_lead=MOST_LEAD)
        assert town.id is not None
        work.session.add(
            CouncilLeadRow(
                municipality_id=town.id,
                papers=leads.papers,
                after_discussion=leads.between,
                drafting=leads.drafting,
                recorded_at=work.now,
                recorded_by=actor.person,
            )
        )


def _rows(work: Work, towns: Collection[int]) -> list[CouncilDayRow]:
    """The days that stood by the end of the day looked at, in their order."""
    end = end_of(work)
    query = select(CouncilDayRow).where(
        col(CouncilDayRow.municipality_id).in_(towns),
        col(CouncilDayRow.recorded_at) < end,
        or_(col(CouncilDayRow.removed_at).is_(None), col(CouncilDayRow.removed_at) >= end),
    )
    return list(work.session.exec(query.order_by(col(CouncilDayRow.day), col(CouncilDayRow.id))))


def _meetings(work: Work, towns: Collection[int]) -> dict[int, list[date]]:
    """The days for which meetings of the partnerships were called by the end of the day looked at."""
    end = end_of(work)
    query = (
        select(MeetingRow.municipality_id, MeetingRow.starts_at)
        .join(BodyRow, col(BodyRow.id) == MeetingRow.body_id)
        .where(
            BodyRow.kind == BodyKind.PARTNERSHIP,
            col(MeetingRow.municipality_id).in_(towns),
            col(MeetingRow.created_at) < end,
            or_(col(MeetingRow.cancelled_at).is_(None), col(MeetingRow.cancelled_at) >= end),
        )
        .order_by(col(MeetingRow.starts_at))
    )
    days: dict[int, list[date]] = defaultdict(list)
    for town, starts in work.session.exec(query):
        days[town].append(prague_day(starts))
    return days


def _leads(work: Work, towns: Collection[int]) -> dict[int, Leads]:
    """The distances of each municipality; the last record of them stands."""
    query = (
        select(CouncilLeadRow)
        .where(col(CouncilLeadRow.municipality_id).in_(towns), col(CouncilLeadRow.recorded_at) < end_of(work))
        .order_by(col(CouncilLeadRow.id))
    )
    return {row.municipality_id: row.leads for row in work.session.exec(query)}


def _read(text: str, today: date) -> dict[date, str]:
    """The days of the list with their notes; a first line that only heads a column is passed over."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and folded(lines[0]).startswith(_HEADS):
        del lines[0]
    if not lines:
        raise Refused("Vložte aspoň jeden den, například 14. 12. 2026.", "days")
    if len(lines) > MOST_DAYS:
        raise Refused("Najednou lze vložit nejvýše %(most_days)s dnů.", "days", most_days=MOST_DAYS)
    faults: list[str] = []
    days: dict[date, str] = {}
    for line in lines:
        try:
            day, note = _line(line, today)
        except UnreadableDay as error:
            faults.append(str(error))
        else:
            days.setdefault(day, note)
    if faults:
        raise Refused(" ".join(faults), "days")
    return days


def _line(line: str, today: date) -> tuple[date, str]:
    """A day and its note, parted as a sheet parts the cells that are copied from it."""
    for mark in "\t;":
        words, parted, note = line.partition(mark)
        if parted:
            return _to_come(words, today), note.strip()[:_LONGEST_NOTE]
    return _to_come(line, today), ""


def _to_come(words: str, today: date) -> date:
    """A day without a year is the next such day, for nobody plans what is over."""
    day = read_day(words, today, ahead=True)
    if day >= today or _YEAR.search(words):
        return day
    return add_months(day, MONTHS_IN_YEAR)
