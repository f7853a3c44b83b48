"""A disk without a free byte under an installation (T8): the pages say so, nothing is half done, nobody is blamed.

When there is room again everything goes on by itself. Only ``make long`` waits for it, and only root may mount a disk.
"""

import re
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import requests
from psycopg import sql
from sqlalchemy.engine import make_url
from sqlmodel import select

from tests.deployment.service import ROOT, Installation, as_run, commands, installation, running, until
from tests.deployment.small_disk import SmallDisk, small_disk
from tests.support.databases import BOTH
from tests.support.smtp import ScriptedSMTP
from tests.web.world import OWN, World, a_world
from tracker.operations.documents.import_document import queue_import
from tracker.operations.ground import Ground, Work, looking, working
from tracker.operations.people.api_tokens import issue_token
from tracker.operations.people.sign_in import Visit, open_session
from tracker.operations.people.sign_in_links import ask_link
from tracker.operations.upkeep.verify import verify
from tracker.people.actor import SYSTEM, Role
from tracker.store.api_tokens import TokenScope
from tracker.store.events import EventRow
from tracker.store.outbox import MailKind, MailRow, MailState
from tracker.store.people import LinkPurpose
from tracker.store.tasks import TaskRow, TaskState
from tracker.timeline.clock import SystemClock

COMMANDS = commands()
FULL_FOR = 20.0
"""Seconds in which every job comes up several times."""
RECOVERED_WITHIN = 300.0
WHO = f"{Role.MANAGER.value}@prihlaseny.example"
"""Who asks for a link to sign in with while the disk is full."""
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@dataclass
class House:
    """An installation on a small disk, a browser of somebody who records, and the key of a program."""

    here: Installation
    ground: Ground
    disk: SmallDisk
    town: int
    key: str
    browser: requests.Session = field(default_factory=requests.Session)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.here.port}"

    def event(self, title: str) -> dict[str, str]:
        """What happened, with a note that no database can make shorter."""
        note = "".join(uuid4().hex for _ in range(100))
        return {"municipality": str(self.town), "act": "training", "day": "2026-11-02", "title": title, "note": note}

    def form(self, title: str) -> dict[str, str]:
        """The same as the form of a page."""
        page = self.browser.get(f"{self.address}/zaznamenat", timeout=30).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token is not None, page[:500]
        return {**self.event(title), "hours": "2", "form": "in_person", "csrf_token": token[1]}

    def send(self, form: dict[str, str], paper: str = "") -> requests.Response:
        """Send a form, with a paper where one is named."""
        files = {"files": (paper, PDF + paper.encode())} if paper else None
        address = f"{self.address}/zaznamenat/ulozit"
        return self.browser.post(address, form, files=files, timeout=60, allow_redirects=False)

    def program_sends(self, event: dict[str, str]) -> requests.Response:
        """The same through the door for programs."""
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": event["title"]}
        told: dict[str, Any] = {**event, "municipality": self.town}
        return requests.post(f"{self.address}/api/v1/events", json=told, headers=headers, timeout=60)

    def titles(self) -> list[str]:
        """The events that were recorded here, by their names."""
        with looking(self.ground, SYSTEM) as work:
            return sorted(event.title for event in work.session.exec(select(EventRow)) if event.title[0].isdigit())


@contextmanager
def database_on(disk: SmallDisk, server: str, template: str) -> Iterator[str]:
    """A database of a PostgreSQL server whose tables lie on ``disk``; its log stays where it is."""
    place = disk.folder / "tables"
    place.mkdir()
    with psycopg.connect(server, autocommit=True) as admin:
        data = admin.execute("SHOW data_directory").fetchone()
        assert data is not None
        owner = Path(data[0]).stat()
        shutil.chown(place, owner.st_uid, owner.st_gid)
        name, room = sql.Identifier(f"tracker_{uuid4().hex[:8]}"), sql.Identifier(f"room_{uuid4().hex[:8]}")
        admin.execute(sql.SQL("CREATE TABLESPACE {} LOCATION {}").format(room, str(place)))
        making = sql.SQL("CREATE DATABASE {} TEMPLATE {} TABLESPACE {}")
        admin.execute(making.format(name, sql.Identifier(template), room))
    try:
        yield make_url(server).set(database=name.as_string().strip('"')).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
            admin.execute(sql.SQL("DROP TABLESPACE {}").format(room))


@pytest.fixture(params=BOTH)
def house(request: pytest.FixtureRequest, tmp_path: Path, smtp_server: ScriptedSMTP) -> Iterator[House]:
    with ExitStack() as stack:
        disk = stack.enter_context(small_disk())
        if request.param == "postgres":
            server = request.getfixturevalue("postgres_server")
            url = stack.enter_context(database_on(disk, server, request.getfixturevalue("_postgres_template")))
        else:
            shutil.copyfile(request.getfixturevalue("_sqlite_template"), disk.folder / "tracker.db")
            url = f"sqlite:///{disk.folder / 'tracker.db'}"
        world = a_world(url, disk.folder)
        counts = (
            tmp_path / "counts"
        )  # in memory in service too: what is counted is mapped, and a worker without room dies
        counts.mkdir()
        here = installation(
            disk.folder, MODE="local", PUBLIC_BASE_URL="http://127.0.0.1", DATABASE_URL=url, SECRET_KEY="",
            MAIL_SERVER="127.0.0.1", MAIL_PORT=str(smtp_server.port), MAIL_SECURITY="none", TRUSTED_PROXIES="0",
            DISK_LEAST_MIB="1", DISK_LEAST_PERCENT="0", LEASE_SECONDS="5", PROMETHEUS_MULTIPROC_DIR=str(counts),
        )  # fmt: skip
        house = moved_in(world, here, disk)
        yield house
        house.ground.engine.dispose()
        world.app.extensions["tracker.ground"].engine.dispose()


def moved_in(world: World, here: Installation, disk: SmallDisk) -> House:
    """The house at the machine's own time, with a manager signed in and a program let in."""
    ground = replace(world.ground, clock=SystemClock())
    with working(ground, SYSTEM) as work:
        session = open_session(work.session, world.people[Role.MANAGER], work.now, "test")
    key = issue_token(ground, SYSTEM, world.people[Role.MANAGER], "x", TokenScope.RECORD).token
    house = House(here, ground, disk, world.things[OWN]["town_id"], key)
    house.browser.cookies.set("hlidac", session)
    return house


def something_waits(house: House, seconds: int) -> None:
    """A letter and a document that come up in so many seconds."""
    number = queue_import(house.ground, SYSTEM, b"Zprava 1x rocne.\n", "dodatek.txt", house.town)
    ask_link(house.ground, WHO, LinkPurpose.SIGN_IN, Visit("127.0.0.1", "test"))
    with working(house.ground, SYSTEM) as work:
        later = work.now + timedelta(seconds=seconds)
        work.session.get_one(TaskRow, number).not_before = later
        the_letter(work).not_before = later


def the_letter(work: Work) -> MailRow:
    return work.session.exec(select(MailRow).where(MailRow.kind == MailKind.SIGN_IN)).one()


def outcome(house: House) -> tuple[MailState, TaskState, int]:
    """How the letter and the document stand, and how many attempts the document took."""
    with looking(house.ground, SYSTEM) as work:
        task = work.session.exec(select(TaskRow).where(TaskRow.title == "dodatek.txt")).one()
        return the_letter(work).state, task.state, task.attempts


def letters(server: ScriptedSMTP) -> int:
    """How many copies of the letter have arrived."""
    return sum(mail.recipients == [WHO] and b"/prihlaseni/odkaz/" in mail.content for mail in server.accepted)


def kept(page: requests.Response) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page.text)
    return {unescape(name): unescape(value) for name, value in found}


def no_byte_free(house: House) -> None:
    """Fill the disk; of SQLite also the room in the log that it has already."""
    if house.ground.engine.dialect.name == "sqlite":
        with sqlite3.connect(house.disk.folder / "tracker.db", timeout=30) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    house.disk.fill()


@contextmanager
def heard(here: Installation, unit: str) -> Iterator[None]:
    """A running part of which somebody reads what it says: it says much, and would wait for its reader."""
    with running(here, COMMANDS[unit]) as process:
        assert process.stdout is not None
        reader = threading.Thread(target=process.stdout.read, daemon=True)
        reader.start()
        yield
        process.kill()
        reader.join()


@pytest.mark.long
@pytest.mark.timeout(600)
def test_on_a_full_disk_the_pages_say_so_and_all_goes_on_when_there_is_room(
    house: House, smtp_server: ScriptedSMTP
) -> None:
    here = house.here
    with heard(here, "hlidac-web.service"), heard(here, "hlidac-jobs.service"):
        assert until(lambda: here.status("/readyz") == 200), "never ready"
        something_waits(house, seconds=4)
        no_byte_free(house)

        recorded: list[str] = []
        while (refused := house.send(house.form(f"{len(recorded)}. školení"))).status_code == 303 and len(
            recorded
        ) < 99:
            recorded.append(f"{len(recorded)}. školení")  # in what room the database had left
        with_paper = house.send(house.form("8. s dokladem"), "zápis.pdf")
        program = house.program_sends(house.event("9. z programu"))
        backup = subprocess.run(
            as_run([*COMMANDS["hlidac-jobs.service"][:-1], "backup"], 0), cwd=ROOT, capture_output=True, text=True,
            env={"PATH": "/usr/bin:/bin", **here.settings},
        )  # fmt: skip
        reading = house.browser.get(f"{house.address}/zavazky", timeout=30).status_code
        red = until(lambda: here.status("/readyz") == 503)
        time.sleep(FULL_FOR)
        while_full = (house.titles(), letters(smtp_server), outcome(house)[1:])

        house.disk.make_room()
        begun = time.monotonic()
        green = until(lambda: here.status("/readyz") == 200, RECOVERED_WITHIN)
        done = until(lambda: outcome(house)[:2] == (MailState.SENT, TaskState.DONE), RECOVERED_WITHIN)
        seconds = time.monotonic() - begun
        again = house.send(kept(refused))
        programs_again = house.program_sends(house.event("9. z programu"))

    print(f"{house.ground.engine.dialect.name}: {len(recorded)} recorded in the room left, well after {seconds:.0f} s")
    assert [(answer.status_code, "Na serveru došlo místo" in answer.text) for answer in (refused, with_paper)] == [
        (507, True)
    ] * 2
    assert (program.status_code, program.headers["Content-Type"]) == (507, "application/problem+json")
    assert (backup.returncode, backup.stderr.startswith("Došlo místo na disku: ")) == (1, True), backup.stderr
    assert (reading, red, while_full[:2]) == (200, True, (recorded, 0))
    assert while_full[2] in ((TaskState.WAITING, 0), (TaskState.DONE, 1))  # where the tables had room left for it
    assert (green, done, outcome(house)) == (True, True, (MailState.SENT, TaskState.DONE, 1))
    assert (again.status_code, programs_again.status_code) == (303, 201)
    assert house.titles() == sorted([*recorded, kept(refused)["title"], "9. z programu"])
    assert letters(smtp_server) == 1
    assert (house.disk.left_over(), verify(house.ground).faults) == ([], ())
