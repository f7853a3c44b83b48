"""Planning meetings: who is invited, what each mail brings, what a move and a cancellation change, and who answers."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import vobject
from icalendar import Calendar
from sqlmodel import col, select

from tests.mailing.messages import message
from tests.partners import Partnered, a_partnered_town
from tracker.feeds.ical import uid_of
from tracker.fulfilment.arrival import Sort
from tracker.mailing.mailer import LocalMailbox
from tracker.operations.calendars.publish_feed import Asked, fetch
from tracker.operations.calendars.subscriptions import Wish, subscribe
from tracker.operations.ground import Forbidden, NotFound, Refused, looking, working
from tracker.operations.mails.read_inbox import take_message
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.meetings.meetings import Wished, answer_invitation, cancel_meeting, change_meeting, plan_meeting
from tracker.operations.partners.answer_link import Given, answer_link
from tracker.people.actor import SYSTEM, Actor
from tracker.people.partner import Answer, Coming
from tracker.store.inbox import MessageRow
from tracker.store.meetings import InvitationRow, MeetingRow
from tracker.store.outbox import MailRow, MailState
from tracker.store.partners import StoppedAddressRow
from tracker.store.reminder_settings import PersonRemindersRow
from tracker.store.subscriptions import Scope
from tracker.timeline.clock import PRAGUE

TODAY = date(2026, 11, 25)
STARTS = datetime(2026, 12, 3, 9, 0, tzinfo=PRAGUE)
WISHED = Wished(STARTS, STARTS + timedelta(hours=2), "Bydlení: druhé jednání", "Zborovská 4602", "Byty pro rodiny")


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Partnered:
    """A town whose consultant wants to be invited and whose manager does not; the partner sits in the group."""
    made = a_partnered_town(database_url, tmp_path, TODAY)
    with working(made.ground, SYSTEM) as work:
        assert made.consultant.person is not None
        work.session.add(PersonRemindersRow(person_id=made.consultant.person, invitations=True))
    return made


def a_meeting(town: Partnered, wished: Wished = WISHED) -> int:
    return plan_meeting(town.ground, town.manager, town.group, wished)


def sent(town: Partnered) -> list[MailRow]:
    send_outbox(town.ground, LocalMailbox())
    gone = [mail for mail in town.mails() if mail.state is MailState.SENT]
    return sorted(gone, key=lambda mail: (mail.content["sequence"], mail.content["invitation"]))


def calendar_of(mail: MailRow) -> tuple[str, bytes] | None:
    """The METHOD of the mail's calendar part as its header says it, and the part."""
    for part in message_from_bytes(mail.raw or b"", policy=policy.default).walk():
        if part.get_content_type() == "text/calendar":
            data = part.get_payload(decode=True)
            assert isinstance(data, bytes)
            return str(part.get_param("method")), data
    return None


def invited(mail: MailRow) -> dict[str, str]:
    """What an independent reader sees of the invitation in a mail."""
    found = calendar_of(mail)
    assert found is not None
    method, data = found
    calendar = Calendar.from_ical(data)
    event = calendar.walk("VEVENT")[0]
    assert calendar["METHOD"] == method == vobject.readOne(data.decode()).method.value
    return {
        "method": method,
        "uid": str(event["UID"]),
        "sequence": str(event["SEQUENCE"]),
        "status": str(event["STATUS"]),
        "start": event.decoded("DTSTART").astimezone(UTC).isoformat(),
        "organizer": str(event["ORGANIZER"]),
        "attendee": str(event["ATTENDEE"]),
        "place": str(event["LOCATION"]),
    }


def coming(town: Partnered) -> list[Coming]:
    with looking(town.ground, SYSTEM) as work:
        rows = work.session.exec(select(InvitationRow).order_by(col(InvitationRow.id)))
        return [row.coming for row in rows]


def test_invited_are_those_who_opted_in_and_the_partners_of_the_body(town: Partnered) -> None:
    number = a_meeting(town)

    assert [(mail.address, mail.subject) for mail in sent(town)] == [
        ("consultant@obec.example", "Lipová zve 3. 12. 2026 9:00: Bydlení: druhé jednání"),
        ("charita@partner.example", "Lipová zve 3. 12. 2026 9:00: Bydlení: druhé jednání"),
    ]
    assert [invited(mail) for mail in sent(town)] == [
        {
            "method": "REQUEST",
            "uid": uid_of(f"meeting/{number}"),
            "sequence": "0",
            "status": "CONFIRMED",
            "start": "2026-12-03T08:00:00+00:00",
            "organizer": "mailto:hlidac@localhost",
            "attendee": f"mailto:{mail.address}",
            "place": "Zborovská 4602",
        }
        for mail in sent(town)
    ]


def test_the_invitation_is_an_alternative_of_the_words_and_stands_last(town: Partnered) -> None:
    a_meeting(town)
    whole = message_from_bytes(sent(town)[0].raw or b"", policy=policy.default)

    assert whole.get_content_type() == "multipart/alternative"
    parts = [part.get_content_type() for part in whole.iter_parts()]
    assert parts == ["text/plain", "text/html", "text/calendar"]


def test_a_move_goes_to_everybody_with_a_higher_sequence_and_is_answered_anew(town: Partnered) -> None:
    number = a_meeting(town)
    sent(town)
    answer_link(town.ground, town.token(), Given(Answer.COMES))
    assert coming(town) == [Coming.UNKNOWN, Coming.YES]

    later = Wished(STARTS + timedelta(days=1), STARTS + timedelta(days=1, hours=2), WISHED.title, WISHED.place)
    change_meeting(town.ground, town.manager, number, later)

    moved = sent(town)[2:]
    assert [invited(mail)["sequence"] for mail in moved] == ["1", "1"]
    assert [invited(mail)["start"] for mail in moved] == ["2026-12-04T08:00:00+00:00"] * 2
    assert all(mail.subject.startswith("Změna: Lipová zve 4. 12. 2026") for mail in moved)
    assert coming(town) == [Coming.UNKNOWN, Coming.UNKNOWN]


def test_another_place_is_told_and_no_answer_is_lost(town: Partnered) -> None:
    number = a_meeting(town)
    sent(town)
    answer_link(town.ground, town.token(), Given(Answer.COMES))
    change_meeting(town.ground, town.manager, number, Wished(STARTS, WISHED.ends_at, WISHED.title, "Radnice"))

    assert [invited(mail)["place"] for mail in sent(town)[2:]] == ["Radnice"] * 2
    assert coming(town) == [Coming.UNKNOWN, Coming.YES]


def test_another_agenda_is_nobodys_news(town: Partnered) -> None:
    number = a_meeting(town)
    sent(town)
    change_meeting(town.ground, town.manager, number, Wished(STARTS, WISHED.ends_at, "Bydlení", WISHED.place, "Nic"))
    assert len(sent(town)) == 2


def test_two_changes_before_the_mail_leaves_are_one_mail(town: Partnered) -> None:
    number = a_meeting(town)
    change_meeting(town.ground, town.manager, number, Wished(STARTS, WISHED.ends_at, WISHED.title, "Radnice"))

    assert [invited(mail)["sequence"] for mail in sent(town)] == ["1", "1"]
    assert {mail.subject[:6] for mail in sent(town)} == {"Lipová"}  # nobody was told before, so nothing has changed


def test_calling_off_goes_to_those_who_were_told(town: Partnered) -> None:
    number = a_meeting(town)
    sent(town)
    with pytest.raises(Refused, match="proč"):
        cancel_meeting(town.ground, town.manager, number, " ")
    cancel_meeting(town.ground, town.manager, number, "nemoc")

    called_off = sent(town)[2:]
    assert [(invited(m)["method"], invited(m)["status"], invited(m)["sequence"]) for m in called_off] == [
        ("CANCEL", "CANCELLED", "1")
    ] * 2
    assert called_off[0].subject == "Zrušeno: Bydlení: druhé jednání 3. 12. 2026 (Lipová)"
    with pytest.raises(Refused, match="nekoná"):
        answer_link(town.ground, town.token(), Given(Answer.COMES))
    with pytest.raises(Refused, match="zrušeno"):
        change_meeting(town.ground, town.manager, number, WISHED)


def test_what_nobody_heard_of_is_called_off_in_silence(town: Partnered) -> None:
    number = a_meeting(town)
    cancel_meeting(town.ground, town.manager, number, "nemoc")
    assert sent(town) == []


def test_a_near_change_leaves_on_a_holiday_and_a_far_one_waits_for_a_working_day(town: Partnered) -> None:
    saturday = town.on(date(2026, 11, 28))
    plan_meeting(saturday.ground, town.manager, town.group, WISHED)
    near = Wished(datetime(2026, 11, 30, 9, 0, tzinfo=PRAGUE), datetime(2026, 11, 30, 10, 0, tzinfo=PRAGUE))
    plan_meeting(saturday.ground, town.manager, town.group, near)

    assert [mail.day for mail in town.mails()] == [date(2026, 11, 30)] * 2 + [date(2026, 11, 28)] * 2


def test_whoever_fetches_a_calendar_gets_words_and_no_second_event(town: Partnered) -> None:
    issued = subscribe(town.ground, town.consultant, Wish(Scope.MUNICIPALITY, town.report.municipality))
    fetch(town.ground, issued.token, Asked(client="test"))
    a_meeting(town)

    to_consultant, to_partner = sent(town)
    assert calendar_of(to_consultant) is None
    assert calendar_of(to_partner) is not None


def test_a_near_change_is_told_to_whoever_follows_the_town_in_a_calendar(town: Partnered) -> None:
    issued = subscribe(town.ground, town.manager, Wish(Scope.MUNICIPALITY, town.report.municipality))
    fetch(town.ground, issued.token, Asked(client="test"))
    near = Wished(datetime(2026, 11, 27, 9, 0, tzinfo=PRAGUE), datetime(2026, 11, 27, 10, 0, tzinfo=PRAGUE))
    far, soon = a_meeting(town), a_meeting(town, near)
    assert "manager@obec.example" not in [mail.address for mail in sent(town)]

    change_meeting(town.ground, town.manager, far, Wished(STARTS, WISHED.ends_at, WISHED.title, "Radnice"))
    assert "manager@obec.example" not in [mail.address for mail in sent(town)]
    cancel_meeting(town.ground, town.manager, soon, "nemoc")
    (told,) = [mail for mail in sent(town) if mail.address == "manager@obec.example"]
    assert told.subject == "Zrušeno: Bydlení 27. 11. 2026 (Lipová)"
    assert calendar_of(told) is None


def test_who_wants_no_mails_is_not_invited_by_mail(town: Partnered) -> None:
    with working(town.ground, SYSTEM) as work:
        work.session.add(StoppedAddressRow(address="charita@partner.example", stopped_at=work.now))
    a_meeting(town)
    assert [mail.address for mail in sent(town)] == ["consultant@obec.example"]


def reply(town: Partnered, **filled: str) -> bytes:
    given = {
        "sender": "charita@partner.example",
        "attendee": "charita@partner.example",
        "method": "REPLY",
        "uid": uid_of("meeting/1"),
        "partstat": "ACCEPTED",
        "sequence": "0",
    }
    return message("calendar_reply", **(given | filled))


def test_the_answer_of_a_calendar_program_says_who_comes(town: Partnered) -> None:
    a_meeting(town)
    sent(town)
    for number, (partstat, expected) in enumerate(
        {"ACCEPTED": Coming.YES, "TENTATIVE": Coming.MAYBE, "DECLINED": Coming.NO}.items()
    ):
        raw = reply(town, partstat=partstat).replace(b"<000000000000.", f"<{number}.".encode())
        assert [take_message(town.ground, raw), take_message(town.ground, raw)] == [Sort.ANSWER, None]
        assert coming(town) == [Coming.UNKNOWN, expected]


@pytest.mark.parametrize(
    "changed",
    [
        {"sender": "nekdo@svet.example"},
        {"attendee": "consultant@obec.example"},
        {"uid": uid_of("meeting/2")},
        {"partstat": "DELEGATED"},
        {"method": "REQUEST"},
    ],
)
def test_nobody_answers_for_another_one_or_for_another_meeting(town: Partnered, changed: dict[str, str]) -> None:
    a_meeting(town)
    take_message(town.ground, reply(town, **changed))
    assert coming(town) == [Coming.UNKNOWN, Coming.UNKNOWN]


def test_an_answer_to_an_earlier_time_is_no_answer_to_the_new_one(town: Partnered) -> None:
    number = a_meeting(town)
    later = Wished(STARTS + timedelta(days=1), STARTS + timedelta(days=1, hours=2), WISHED.title, WISHED.place)
    change_meeting(town.ground, town.manager, number, later)

    assert take_message(town.ground, reply(town)) is Sort.ANSWER
    assert coming(town) == [Coming.UNKNOWN, Coming.UNKNOWN]
    with looking(town.ground, SYSTEM) as work:
        assert work.session.exec(select(MessageRow)).one().why == "odpověď na dřívější podobu pozvánky"


def test_people_answer_on_the_page_and_strangers_cannot(town: Partnered) -> None:
    number = a_meeting(town)
    answer_invitation(town.ground, town.consultant, number, Coming.YES)
    answer_invitation(town.ground, town.manager, number, Coming.NO)

    assert coming(town) == [Coming.YES, Coming.UNKNOWN, Coming.NO]
    with pytest.raises(NotFound):
        answer_invitation(town.ground, Actor(99, "cizí"), number, Coming.YES)


def test_what_makes_no_sense_is_refused(town: Partnered) -> None:
    past = Wished(datetime(2026, 11, 24, 9, 0, tzinfo=PRAGUE), datetime(2026, 11, 24, 10, 0, tzinfo=PRAGUE))
    backwards = Wished(STARTS, STARTS - timedelta(hours=1))
    for wished, words in ((past, "teprve bude"), (backwards, "Konec"), (Wished(STARTS, STARTS), "Konec")):
        with pytest.raises(Refused, match=words):
            a_meeting(town, wished)
    with pytest.raises(Refused, match="příliš dlouhý"):
        a_meeting(town, Wished(STARTS, WISHED.ends_at, "x" * 300))
    with pytest.raises((NotFound, Forbidden)):
        plan_meeting(town.ground, Actor(99, "cizí"), town.group, WISHED)
    with looking(town.ground, SYSTEM) as work:
        assert work.session.exec(select(MeetingRow)).all() == []
