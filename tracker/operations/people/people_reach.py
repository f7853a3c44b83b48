"""The one scoped way to fetch people: whoever has or had a mandate where the reader appoints; the country sees all."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, or_, true
from sqlmodel import col, select

from tracker.operations.ground import Forbidden, NotFound, Work
from tracker.people.actor import COUNTRY_ROLES, SYSTEM, TOWN_ROLES, Role
from tracker.people.permissions import Permission
from tracker.people.stewardship import GIVES, Post, given_by, may_appoint, may_change_account
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow, OfficeRow


class Phase(StrEnum):
    """How a mandate stands on a day."""

    AHEAD = "ahead"
    HELD = "held"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Held:
    """A mandate of somebody as the reader sees it; ``place`` is empty for a role of the whole country.

    A territory out of the reader's reach is not named: ``place`` is ``None`` then.
    """

    row: MandateRow
    place: str | None
    office: int | None
    phase: Phase
    deputy: str = ""

    @property
    def post(self) -> Post:
        """The post, for the rules of appointing."""
        return self.row.role, self.office


def reaches_country(work: Work) -> bool:
    """Whether the reader's mandates reach everybody."""
    return work.actor is SYSTEM or bool(work.roles & COUNTRY_ROLES)


def appointing_offices(work: Work) -> frozenset[int]:
    """The regional offices whose people the reader looks after."""
    return frozenset(m.office for m in work.mandates if m.role in GIVES and m.office is not None)


def people_in_reach(work: Work) -> ColumnElement[bool]:
    """A condition on ``PersonRow``."""
    if reaches_country(work):
        return true()
    offices = appointing_offices(work)
    there = (
        select(MandateRow.person_id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == MandateRow.municipality_id, isouter=True)
        .where(or_(col(MandateRow.office_id).in_(offices), col(MunicipalityRow.office_id).in_(offices)))
    )
    return col(PersonRow.id).in_(there)


def person_of(work: Work, person_id: int) -> PersonRow:
    """Somebody within the reader's reach; raises ``NotFound`` for everybody else."""
    work.require(Permission.MANAGE_PEOPLE)
    query = select(PersonRow).where(PersonRow.id == person_id, people_in_reach(work))
    row = work.session.exec(query).first()
    if row is None:
        raise NotFound
    return row


def held_by(work: Work, people: Collection[int]) -> dict[int, tuple[Held, ...]]:
    """The mandates of people, those in force first; three queries, however many people."""
    query = (
        select(MandateRow, MunicipalityRow, PersonRow.name)
        .join(MunicipalityRow, col(MunicipalityRow.id) == MandateRow.municipality_id, isouter=True)
        .join(PersonRow, col(PersonRow.id) == MandateRow.deputy_id, isouter=True)
        .where(col(MandateRow.person_id).in_(people))
        .order_by(col(MandateRow.starts).desc(), col(MandateRow.id))
    )
    offices = {office.id: office.name for office in work.session.exec(select(OfficeRow))}
    mine = None if reaches_country(work) else appointing_offices(work)
    found: dict[int, list[Held]] = defaultdict(list)
    for row, town, deputy in work.session.exec(query):
        in_town = row.municipality_id is not None
        office = town.office_id if in_town else row.office_id
        named = "" if office is None else town.name if in_town else offices[office]
        place = named if mine is None or office is None or office in mine else None
        found[row.person_id].append(Held(row, place, office, phase_of(row, work.today), deputy or ""))
    order = [Phase.HELD, Phase.AHEAD, Phase.ENDED]
    return {person: tuple(sorted(them, key=lambda held: order.index(held.phase))) for person, them in found.items()}


def phase_of(row: MandateRow, day: date) -> Phase:
    """How a mandate stands on a day."""
    if row.starts > day:
        return Phase.AHEAD
    return Phase.HELD if row.mandate.holds_on(day) else Phase.ENDED


def may_change(work: Work, mandates: Collection[Held]) -> bool:
    """Whether the reader may change the account of whoever holds these mandates."""
    posts = [held.post for held in mandates if held.phase is not Phase.ENDED]
    return work.actor is SYSTEM or may_change_account(work.actor, posts, work.rights_day)


def changeable_person(work: Work, person_id: int) -> PersonRow:
    """Somebody whose account the reader may change."""
    row = person_of(work, person_id)
    if not may_change(work, held_by(work, [person_id]).get(person_id, ())):
        raise Forbidden("Účet s tímto mandátem mění ústředí nebo správce.")
    return row


def require_appointing(work: Work, post: Post) -> None:
    """Raise ``Forbidden`` for a post that the reader does not fill."""
    work.require(Permission.MANAGE_PEOPLE)
    if work.actor is not SYSTEM and not may_appoint(work.actor, post, work.rights_day):
        raise Forbidden("Tento mandát uděluje a končí ústředí nebo správce.")


def roles_to_give(work: Work) -> list[Role]:
    """The roles that the reader may give, in the order of the list of roles."""
    given = frozenset(Role) if work.actor is SYSTEM else given_by(work.actor, work.rights_day)
    return [role for role in Role if role in given]


def office_of(work: Work, role: Role, municipality_id: int | None, office_id: int | None) -> int | None:
    """The office in which the territory of a mandate lies; raises ``NotFound`` for one out of reach."""
    if role in TOWN_ROLES:
        return work.municipality(municipality_id).office_id
    if role in COUNTRY_ROLES:
        return None
    office = work.session.get(OfficeRow, office_id) if office_id is not None else None
    if office is None or not (reaches_country(work) or office.id in appointing_offices(work)):
        raise NotFound
    return office.id
