"""What a town of the world has to do with people outside: a partner with a link."""

from datetime import date

from tracker.operations.ground import Ground, working
from tracker.operations.partner_links import link_to_term
from tracker.people.actor import SYSTEM
from tracker.store.occurrences import OccurrenceRow
from tracker.store.partners import PartnerDutyRow, PartnerRow


def outside_things(ground: Ground, name: str, things: dict[str, int]) -> dict[str, int]:
    """The ids of what is made here for the town called ``name``, by the parameter that names them."""
    town = things["town_id"]
    with working(ground, SYSTEM) as work:
        partner = PartnerRow(
            municipality_id=town,
            organisation=f"Charita {name}",
            email=f"charita@{town}.example",
            ended_on=date(2030, 1, 1),
        )
        work.session.add(partner)
        work.session.flush()
        assert partner.id is not None
        duty = {"partner_id": partner.id, "obligation_id": things["obligation_id"]}
        work.session.add(PartnerDutyRow(municipality_id=town, **duty))
        link = link_to_term(work, partner, work.session.get_one(OccurrenceRow, things["occurrence_id"]))
        return {"partner_id": partner.id, "link_id": link.id or 0}
