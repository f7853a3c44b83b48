"""When something is due again, on ordinary days, after days off and when the clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tracker.timeline.rhythm import Daily, Every

PRAGUE = ZoneInfo("Europe/Prague")
MORNING = Daily(time(6, 30))


def prague(day: date, at: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(at), PRAGUE)


def test_the_morning_job_is_due_from_its_hour_on_and_once() -> None:
    monday = date(2026, 11, 23)
    done_on_sunday = prague(monday - timedelta(days=1), "06:31")
    assert MORNING.last_due(done_on_sunday, prague(monday, "06:29")) is None
    assert MORNING.last_due(done_on_sunday, prague(monday, "06:30")) == prague(monday, "06:30")
    assert MORNING.last_due(prague(monday, "06:30"), prague(monday, "23:59")) is None


def test_what_never_ran_or_was_missed_for_days_is_due_at_once() -> None:
    now = prague(date(2026, 11, 23), "03:00")
    assert MORNING.last_due(None, now) == prague(date(2026, 11, 22), "06:30")
    assert MORNING.last_due(prague(date(2026, 11, 3), "06:30"), now) == prague(date(2026, 11, 22), "06:30")


@pytest.mark.parametrize("zone", ["UTC", "Europe/Prague", "Pacific/Auckland"])
def test_looked_at_every_five_minutes_for_eleven_years_it_runs_at_half_past_six_once_a_day(zone: str) -> None:
    last = prague(date(2025, 12, 31), "06:30")
    for n in range((date(2037, 1, 1) - date(2026, 1, 1)).days):
        day = date(2026, 1, 1) + timedelta(days=n)
        looks = [prague(day, at).astimezone(ZoneInfo(zone)) for at in ("00:00", "06:25", "06:30", "06:35", "12:00")]
        ran = []
        for now in looks:
            if MORNING.last_due(last, now) is not None:
                last = now
                ran.append(now.astimezone(PRAGUE).time())
        assert ran == [time(6, 30)], day


@pytest.mark.parametrize(
    "last, now, due",
    [
        ("2026-03-29T00:59:50+00:00", "2026-03-29T01:00:19+00:00", False),  # summer time begins between the two
        ("2026-03-29T00:59:50+00:00", "2026-03-29T01:00:20+00:00", True),
        ("2026-10-25T00:59:50+00:00", "2026-10-25T01:00:20+00:00", True),
    ],
)
def test_every_half_minute_is_half_a_minute_when_the_clock_changes(last: str, now: str, due: bool) -> None:
    rhythm = Every(timedelta(seconds=30))
    assert (rhythm.last_due(datetime.fromisoformat(last), datetime.fromisoformat(now)) is not None) is due


def test_the_next_time_is_told() -> None:
    now = prague(date(2026, 11, 23), "10:00")
    assert MORNING.next_due(prague(date(2026, 11, 23), "06:30"), now) == prague(date(2026, 11, 24), "06:30")
    assert MORNING.next_due(None, now) == now
    assert Every(timedelta(minutes=5)).next_due(now, now) == now + timedelta(minutes=5)


def test_an_hour_that_does_not_exist_every_day_is_refused() -> None:
    with pytest.raises(ValueError, match="does not exist"):
        Daily(time(2, 30))
    assert datetime(2027, 3, 28, 2, 30, tzinfo=PRAGUE).astimezone(UTC).astimezone(PRAGUE).hour == 3
