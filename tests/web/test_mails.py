"""The pages of mails, over the test client."""

from datetime import date
from pathlib import Path

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.app import create_app
from tracker.config import Config
from tracker.mailing.mailer import LocalMailbox
from tracker.operations.ground import looking, working
from tracker.operations.mails.digest_mail import UNSUBSCRIBE
from tracker.operations.mails.reminder_wishes import Wishes, wishes_of
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.operations.people.passwords import password_hash
from tracker.operations.signed import sign
from tracker.people.actor import SYSTEM, Role
from tracker.store.people import PersonRow
from tracker.store.reminder_settings import Language
from tracker.timeline.clock import on_day

DAY = date(2026, 10, 30)


def test_a_manager_reads_the_mails_says_what_to_get_and_leaves_by_the_link(sqlite_url: str, tmp_path: Path) -> None:
    ground = ground_on(sqlite_url, tmp_path, DAY)
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        an_agreement(work, town)
        manager = a_person(work.session, Role.MANAGER, town)
        row = work.session.get(PersonRow, manager.person)
        assert row is not None
        row.password_hash = password_hash("tajné heslo")
    sweep(ground)
    send_outbox(ground, LocalMailbox())
    app = create_app(Config(instance_dir=tmp_path, database_url=sqlite_url), on_day(DAY))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/prihlaseni", data={"email": "manager@obec.example", "password": "tajné heslo"})

    assert "Do 31. 12. 2026: Jednání lokálního partnerství (Lipová)" in client.get("/posta").text
    assert "server převzal" in client.get("/posta/1").text
    assert client.post("/posta/1").status_code == 303
    assert client.get("/upozorneni").status_code == 200
    assert client.post("/upozorneni", data={"language": "en", "digests": "1"}).status_code == 303

    app.config["WTF_CSRF_ENABLED"] = True
    address = f"/odhlasit/{sign('unsafe-sample-key', UNSUBSCRIBE, manager.person or 0)}"
    stranger = app.test_client()
    for _ in range(5):
        assert stranger.get(address).status_code == 200
    with looking(ground, manager) as work:
        assert wishes_of(work).digests
    assert stranger.post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert stranger.post("/odhlasit/1-00").status_code == 404
    with looking(ground, manager) as work:
        assert wishes_of(work) == Wishes(Language.EN, reminders=False, digests=False)
