"""The SM-2 algorithm, exactly, in integers.

Source: P. A. Woźniak, *Optimization of learning* (1990), section 3.2. The text leaves four points
open; the answers here are those of the author's own published program and FAQ:

- a failure (quality under 3) leaves the ease factor as it is;
- the interval is made with the ease factor *before* this answer's change;
- after a failure the card starts again: 1 day, then 1, 6 and so on as it recovers;
- what is repeated on the same day until it is sure is a drill, and changes nothing here.

How late or early an answer comes plays no part: the interval grows from the scheduled one, and the
new due day counts from the day of the answer.
"""

from datetime import date, timedelta

from termcards.log import HIGHEST_QUALITY, LOWEST_QUALITY, PASSING_QUALITY, Schedule

FIRST_EASE_FACTOR = 2500
MINIMUM_EASE_FACTOR = 1300
FIRST_INTERVAL = 1
SECOND_INTERVAL = 6
MAXIMUM_INTERVAL = 36_500
"""Days. Without a cap, dates overflow after some fifteen good answers."""


def step(schedule: Schedule | None, quality: int, today: date) -> Schedule:
    """The schedule after an answer of `quality` (0 to 5) on the learner's day `today`.

    A new card has no schedule. Raises `ValueError` for a quality that is not an integer from 0 to
    5.
    """
    checked_quality(quality)
    before = schedule or Schedule(
        due=today, interval=0, repetitions=0, lapses=0, ease_factor=FIRST_EASE_FACTOR
    )
    if quality < PASSING_QUALITY:
        repetitions = 0
        interval = FIRST_INTERVAL
        ease_factor = before.ease_factor
        lapses = before.lapses + (before.repetitions > 0)
    else:
        repetitions = before.repetitions + 1
        interval = next_interval(before.interval, repetitions, before.ease_factor)
        ease_factor = next_ease_factor(before.ease_factor, quality)
        lapses = before.lapses
    return Schedule(
        due=today + timedelta(days=interval),
        interval=interval,
        repetitions=repetitions,
        lapses=lapses,
        ease_factor=ease_factor,
    )


def next_interval(interval: int, repetitions: int, ease_factor: int) -> int:
    """Days until the review after the `repetitions`-th success in a row, rounded up."""
    if repetitions == 1:
        return FIRST_INTERVAL
    if repetitions == 2:
        return SECOND_INTERVAL
    return min(MAXIMUM_INTERVAL, -(-interval * ease_factor // 1000))


def next_ease_factor(ease_factor: int, quality: int) -> int:
    miss = HIGHEST_QUALITY - quality
    return max(MINIMUM_EASE_FACTOR, ease_factor + 100 - miss * (80 + miss * 20))


def checked_quality(quality: object) -> int:
    """`quality`, if it is an integer from 0 to 5; a bool or a float is not."""
    if type(quality) is not int or not LOWEST_QUALITY <= quality <= HIGHEST_QUALITY:
        raise ValueError(f"a quality is an integer from 0 to 5, not {quality!r}")
    return quality
