"""Who works on a term: whoever answers for its obligation, otherwise the consultant of its municipality."""

from collections.abc import Collection

from sqlmodel import col, or_, select

from tracker.operations.ground import Work
from tracker.operations.standings import Item
from tracker.people.actor import Role
from tracker.store.people import MandateRow, PersonRow


def workers_on(work: Work, terms: Collection[Item]) -> dict[int, str]:
    """The names by the number of the term; empty where nobody is known."""
    consultants = _consultants(work, {item.municipality.id or 0 for item in terms})
    owners = _names(work, {item.duty.owner_id for item in terms if item.duty.owner_id})
    return {
        item.row.id or 0: owners.get(item.duty.owner_id or 0) or consultants.get(item.municipality.id or 0, "")
        for item in terms
    }


def _consultants(work: Work, towns: set[int]) -> dict[int, str]:
    query = (
        select(MandateRow.municipality_id, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == MandateRow.person_id)
        .where(
            MandateRow.role == Role.CONSULTANT,
            col(MandateRow.municipality_id).in_(towns),
            col(MandateRow.starts) <= work.today,
            or_(col(MandateRow.ends).is_(None), col(MandateRow.ends) >= work.today),
        )
        .order_by(col(MandateRow.id).desc())
    )
    return {town: name for town, name in work.session.exec(query) if town is not None}


def _names(work: Work, people: set[int]) -> dict[int, str]:
    rows = work.session.exec(select(PersonRow.id, PersonRow.name).where(col(PersonRow.id).in_(people)))
    return {number: name for number, name in rows if number is not None}
