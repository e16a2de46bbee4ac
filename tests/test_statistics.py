"""Streaks, weeks, stretches, levels, hours: figures worked out by hand."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from termcards.statistics import (
    Band,
    Streaks,
    activity,
    add_up,
    best_hour,
    clock_spans,
    every_week,
    first_day,
    hours,
    in_bands,
    in_stretches,
    level,
    median_seconds,
    middle_of,
    steps_of,
    streaks,
    workload,
)
from termcards.tallies import Hour, Retention, Span, Tally, Week

MONDAY = date(2026, 3, 2)


def march(*days: int) -> list[date]:
    return [date(2026, 3, day) for day in days]


@pytest.mark.parametrize(
    ("days", "current", "longest"),
    [
        ([], 0, 0),
        ([10], 1, 1),
        ([9], 1, 1),
        ([8], 0, 1),
        ([7, 8, 10], 1, 2),
        ([10, 8, 9, 9], 3, 3),
        ([1, 2, 3, 4, 9, 10], 2, 4),
        ([9, 10, 11], 3, 3),
    ],
)
def test_a_streak_goes_on_while_today_is_open(days: list[int], current: int, longest: int) -> None:
    assert streaks(march(*days), date(2026, 3, 10)) == Streaks(current, longest)


def test_tallies_add_up_column_by_column() -> None:
    first, second = Tally(1, 1, 4, 3, 2, 2, 5, 1, 1000), Tally(0, 0, 6, 6, 3, 0, 1, 0, 500)
    total = add_up([first, second])
    assert total == Tally(1, 1, 10, 9, 5, 2, 6, 1, 1500)
    assert total.retention == Retention(15, 11)
    assert (total.reviews, total.passed, total.answers) == (16, 12, 23)


def test_what_was_not_reviewed_has_no_share() -> None:
    assert Retention().share is None
    assert Retention(4, 3).share == 0.75


def test_a_window_of_weeks_begins_on_a_monday_and_ends_with_this_week() -> None:
    assert first_day(date(2026, 3, 8), 1) == MONDAY
    assert first_day(date(2026, 3, 9), 2) == MONDAY
    assert first_day(MONDAY, 999_999_999) == date(1, 1, 1)


def test_weeks_without_answers_are_weeks_too() -> None:
    found = [Week(date(2026, 3, 9), 2, Tally(new=3))]
    assert every_week(found, MONDAY, date(2026, 3, 18)) == (
        Week(MONDAY),
        found[0],
        Week(date(2026, 3, 16)),
    )


@pytest.mark.parametrize(
    ("weeks", "most", "lengths"),
    [(3, 4, [1, 1, 1]), (4, 2, [2, 2]), (5, 2, [2, 3]), (7, 3, [1, 3, 3]), (1, 1, [1])],
)
def test_stretches_are_of_one_length_and_end_with_the_last_week(
    weeks: int, most: int, lengths: list[int]
) -> None:
    all_weeks = [Week(MONDAY + timedelta(weeks=number)) for number in range(weeks)]
    stretches = in_stretches(all_weeks, most)
    assert [len(stretch) for stretch in stretches] == lengths
    assert [week for stretch in stretches for week in stretch] == all_weeks


@pytest.mark.parametrize(
    ("counts", "steps"),
    [
        ([], (1, 25, 50, 75)),
        ([4], (1, 25, 50, 75)),
        ([0, 10, 30, 60, 80], (1, 25, 50, 75)),
        ([1, 2, 3, 4], (1, 2, 3, 4)),
        ([10, 10, 10, 20], (1, 20)),
        ([12, 30, 31, 32, 33, 34, 35, 99], (1, 31, 33, 35)),
    ],
)
def test_the_steps_that_tell_more_days_apart_are_taken(
    counts: list[int], steps: tuple[int, ...]
) -> None:
    assert steps_of(counts) == steps


def test_a_days_level_is_the_step_it_reached() -> None:
    steps = (1, 25, 50, 75)
    assert [level(count, steps) for count in (0, 1, 24, 25, 49, 50, 75, 900)] == [
        *(0, 1, 1, 2),
        *(2, 3, 4, 4),
    ]


def test_the_map_has_a_row_a_weekday_and_leaves_the_future_out() -> None:
    counts = {date(2026, 2, 22): 900, MONDAY: 80, date(2026, 2, 24): 1, date(2026, 3, 4): 30}
    drawn = activity(counts, date(2026, 3, 4), 2)
    assert (drawn.first, drawn.steps) == (date(2026, 2, 23), (1, 25, 50, 75))
    assert drawn.rows == (
        (0, 4),
        (1, 0),
        (0, 2),
        (0, None),
        (0, None),
        (0, None),
        (0, None),
    )


def test_cards_are_counted_in_bands() -> None:
    assert in_bands({1: 2, 5: 1, 6: 3, 900: 4}, (1, 6, 21)) == (
        Band(1, 5, 3),
        Band(6, 20, 3),
        Band(21, None, 4),
    )


@pytest.mark.parametrize(
    ("counts", "middle"), [({}, None), ({7: 1}, 7), ({1: 2, 9: 2}, 1), ({1: 2, 9: 3}, 9)]
)
def test_the_card_in_the_middle(counts: dict[int, int], middle: int | None) -> None:
    assert middle_of(counts) == middle


def test_a_zones_clock_is_cut_where_it_is_changed() -> None:
    start, end = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
    # In Berlin the clocks changed on 29 March and on 25 October 2026, at 01:00 UTC.
    spring, autumn = 1774746000, 1792890000
    assert clock_spans(start, end, ZoneInfo("Europe/Berlin")) == (
        Span(1772323200, spring, 3600),
        Span(spring, autumn, 7200),
        Span(autumn, 1796083200, 3600),
    )


def test_a_zone_without_summer_time_is_one_span() -> None:
    start, end = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)
    kathmandu = clock_spans(start, end, ZoneInfo("Asia/Kathmandu"))
    assert kathmandu == (Span(1772323200, 1772409600, 20700),)


def test_hours_found_twice_are_added_up() -> None:
    found = hours([Hour(7, 3, Retention(2, 1)), Hour(20, 4), Hour(7, 1, Retention(1, 1))])
    assert len(found) == 24
    assert found[7] == Hour(7, 4, Retention(3, 2))
    assert found[8] == Hour(8)
    assert best_hour(found) == Hour(7, 4, Retention(3, 2))
    assert best_hour([Hour(3)]) is None


def test_the_days_to_come_take_as_long_a_card_as_the_days_gone() -> None:
    # Two study days, 20 reviews and 10 drills in 4 minutes: 8 seconds an answer, 12 a card.
    weeks = [Week(MONDAY, 2, Tally(new=5, young=15, drills=10, milliseconds=240_000))]
    load = workload(weeks, [10, 0, 5])
    assert (load.studied, load.seconds, load.ahead) == (2.0, 8.0, (2.0, 0.0, 1.0))
    # Crams take time, but make the days to come no longer.
    crams = [*weeks, Week(MONDAY, 0, Tally(crams=60, milliseconds=480_000))]
    assert workload(crams, [10]).ahead == (2.0,)
    only_crams = workload([Week(MONDAY, 1, Tally(crams=2, milliseconds=9000))], [10])
    assert (only_crams.seconds, only_crams.ahead) == (4.5, None)
    empty = workload([Week(MONDAY)], [10])
    assert (empty.studied, empty.seconds, empty.ahead) == (None, None, None)


def test_an_answer_takes_a_minute_at_most() -> None:
    assert median_seconds([1000, 3000, 999_000]) == 3
    assert median_seconds([999_000]) == 60
    assert median_seconds([]) is None
