"""Accounts from the command line: the first administrator of an empty installation, and invitations."""

from datetime import date

import click
from sqlmodel import select

from tracker.commands.answers import DAY, Answer, Ground, answering, municipality_named
from tracker.fulfilment.labels import label
from tracker.mailing.links import Links
from tracker.operations.ground import Refused, Work, looking
from tracker.operations.people.appoint import Appointment, Identity, add_person, read_email
from tracker.operations.people.sign_in_links import invite as send_invitation
from tracker.people.actor import OFFICE_ROLES, SYSTEM, TOWN_ROLES, Role
from tracker.store.people import PersonRow
from tracker.store.territory import OfficeRow
from tracker.timeline.clock import prague_day


@click.group()
def person() -> None:
    """Účty lidí: založit, pozvat."""


@person.command()
@click.argument("name")
@click.argument("email")
@click.option("--role", type=click.Choice([r.value for r in Role]), required=True, help="Role prvního mandátu.")
@click.option("--town", help="Obec (název, IČO nebo číslo), u rolí obce a konzultanta.")
@click.option("--office", help="Zkratka regionálního pracoviště, u metodika a vedoucího.")
@click.option("--phone", default="", help="Telefon.")
@click.option("--from", "starts", type=DAY, help="První den mandátu; jinak dnešek.")
@click.option("--invite", "inviting", is_flag=True, help="Rovnou poslat pozvánku a vypsat její odkaz.")
@answering
def add(
    ground: Ground,
    name: str,
    email: str,
    role: str,
    town: str | None,
    office: str | None,
    phone: str,
    starts: date | None,
    inviting: bool,
) -> Answer:
    """Založí účet s prvním mandátem, třeba prvního správce prázdné instalace."""
    kind = Role(role)
    with looking(ground, SYSTEM) as work:
        wish = Appointment(
            kind,
            starts or prague_day(ground.clock.now()),
            municipality_id=municipality_named(work, town).id if kind in TOWN_ROLES and town else None,
            office_id=_office(work, office) if kind in OFFICE_ROLES and office else None,
        )
    number = add_person(ground, SYSTEM, Identity(name, email, phone), wish)
    data: dict[str, object] = {"person": number}
    lines = [f"Účet {read_email(email)} je založen: {label(kind)}."]
    if inviting:
        data["link"] = _invited(ground, number)
        lines.append(f"Pozvánka (platí 7 dní, funguje jednou): {data['link']}")
    return Answer(data, lines)


@person.command()
@click.argument("email")
@answering
def invite(ground: Ground, email: str) -> Answer:
    """Pošle pozvánku a vypíše její odkaz, pro případ, že pošta ještě neodchází."""
    with looking(ground, SYSTEM) as work:
        number = work.session.exec(select(PersonRow.id).where(PersonRow.email == read_email(email))).first()
    if number is None:
        raise Refused(f"Účet {email} tu není. Založte ho: tracker person add.")
    link = _invited(ground, number)
    return Answer({"person": number, "link": link}, [f"Pozvánka (platí 7 dní, funguje jednou): {link}"])


def _invited(ground: Ground, number: int) -> str:
    return Links(ground.config.public_base_url).sign_in(send_invitation(ground, SYSTEM, number))


def _office(work: Work, code: str) -> int | None:
    found = work.session.exec(select(OfficeRow.id).where(OfficeRow.code == code)).first()
    if found is None:
        known = ", ".join(work.session.exec(select(OfficeRow.code).order_by(OfficeRow.code))) or "zatím žádná"
        raise Refused(f"Pracoviště „{code}“ tu není. Známá: {known}.")
    return found
