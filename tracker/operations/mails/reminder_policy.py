"""How long ahead the people of a municipality are reminded; what a person wants for themselves goes before it."""

import re

from sqlmodel import col, select

from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.mails.look_again import look_again
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.reminders.policy import LONGEST_LEAD, MOST_LEADS, Leads
from tracker.store.occurrences import OccurrenceRow
from tracker.store.reminder_settings import MunicipalityRemindersRow

DEFAULT = Leads()


def read_leads(text: str, field: str) -> tuple[int, ...] | None:
    """Days as people write them (``30, 7``), the longest first; ``None`` for an empty field, ``Refused`` otherwise."""
    if not text.strip():
        return None
    days = [part for part in re.split(r"[\s,;]+", text.strip()) if part]
    if not all(day.isascii() and day.isdecimal() and 1 <= int(day[:9]) <= LONGEST_LEAD for day in days):
        raise Refused(
            "Zadejte počty dní od 1 do %(longest_lead)s oddělené čárkou, například 30, 7.",
            field,
            longest_lead=LONGEST_LEAD,
        )
    found = tuple(sorted({int(day) for day in days}, reverse=True))
    if len(found) > MOST_LEADS:
        raise Refused("Připomínek před termínem může být nejvýše %(most_leads)s.", field, most_leads=MOST_LEADS)
    return found


def leads_of_town(work: Work, town_id: int) -> Leads:
    """The lead days that hold in a municipality within reach."""
    work.municipality(town_id)
    row = _row(work, town_id)
    return row.leads if row else DEFAULT


def store_leads(ground: Ground, actor: Actor, town_id: int, leads: Leads) -> None:
    """Keep the lead days of a municipality; what they bring is told from the next sweep on."""
    with working(ground, actor) as work:
        work.municipality(town_id, Permission.SET_REMINDERS)
        row = _row(work, town_id)
        if row is None:
            row = MunicipalityRemindersRow(municipality_id=town_id, short=[], long=[])
        row.short, row.long = list(leads.short), list(leads.long)
        work.session.add(row)
        look_again(work, col(OccurrenceRow.municipality_id) == town_id)


def _row(work: Work, town_id: int) -> MunicipalityRemindersRow | None:
    return work.session.exec(
        select(MunicipalityRemindersRow).where(MunicipalityRemindersRow.municipality_id == town_id)
    ).first()
