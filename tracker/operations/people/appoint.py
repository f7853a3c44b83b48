"""Accounts and mandates: somebody is added, gets a mandate, loses it, is blocked. All of it is journalled."""

from dataclasses import dataclass
from datetime import date

from email_validator import EmailNotValidError, validate_email
from sqlmodel import col, select

from tracker.operations.ground import Ground, NotFound, Refused, Work, working
from tracker.operations.mails.account_mail import Change, tell_change
from tracker.operations.people.people_list import holds_on
from tracker.operations.people.people_reach import (
    Held,
    changeable_person,
    held_by,
    office_of,
    person_of,
    reaches_country,
    require_appointing,
)
from tracker.operations.people.sign_outs import cancel_links, end_sessions
from tracker.people.actor import OFFICE_ROLES, TOWN_ROLES, Actor, Role
from tracker.people.names import surname_first
from tracker.people.permissions import Permission
from tracker.store.people import MandateRow, PersonRow
from tracker.timeline.czech import say_day
from tracker.timeline.czech_order import sort_key

LONGEST_NAME, LONGEST_PHONE = 200, 40


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is."""

    name: str
    email: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A mandate to be given. Of the two territories the one that the role asks for counts."""

    role: Role
    starts: date
    ends: date | None = None
    municipality_id: int | None = None
    office_id: int | None = None
    deputy_id: int | None = None


def add_person(ground: Ground, actor: Actor, identity: Identity, first: Appointment | None) -> int:
    """Open an account and give its first mandate; an address that has an account already gets only the mandate.

    Without a mandate only those may add people who reach the whole country: nobody else would see them again.
    """
    with working(ground, actor) as work:
        return write_person(work, identity, first)


def write_person(work: Work, identity: Identity, first: Appointment | None) -> int:
    """The same within a transaction that is open already."""
    work.require(Permission.MANAGE_PEOPLE)
    if first is None and not reaches_country(work):
        raise Refused("Vyberte roli. Bez mandátu zakládá účty jen ústředí a správce.", "role")
    told = checked(identity)
    row = work.session.exec(select(PersonRow).where(PersonRow.email == told.email)).first()
    if row is None:
        row = PersonRow(name=told.name, email=told.email, phone=told.phone, sort_key=sort_key(surname_first(told.name)))
        work.session.add(row)
        work.session.flush()
    elif first is None:
        raise Refused("Účet s tímto e-mailem už existuje.", "email")
    assert row.id is not None
    if first is not None:
        write_mandate(work, row.id, first)
    return row.id


def change_person(ground: Ground, actor: Actor, person_id: int, identity: Identity) -> None:
    """Correct a name, an address or a phone."""
    with working(ground, actor) as work:
        row = changeable_person(work, person_id)
        told = checked(identity)
        taken = select(PersonRow.id).where(PersonRow.email == told.email, PersonRow.id != person_id)
        if work.session.exec(taken).first() is not None:
            raise Refused("Tento e-mail už patří jinému účtu.", "email")
        if told.email != row.email:
            cancel_links(work, person_id)
            tell_change(work, row, Change.EMAIL, row.email)
        row.name, row.email, row.phone, row.sort_key = (
            told.name,
            told.email,
            told.phone,
            sort_key(surname_first(told.name)),
        )


def give_mandate(ground: Ground, actor: Actor, person_id: int, wish: Appointment) -> int:
    """Give somebody within reach a mandate; its id."""
    with working(ground, actor) as work:
        person_of(work, person_id)
        return write_mandate(work, person_id, wish)


def write_mandate(work: Work, person_id: int, wish: Appointment) -> int:
    """The same within a transaction that is open already."""
    row = _mandate(work, person_id, wish)
    same = select(MandateRow).where(
        MandateRow.person_id == person_id,
        MandateRow.role == row.role,
        col(MandateRow.municipality_id).is_not_distinct_from(row.municipality_id),
        col(MandateRow.office_id).is_not_distinct_from(row.office_id),
    )
    for other in work.session.exec(same):
        if other.starts <= (row.ends or date.max) and row.starts <= (other.ends or date.max):
            raise Refused("Stejný mandát už v té době běží, od %(day)s.", "starts", day=say_day(other.starts))
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    return row.id


def mandate_of(work: Work, mandate_id: int) -> tuple[PersonRow, Held]:
    """A mandate that the reader may end, with its holder."""
    row = work.session.get(MandateRow, mandate_id)
    if row is None:
        raise NotFound
    person = person_of(work, row.person_id)
    held = next(held for held in held_by(work, [row.person_id])[row.person_id] if held.row.id == mandate_id)
    if held.place is None:
        raise NotFound
    require_appointing(work, held.post)
    return person, held


def end_mandate(ground: Ground, actor: Actor, mandate_id: int, last_day: date | None) -> int:
    """Let a mandate hold to ``last_day`` included; one that has not begun by then is taken back. Its holder's id."""
    with working(ground, actor) as work:
        person, held = mandate_of(work, mandate_id)
        if last_day is None:
            raise Refused("Zadejte poslední den mandátu.", "ends")
        if held.row.ends is not None and held.row.ends < work.today:
            raise Refused("Mandát skončil %(day)s. Skončený mandát se nemění.", "ends", day=say_day(held.row.ends))
        if last_day < held.row.starts:
            if held.row.starts <= work.today:
                raise Refused("Mandát začal %(day)s, dřív skončit nemůže.", "ends", day=say_day(held.row.starts))
            work.session.delete(held.row)
        else:
            held.row.ends = last_day
        work.session.flush()
        keep_an_administrator(work)
        assert person.id is not None
        return person.id


def set_deputy(ground: Ground, actor: Actor, mandate_id: int, deputy_id: int | None) -> int:
    """Name who gets the mails of a mandate beside its holder, or nobody; the holder's id."""
    with working(ground, actor) as work:
        person, held = mandate_of(work, mandate_id)
        assert person.id is not None
        _check_deputy(work, deputy_id, person.id)
        held.row.deputy_id = deputy_id
        return person.id


def block(ground: Ground, actor: Actor, person_id: int) -> None:
    """Close an account: no sign-in, no mail, every session and every sent link ends at once."""
    with working(ground, actor) as work:
        row = changeable_person(work, person_id)
        if person_id == work.actor.person:
            raise Refused("Vlastní účet zablokovat nejde. Požádejte jiného správce.")
        row.active = False
        work.session.flush()
        keep_an_administrator(work)
        end_sessions(work, person_id)
        cancel_links(work, person_id)


def unblock(ground: Ground, actor: Actor, person_id: int) -> None:
    """Open a blocked account again, with the mandates it has."""
    with working(ground, actor) as work:
        changeable_person(work, person_id).active = True


def read_email(text: str) -> str:
    """An address as it is stored, in small letters; raises ``Refused`` for what no mail can reach."""
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise Refused("Zadejte e-mail bez diakritiky a mezer, například jana.novakova@obec.cz.", "email") from error
    return found.normalized.casefold()


def checked(identity: Identity) -> Identity:
    """The same tidied; raises ``Refused`` with the field at fault."""
    name, phone = " ".join(identity.name.split()), " ".join(identity.phone.split())
    if not name or not name.isprintable() or len(name) > LONGEST_NAME:
        raise Refused("Zadejte jméno a příjmení.", "name")
    if len(phone) > LONGEST_PHONE or not set(phone) <= set("+()/- 0123456789"):
        raise Refused("Zadejte telefon číslicemi, například +420 601 234 567.", "phone")
    return Identity(name, read_email(identity.email), phone)


def _mandate(work: Work, person_id: int, wish: Appointment) -> MandateRow:
    town = wish.municipality_id if wish.role in TOWN_ROLES else None
    office = wish.office_id if wish.role in OFFICE_ROLES else None
    if wish.role in TOWN_ROLES and town is None:
        raise Refused("Vyberte obec. K této roli patří.", "municipality")
    if wish.role in OFFICE_ROLES and office is None:
        raise Refused("Vyberte regionální pracoviště. K této roli patří.", "office")
    require_appointing(work, (wish.role, office_of(work, wish.role, town, office)))
    if wish.ends is not None and wish.ends < wish.starts:
        raise Refused("Mandát končí dřív, než začíná.", "ends")
    _check_deputy(work, wish.deputy_id, person_id)
    return MandateRow(
        person_id=person_id,
        role=wish.role,
        municipality_id=town,
        office_id=office,
        starts=wish.starts,
        ends=wish.ends,
        deputy_id=wish.deputy_id,
    )


def _check_deputy(work: Work, deputy_id: int | None, person_id: int) -> None:
    if deputy_id is not None and person_of(work, deputy_id).id == person_id:
        raise Refused("Nikdo nezastupuje sám sebe.", "deputy")


def keep_an_administrator(work: Work) -> None:
    """An installation that had an administrator keeps one: nobody else could give that mandate again."""
    query = (
        select(MandateRow.id)
        .join(PersonRow, col(PersonRow.id) == MandateRow.person_id)
        .where(MandateRow.role == Role.ADMINISTRATOR, holds_on(work.today), col(PersonRow.active).is_(True))
    )
    if work.session.exec(query).first() is None and Role.ADMINISTRATOR in work.roles:
        raise Refused("Někdo musí zůstat správcem. Nejdřív dejte tento mandát někomu dalšímu.", "ends")
