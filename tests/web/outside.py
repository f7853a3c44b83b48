"""What a town of the world has to do with people outside: a partner with a link, what came in, a meeting."""

from datetime import date, timedelta

from tracker.fulfilment.arrival import Sort
from tracker.operations.ground import Ground, Work, working
from tracker.operations.partners.partner_links import link_to_term
from tracker.people.actor import SYSTEM
from tracker.reports.register_values import BodyKind
from tracker.store.inbox import IncomingPaperRow, MessageRow
from tracker.store.meetings import MeetingRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.partners import PartnerDutyRow, PartnerRow
from tracker.store.registers import BodyRow


def outside_things(ground: Ground, name: str, things: dict[str, int]) -> dict[str, int]:
    """The ids of what is made here for the town called ``name``, by the parameter that names them."""
    with working(ground, SYSTEM) as work:
        return _partner(work, name, things) | _came_in(work, name, things) | _planned(work, name, things)


def _partner(work: Work, name: str, things: dict[str, int]) -> dict[str, int]:
    town = things["town_id"]
    partner = PartnerRow(
        municipality_id=town, organisation=f"Charita {name}", email=f"charita@{town}.example", ended_on=date(2030, 1, 1)
    )
    work.session.add(partner)
    work.session.flush()
    assert partner.id is not None
    duty = {"partner_id": partner.id, "obligation_id": things["obligation_id"]}
    work.session.add(PartnerDutyRow(municipality_id=town, **duty))
    link = link_to_term(work, partner, work.session.get_one(OccurrenceRow, things["occurrence_id"]))
    return {"partner_id": partner.id, "link_id": link.id or 0}


def _came_in(work: Work, name: str, things: dict[str, int]) -> dict[str, int]:
    town, data = things["town_id"], f"Podklad: {name}".encode()
    message = MessageRow(
        municipality_id=town, key=name, text=f"Dotaz z {name}", sort=Sort.UNCLEAR, received_at=work.now
    )
    paper = IncomingPaperRow(
        municipality_id=town,
        occurrence_id=things["occurrence_id"],
        bringer=f"Charita {name}",
        sha256=work.ground.files.put(data),
        name=f"podklad-{name}.txt",
        media_type="text/plain",
        size=len(data),
        received_at=work.now,
    )
    work.session.add_all([message, paper])
    work.session.flush()
    return {"message_id": message.id or 0, "paper_id": paper.id or 0}


def _planned(work: Work, name: str, things: dict[str, int]) -> dict[str, int]:
    town, starts = things["town_id"], work.now + timedelta(days=7)
    body = BodyRow(municipality_id=town, kind=BodyKind.WORKING_GROUP, name=f"Skupina {name}", starts=date(2026, 1, 1))
    work.session.add(body)
    work.session.flush()
    assert body.id is not None
    meeting = MeetingRow(
        municipality_id=town,
        body_id=body.id,
        title=f"Schůze {name}",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place=f"Radnice {name}",
        created_at=work.now,
        changed_at=work.now,
    )
    work.session.add(meeting)
    work.session.flush()
    return {"body_id": body.id, "meeting_id": meeting.id or 0}
