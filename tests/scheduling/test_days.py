"""The learner's day turns at four in the morning, by the clock on the wall."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from termcards.scheduling.days import day_begins, learner_day

FOUR = time(4)


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        ("2026-03-01T03:59", "UTC", date(2026, 2, 28)),
        ("2026-03-01T04:00", "UTC", date(2026, 3, 1)),
        ("2026-03-01T19:59", "Asia/Shanghai", date(2026, 3, 1)),
        ("2026-03-01T20:00", "Asia/Shanghai", date(2026, 3, 2)),
        # The night in which New York's clocks go from 02:00 to 03:00, and the one back.
        ("2026-03-08T07:59", "America/New_York", date(2026, 3, 7)),
        ("2026-03-08T08:00", "America/New_York", date(2026, 3, 8)),
        ("2026-11-01T08:59", "America/New_York", date(2026, 10, 31)),
        ("2026-11-01T09:00", "America/New_York", date(2026, 11, 1)),
    ],
)
def test_the_day_turns_when_the_wall_says_four(at: str, zone: str, day: date) -> None:
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert learner_day(instant, FOUR, ZoneInfo(zone)) == day


@pytest.mark.parametrize(
    ("zone", "starts_at", "instant"),
    [
        ("UTC", time(4), "2026-03-29T04:00:00+00:00"),
        ("Asia/Shanghai", time(4), "2026-03-28T20:00:00+00:00"),
        ("Europe/Berlin", time(4), "2026-03-29T02:00:00+00:00"),
        ("Europe/Berlin", time(0), "2026-03-28T23:00:00+00:00"),
    ],
)
def test_a_day_begins_when_the_wall_says_so(zone: str, starts_at: time, instant: str) -> None:
    begun = day_begins(date(2026, 3, 29), starts_at, ZoneInfo(zone))
    assert begun.isoformat() == instant
    assert learner_day(begun, starts_at, ZoneInfo(zone)) == date(2026, 3, 29)
