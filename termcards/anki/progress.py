"""What has been learned, as the columns in which Anki keeps it.

Sources: Anki's own `cards` and `revlog` tables as its manual and its sources describe them; each
number here was read back from a real collection.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from enum import IntEnum
from typing import Any, NamedTuple

from termcards.cards import CardId
from termcards.log import PASSING_QUALITY, Memory, Standing
from termcards.notes import NoteId

FIRST_DAY = date(2020, 1, 1)
"""Day 0 of every package; a card's due day is counted from it."""

LONGEST_ANSWER = 60_000
"""Milliseconds; Anki's own limit."""

_EASE_OF_QUALITY = (1, 1, 1, 2, 3, 4)


class CardType(IntEnum):
    NEW = 0
    REVIEW = 2


class CardQueue(IntEnum):
    BURIED = -3
    SUSPENDED = -1
    NEW = 0
    REVIEW = 2


class ReviewKind(IntEnum):
    LEARN = 0
    REVIEW = 1
    RELEARN = 2
    OUTSIDE = 3
    """Of no consequence for the schedule, when the factor is 0."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer of the log, with what it led to."""

    at: int
    """Milliseconds since 1970: the time that is part of its entry's id."""

    quality: int
    milliseconds: int
    interval: int
    """Days, after the answer."""

    last_interval: int
    """Days, before it; 0 for a card that was new."""

    ease_factor: int
    memory: Memory | None = None
    counts: bool = True
    """Not for a drill, which changes no schedule."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What goes along with the notes of a package."""

    today: date
    day_starts_at: time
    zone: tzinfo | None
    """`None` is this computer's."""

    standings: Mapping[CardId, Standing] = field(default_factory=dict)
    answers: Mapping[CardId, Sequence[Answered]] = field(default_factory=dict)
    retention: Mapping[CardId, int] = field(default_factory=dict)
    """What FSRS was asked to keep of the card at its last review, in thousandths."""

    marked: frozenset[NoteId] = frozenset()

    def creation(self) -> datetime:
        """Four in the morning of day 0, where the learner is."""
        at = datetime.combine(FIRST_DAY, time(4))
        return at.replace(tzinfo=self.zone) if self.zone else at.astimezone()


class CardColumns(NamedTuple):
    """A card's columns from `type` to `data`, as far as they are ours to fill."""

    type: int
    queue: int
    due: int
    ivl: int = 0
    factor: int = 0
    reps: int = 0
    lapses: int = 0
    flags: int = 0
    data: str = ""


class ReviewColumns(NamedTuple):
    """A row of the review log without its id, card and `usn`."""

    ease: int
    ivl: int
    last_ivl: int
    factor: int
    time: int
    kind: int


def new_card(position: int) -> CardColumns:
    return CardColumns(CardType.NEW, CardQueue.NEW, position)


def card_columns(progress: Progress, card: CardId, position: int) -> CardColumns:
    """How a card stands, in Anki's terms; `position` is its place among the new ones."""
    standing = progress.standings.get(card)
    if standing is None:
        return new_card(position)
    schedule = standing.schedule
    if schedule is None:
        queue = _queue(standing, progress.today, CardQueue.NEW)
        return CardColumns(CardType.NEW, queue, position, flags=standing.flag)
    return CardColumns(
        CardType.REVIEW,
        _queue(standing, progress.today, CardQueue.REVIEW),
        (schedule.due - FIRST_DAY).days,
        schedule.interval,
        schedule.ease_factor,
        standing.reviews,
        schedule.lapses,
        standing.flag,
        _data(progress, card, standing),
    )


def review_columns(answered: Answered) -> ReviewColumns:
    kind = ReviewKind.REVIEW if answered.last_interval else ReviewKind.LEARN
    factor = _difficulty(answered.memory) if answered.memory else answered.ease_factor
    return ReviewColumns(
        ease=_EASE_OF_QUALITY[answered.quality],
        ivl=answered.interval,
        last_ivl=answered.last_interval,
        factor=factor if answered.counts else 0,
        time=min(answered.milliseconds, LONGEST_ANSWER),
        kind=kind if answered.counts else ReviewKind.OUTSIDE,
    )


def quality_of_ease(ease: int) -> int:
    """The way back: Again, Hard, Good and Easy are 2, 3, 4 and 5."""
    return PASSING_QUALITY + ease - 2


def configuration(progress: Progress) -> dict[str, Any]:
    """Whose days these are: without it, Anki would count them by the reader's own clock."""
    creation = progress.creation()
    offset = creation.utcoffset()
    return {
        "sched2021": True,
        "creationOffset": -int(offset.total_seconds() // 60) if offset else 0,
        "rollover": progress.day_starts_at.hour,
    }


def created(progress: Progress) -> int:
    """Day 0 in seconds since 1970."""
    return int(progress.creation().astimezone(UTC).timestamp())


def _queue(standing: Standing, today: date, otherwise: CardQueue) -> CardQueue:
    if standing.suspended is not None:
        return CardQueue.SUSPENDED
    return CardQueue.BURIED if standing.is_buried(today) else otherwise


def _data(progress: Progress, card: CardId, standing: Standing) -> str:
    """What Anki keeps of a card as JSON: FSRS's memory, and the second of the last review."""
    data: dict[str, float] = {}
    if standing.memory is not None:
        data["s"] = round(standing.memory.stability, 4)
        data["d"] = round(standing.memory.difficulty, 3)
        if card in progress.retention:
            data["dr"] = progress.retention[card] / 1000
    answers = [answered for answered in progress.answers.get(card, ()) if answered.counts]
    if answers:
        data["lrt"] = answers[-1].at // 1000
    return json.dumps(data, separators=(",", ":")) if data else ""


def _difficulty(memory: Memory) -> int:
    """FSRS's difficulty as Anki writes it where SM-2 has its ease: from 100 to 1100."""
    return round(((memory.difficulty - 1) / 9 + 0.1) * 1000)
