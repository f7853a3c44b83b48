"""Two processes serve the same calendars: what one does to a calendar the other serves in its very next answer."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.factories import a_person, a_town, an_agreement, an_office
from tests.feeds.readers.python_readers import icalendar_sees
from tracker.config import Config
from tracker.fulfilment.event import DecisionKind
from tracker.installation import ground_for
from tracker.obligations.deadline import Dated
from tracker.operations.agreements.decide import decide
from tracker.operations.calendars.subscriptions import Wish, revoke, subscribe
from tracker.operations.ground import Ground, working
from tracker.operations.meetings.meetings import Wished, cancel_meeting, change_meeting, plan_meeting
from tracker.people.actor import SYSTEM, Role
from tracker.reports.register_values import BodyKind
from tracker.store.registers import BodyRow
from tracker.store.subscriptions import Scope
from tracker.timeline.clock import PRAGUE, SystemClock, prague_day

ROOT = Path(__file__).parents[2]


class Worker:
    """A process of the web server, asked as a calendar program asks: with the tag of what it has."""

    def __init__(self, port: int) -> None:
        self.port, self.tag = port, ""

    def ask(self, path: str) -> tuple[int, bytes]:
        """The status and the body; the tag is remembered for the next time."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=30)
        line.request("GET", path, headers={"If-None-Match": self.tag} if self.tag else {})
        answer = line.getresponse()
        body = answer.read()
        self.tag = answer.getheader("ETag") or self.tag
        line.close()
        return answer.status, body


@contextmanager
def a_worker(config: Config) -> Iterator[Worker]:
    """A server in a process of its own on the same database."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {"INSTANCE_DIR": str(config.instance_dir), "DATABASE_URL": config.database_url}
    command = [sys.executable, "-m", "waitress", f"--listen=127.0.0.1:{port}", "--threads=2", "wsgi:app"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as server:
        _wait_for(port)
        yield Worker(port)
        server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server does not start")


def _ground(database_url: str, folder: Path) -> Ground:
    return ground_for(Config(instance_dir=folder, database_url=database_url), SystemClock())


def test_every_change_and_the_end_of_a_calendar_show_on_both_workers_at_once(database_url: str, tmp_path: Path) -> None:
    ground = _ground(database_url, tmp_path)
    today = prague_day(ground.clock.now())
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        due = today + timedelta(days=60)
        agreed = an_agreement(work, town, Dated(due.isoformat()), start=today, end=due, title="Zpráva")
        manager = a_person(work.session, Role.MANAGER, town)
        body = BodyRow(municipality_id=agreed.municipality, kind=BodyKind.WORKING_GROUP, name="Bydlení", starts=today)
        work.session.add(body)
    issued = subscribe(ground, manager, Wish(Scope.MUNICIPALITY, agreed.municipality))
    path = f"/kalendar/{issued.token}.ics"
    at = datetime.combine(today + timedelta(days=20), datetime.min.time().replace(hour=9), PRAGUE)

    with ExitStack() as stack:
        workers = [stack.enter_context(a_worker(ground.config)) for _ in range(2)]

        def shown() -> list[list[tuple[str, str, str]]]:
            """What both serve now, each after it had said once more that there was nothing new."""
            found = []
            for worker in workers:
                status, body = worker.ask(path)
                assert status == 200
                assert worker.ask(path)[0] == 304
                found.append([(e.starts[:10], e.summary, e.status) for e in icalendar_sees(body)])
            return [sorted(events) for events in found]

        report = (due.isoformat(), "Lipová: Zpráva", "CONFIRMED")
        assert shown() == [[report]] * 2

        number = plan_meeting(ground, manager, body.id or 0, Wished(at, at + timedelta(hours=1)))
        meeting = (at.date().isoformat(), "Lipová: Bydlení", "CONFIRMED")
        assert shown() == [[meeting, report]] * 2

        later = at + timedelta(days=1)
        change_meeting(ground, manager, number, Wished(later, later + timedelta(hours=1)))
        moved = (later.date().isoformat(), "Lipová: Bydlení", "CONFIRMED")
        assert shown() == [[moved, report]] * 2

        cancel_meeting(ground, manager, number, "nemoc")
        called_off = (moved[0], "Zrušeno: Lipová: Bydlení", "CANCELLED")
        assert shown() == [[called_off, report]] * 2

        new_due = due + timedelta(days=7)
        decide(
            ground,
            SYSTEM,
            agreed.occurrences[0],
            DecisionKind.SHIFT,
            reason="volby",
            approver="vedoucí",
            new_due=new_due,
        )
        shifted = (new_due.isoformat(), *report[1:])
        assert shown() == [[called_off, shifted]] * 2

        revoke(ground, manager, issued.subscription_id)
        assert [worker.ask(path)[0] for worker in workers] == [404, 404]
