"""R3, the board of everything in reach: late, threatened, silent, without owner."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import func
from sqlmodel import col, or_, select

from tracker.fulfilment.event import Attendance
from tracker.fulfilment.labels import label
from tracker.operations.ground import Work
from tracker.operations.registers.known_rows import day_end
from tracker.operations.reports.report_entries import entries_of
from tracker.operations.reports.report_happenings import happenings_of
from tracker.operations.reports.report_registers import Towns, members_of, towns_of
from tracker.operations.reports.report_wish import Wish
from tracker.operations.standings import items
from tracker.people.actor import Role
from tracker.people.permissions import Permission
from tracker.reports.entry import Town
from tracker.reports.happenings import MEETINGS, Happening
from tracker.reports.regional_board import THREATENED_WITHIN, Absence, Region, Sign, regional_board
from tracker.reports.register_values import Member
from tracker.reports.report import Report
from tracker.store.events import EventRow
from tracker.store.journal import JournalRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.people import MandateRow, PersonRow
from tracker.timeline.clock import prague_day
from tracker.timeline.folding import folded
from tracker.timeline.periods import add_months

_REPRESENTATIVE = re.compile(r"\bpoveren\w* zastup\w*")
MEETINGS_BACK = 24
"""Months of meetings in which absences are looked for."""


def compile_board(work: Work, wish: Wish) -> Report:
    """R3 as of the day, over the municipalities in reach."""
    work.require(Permission.READ_REGION)
    day, known = wish.days(work)
    towns = towns_of(work, wish.towns)
    found = items(
        work,
        col(OccurrenceRow.municipality_id).in_(list(towns)),
        col(OccurrenceRow.window_start) <= day + THREATENED_WITHIN,
        on=day,
        known=known,
    )
    entries = entries_of(work, found)
    agreed = {entry.town.id for entry in entries}
    watched = {number: town for number, town in towns.items() if number in agreed}
    region = Region(
        name=wish.scope(work, towns),
        towns=tuple(towns.values()),
        entries=entries,
        signs=(*_signs_of_towns(work, watched, known), *_signs_of_people(work, watched, day, known)),
        absences=tuple(_absences(work, towns, day, known)),
    )
    return regional_board(region, day, known)


def _signs_of_towns(work: Work, towns: Towns, known: date) -> list[Sign]:
    """When something was last recorded about each municipality."""
    query = (
        select(EventRow.municipality_id, func.max(EventRow.recorded_at))
        .where(col(EventRow.recorded_at) < day_end(known))
        .group_by(col(EventRow.municipality_id))
    )
    last = {number: prague_day(instant) for number, instant in work.session.exec(query)}
    return [Sign(town, "poslední záznam o obci", last.get(number)) for number, town in towns.items()]


def _signs_of_people(work: Work, towns: Towns, day: date, known: date) -> list[Sign]:
    """When each person with a mandate for a municipality last changed anything in it."""
    mandates = (
        select(MandateRow.municipality_id, PersonRow.id, PersonRow.name, MandateRow.role)
        .join(PersonRow, col(PersonRow.id) == MandateRow.person_id)
        .where(
            col(MandateRow.municipality_id).in_(list(towns)),
            col(MandateRow.starts) <= day,
            or_(col(MandateRow.ends).is_(None), col(MandateRow.ends) >= day),
        )
    )
    query = (
        select(JournalRow.person_id, func.max(JournalRow.at))
        .where(col(JournalRow.at) < day_end(known))
        .group_by(col(JournalRow.person_id))
    )
    last = {number: prague_day(instant) for number, instant in work.session.exec(query)}
    return [
        Sign(towns[town], f"{name}, {label(Role(role))}", last.get(person))
        for town, person, name, role in work.session.exec(mandates)
        if town is not None
    ]


def _absences(work: Work, towns: Towns, day: date, known: date) -> list[Absence]:
    """Members of bodies whose organisation was missing from the last meetings, of those with an attendance."""
    held: dict[int, list[Happening]] = defaultdict(list)
    for happening in happenings_of(work, towns, (add_months(day, -MEETINGS_BACK), day), known):
        if happening.event.act in MEETINGS and happening.event.attendance:
            held[happening.town.id].append(happening)
    members = members_of(work, towns, known)
    of_members = [
        _absence(towns[number], member, held[number])
        for number in towns
        for member in members[number]
        if member.organisation and member.sits_on(day) and not _REPRESENTATIVE.search(folded(member.role))
    ]
    seated = {n for n in towns for m in members[n] if m.sits_on(day) and _REPRESENTATIVE.search(folded(m.role))}
    return [*of_members, *_representatives(towns, held, seated)]


def _representatives(towns: Towns, held: dict[int, list[Happening]], seated: set[int]) -> Iterator[Absence]:
    """The municipality's representative, who is told apart from its office: where one sits or has ever come."""
    for number, town in towns.items():
        there = [h.event.day for h in held[number] if any(_is_representative(a) for a in h.event.attendance)]
        if number in seated or there:
            last = max(there, default=None)
            missed = sum(1 for h in held[number] if last is None or h.event.day > last)
            yield Absence(town, "pověřený zástupce", missed, last)


def _is_representative(attendance: Attendance) -> bool:
    return _REPRESENTATIVE.search(folded(attendance.organisation)) is not None


def _absence(town: Town, member: Member, held: list[Happening]) -> Absence:
    name = folded(member.organisation)
    since = [h for h in held if h.event.day >= member.starts]
    there = [h.event.day for h in since if any(folded(a.organisation) == name for a in h.event.attendance)]
    last = max(there, default=None)
    missed = sum(1 for h in since if last is None or h.event.day > last)
    who = f"{member.organisation}, {member.role}" if member.role else member.organisation
    return Absence(town, f"{who} ({member.body})", missed, last)
