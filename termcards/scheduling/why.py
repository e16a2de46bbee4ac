"""Why a card comes back when it does: the arithmetic of its next dates, in words and figures."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from termcards.cards import CardId
from termcards.language import tr
from termcards.log import (
    PASSING_QUALITY,
    Entry,
    Review,
    Schedule,
    Scheduler,
    SchedulerName,
    Standing,
)
from termcards.scheduling import fsrs, replay, sm2

QUALITIES = (2, 3, 4, 5)
"""Those of the four buttons that learners know."""
ADDED_UP = "{days} d: as all the answers add up"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What one quality would lead to."""

    quality: int
    interval: int
    then: int
    """The interval after that, if that answer has a quality of 4."""

    ease_factor: int
    """In thousandths."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the interval of now came about, and what the next answer would do to it."""

    present: str
    """In one line."""

    outlooks: tuple[Outlook, ...]


def explain(
    card: CardId,
    standing: Standing,
    history: Sequence[Entry],
    scheduler: Scheduler,
    today: date,
    qualities: Sequence[int] = QUALITIES,
) -> Explanation:
    """`history` are the card's entries that hold; `scheduler` is the one of its next answer."""
    outlooks = tuple(
        _outlook(card, standing, history, scheduler, quality, today) for quality in qualities
    )
    return Explanation(_present(standing, history, today), outlooks)


def _outlook(
    card: CardId,
    standing: Standing,
    history: Sequence[Entry],
    scheduler: Scheduler,
    quality: int,
    today: date,
) -> Outlook:
    def past() -> Iterable[Entry]:
        return history

    first = replay.foretell(standing, Review(card, quality, 0, scheduler), today, past)
    schedule = _needed(first)
    second = replay.foretell(first, Review(card, 4, 0, scheduler), schedule.due, _nothing)
    return Outlook(quality, schedule.interval, _needed(second).interval, schedule.ease_factor)


_nothing: Callable[[], Iterable[Entry]] = tuple


def _needed(standing: Standing) -> Schedule:
    if standing.schedule is None:
        raise AssertionError("a reviewed card has a schedule")
    return standing.schedule


def _present(standing: Standing, history: Sequence[Entry], today: date) -> str:
    schedule = standing.schedule
    if schedule is None:
        return tr("new: not answered yet")
    reviews = [
        entry.fact for entry, _, _ in replay.course(history) if isinstance(entry.fact, Review)
    ]
    last = reviews[-1] if reviews else None
    if last is None:
        return tr("{days} d: the due day was set by hand", days=schedule.interval)
    if last.scheduler.name is SchedulerName.FSRS and standing.memory is not None:
        told = _by_fsrs(standing, last.scheduler, today)
    else:
        told = _by_sm2(schedule, last, history)
    return told + _moved(standing)


def _moved(standing: Standing) -> str:
    """What to say where the due day is not the one that the interval leads to."""
    schedule, reviewed = standing.schedule, standing.reviewed
    if schedule is None or reviewed is None:
        return ""
    days = (schedule.due - reviewed).days - schedule.interval
    if not days:
        return ""
    if days > 0:
        return tr("; then moved by {days} d, later", days=days)
    return tr("; then moved by {days} d, earlier", days=-days)


def _by_sm2(schedule: Schedule, last: Review, history: Sequence[Entry]) -> str:
    days = schedule.interval
    if last.quality < PASSING_QUALITY:
        return tr("{days} d: the last answer failed, so it starts again", days=days)
    if schedule.repetitions == 1:
        return tr("{days} d: the first success in a row", days=days)
    if schedule.repetitions == 2 and schedule.interval == sm2.SECOND_INTERVAL:
        return tr("{days} d: the second success in a row", days=days)
    before = _before_last_review(history)
    if before is None or before.schedule is None:
        return tr(ADDED_UP, days=days)
    factor = before.schedule.ease_factor / 1000
    product = sm2.next_interval(
        before.schedule.interval, schedule.repetitions, before.schedule.ease_factor
    )
    if product != schedule.interval:
        return tr(ADDED_UP, days=days)
    return tr(
        "{days} d = {before} d × {ease:.2f} (the ease before), rounded up",
        days=days,
        before=before.schedule.interval,
        ease=factor,
    )


def _by_fsrs(standing: Standing, scheduler: Scheduler, today: date) -> str:
    memory, schedule = standing.memory, standing.schedule
    if memory is None or schedule is None or standing.reviewed is None:
        return ""
    wanted = (scheduler.desired_retention or 0) / 10
    chance = fsrs.retrievability(memory, (today - standing.reviewed).days) * 100
    return tr(
        "{days} d: until the chance to recall it falls to {wanted:g} %;"
        " stability {stability:.1f} d, difficulty {difficulty:.1f} of 10, today {chance:.0f} %",
        days=schedule.interval,
        wanted=wanted,
        stability=memory.stability,
        difficulty=memory.difficulty,
        chance=chance,
    )


def _before_last_review(history: Sequence[Entry]) -> Standing | None:
    """As the answers count now, corrected ones with their new quality."""
    befores = (
        before for entry, before, _ in replay.course(history) if isinstance(entry.fact, Review)
    )
    return next(iter(deque(befores, maxlen=1)), None)
