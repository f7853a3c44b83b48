"""Who and what the sample consists of: offices, municipalities, people with their mandates; and its files."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from tracker.operations.ground import Ground, Work, looking
from tracker.operations.people.passwords import password_hash
from tracker.operations.people.sign_in import actor_of
from tracker.people.actor import COUNTRY_ROLES, OFFICE_ROLES, SYSTEM, TOWN_ROLES, Actor, Role
from tracker.people.names import surname_first
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow, OfficeRow
from tracker.timeline.czech_order import sort_key

SAMPLES = Path(__file__).parents[2] / "samples"
PASSWORD = "ukazka-ukazka"  # noqa: S105  the password of the sample accounts, printed at start


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """A sign-in to print: who it is and with which e-mail."""

    role: Role
    name: str
    email: str


def is_empty(ground: Ground) -> bool:
    """Whether nobody has put anything in yet."""
    with looking(ground, SYSTEM) as work:
        return work.session.exec(select(MunicipalityRow.id).limit(1)).first() is None


def sample_accounts() -> list[SampleAccount]:
    """The accounts that the sample makes; all have the password ``PASSWORD``."""
    return [SampleAccount(Role(p["role"]), p["name"], p["email"]) for p in read_sample("people.json")["people"]]


def accounts_here(ground: Ground) -> list[SampleAccount]:
    """Those accounts of the sample that this installation knows."""
    with looking(ground, SYSTEM) as work:
        known = set(work.session.exec(select(PersonRow.email)))
    return [account for account in sample_accounts() if account.email in known]


def read_sample(name: str) -> Any:
    """A JSON file of the sample."""
    return json.loads((SAMPLES / name).read_text(encoding="utf-8"))


def settle(work: Work) -> dict[str, int]:
    """Store offices, municipalities and people; the ids of places by their names in the files."""
    people = read_sample("people.json")
    places = _territory(work, people)
    _people(work, people, places)
    return places


def _territory(work: Work, people: dict[str, Any]) -> dict[str, int]:
    offices: dict[str, int] = {}
    towns: dict[str, int] = {}
    for office in people["offices"]:
        offices[office["code"]] = _stored(work, OfficeRow(code=office["code"], name=office["name"]))
    for town in people["towns"]:
        row = MunicipalityRow(
            name=town["name"],
            sort_key=sort_key(town["name"]),
            ico=town["ico"],
            seat=town["seat"],
            region=town["region"],
            office_id=offices[town["office"]],
        )
        towns[town["file"]] = _stored(work, row)
    return {**towns, **offices}


def _people(work: Work, people: dict[str, Any], places: dict[str, int]) -> None:
    secret = password_hash(PASSWORD)
    for person in people["people"]:
        role = Role(person["role"])
        row = PersonRow(
            name=person["name"],
            sort_key=sort_key(surname_first(person["name"])),
            email=person["email"],
            phone=person["phone"],
            password_hash=secret,
        )
        number = _stored(work, row)
        towns = [places[t] for t in person["towns"]] if role in TOWN_ROLES else [None]
        office = places[person["office"]] if role in OFFICE_ROLES else None
        assert role in COUNTRY_ROLES or office or towns != [None]
        for town in towns:
            _stored(
                work,
                MandateRow(
                    person_id=number, role=role, municipality_id=town, office_id=office, starts=date(2022, 1, 1)
                ),
            )


def _stored(work: Work, row: Any) -> int:
    work.session.add(row)
    work.session.flush()
    number: int = row.id
    return number


def holder_of(ground: Ground, role: Role, municipality: int) -> Actor:
    """The person who holds that role at a municipality."""
    with looking(ground, SYSTEM) as work:
        holder = (
            select(PersonRow)
            .join(MandateRow, col(MandateRow.person_id) == PersonRow.id)
            .where(MandateRow.role == role, MandateRow.municipality_id == municipality)
        )
        return actor_of(work.session, work.session.exec(holder).one())
