"""Events of municipalities as reports list them, by what was known on a day."""

from collections import defaultdict
from datetime import date

from sqlmodel import col, or_, select

from tracker.fulfilment.event import Evidence
from tracker.operations.ground import Work
from tracker.operations.registers.known_rows import day_end, known_rows
from tracker.operations.reports.report_registers import Towns
from tracker.reports.happenings import Happening
from tracker.store.events import EventRow, EvidenceRow
from tracker.store.registers import BodyRow


def happenings_of(work: Work, towns: Towns, period: tuple[date, date], known: date) -> tuple[Happening, ...]:
    """The events of the towns in the period, both days included, that were on record at the end of ``known``."""
    end = day_end(known)
    query = (
        select(EventRow)
        .where(
            col(EventRow.municipality_id).in_(list(towns)),
            col(EventRow.day).between(*period),
            col(EventRow.recorded_at) < end,
            or_(col(EventRow.withdrawn_at).is_(None), col(EventRow.withdrawn_at) >= end),
        )
        .order_by(col(EventRow.day), col(EventRow.id))
    )
    rows = work.session.exec(query).all()
    papers = _papers(work, [row.id or 0 for row in rows], known)
    bodies = {row.id: row.name for row in known_rows(work, BodyRow, known)} if any(row.body_id for row in rows) else {}
    return tuple(
        Happening(towns[row.municipality_id], row.event(tuple(papers[row.id or 0])), bodies.get(row.body_id, ""))
        for row in rows
    )


def _papers(work: Work, numbers: list[int], known: date) -> dict[int, list[Evidence]]:
    query = select(EvidenceRow).where(
        col(EvidenceRow.event_id).in_(numbers),
        col(EvidenceRow.recorded_at) < day_end(known),
        col(EvidenceRow.deleted_at).is_(None),
    )
    found: dict[int, list[Evidence]] = defaultdict(list)
    for row in work.session.exec(query.order_by(col(EvidenceRow.id))):
        found[row.event_id].append(row.evidence())
    return found
