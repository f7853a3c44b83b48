"""A paper from outside proves something only after a person has put it with an event."""

from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_person, a_town
from tests.partners import ASKED, Partnered, a_partnered_town
from tracker.fulfilment.arrival import Sort
from tracker.fulfilment.event import EvidenceKind
from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Act
from tracker.operations.events.event_papers import Paper
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Forbidden, NotFound, Refused, looking, working
from tracker.operations.mails.sort_incoming import (
    accept_as_event,
    accept_for_event,
    count_to_sort,
    refuse_paper,
    settle_message,
    to_sort,
)
from tracker.operations.partners.answer_link import Given, answer_link
from tracker.operations.partners.partner_mail import queue_partner_mails
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.people.partner import Answer
from tracker.store.events import EventRow, EvidenceRow
from tracker.store.inbox import IncomingPaperRow, MessageRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow, OfficeRow

SHEET = Paper("a" * 64, "zprava.pdf", "application/pdf", 1200, EvidenceKind.REPORT)
HELD = NewEvent(0, Act.COUNCIL_REPORT, ASKED, "Zpráva předložena")


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Partnered:
    """A town to which its partner has handed over a paper."""
    made = a_partnered_town(database_url, tmp_path)
    queue_partner_mails(made.ground)
    answer_link(made.ground, made.token(), Given(Answer.PAPER, papers=(SHEET,)))
    return made


def paper(town: Partnered) -> IncomingPaperRow:
    with looking(town.ground, SYSTEM) as work:
        return work.session.exec(select(IncomingPaperRow)).one()


def status(town: Partnered) -> Status:
    with looking(town.ground, SYSTEM) as work:
        return work.session.get_one(OccurrenceRow, town.report.occurrences[0]).status


def waiting(town: Partnered, actor: Actor) -> int:
    with looking(town.ground, actor) as work:
        assert count_to_sort(work) == len(to_sort(work).papers) + len(to_sort(work).messages)
        return count_to_sort(work)


def an_outsider(town: Partnered) -> Actor:
    """The manager of another town."""
    with working(town.ground, SYSTEM) as work:
        office = work.session.exec(select(OfficeRow)).one()
        return a_person(work.session, Role.MANAGER, a_town(work.session, office, "Kamenná"), "jina@obec.example")


def test_a_waiting_paper_fulfils_nothing(town: Partnered) -> None:
    assert (waiting(town, town.manager), waiting(town, an_outsider(town))) == (1, 0)
    assert status(town) is Status.DUE_SOON
    with looking(town.ground, SYSTEM) as work:
        assert work.session.exec(select(EvidenceRow)).all() == []


def test_recording_what_it_proves_counts_for_the_term_it_was_sent_for(town: Partnered) -> None:
    event = accept_as_event(town.ground, town.manager, paper(town).id or 0, HELD)

    assert status(town) is Status.AWAITING_OTHER_SIDE
    assert (paper(town).event_id, paper(town).settled_by) == (event, town.manager.person)
    with looking(town.ground, SYSTEM) as work:
        (evidence,) = work.session.exec(select(EvidenceRow))
        assert (evidence.event_id, evidence.sha256, evidence.name) == (event, SHEET.sha256, "zprava.pdf")
    assert waiting(town, town.manager) == 0
    with pytest.raises(Refused, match="už mezitím"):
        accept_as_event(town.ground, town.manager, paper(town).id or 0, HELD)


def test_an_event_that_cannot_count_leaves_the_paper_waiting(town: Partnered) -> None:
    meeting = NewEvent(0, Act.WORKING_GROUP, ASKED, "Jiné jednání")
    with pytest.raises(Refused, match="nelze splnit"):
        accept_as_event(town.ground, town.manager, paper(town).id or 0, meeting)
    assert waiting(town, town.manager) == 1
    with looking(town.ground, SYSTEM) as work:
        assert work.session.exec(select(EventRow)).all() == []


def test_it_is_put_with_an_event_of_its_own_town(town: Partnered) -> None:
    outsider = an_outsider(town)
    with looking(town.ground, SYSTEM) as work:
        other = work.session.exec(select(MunicipalityRow).where(MunicipalityRow.name == "Kamenná")).one()
    ours = record_event(town.ground, town.manager, NewEvent(town.report.municipality, Act.OTHER, ASKED, "Schůzka"))
    theirs = record_event(town.ground, outsider, NewEvent(other.id or 0, Act.OTHER, ASKED, "Schůzka"))

    with pytest.raises(NotFound):
        accept_for_event(town.ground, town.manager, paper(town).id or 0, theirs.event_id)
    with pytest.raises(NotFound):
        accept_for_event(town.ground, outsider, paper(town).id or 0, theirs.event_id)
    assert accept_for_event(town.ground, town.manager, paper(town).id or 0, ours.event_id) == ours.event_id


def test_it_is_put_aside_with_a_reason_only(town: Partnered) -> None:
    with pytest.raises(Refused, match="Napište"):
        refuse_paper(town.ground, town.manager, paper(town).id or 0, " ")
    refuse_paper(town.ground, town.manager, paper(town).id or 0, "Je to pozvánka.")

    assert (paper(town).refusal, paper(town).event_id, waiting(town, town.manager)) == ("Je to pozvánka.", None, 0)


def test_a_read_message_is_not_kept_longer_than_needed(town: Partnered) -> None:
    with working(town.ground, SYSTEM) as work:
        for key, place in (("1", town.report.municipality), ("2", None)):
            row = MessageRow(key=key, municipality_id=place, text="slova", sort=Sort.UNCLEAR, received_at=work.now)
            work.session.add(row)
        headquarters = a_person(work.session, Role.HEADQUARTERS, None)
    with looking(town.ground, SYSTEM) as work:
        ours, nobodys = work.session.exec(select(MessageRow).order_by(MessageRow.key)).all()

    assert (waiting(town, town.manager), waiting(town, headquarters)) == (2, 3)
    with pytest.raises(NotFound):
        settle_message(town.ground, town.manager, nobodys.id or 0)
    with pytest.raises(Forbidden):
        settle_message(town.ground, headquarters, ours.id or 0)
    settle_message(town.ground, town.manager, ours.id or 0)
    settle_message(town.ground, headquarters, nobodys.id or 0)
    with looking(town.ground, SYSTEM) as work:
        assert [(row.text, row.settled_at is None) for row in work.session.exec(select(MessageRow))] == [
            ("", False)
        ] * 2
