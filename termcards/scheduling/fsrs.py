"""FSRS, the other scheduler, through its reference package (the extra `fsrs`).

Source: the package `fsrs` 6, with its default parameters. Qualities 0, 1 and 2 are its Again, 3 is
Hard, 4 Good, 5 Easy. It counts in learner's days here, and never by chance: its fuzz is off, and
its learning steps of minutes are left out, since a drill does their work.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

from termcards.errors import MissingExtraError
from termcards.log import DEFAULT_RETENTION, Memory
from termcards.scheduling.history import Past
from termcards.scheduling.sm2 import MAXIMUM_INTERVAL, checked_quality

if TYPE_CHECKING:
    from fsrs import Scheduler

PLACES = 6
"""Decimals kept of a memory, so that the last bit of a processor's arithmetic decides nothing."""

ANY_ID = 1


def check() -> None:
    """Raises `MissingExtraError` where the package is not installed."""
    _scheduler(DEFAULT_RETENTION)


def step(before: Memory | None, reviewed: date | None, quality: int, day: date) -> Memory:
    """The memory after an answer on the learner's `day`; `reviewed` is the day of the last one.

    Raises `ValueError` for a quality that is not an integer from 0 to 5, and `MissingExtraError`
    without the package.
    """
    checked_quality(quality)
    scheduler = _scheduler(DEFAULT_RETENTION)
    from fsrs import Card, Rating, State

    card = Card(card_id=ANY_ID)
    if before is not None and reviewed is not None:
        card = Card(
            card_id=ANY_ID,
            state=State.Review,
            stability=before.stability,
            difficulty=before.difficulty,
            last_review=_noon(reviewed),
        )
    rating = Rating(max(1, quality - 1))
    after, _ = scheduler.review_card(card, rating, max(_noon(day), card.last_review or _noon(day)))
    if after.stability is None or after.difficulty is None:
        raise AssertionError("a reviewed card has a memory")
    return Memory(round(after.stability, PLACES), round(after.difficulty, PLACES))


def memory_of(past: Sequence[Past]) -> Memory | None:
    """The memory after all these reviews; `None` without any."""
    memory: Memory | None = None
    reviewed: date | None = None
    for review in past:
        memory = step(memory, reviewed, review.quality, review.day)
        reviewed = review.day
    return memory


def next_interval(memory: Memory, desired_retention: int | None) -> int:
    """Days after which the chance to recall has fallen to what is desired, in thousandths.

    The published formula, since the package keeps its own to itself: the forgetting curve
    R(t) = (1 + F t / S)^D, solved for t, where F is such that R(S) is 0.9.
    """
    retention = (desired_retention or DEFAULT_RETENTION) / 1000
    decay = -_scheduler(DEFAULT_RETENTION).parameters[20]
    factor = 0.9 ** (1 / decay) - 1
    days: float = memory.stability / factor * (retention ** (1 / decay) - 1)
    return min(MAXIMUM_INTERVAL, max(1, round(days)))


def retrievability(memory: Memory, days: int) -> float:
    """The chance, from 0 to 1, to recall the card so many days after its last review."""
    decay = -_scheduler(DEFAULT_RETENTION).parameters[20]
    factor = 0.9 ** (1 / decay) - 1
    chance: float = (1 + factor * max(0, days) / memory.stability) ** decay
    return chance


@cache
def _scheduler(desired_retention: int) -> "Scheduler":
    try:
        from fsrs import Scheduler
    except ImportError as error:
        raise MissingExtraError("the scheduler FSRS", "fsrs") from error
    return Scheduler(
        desired_retention=desired_retention / 1000,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=MAXIMUM_INTERVAL,
        enable_fuzzing=False,
    )


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
