"""Makes the things that tests begin with: an installation on a fresh database, people, a confirmed agreement."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session

from tracker.config import Config
from tracker.installation import ground_for
from tracker.obligations.agreement import AgreementKind, AgreementState
from tracker.obligations.deadline import Deadline, Period, Recurring, to_json
from tracker.obligations.obligation import Act, Party
from tracker.operations.ground import Ground, Work, working
from tracker.operations.people.sign_in import actor_of
from tracker.operations.refresh import expand_term, refresh
from tracker.people.actor import COUNTRY_ROLES, OFFICE_ROLES, SYSTEM, TOWN_ROLES, Actor, Role
from tracker.store.agreements import AgreementRow, ObligationRow, TermRow, VersionRow
from tracker.store.database import Row
from tracker.store.documents import DocumentRow
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow, OfficeRow
from tracker.timeline.clock import on_day
from tracker.timeline.czech_order import sort_key

Stored = TypeVar("Stored", bound=Row)
FOUR_TIMES_A_YEAR = Recurring(count=4, period=Period.YEAR, minimum=True)


def ground_on(database_url: str, folder: Path, day: date) -> Ground:
    """An installation on a migrated database, living on ``day``."""
    return ground_for(Config(instance_dir=folder, database_url=database_url), on_day(day))


def an_office(session: Session, code: str = "RCZ") -> OfficeRow:
    """A regional office."""
    return _stored(session, OfficeRow(code=code, name=f"Pracoviště {code}"))


def a_town(session: Session, office: OfficeRow, name: str = "Lipová") -> MunicipalityRow:
    """A municipality of an office."""
    assert office.id is not None
    return _stored(session, MunicipalityRow(name=name, sort_key=sort_key(name), office_id=office.id))


def a_person(session: Session, role: Role, place: MunicipalityRow | OfficeRow | None = None, email: str = "") -> Actor:
    """A person holding one role since 2020, as an actor."""
    row = _stored(session, PersonRow(name=f"Osoba {role.value}", email=email or f"{role.value}@obec.example"))
    assert row.id is not None
    assert (place is None) == (role in COUNTRY_ROLES)
    mandate = MandateRow(
        person_id=row.id,
        role=role,
        municipality_id=place.id if place and role in TOWN_ROLES else None,
        office_id=place.id if place and role in OFFICE_ROLES else None,
        starts=date(2020, 1, 1),
    )
    _stored(session, mandate)
    return actor_of(session, row)


@dataclass(frozen=True, slots=True)
class Agreed:
    """The ids of a confirmed agreement with one obligation."""

    municipality: int
    agreement: int
    obligation: int
    occurrences: tuple[int, ...]


def an_agreement(
    work: Work,
    town: MunicipalityRow,
    deadline: Deadline = FOUR_TIMES_A_YEAR,
    *,
    start: date = date(2026, 1, 1),
    end: date = date(2026, 12, 31),
    act: Act = Act.PARTNERSHIP_MEETING,
    party: Party = Party.BOTH,
    title: str = "Jednání lokálního partnerství",
    outputs: tuple[str, ...] = (),
) -> Agreed:
    """An agreement in force with one obligation, expanded and refreshed."""
    session = work.session
    assert town.id is not None
    agreement = _stored(
        session,
        AgreementRow(
            municipality_id=town.id,
            kind=AgreementKind.COOPERATION,
            title=f"Popis spolupráce {town.name}",
            state=AgreementState.IN_FORCE,
            starts=start,
            ends=end,
        ),
    )
    document = _stored(
        session,
        DocumentRow(
            municipality_id=town.id, sha256="0" * 64, name="popis.txt", kind="txt", size=1, uploaded_at=work.now
        ),
    )
    assert agreement.id is not None
    assert document.id is not None
    version = _stored(
        session,
        VersionRow(
            municipality_id=town.id,
            agreement_id=agreement.id,
            number=1,
            document_id=document.id,
            applies_from=start,
            header={},
            confirmed_at=work.now,
        ),
    )
    duty = _stored(
        session,
        ObligationRow(municipality_id=town.id, agreement_id=agreement.id, key=f"{agreement.id}/jednani"),
    )
    assert version.id is not None
    assert duty.id is not None
    term = _stored(
        session,
        TermRow(
            municipality_id=town.id,
            obligation_id=duty.id,
            version_id=version.id,
            position=1,
            title=title,
            quote="Minimálně 4x ročně",
            deadline=to_json(deadline),
            starts=start,
            ends=end,
            party=party,
            outputs=list(outputs),
            act=act,
        ),
    )
    ids = tuple(row.id for row in expand_term(work, duty, term) if row.id is not None)
    refresh(work, ids)
    return Agreed(town.id, agreement.id, duty.id, ids)


def a_lived_in_ground(database_url: str, folder: Path, day: date) -> tuple[Ground, Agreed]:
    """An installation with one town, its agreement of four meetings a year, and nothing recorded yet."""
    ground = ground_on(database_url, folder, day)
    with working(ground, SYSTEM) as work:
        return ground, an_agreement(work, a_town(work.session, an_office(work.session)))


def _stored(session: Session, row: Stored) -> Stored:
    session.add(row)
    session.flush()
    return row
