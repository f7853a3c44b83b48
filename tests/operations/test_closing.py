"""What the sweep finds when a window closes for good, and what a revision of the rhythm leaves."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlmodel import col, select

from tests.factories import a_lived_in_ground
from tracker.fulfilment.standing import Status
from tracker.obligations.deadline import Period, Recurring, to_json
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.sweep import sweep
from tracker.operations.refresh import expand_term, refresh
from tracker.people.actor import SYSTEM
from tracker.store.agreements import ObligationRow, TermRow
from tracker.store.occurrences import OccurrenceRow
from tracker.timeline.clock import on_day


def _statuses(ground: Ground) -> dict[str, Status]:
    with looking(ground, SYSTEM) as work:
        rows = work.session.exec(select(OccurrenceRow).order_by(col(OccurrenceRow.window_start)))
        return {row.label: row.status for row in rows}


def test_a_window_is_missed_on_the_day_after_the_agreement_ends(database_url: str, tmp_path: Path) -> None:
    ground, _ = a_lived_in_ground(database_url, tmp_path, date(2026, 12, 31))
    sweep(ground)
    assert _statuses(ground) == {"2026": Status.DUE_SOON}
    sweep(replace(ground, clock=on_day(date(2027, 1, 1))))
    assert _statuses(ground) == {"2026": Status.MISSED}


def test_a_new_rhythm_makes_nothing_due_backwards(database_url: str, tmp_path: Path) -> None:
    ground, _ = a_lived_in_ground(database_url, tmp_path, date(2026, 8, 3))
    with working(ground, SYSTEM) as work:
        duty, term = work.session.exec(
            select(ObligationRow, TermRow).where(col(TermRow.obligation_id) == ObligationRow.id)
        ).one()
        term.deadline = to_json(Recurring(2, Period.QUARTER))
        rows = expand_term(work, duty, term, since=date(2026, 7, 1))
        refresh(work, [row.id for row in rows if row.id is not None])
        assert [row.label for row in rows] == ["2026-Q3", "2026-Q4"]
    with looking(ground, SYSTEM) as work:
        old = work.session.exec(select(OccurrenceRow).where(OccurrenceRow.label == "2026")).one()
        assert old.cancelled_on == date(2026, 7, 1)
