"""Who hears about a duty: its owner, or the managers of the municipality; the consultants where ASZ owes it.

Where nobody of them can be reached the next in line hears, so that no duty is without a reader. A deputy of a mandate
hears together with its holder. Everything holds for one day; mandates are looked at anew for every mail.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import or_
from sqlmodel import col, select

from tracker.obligations.obligation import Obligation, Party
from tracker.operations.ground import Work
from tracker.people.actor import COUNTRY_ROLES, OFFICE_ROLES, Role
from tracker.reminders.policy import Leads
from tracker.store.agreements import ObligationRow
from tracker.store.outbox import AddressFaultRow
from tracker.store.people import MandateRow, PersonRow
from tracker.store.reminder_settings import Language, MunicipalityRemindersRow, PersonRemindersRow
from tracker.store.territory import MunicipalityRow

_LAST = (Role.REGIONAL_HEAD, Role.HEADQUARTERS, Role.ADMINISTRATOR)
_TOWN_FIRST = (Role.MANAGER, Role.REPRESENTATIVE, Role.CONSULTANT, *_LAST)
_ASZ_FIRST = (Role.CONSULTANT, *_LAST)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person who hears, and why: the role, or ``None`` for the owner of the duty."""

    person: int
    role: Role | None
    deputy: bool = False


@dataclass(frozen=True, slots=True)
class Directory:
    """The people who may hear about some municipalities on one day."""

    people: dict[int, PersonRow]
    wishes: dict[int, PersonRemindersRow]
    leads: dict[int, Leads]
    mandates: dict[tuple[Role, int], list[MandateRow]]
    faulty: frozenset[str] = frozenset()

    def of(self, duty: ObligationRow, obligation: Obligation, municipality: MunicipalityRow) -> tuple[Recipient, ...]:
        """Who hears about one duty."""
        if duty.owner_id is not None and self.reachable(duty.owner_id):
            return (Recipient(duty.owner_id, None),)
        line = _ASZ_FIRST if obligation.party is Party.ASZ else _TOWN_FIRST
        return next((found for role in line if (found := self.holders(role, municipality))), ())

    def holders(self, role: Role, municipality: MunicipalityRow) -> tuple[Recipient, ...]:
        """The reachable holders of a role at a municipality, with their deputies."""
        territory = municipality.office_id if role in OFFICE_ROLES else municipality.id
        found = {
            recipient.person: recipient
            for mandate in self.mandates.get((role, 0 if role in COUNTRY_ROLES else territory or 0), ())
            for recipient in self._hearing(role, mandate)
        }
        return tuple(found.values())

    def reachable(self, person: int) -> bool:
        """Whether mail to this person has a chance: an account in use, an address that has not failed."""
        row = self.people.get(person)
        return row is not None and row.active and row.email not in self.faulty

    def leads_of(self, person: int, municipality: int) -> Leads:
        """The lead days that hold for a person at a municipality."""
        common = self.leads.get(municipality, Leads())
        wishes = self.wishes.get(person)
        return wishes.leads(common) if wishes else common

    def language_of(self, person: int) -> Language:
        """The language that a person reads."""
        wishes = self.wishes.get(person)
        return wishes.language if wishes else Language.CS

    def wants_reminders(self, person: int) -> bool:
        """Whether a person wants reminders of single terms."""
        wishes = self.wishes.get(person)
        return wishes is None or wishes.reminders

    def wants_digests(self, person: int) -> bool:
        """Whether a person wants the weekly digest."""
        wishes = self.wishes.get(person)
        return wishes is None or wishes.digests

    def _hearing(self, role: Role, mandate: MandateRow) -> Iterator[Recipient]:
        if mandate.deputy_id is not None and self.reachable(mandate.deputy_id):
            yield Recipient(mandate.deputy_id, role, deputy=True)
        if self.reachable(mandate.person_id):
            yield Recipient(mandate.person_id, role)


def directory(work: Work, municipalities: Collection[MunicipalityRow]) -> Directory:
    """The directory of these municipalities on the day of the work; five queries, however many there are."""
    towns = {m.id for m in municipalities}
    offices = {m.office_id for m in municipalities}
    rows = work.session.exec(
        select(MandateRow).where(
            col(MandateRow.starts) <= work.today,
            or_(col(MandateRow.ends).is_(None), col(MandateRow.ends) >= work.today),
            or_(
                col(MandateRow.municipality_id).in_(towns),
                col(MandateRow.office_id).in_(offices),
                col(MandateRow.role).in_(COUNTRY_ROLES),
            ),
        )
    ).all()
    mandates: dict[tuple[Role, int], list[MandateRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.id or 0):
        mandates[row.role, row.municipality_id or row.office_id or 0].append(row)
    owners = select(ObligationRow.owner_id).where(col(ObligationRow.municipality_id).in_(towns))
    named = {row.person_id for row in rows} | {row.deputy_id for row in rows if row.deputy_id}
    who = or_(col(PersonRow.id).in_(named), col(PersonRow.id).in_(owners))
    people = {p.id: p for p in work.session.exec(select(PersonRow).where(who)) if p.id is not None}
    wishes = work.session.exec(select(PersonRemindersRow).where(col(PersonRemindersRow.person_id).in_(people)))
    leads = work.session.exec(
        select(MunicipalityRemindersRow).where(col(MunicipalityRemindersRow.municipality_id).in_(towns))
    )
    return Directory(
        people=people,
        wishes={row.person_id: row for row in wishes},
        leads={row.municipality_id: row.leads for row in leads},
        mandates=dict(mandates),
        faulty=frozenset(work.session.exec(select(AddressFaultRow.address))),
    )
