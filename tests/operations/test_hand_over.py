"""The work of somebody who leaves passes to a successor, thing by thing, in one transaction, with a mail."""

from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import Agreed, a_person, a_town, an_agreement, an_office, ground_on
from tracker.mailing.mailer import LocalMailbox
from tracker.operations.calendars.subscriptions import Wish as Subscribing
from tracker.operations.calendars.subscriptions import subscribe
from tracker.operations.documents.import_document import import_document
from tracker.operations.ground import Forbidden, Ground, NotFound, Refused, looking, working
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.operations.people.appoint import block
from tracker.operations.people.hand_over import NOBODY, Wish, hand_over, plan
from tracker.operations.people.hand_over_items import inventory
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.agreements import ObligationRow
from tracker.store.documents import DocumentRow, DraftRow
from tracker.store.journal import JournalRow
from tracker.store.outbox import MailRow, NoticeRow
from tracker.store.people import MandateRow
from tracker.store.subscriptions import Scope, SubscriptionRow

TODAY = date(2026, 11, 20)


class House:
    """An office with two towns; the consultant of the first leaves with one thing of each kind in hand."""

    def __init__(self, url: str, folder: Path) -> None:
        self.ground: Ground = ground_on(url, folder, TODAY)
        with working(self.ground, SYSTEM) as work:
            office = an_office(work.session)
            town, other = a_town(work.session, office), a_town(work.session, office, "Kamenná")
            self.agreed: Agreed = an_agreement(work, town)
            self.head = a_person(work.session, Role.REGIONAL_HEAD, office)
            self.leaver = a_person(work.session, Role.CONSULTANT, town)
            self.successor = a_person(work.session, Role.CONSULTANT, other, "nastupkyne@asz.example")
            manager = a_person(work.session, Role.MANAGER, town)
            stand_in = work.session.exec(select(MandateRow).where(MandateRow.person_id == manager.person)).one()
            stand_in.deputy_id = self.leaver.person
            work.session.get_one(ObligationRow, self.agreed.obligation).owner_id = self.leaver.person
        words = "Hlavička bez obce\n\nZpráva 1x ročně, předložena zastupitelstvu.\n".encode()
        import_document(self.ground, self.leaver, words, "Nová obec.txt", None)
        subscribe(self.ground, self.leaver, Subscribing(Scope.MINE, label="Moje termíny"))

    def wish(self, successor: Actor | None = None, **changed: int) -> Wish:
        """Everything to one person, the calendar ended, and what is ``changed`` by kind."""
        person = (successor or self.successor).person or 0
        with looking(self.ground, SYSTEM) as work:
            keys = [item.key for item in inventory(work, self.leaver.person or 0)]
        by_kind = {"subscription": NOBODY, **changed}
        return Wish(date(2026, 11, 30), {key: by_kind.get(key.partition("-")[0], person) for key in keys})


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> House:
    return House(database_url, tmp_path)


def test_everything_in_hand_is_listed_once(house: House) -> None:
    with looking(house.ground, house.head) as work:
        things = [(item.kind.value, item.name, item.place) for item in inventory(work, house.leaver.person or 0)]
    assert things == [
        ("mandate", "consultant", "Lipová"),
        ("stand_in", "Osoba manager", "Lipová"),
        ("obligation", "Jednání lokálního partnerství", "Lipová"),
        ("draft", "Nová obec.txt", ""),
        ("subscription", "Moje termíny", ""),
    ]


def test_all_of_it_passes_at_once_and_the_successor_reads_what_it_is(house: House) -> None:
    hand_over(house.ground, house.head, house.leaver.person or 0, house.wish())
    successor = house.successor.person
    with looking(house.ground, SYSTEM) as work:
        mandates = work.session.exec(
            select(MandateRow).where(MandateRow.municipality_id == 1).order_by(col(MandateRow.id))
        ).all()
        told = [(m.person_id, m.role.value, m.starts, m.ends, m.deputy_id) for m in mandates]
        draft = work.session.exec(select(DraftRow)).one()
        subscription = work.session.exec(select(SubscriptionRow)).one()
        assert told == [
            (house.leaver.person, "consultant", date(2020, 1, 1), date(2026, 11, 30), None),
            (4, "manager", date(2020, 1, 1), None, successor),
            (successor, "consultant", date(2026, 12, 1), None, None),
        ]
        assert work.session.get_one(ObligationRow, house.agreed.obligation).owner_id == successor
        assert (draft.created_by, work.session.get_one(DocumentRow, draft.document_id).uploaded_by) == (successor,) * 2
        assert subscription.revoked_at == work.now
    send_outbox(house.ground, LocalMailbox())
    with looking(house.ground, SYSTEM) as work:
        (mail,) = work.session.exec(select(MailRow).where(MailRow.person_id == successor))
    text = message_from_bytes(mail.raw or b"", policy=policy.default).get_body(("plain",))
    assert text is not None
    lines = [line for line in text.get_content().splitlines() if line.startswith(("- ", "* "))]
    assert mail.subject == "Přebíráte práci (4), předává ji Osoba consultant"
    assert [line[2:] for line in lines] == [
        "mandát: lokální konzultant/ka ASZ (Lipová)",
        "zástup: Osoba manager (Lipová)",
        "závazek: Jednání lokálního partnerství (Lipová)",
        "rozečtený dokument: Nová obec.txt",
    ]


def test_reminders_of_what_passed_go_to_the_successor(house: House) -> None:
    hand_over(house.ground, house.head, house.leaver.person or 0, house.wish())
    sweep(house.ground.as_of(date(2026, 12, 1)))
    with looking(house.ground, SYSTEM) as work:
        reminded = set(work.session.exec(select(NoticeRow.recipient_id)))
    assert reminded == {house.successor.person}


def test_the_journal_says_who_handed_what_over(house: House) -> None:
    hand_over(house.ground, house.head, house.leaver.person or 0, house.wish())
    with looking(house.ground, SYSTEM) as work:
        by_head = select(JournalRow).where(JournalRow.person_id == house.head.person)
        told = sorted((row.subject, row.action) for row in work.session.exec(by_head))
    assert told == [
        ("document", "changed"),
        ("draft", "changed"),
        ("mandate", "added"),
        ("mandate", "changed"),
        ("mandate", "changed"),
        ("obligation", "changed"),
        ("subscription", "changed"),
    ]


def test_looking_at_the_plan_changes_nothing(house: House) -> None:
    with looking(house.ground, house.head) as work:
        steps = plan(work, house.leaver.person or 0, house.wish()).steps
    with looking(house.ground, SYSTEM) as work:
        assert work.session.get_one(ObligationRow, house.agreed.obligation).owner_id == house.leaver.person
    assert [step.successor for step in steps] == [house.successor.person] * 4 + [None]


def test_an_obligation_goes_only_to_somebody_whose_mandate_will_reach_it(house: House) -> None:
    left = {key: person for key, person in house.wish().choices.items() if not key.startswith("mandate")}
    with pytest.raises(Refused, match="nemá mandát, který by zahrnoval obec Lipová") as refused:
        hand_over(house.ground, house.head, house.leaver.person or 0, Wish(date(2026, 11, 30), left))
    assert refused.value.field == f"obligation-{house.agreed.obligation}"
    with looking(house.ground, SYSTEM) as work:
        assert work.session.get_one(ObligationRow, house.agreed.obligation).owner_id == house.leaver.person


@pytest.mark.parametrize("day", [date(2026, 11, 19), date(2020, 1, 1)])
def test_nothing_is_handed_over_backwards_in_time(house: House, day: date) -> None:
    with pytest.raises(Refused, match="Zpětně se práce nepředává"):
        hand_over(house.ground, house.head, house.leaver.person or 0, Wish(day, house.wish().choices))


def test_a_blocked_person_takes_nothing_over(house: House) -> None:
    block(house.ground, SYSTEM, house.successor.person or 0)
    with pytest.raises(Refused, match="otevřený účet a platný mandát"):
        hand_over(house.ground, house.head, house.leaver.person or 0, house.wish())


def test_the_head_of_another_office_does_not_even_see_it(house: House) -> None:
    with working(house.ground, SYSTEM) as work:
        stranger = a_person(work.session, Role.REGIONAL_HEAD, an_office(work.session, "RCV"), "jiny@asz.example")
    with pytest.raises(NotFound):
        hand_over(house.ground, stranger, house.leaver.person or 0, house.wish())


def test_what_a_head_does_not_give_he_does_not_hand_over(house: House) -> None:
    """A mandate of the headquarters beside the consultant's makes the whole account one for the headquarters."""
    with working(house.ground, SYSTEM) as work:
        work.session.add(MandateRow(person_id=house.leaver.person or 0, role=Role.HEADQUARTERS, starts=TODAY))
    with pytest.raises(Forbidden):
        hand_over(house.ground, house.head, house.leaver.person or 0, house.wish())


def test_without_a_successor_things_end_with_whoever_leaves(house: House) -> None:
    wish = house.wish(mandate=NOBODY, obligation=NOBODY, stand_in=NOBODY)
    hand_over(house.ground, house.head, house.leaver.person or 0, wish)
    with looking(house.ground, SYSTEM) as work:
        assert work.session.get_one(ObligationRow, house.agreed.obligation).owner_id is None
        held = work.session.exec(select(MandateRow).where(MandateRow.person_id == house.leaver.person)).one()
        assert held.ends == date(2026, 11, 30)
