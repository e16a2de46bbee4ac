"""Figures from the log: streaks, weeks, hours, what is coming. Pure."""

import statistics
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise

from termcards.tallies import LONGEST_ANSWER, Hour, Retention, Span, Tally, Week

WEEK = timedelta(weeks=1)
HOURS = 24
LEVELS = 4
"""Of a day in the map, beside none."""
STEPS = (1, 25, 50, 75)
"""From how many reviews on a day has each of the levels, unless quartiles tell more."""

AMOUNTS = tuple(field.name for field in fields(Tally))
PROBES = 7 * 86400
"""Seconds from one look at a zone's clock to the next."""


@dataclass(frozen=True, slots=True)
class Streaks:
    """Study days in a row."""

    current: int
    """Up to today, or up to yesterday while today is still open."""

    longest: int


def streaks(days: Iterable[date], today: date) -> Streaks:
    """The streak that goes on and the longest one there was."""
    longest = length = last = 0
    for day in sorted({day.toordinal() for day in days}):
        length = length + 1 if day == last + 1 else 1
        longest = max(longest, length)
        last = day
    goes_on = length > 0 and last >= today.toordinal() - 1
    return Streaks(length if goes_on else 0, longest)


def median_seconds(milliseconds: Iterable[int]) -> float | None:
    """The median time of an answer in seconds, each counted as a minute at most."""
    times = [min(time, LONGEST_ANSWER) / 1000 for time in milliseconds]
    return statistics.median(times) if times else None


def days_ahead(counts: Mapping[date, int], today: date, days: int) -> tuple[int, ...]:
    """The counts of `days` days from today on, nothing where nothing is due."""
    return tuple(counts.get(today + timedelta(days=ahead), 0) for ahead in range(days))


def add_up(tallies: Iterable[Tally]) -> Tally:
    tallies = tuple(tallies)
    return Tally(*(sum(getattr(tally, amount) for tally in tallies) for amount in AMOUNTS))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def first_day(today: date, weeks: int) -> date:
    """The Monday on which so many weeks begin of which this is the last, at least one."""
    monday = monday_of(today)
    return monday - WEEK * min(weeks - 1, (monday - date.min) // WEEK)


def every_week(found: Iterable[Week], first: date, today: date) -> tuple[Week, ...]:
    """All weeks from that of `first` to that of `today`, those in which nothing was found too."""
    by_monday = {week.monday: week for week in found}
    count = (monday_of(today) - monday_of(first)) // WEEK + 1
    mondays = (monday_of(first) + WEEK * number for number in range(count))
    return tuple(by_monday.get(monday) or Week(monday) for monday in mondays)


def in_stretches(weeks: Sequence[Week], most: int) -> tuple[tuple[Week, ...], ...]:
    """The weeks in at most `most` stretches of the same length, of which the first may be shorter.

    So the last one always ends with the last week.
    """
    length = max(1, -(-len(weeks) // most))
    first = len(weeks) % length or length
    starts = [0, *range(first, len(weeks), length)]
    ends = [*starts[1:], len(weeks)]
    return tuple(
        tuple(weeks[start:end]) for start, end in zip(starts, ends, strict=True) if start < end
    )


@dataclass(frozen=True, slots=True)
class Activity:
    """The days of some weeks by how much was done on them."""

    first: date
    """The Monday on which the first week begins."""

    steps: tuple[int, ...]
    """From how many on a day has the level 1, 2 and so on."""

    rows: tuple[tuple[int | None, ...], ...]
    """A row a weekday from Monday on, a level a week; `None` for days to come."""


def steps_of(counts: Iterable[int]) -> tuple[int, ...]:
    """Fixed steps, or those at the quartiles where they tell more days apart."""
    found = sorted(count for count in counts if count > 0)
    quarters = (found[len(found) * part // LEVELS] for part in range(1, LEVELS)) if found else ()
    quartiles = (1, *dict.fromkeys(cut for cut in quarters if cut > found[0]))
    return max(STEPS, quartiles, key=lambda steps: _told_apart(found, steps))


def level(count: int, steps: Sequence[int]) -> int:
    return bisect_right(steps, count)


def activity(counts: Mapping[date, int], today: date, weeks: int) -> Activity:
    """The last weeks, this one included."""
    first = first_day(today, weeks)
    shown = {day: count for day, count in counts.items() if first <= day <= today}
    steps = steps_of(shown.values())
    rows = []
    for weekday in range(7):
        days = [first + timedelta(days=7 * week + weekday) for week in range(weeks)]
        rows.append(tuple(None if day > today else level(shown.get(day, 0), steps) for day in days))
    return Activity(first, steps, tuple(rows))


def _told_apart(counts: Sequence[int], steps: Sequence[int]) -> int:
    """How many pairs of days have different levels."""
    alike = Counter(level(count, steps) for count in counts)
    return len(counts) ** 2 - sum(days**2 for days in alike.values())


@dataclass(frozen=True, slots=True)
class Band:
    """How many cards have a value between two, both included."""

    low: int
    high: int | None
    """`None` where there is no end."""

    cards: int


def in_bands(counts: Mapping[int, int], lows: Sequence[int]) -> tuple[Band, ...]:
    """The cards of each band, which goes up to the next one's beginning."""
    highs = (*(low - 1 for low in lows[1:]), None)
    found = Counter[int]()
    for value, cards in counts.items():
        found[max(0, bisect_right(lows, value) - 1)] += cards
    return tuple(
        Band(low, high, found[place])
        for place, (low, high) in enumerate(zip(lows, highs, strict=True))
    )


def middle_of(counts: Mapping[int, int]) -> int | None:
    """The median of values that stand so many times each; the lower one of two."""
    half = (sum(counts.values()) + 1) // 2
    for value in sorted(counts):
        half -= counts[value]
        if half <= 0:
            return value
    return None


def clock_spans(start: datetime, end: datetime, zone: tzinfo | None) -> tuple[Span, ...]:
    """The stretches of `zone`'s clock between two instants (`None`: this computer's zone).

    A clock that is changed and set back within a week is not seen to be.
    """
    first, last = int(start.timestamp()), int(end.timestamp())
    spans: list[Span] = []
    begin, offset = first, _offset(first, zone)
    for last_probe, probe in pairwise(_probes(first, last)):
        if _offset(probe, zone) != offset:
            change = _change(last_probe, probe, zone)
            spans.append(Span(begin, change, offset))
            begin, offset = change, _offset(probe, zone)
    return (*spans, Span(begin, last, offset))


def hours(found: Iterable[Hour]) -> tuple[Hour, ...]:
    """All hours of the day in order, each once."""
    answers = [0] * HOURS
    retention = [Retention()] * HOURS
    for hour in found:
        answers[hour.hour] += hour.answers
        retention[hour.hour] += hour.retention
    return tuple(map(Hour, range(HOURS), answers, retention))


def best_hour(hours: Iterable[Hour]) -> Hour | None:
    """The hour in which most was answered; the earliest of several."""
    return max(
        (hour for hour in hours if hour.answers),
        key=lambda hour: (hour.answers, -hour.hour),
        default=None,
    )


def _probes(first: int, last: int) -> Iterator[int]:
    yield from range(first, last, PROBES)
    yield last


def _offset(second: int, zone: tzinfo | None) -> int:
    offset = datetime.fromtimestamp(second, UTC).astimezone(zone).utcoffset()
    return 0 if offset is None else offset // timedelta(seconds=1)


def _change(before: int, after: int, zone: tzinfo | None) -> int:
    """The first second with another offset than at `before`."""
    offset = _offset(before, zone)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(middle, zone) == offset:
            before = middle
        else:
            after = middle
    return after


@dataclass(frozen=True, slots=True)
class Workload:
    """How long a learner sits, in minutes."""

    studied: float | None
    """On a day with answers, on average; `None` where there was none."""

    seconds: float | None
    """For one answer, of whatever kind."""

    ahead: tuple[float, ...] | None
    """For the reviews of each day to come, today first, and their repeats; new cards come on top.
    """


def workload(weeks: Iterable[Week], forecast: Iterable[int]) -> Workload:
    """What the days took, and at that pace the days to come."""
    weeks = tuple(weeks)
    days = sum(week.studied for week in weeks)
    reviews = sum(week.tally.reviews for week in weeks)
    drills = sum(week.tally.drills for week in weeks)
    answers = sum(week.tally.answers for week in weeks)
    taken = sum(week.tally.milliseconds for week in weeks)
    seconds = taken / answers / 1000 if answers else None
    ahead = None
    if reviews and seconds is not None:
        a_card = (reviews + drills) / reviews * seconds / 60
        ahead = tuple(cards * a_card for cards in forecast)
    return Workload(taken / 60_000 / days if days else None, seconds, ahead)
