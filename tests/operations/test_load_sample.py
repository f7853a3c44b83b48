"""The sample shows the product: every status that facts can bring about is there on the day of loading.

Of the story every run sees the first year and a half, ``TRACKER_YEAR=large`` all of it.
"""

from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from tests.factories import ground_on
from tests.support.sample import SAMPLE_DAY
from tracker.fulfilment.standing import Status
from tracker.operations.ground import looking
from tracker.operations.mails.audit_outbox import Audit, audit_outbox
from tracker.operations.sample.places import is_empty
from tracker.operations.sample.play_story import play_story
from tracker.people.actor import SYSTEM
from tracker.store.journal import verify
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow, OfficeRow

A_WEEK_TWICE = 2 * 13
"""The most notices of a quarter: two people, one letter a week."""


def test_three_towns_in_two_offices_show_every_status(sample_instance: Path) -> None:
    ground = ground_on(f"sqlite:///{sample_instance / 'tracker.db'}", sample_instance, SAMPLE_DAY)
    with looking(ground, SYSTEM) as work:
        towns = work.session.exec(select(MunicipalityRow.name).order_by(col(MunicipalityRow.id))).all()
        offices = work.session.exec(select(func.count()).select_from(OfficeRow)).one()
        seen = set(work.session.exec(select(OccurrenceRow.status).distinct()))
        assert verify(work.session) is None
    assert (towns, offices) == (["Chomutov", "Lipová nad Ohří", "Kamenná u Jeseníku"], 2)
    assert set(Status) - seen == {Status.CANCELLED}


def test_an_installation_is_empty_until_the_sample_is_there(sqlite_url: str, sample_instance: Path) -> None:
    urls = (sqlite_url, f"sqlite:///{sample_instance / 'tracker.db'}")
    assert [is_empty(ground_on(url, sample_instance, SAMPLE_DAY)) for url in urls] == [True, False]


def test_no_mail_of_the_story_is_left_behind(sample_instance: Path) -> None:
    """It would turn the first housekeeping and /health red."""
    ground = ground_on(f"sqlite:///{sample_instance / 'tracker.db'}", sample_instance, SAMPLE_DAY)
    assert audit_outbox(ground) == Audit((), (), ())


def test_the_story_runs_from_its_first_quarter(tmp_path: Path) -> None:
    quarters = list(islice(play_story(tmp_path), 6))
    assert (quarters[0].last_day, quarters[-1].last_day) == (date(2022, 6, 30), date(2023, 9, 30))
    assert sum(quarter.events for quarter in quarters) == 66
    assert all(sum(quarter.notices.values()) <= A_WEEK_TWICE for quarter in quarters)


@pytest.mark.long
def test_the_story_runs_to_its_last_quarter(tmp_path: Path) -> None:
    quarters = list(play_story(tmp_path))
    assert (quarters[-1].last_day, len(quarters)) == (date(2026, 8, 31), 18)
    assert sum(quarter.events for quarter in quarters) == 188
    assert all(sum(quarter.notices.values()) <= A_WEEK_TWICE for quarter in quarters)
    assert quarters[-1].statuses[Status.FULFILLED] == 27
