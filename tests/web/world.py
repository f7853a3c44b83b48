"""Three towns in two regional offices, everything of each marked with its canary, and a browser for every role."""

import re
import shutil
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tests.web.outside import outside_things
from tracker.app import create_app
from tracker.fulfilment.event import EvidenceKind
from tracker.installation import ground_for
from tracker.obligations.obligation import Act
from tracker.operations.agreements.council_days import add_days
from tracker.operations.agreements.decide import state_reason
from tracker.operations.documents.import_document import import_document, queue_import
from tracker.operations.events.event_papers import Paper
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Ground, Work, working
from tracker.operations.people.sign_in import open_session
from tracker.people.actor import COUNTRY_ROLES, OFFICE_ROLES, SYSTEM, Actor, Role
from tracker.store.council import CouncilDayRow
from tracker.store.documents import DocumentRow
from tracker.store.events import EvidenceRow, FulfilmentRow
from tracker.store.migrating import upgrade
from tracker.store.people import MandateRow
from tracker.store.territory import MunicipalityRow, OfficeRow
from tracker.timeline.clock import on_day
from tracker.web.security import cookie_name

DAY = date(2026, 11, 20)
MISSING = 999_999
OWN, SISTER, FAR = "Kanárkov", "Sousedov", "Dálavice"
"""The town of the reader, another of the same office, and one of the other office: each name is its canary."""


@dataclass
class World:
    """The installation, the ids of the things of each town by the parameter that names them, the people."""

    ground: Ground
    app: Flask
    things: dict[str, dict[str, int]] = field(default_factory=dict)
    tokens: dict[Role, str] = field(default_factory=dict)
    people: dict[Role, int] = field(default_factory=dict)

    def browser(self, role: Role | None) -> FlaskClient:
        """A browser signed in as somebody holding ``role``, for towns at ``OWN``; nobody for ``None``."""
        client = self.app.test_client()
        if role is not None:
            client.set_cookie(cookie_name(self.app), self.tokens[role])
        return client

    def reached(self, role: Role) -> set[str]:
        """The towns that the role reaches."""
        if role in COUNTRY_ROLES:
            return {OWN, SISTER, FAR}
        return {OWN, SISTER} if role in OFFICE_ROLES else {OWN}


def a_world(database_url: str, folder: Path, *, csrf: bool = False) -> World:
    """The world on ``DAY``; forms need no token unless ``csrf``."""
    ground = ground_on(database_url, folder, DAY)
    app = create_app(ground.config, on_day(DAY))
    app.config["WTF_CSRF_ENABLED"] = csrf
    world = World(ground, app)
    with working(ground, SYSTEM) as work:
        near, other = an_office(work.session, "RCZ"), an_office(work.session, "RCV")
        towns = {name: a_town(work.session, near if name != FAR else other, name) for name in (OWN, SISTER, FAR)}
        managers = {
            name: a_person(work.session, Role.MANAGER, town, f"{name}@obec.example") for name, town in towns.items()
        }
        for name, town in towns.items():
            world.things[name] = _agreed(work, town)
        for role in Role:
            world.people[role] = _appointed(work, role, towns[OWN], near)
            world.tokens[role] = open_session(work.session, world.people[role], work.now, "test")
        for name, manager in managers.items():
            held = work.session.exec(select(MandateRow.id).where(MandateRow.person_id == manager.person)).one()
            world.things[name] |= {"person_id": manager.person or 0, "mandate_id": held or 0}
    for name, manager in managers.items():
        _lived_in(world, name, manager)
    return world


@pytest.fixture(scope="session")
def common_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The world made once for a run, only to be copied."""
    folder = tmp_path_factory.mktemp("common-world")
    database = f"sqlite:///{folder / 'tracker.db'}"
    upgrade(database)
    return a_world(database, folder)


def a_copy(world: World, folder: Path, *, csrf: bool = False) -> World:
    """The same world on a copy of its SQLite database and its files, for a test that changes it; in milliseconds."""
    copied = folder / "copy.db"
    with world.ground.engine.connect() as connection:
        connection.connection.execute("VACUUM INTO ?", (str(copied),))
    shutil.copytree(world.ground.config.evidence_dir, folder / "files")
    config = world.ground.config.model_copy(update={"database_url": f"sqlite:///{copied}", "instance_dir": folder})
    ground = ground_for(config, on_day(DAY))
    app = create_app(config, on_day(DAY))
    app.config["WTF_CSRF_ENABLED"] = csrf
    return replace(world, ground=ground, app=app, things=deepcopy(world.things))


def csrf_token(page: str) -> str:
    """The token that the first form of a page carries."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def _agreed(work: Work, town: MunicipalityRow) -> dict[str, int]:
    agreed = an_agreement(work, town, title=f"Jednání {town.name}", end=date(2027, 12, 31))
    document = work.session.exec(select(DocumentRow).where(DocumentRow.municipality_id == town.id)).one()
    document.name, document.text = f"Popis {town.name}.txt", f"Text {town.name}"
    document.sha256 = work.ground.files.put(document.text.encode())
    return {
        "town_id": agreed.municipality,
        "municipality_id": agreed.municipality,
        "agreement_id": agreed.agreement,
        "obligation_id": agreed.obligation,
        "occurrence_id": agreed.occurrences[0],
        "document_id": document.id or 0,
    }


def _appointed(work: Work, role: Role, town: MunicipalityRow, office: OfficeRow) -> int:
    place = None if role in COUNTRY_ROLES else office if role in OFFICE_ROLES else town
    person = a_person(work.session, role, place, f"{role.value}@prihlaseny.example")
    assert person.person is not None
    return person.person


def _lived_in(world: World, name: str, manager: Actor) -> None:
    things, ground = world.things[name], world.ground
    words = f"Dodatek obce {name}\n\nZpráva 1x ročně, předložena zastupitelstvu.\n".encode()
    things |= outside_things(ground, name, things)
    things["draft_id"] = import_document(ground, SYSTEM, words, f"Dodatek {name}.txt", things["town_id"]).draft_id
    things["task_id"] = queue_import(ground, SYSTEM, words, f"Čeká {name}.txt", things["town_id"])
    data = f"Tajné: {name}".encode()
    paper = Paper(ground.files.put(data), f"zaznam-{name}.txt", "text/plain", len(data), EvidenceKind.RECORD)
    new = NewEvent(things["town_id"], Act.PARTNERSHIP_MEETING, date(2026, 11, 3), f"Sešli se {name}", papers=(paper,))
    things["event_id"] = record_event(ground, manager, new).event_id
    state_reason(ground, manager, things["occurrence_id"], f"Proč {name}")
    add_days(ground, manager, things["town_id"], f"14. 12. 2026; {name}")
    with working(ground, SYSTEM) as work:
        things["evidence_id"] = (
            work.session.exec(select(EvidenceRow.id).where(EvidenceRow.event_id == things["event_id"])).one() or 0
        )
        things["council_day_id"] = (
            work.session.exec(select(CouncilDayRow.id).where(CouncilDayRow.municipality_id == things["town_id"])).one()
            or 0
        )
        things["fulfilment_id"] = (
            work.session.exec(select(FulfilmentRow.id).where(FulfilmentRow.event_id == things["event_id"])).first() or 0
        )
