"""The sample shows the product: every status that facts can bring about is there on the day of loading."""

from datetime import date
from pathlib import Path

from sqlmodel import func, select

from tests.factories import ground_on
from tests.support.sample import SAMPLE_DAY
from tracker.config import Config
from tracker.fulfilment.standing import Status
from tracker.installation import ground_for
from tracker.operations.ground import looking
from tracker.operations.mails.audit_outbox import Audit, audit_outbox
from tracker.operations.sample.load_sample import is_empty, load_sample
from tracker.operations.sample.play_story import play_story
from tracker.people.actor import SYSTEM
from tracker.store.journal import verify
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow, OfficeRow
from tracker.timeline.clock import on_day


def test_three_towns_in_two_offices_show_every_status(sqlite_url: str, tmp_path: Path) -> None:
    ground = ground_on(sqlite_url, tmp_path, date(2026, 11, 25))
    towns: list[str] = []
    assert is_empty(ground)
    load_sample(ground, towns.append)
    assert not is_empty(ground)
    with looking(ground, SYSTEM) as work:
        counts = [work.session.exec(select(func.count()).select_from(t)).one() for t in (MunicipalityRow, OfficeRow)]
        seen = set(work.session.exec(select(OccurrenceRow.status).distinct()))
        assert verify(work.session) is None
    assert (counts, towns) == ([3, 2], ["Chomutov", "Lipová nad Ohří", "Kamenná u Jeseníku"])
    assert set(Status) - seen == {Status.CANCELLED}


def test_no_mail_of_the_story_is_left_behind(sample_instance: Path) -> None:
    """It would turn the first housekeeping and /health red."""
    ground = ground_for(Config(instance_dir=sample_instance), on_day(SAMPLE_DAY))
    assert audit_outbox(ground) == Audit((), (), ())


def test_the_story_runs_from_the_first_quarter_to_the_last(tmp_path: Path) -> None:
    quarters = list(play_story(tmp_path))
    assert (quarters[0].last_day, quarters[-1].last_day, len(quarters)) == (date(2022, 6, 30), date(2026, 8, 31), 18)
    assert sum(quarter.events for quarter in quarters) == 188
    weekly = 2 * 13
    assert all(sum(quarter.notices.values()) <= weekly for quarter in quarters)
    assert quarters[-1].statuses[Status.FULFILLED] == 27
