"""Figures from the log: streaks, medians, averages. Pure."""

import statistics
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

DAY = timedelta(days=1)
LONGEST_ANSWER = 60
"""Seconds counted for one answer at most."""


def streak(days: Iterable[date], today: date) -> int:
    """Study days in a row up to today, or up to yesterday while today is still open."""
    studied = set(days)
    day = today if today in studied else today - DAY
    length = 0
    while day in studied:
        length += 1
        day -= DAY
    return length


def median_seconds(milliseconds: Iterable[int]) -> float | None:
    """The median time of an answer in seconds, each counted as a minute at most."""
    times = [min(time / 1000, LONGEST_ANSWER) for time in milliseconds]
    return statistics.median(times) if times else None


def days_ahead(counts: Mapping[date, int], today: date, days: int) -> tuple[int, ...]:
    """The counts of `days` days from today on, nothing where nothing is due."""
    return tuple(counts.get(today + timedelta(days=ahead), 0) for ahead in range(days))
